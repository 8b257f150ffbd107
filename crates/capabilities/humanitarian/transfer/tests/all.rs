//! Transfer as a black box: through the gate, and over HTTP as people use it.

#![cfg(test)]

#[path = "all/node.rs"]
mod node;

#[path = "all/arrivals.rs"]
mod arrivals;
#[path = "all/convoys.rs"]
mod convoys;
#[path = "all/families.rs"]
mod families;
#[path = "all/pages.rs"]
mod pages;
#[path = "all/seats.rs"]
mod seats;
#[path = "all/two_posts.rs"]
mod two_posts;

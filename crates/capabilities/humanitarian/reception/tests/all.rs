//! Reception as a black box: through the gate, and over HTTP as people use it.

#![cfg(test)]

#[path = "all/node.rs"]
mod node;

#[path = "all/apart.rs"]
mod apart;
#[path = "all/finding_places.rs"]
mod finding_places;
#[path = "all/joining.rs"]
mod joining;
#[path = "all/pages.rs"]
mod pages;
#[path = "all/properties.rs"]
mod properties;
#[path = "all/staying.rs"]
mod staying;

//! Black box: what a browser or a program sends, and what it gets.

#![cfg(test)]

#[path = "all/accounts.rs"]
mod accounts;
#[path = "all/front_door.rs"]
mod front_door;
#[path = "all/node.rs"]
mod node;
#[path = "all/sites.rs"]
mod sites;
#[path = "all/unfinished_work.rs"]
mod unfinished_work;

//! Black box: what a browser or a program sends, and what it gets.

#![cfg(test)]

#[path = "all/bad_input.rs"]
mod bad_input;
#[path = "all/cards.rs"]
mod cards;
#[path = "all/erasing.rs"]
mod erasing;
#[path = "all/finding.rs"]
mod finding;
#[path = "all/households.rs"]
mod households;
#[path = "all/importing.rs"]
mod importing;
#[path = "all/joining.rs"]
mod joining;
#[path = "all/listing.rs"]
mod listing;
#[path = "all/node.rs"]
mod node;
#[path = "all/pages.rs"]
mod pages;
#[path = "all/people.rs"]
mod people;
#[path = "all/registering.rs"]
mod registering;
#[path = "all/speed.rs"]
mod speed;
#[path = "all/statistics.rs"]
mod statistics;

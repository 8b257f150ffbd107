//! Black box: what a browser or a program sends, and what it gets.

#![cfg(test)]

#[path = "all/directory.rs"]
mod directory;
#[path = "all/exchange.rs"]
mod exchange;
#[path = "all/invariants.rs"]
mod invariants;
#[path = "all/node.rs"]
mod node;
#[path = "all/pages.rs"]
mod pages;
#[path = "all/paper.rs"]
mod paper;
#[path = "all/referring.rs"]
mod referring;
#[path = "all/scale.rs"]
mod scale;
#[path = "all/seeding.rs"]
mod seeding;

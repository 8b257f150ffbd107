//! Black box: what a browser or a program sends, and what it gets.

#![cfg(test)]

#[path = "all/node.rs"]
mod node;
#[path = "all/open_service.rs"]
mod open_service;

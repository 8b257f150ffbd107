//! Black box: what a browser or a program sends, and what it gets.

#![cfg(test)]

#[path = "all/node.rs"]
mod node;
#[path = "all/pages.rs"]
mod pages;
#[path = "all/properties.rs"]
mod properties;
#[path = "all/publishing.rs"]
mod publishing;
#[path = "all/refusing.rs"]
mod refusing;

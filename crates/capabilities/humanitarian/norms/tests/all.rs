//! Norms as a black box: through the gate, and over HTTP as people use it.

#![cfg(test)]

#[path = "all/node.rs"]
mod node;

#[path = "all/gaps.rs"]
mod gaps;
#[path = "all/pages.rs"]
mod pages;
#[path = "all/speed.rs"]
mod speed;

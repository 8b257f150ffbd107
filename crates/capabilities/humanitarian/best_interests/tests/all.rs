//! Black box: what a browser or a program sends, and what it gets.

#![cfg(test)]

#[path = "all/knowing.rs"]
mod knowing;
#[path = "all/node.rs"]
mod node;
#[path = "all/pages.rs"]
mod pages;
#[path = "all/steps.rs"]
mod steps;

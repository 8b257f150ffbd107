//! Black box: what a browser or a program sends, and what it gets.

#![cfg(test)]

#[path = "all/cases.rs"]
mod cases;
#[path = "all/erasing.rs"]
mod erasing;
#[path = "all/leaks.rs"]
mod leaks;
#[path = "all/node.rs"]
mod node;
#[path = "all/pages.rs"]
mod pages;
#[path = "all/properties.rs"]
mod properties;
#[path = "all/restricted.rs"]
mod restricted;
#[path = "all/screenings.rs"]
mod screenings;
#[path = "all/sheets.rs"]
mod sheets;
#[path = "all/speed.rs"]
mod speed;

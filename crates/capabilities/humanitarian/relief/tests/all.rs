//! Relief as a black box: through the gate, and over HTTP as people use it.

#![cfg(test)]

#[path = "all/node.rs"]
mod node;

#[path = "all/handing_out.rs"]
mod handing_out;
#[path = "all/joining.rs"]
mod joining;
#[path = "all/pages.rs"]
mod pages;
#[path = "all/questions.rs"]
mod questions;
#[path = "all/speed.rs"]
mod speed;
#[path = "all/stock.rs"]
mod stock;
#[path = "all/supply.rs"]
mod supply;

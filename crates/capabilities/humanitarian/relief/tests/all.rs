//! Relief as a black box: through the gate, and over HTTP as people use it.

#![cfg(test)]

#[path = "all/node.rs"]
mod node;

#[path = "all/handing_out.rs"]
mod handing_out;
#[path = "all/pages.rs"]
mod pages;
#[path = "all/stock.rs"]
mod stock;

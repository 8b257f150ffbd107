//! Sheets, faults and the laws of evaluation.

#![cfg(test)]

#[path = "all/faults.rs"]
mod faults;
#[path = "all/laws.rs"]
mod laws;
#[path = "all/shipped.rs"]
mod shipped;

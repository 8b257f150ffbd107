//! Lists and their faults, hand-computed figures, laws, and the list that is shipped.

#![cfg(test)]

#[path = "all/faults.rs"]
mod faults;
#[path = "all/laws.rs"]
mod laws;
#[path = "all/shipped.rs"]
mod shipped;

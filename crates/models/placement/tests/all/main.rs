//! What holds in every proposal, and how near the best it comes.
#![cfg(test)]

mod convoy;
mod keeps;
mod small;

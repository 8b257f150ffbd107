//! The node as a whole: every mounted capability, through the same gate and the same HTTP as people use.

#![cfg(test)]

mod bad_input;
mod bundles;
mod command_line;
mod forms;
mod need_to_know;
mod node_of_test;
mod permissions;
mod visitor;
mod words;
mod zone_wall;

//! The binary's parts, as a library so that tests and benches open the same node as the command line does.

pub mod clock;
pub mod commands;
pub mod mount;
pub mod node;
pub mod out;
pub mod serve;
pub mod tls;

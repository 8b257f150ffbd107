//! The command line, one file a command.

pub mod export;
pub mod init;
pub mod run;

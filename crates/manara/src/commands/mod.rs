//! The command line, one file a command.

pub mod backup;
pub mod bundle;
pub mod demo;
pub mod export;
pub mod import;
pub mod init;
pub mod realm;
pub mod run;
pub mod seed;
pub mod verify;

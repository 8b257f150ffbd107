//! Accounts: the list, one of them, and the code that is shown once.

mod entry_code;
pub mod list;
pub mod one;

//! Read tables: each can be deleted and rebuilt from the facts.

pub mod services;

//! HTTP: from bytes to a visit and back.

pub mod api;
pub mod assets;
pub mod frame;
pub mod multipart;
pub mod openapi;
pub mod outbox;
pub mod raw;
pub mod server;

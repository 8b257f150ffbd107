//! Signing in: passwords, one-time codes, passkeys, sessions, the first administrator, and the brake on guessing.

pub mod code;
pub mod door;
pub mod first;
pub mod lockout;
pub mod own;
pub mod passkey;
pub mod password;
pub mod session;
pub mod totp;

pub use door::Door;
pub use session::Session;

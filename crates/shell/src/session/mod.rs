//! A session and its holder's own account: lock and unlock, place and purpose, secrets, other sessions, approvals.

mod approvals;
mod lock;
mod me;
mod passkeys;
mod place;
mod routes;
mod secrets;

pub(crate) use lock::language;
pub(crate) use routes::route;

//! The mount table: every capability of this binary, one line each.

use shell::Capability;

/// The capabilities.
#[must_use]
pub fn capabilities() -> Vec<Capability> {
    vec![administration::capability(), crossing::capability(), registration::capability()]
}

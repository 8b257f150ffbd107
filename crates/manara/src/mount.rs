//! The mount table: every capability of this binary, one line each, and the read model that those of the humanitarian zone share.

use shell::Capability;

/// The capabilities.
#[must_use]
pub fn capabilities() -> Vec<Capability> {
    vec![
        administration::capability(),
        crossing::capability(),
        people::capability(),
        registration::capability(),
        instruments::capability(),
        protection::capability(),
        best_interests::capability(),
        referral::capability(),
        reception::capability(),
        relief::capability(),
        norms::capability(),
        transfer::capability(),
    ]
}

//! What follows a hand-over: the humanitarian side learns the token and the urgent-need flag, through the gate's disclosure.

use crate::facts::CrossingFact;
use access::Gate;
use kernel::Problem;
use log::{Reaction, Recorded};

/// Tells the humanitarian side of each hand-over.
#[must_use]
pub fn hand_over() -> Reaction<Gate> {
    Reaction {
        name: "crossing_hand_over",
        wants: |kind| matches!(kind, "crossing.group_handed_over" | "crossing.person_handed_over"),
        run: tell,
    }
}

fn tell(gate: &Gate, recorded: &Recorded) -> Result<(), Problem> {
    match recorded.fact::<CrossingFact>()? {
        Some(
            CrossingFact::GroupHandedOver { token, urgent, .. } | CrossingFact::PersonHandedOver { token, urgent, .. },
        ) => gate.hand_over(recorded, &token.to_string(), urgent).map(|_| ()),
        _ => Ok(()),
    }
}

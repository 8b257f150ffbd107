//! What holds in whichever order the facts of two posts come together.

#![cfg(test)]

use crate::case::{clock, tests_support as given};
use crate::{
    facts::Fact,
    words::{Decline, Outcome, Revoke, Stage},
};
use proptest::prelude::*;

fn fact(n: u8) -> Fact {
    let (referral, sending) = (given::referral(), given::sending(1));
    match n {
        0 => Fact::ReferralAcknowledged { referral, sending },
        1 => given::accepted(1),
        2 => Fact::ReferralDeclined { referral, sending, why: Decline::Full },
        3 => Fact::HelpBegun { referral, sending },
        4 => Fact::OutcomeRecorded { referral, sending, outcome: Outcome::Helped },
        _ => Fact::ReferralRevoked { referral, sending, why: Revoke::Mistake },
    }
}

proptest! {
    #[test]
    fn a_taking_back_then_a_no_holds_in_any_order(facts in proptest::collection::vec(0_u8..6, 0..8), turn in any::<prop::sample::Index>()) {
        let begun = [vec![given::drafted(), given::consented()], given::sent(1)].concat();
        let order = |facts: &[u8]| {
            let facts: Vec<Fact> = begun.iter().cloned().chain(facts.iter().map(|n| fact(*n))).collect();
            given::past_of(&facts).main().referral.last().cloned().unwrap()
        };
        let mut turned = facts.clone();
        if !turned.is_empty() {
            let by = turn.index(turned.len());
            turned.rotate_left(by);
        }
        let (one, other) = (order(&facts), order(&turned));
        let expected = if facts.contains(&5) { Some(Stage::Revoked) } else if facts.contains(&2) { Some(Stage::Declined) } else { None };
        if let Some(expected) = expected {
            prop_assert_eq!((one.stage, other.stage), (expected, expected));
            prop_assert!(one.content.is_empty() && other.content.is_empty());
        }
        // Whatever came, a clock can be read.
        let _ = clock::state_at(&one, given::at().now);
    }
}

//! Where a sheet stands, from what was done with it. Counts and sets, never an order: the facts of two posts give the same in any order.

use kernel::{ActorId, Date};
use std::collections::BTreeSet;

/// Where a sheet stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    proposals: usize,
    refusals: usize,
    proposed_by: BTreeSet<ActorId>,
    published: bool,
    /// The first day on which it is no longer asked.
    pub withdrawn_from: Option<Date>,
}

impl Standing {
    /// Somebody asked to publish it.
    pub fn proposed(&mut self, by: ActorId) {
        self.proposals += 1;
        self.proposed_by.insert(by);
    }

    /// A second person did not agree.
    pub fn refused(&mut self) {
        self.refusals += 1;
    }

    /// A second person agreed, or it ships with the product.
    pub fn published(&mut self) {
        self.published = true;
    }

    /// It is withdrawn from a day on; of several days the first counts.
    pub fn withdrawn(&mut self, from: Date) {
        self.withdrawn_from = Some(self.withdrawn_from.map_or(from, |earlier| earlier.min(from)));
    }

    /// Whether it waits for a second person.
    #[must_use]
    pub fn waits(&self) -> bool {
        !self.published && self.proposals > self.refusals
    }

    /// Whether somebody agreed.
    #[must_use]
    pub fn is_published(&self) -> bool {
        self.published
    }

    /// Whether one second person agreed and another, at a post without a connection, refused the same proposal.
    #[must_use]
    pub fn is_disputed(&self) -> bool {
        self.published && self.refusals > 0 && self.refusals >= self.proposals
    }

    /// Whether somebody is among those who proposed it.
    #[must_use]
    pub fn is_proposed_by(&self, somebody: ActorId) -> bool {
        self.proposed_by.contains(&somebody)
    }

    /// Its name in data on a day.
    #[must_use]
    pub fn state(&self, today: Date) -> &'static str {
        let withdrawn = self.withdrawn_from.is_some_and(|from| from <= today);
        match (self.published, withdrawn) {
            (true, true) => "withdrawn",
            (true, false) => "published",
            (false, _) if self.waits() => "proposed",
            (false, _) => "refused",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn standing(steps: &[u8]) -> Standing {
        let mut standing = Standing::default();
        for step in steps {
            let day: Date = "2026-06-01".parse().unwrap();
            match step % 5 {
                0 | 1 => standing.proposed(ActorId(uuid::Uuid::from_u128(u128::from(step % 2)))),
                2 => standing.refused(),
                3 => standing.published(),
                _ => standing.withdrawn(day.plus_days((*step).into())),
            }
        }
        standing
    }

    proptest! {
        #[test]
        fn the_order_in_which_facts_arrive_changes_nothing(steps in proptest::collection::vec(any::<u8>(), 0..8), turn in 0usize..8) {
            let mut turned = steps.clone();
            turned.rotate_left(turn.min(steps.len()));
            turned.reverse();
            prop_assert_eq!(standing(&steps), standing(&turned));
        }
    }

    #[test]
    fn one_yes_and_one_no_to_one_proposal_are_a_dispute_and_a_new_proposal_is_none() {
        assert!(standing(&[0, 2, 3]).is_disputed());
        assert!(!standing(&[0, 2, 0, 3]).is_disputed());
        assert!(standing(&[0, 2, 0]).waits() && !standing(&[0, 2]).waits());
    }
}

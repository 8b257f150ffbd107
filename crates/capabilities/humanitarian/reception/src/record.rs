//! The fold of a stream of this capability: a unit's or a person's. One type, because a command decides on several of
//! them at once.

use crate::{facts::Fact, stay::Stays, unit::Unit};
use log::{Header, State};

/// What a stream of reception facts adds up to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// The unit, in a unit's stream.
    pub unit: Unit,
    /// The stays, in a person's stream.
    pub stays: Stays,
}

impl State for Record {
    type Fact = Fact;

    fn apply(&mut self, fact: &Fact, _: &Header) {
        self.unit.apply(fact);
        self.stays.apply(fact);
    }
}

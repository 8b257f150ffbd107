//! A convoy for tests of decisions: given what was done, when a command, then its facts or why not.

use super::{AnnounceConvoy, Convoy, ConvoyError};
use crate::facts::Fact;
use access::Command;
use contracts::convoy::{ConvoyPlan, Vehicle};
use kernel::{ConvoyId, Text};
use log::{At, Past};

/// Circumstances of somebody at a site.
pub fn at() -> At {
    let mut at = At::example();
    at.site = Some(at.id(1));
    at
}

/// A plan to the site of [`at`].
pub fn plan() -> ConvoyPlan {
    let facts = AnnounceConvoy::example().decide(&Past::new(vec![]), &at()).unwrap();
    let [Fact::ConvoyAnnounced { plan, .. }] = facts.as_slice() else { panic!("{facts:?}") };
    plan.clone()
}

/// A convoy and what was done with it.
pub struct Story {
    pub convoy: ConvoyId,
    pub at: At,
    given: Vec<Fact>,
}

impl Story {
    pub fn announced() -> Self {
        let at = at();
        Self { convoy: at.id(0), given: vec![Fact::ConvoyAnnounced { convoy: at.id(0), plan: plan() }], at }
    }

    /// The same in these vehicles, with so many seats.
    pub fn announced_in(vehicles: &[(&str, u16)]) -> Self {
        let vehicle = |(name, seats): &(&str, u16)| Vehicle { name: Text::parse(name).unwrap(), seats: *seats };
        let plan = ConvoyPlan { vehicles: vehicles.iter().map(vehicle).collect(), ..plan() };
        let story = Self::announced();
        Self { given: vec![Fact::ConvoyAnnounced { convoy: story.convoy, plan }], ..story }
    }

    fn decide<C: Command<State = Convoy, Error = ConvoyError>>(&self, command: &C) -> Result<Vec<Fact>, ConvoyError> {
        command.decide(&Past::given(self.convoy.into(), &self.given), &self.at)
    }

    #[track_caller]
    pub fn done<C: Command<State = Convoy, Error = ConvoyError>>(&mut self, command: &C) -> Vec<Fact> {
        let facts = self.decide(command).unwrap();
        self.given.extend(facts.clone());
        facts
    }

    #[track_caller]
    pub fn refused<C: Command<State = Convoy, Error = ConvoyError>>(&self, command: &C) -> ConvoyError {
        self.decide(command).unwrap_err()
    }
}

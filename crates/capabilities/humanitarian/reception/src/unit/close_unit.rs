//! Close a unit: nobody is given a place there any more. Who sleeps there is moved first.

use super::{UnitError, state::known};
use crate::{facts::Fact, record::Record};
use access::Command;
use kernel::{SiteId, StreamId, Text, UnitId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Closes a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseUnit {
    /// The unit.
    pub unit: UnitId,
    /// Why.
    pub why: Text<200>,
}

impl Command for CloseUnit {
    const NAME: &'static str = "close_unit";
    type State = Record;
    type Error = UnitError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.unit.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        past.main().unit.site
    }

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, UnitError> {
        let unit = known(past, self.unit)?;
        match (unit.closed, unit.held.is_empty()) {
            (true, _) => Err(UnitError::Already),
            (false, false) => Err(UnitError::LivedIn),
            (false, true) => Ok(vec![Fact::UnitClosed { unit: self.unit, why: self.why.clone() }]),
        }
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let why = Text::parse("the roof leaks").unwrap();
        Self { unit: UnitId(uuid::Uuid::from_u128(1)), why }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::{
        BedAt,
        define_unit_tests::{at, defined, room},
    };
    use kernel::StayId;

    #[test]
    fn a_unit_in_which_somebody_sleeps_is_not_closed() {
        let unit: UnitId = at().id(0);
        let close = CloseUnit { unit, ..CloseUnit::example() };
        let mut given = defined(vec![room("1", 2)]);
        assert!(close.decide(&Past::given(unit.into(), &given), &at()).is_ok());
        let taken = BedAt { unit, room: at().id(1), bed: 1 };
        given.push(Fact::BedTaken { at: taken, stay: StayId(uuid::Uuid::from_u128(5)) });
        assert_eq!(close.decide(&Past::given(unit.into(), &given), &at()), Err(UnitError::LivedIn));
    }
}

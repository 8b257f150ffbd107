//! Let a blocked bed be used again.

use super::{BedAt, UnitError, state::known_bed};
use crate::{facts::Fact, record::Record};
use access::Command;
use kernel::{RoomId, SiteId, StreamId, UnitId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Lets a blocked bed be used again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReopenBed {
    /// The unit.
    pub unit: UnitId,
    /// The room.
    pub room: RoomId,
    /// The bed's number.
    pub bed: u16,
}

impl ReopenBed {
    const fn place(&self) -> BedAt {
        BedAt { unit: self.unit, room: self.room, bed: self.bed }
    }
}

impl Command for ReopenBed {
    const NAME: &'static str = "reopen_bed";
    type State = Record;
    type Error = UnitError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.unit.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        past.main().unit.site
    }

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, UnitError> {
        let at = self.place();
        let blocked = known_bed(past, at)?.blocked.contains(&at);
        blocked.then(|| vec![Fact::BedReopened { at }]).ok_or(UnitError::Already)
    }

    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        Self { unit: UnitId(id(1)), room: RoomId(id(2)), bed: 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::define_unit_tests::{at, defined, room};

    #[test]
    fn only_a_blocked_bed_is_reopened() {
        let (unit, of): (UnitId, RoomId) = (at().id(0), at().id(1));
        let past = Past::given(unit.into(), &defined(vec![room("1", 2)]));
        assert_eq!(ReopenBed { unit, room: of, bed: 1 }.decide(&past, &at()), Err(UnitError::Already));
    }
}

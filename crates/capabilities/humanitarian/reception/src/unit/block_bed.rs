//! Block a bed that cannot be used, with the reason.

use super::{BedAt, BlockReason, UnitError, state::known_bed};
use crate::{facts::Fact, record::Record};
use access::Command;
use kernel::{RoomId, SiteId, StreamId, Text, UnitId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Blocks a bed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BlockBed {
    /// The unit.
    pub unit: UnitId,
    /// The room.
    pub room: RoomId,
    /// The bed's number.
    pub bed: u16,
    /// Why.
    pub why: BlockReason,
    /// What else is to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text<200>>,
}

impl BlockBed {
    const fn place(&self) -> BedAt {
        BedAt { unit: self.unit, room: self.room, bed: self.bed }
    }
}

impl Command for BlockBed {
    const NAME: &'static str = "block_bed";
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
        if known_bed(past, at)?.blocked.contains(&at) {
            return Err(UnitError::Already);
        }
        Ok(vec![Fact::BedBlocked { at, why: self.why, note: self.note.clone() }])
    }

    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        Self {
            unit: UnitId(id(1)),
            room: RoomId(id(2)),
            bed: 1,
            why: BlockReason::Defect,
            note: Text::parse("a broken slat").ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::define_unit_tests::{at, defined, room};

    #[test]
    fn a_bed_is_blocked_once_and_must_exist() {
        let (unit, of): (UnitId, RoomId) = (at().id(0), at().id(1));
        let block = |bed| BlockBed { unit, room: of, bed, ..BlockBed::example() };
        let mut given = defined(vec![room("1", 2)]);
        given.extend(block(2).decide(&Past::given(unit.into(), &given), &at()).unwrap());
        let past = Past::given(unit.into(), &given);
        assert_eq!(block(2).decide(&past, &at()), Err(UnitError::Already));
        assert_eq!(block(3).decide(&past, &at()), Err(UnitError::NoSuchPart));
    }
}

//! Describe one more room or tent of a unit.

use super::{NewRoom, UnitError, state::known};
use crate::{facts::Fact, record::Record};
use access::Command;
use kernel::{RoomId, SiteId, StreamId, UnitId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Describes one more room of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddRoom {
    /// The unit.
    pub unit: UnitId,
    /// The room.
    pub room: NewRoom,
}

impl Command for AddRoom {
    const NAME: &'static str = "add_room";
    type State = Record;
    type Error = UnitError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.unit.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        past.main().unit.site
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, UnitError> {
        let unit = known(past, self.unit)?;
        if unit.rooms.values().any(|room| room.code == self.room.code.as_str()) {
            return Err(UnitError::CodeTwice);
        }
        Ok(vec![self.room.fact(self.unit, at.id(0))?])
    }

    fn answer(&self, _: &[Fact], at: &At) -> Value {
        json!({ "room": at.id::<RoomId>(0) })
    }

    #[expect(clippy::unwrap_used, reason = "a constant, tried in every test run")]
    fn example() -> Self {
        let rooms = super::DefineUnit::example().rooms;
        let room = rooms.into_iter().next().unwrap();
        Self { unit: UnitId(uuid::Uuid::from_u128(1)), room }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::define_unit_tests::{at, defined, room};

    #[test]
    fn a_code_stands_once_in_a_unit() {
        let unit: UnitId = at().id(0);
        let past = Past::given(unit.into(), &defined(vec![room("1", 2)]));
        let add = |code: &str| AddRoom { unit, room: room(code, 2) }.decide(&past, &at());
        assert!(add("2").is_ok());
        assert_eq!(add("1"), Err(UnitError::CodeTwice));
        assert_eq!(AddRoom::example().decide(&Past::new(vec![]), &at()), Err(UnitError::NotFound));
    }
}

//! Report that something in a unit is broken or unsafe.

use super::{UnitError, state::known};
use crate::{facts::Fact, record::Record};
use access::Command;
use kernel::{FactId, RoomId, SiteId, StreamId, Text, UnitId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Reports that something is broken or unsafe.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportDefect {
    /// The unit.
    pub unit: UnitId,
    /// The room, if it is in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<RoomId>,
    /// What is broken.
    pub what: Text<200>,
    /// Whether somebody may come to harm.
    #[serde(default)]
    pub urgent: bool,
}

impl Command for ReportDefect {
    const NAME: &'static str = "report_defect";
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
        if self.room.is_some_and(|room| !unit.rooms.contains_key(&room)) {
            return Err(UnitError::NoSuchPart);
        }
        let (unit, room, what, urgent) = (self.unit, self.room, self.what.clone(), self.urgent);
        Ok(vec![Fact::DefectReported { unit, defect: at.id(0), room, what, urgent }])
    }

    fn answer(&self, _: &[Fact], at: &At) -> Value {
        json!({ "defect": at.id::<FactId>(0) })
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let what = Text::parse("no light at the latrines").unwrap();
        Self { unit: UnitId(uuid::Uuid::from_u128(1)), room: None, what, urgent: true }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::define_unit_tests::{at, defined, room};

    #[test]
    fn a_defect_is_of_the_unit_or_of_a_room_of_it() {
        let unit: UnitId = at().id(0);
        let past = Past::given(unit.into(), &defined(vec![room("1", 2)]));
        let report = ReportDefect { unit, ..ReportDefect::example() };
        assert!(report.decide(&past, &at()).is_ok());
        let elsewhere = ReportDefect { room: Some(at().id(77)), ..report };
        assert_eq!(elsewhere.decide(&past, &at()), Err(UnitError::NoSuchPart));
    }
}

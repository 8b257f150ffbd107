//! Note that a defect is mended.

use super::{UnitError, state::known};
use crate::{facts::Fact, record::Record};
use access::Command;
use kernel::{FactId, SiteId, StreamId, UnitId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Notes that a defect is mended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MendDefect {
    /// The unit.
    pub unit: UnitId,
    /// The defect.
    pub defect: FactId,
}

impl Command for MendDefect {
    const NAME: &'static str = "mend_defect";
    type State = Record;
    type Error = UnitError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.unit.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        past.main().unit.site
    }

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, UnitError> {
        let open = known(past, self.unit)?.defects.contains(&self.defect);
        let mended = Fact::DefectMended { unit: self.unit, defect: self.defect };
        open.then(|| vec![mended]).ok_or(UnitError::NoSuchPart)
    }

    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        Self { unit: UnitId(id(1)), defect: FactId(id(2)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::{
        ReportDefect,
        define_unit_tests::{at, defined, room},
    };

    #[test]
    fn what_was_reported_is_mended_once() {
        let unit: UnitId = at().id(0);
        let mut given = defined(vec![room("1", 2)]);
        let report = ReportDefect { unit, ..ReportDefect::example() };
        given.extend(report.decide(&Past::given(unit.into(), &given), &at()).unwrap());
        let mend = MendDefect { unit, defect: at().id(0) };
        let facts = mend.decide(&Past::given(unit.into(), &given), &at()).unwrap();
        given.extend(facts);
        assert_eq!(mend.decide(&Past::given(unit.into(), &given), &at()), Err(UnitError::NoSuchPart));
    }
}

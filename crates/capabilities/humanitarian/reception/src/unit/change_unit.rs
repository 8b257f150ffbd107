//! Give a unit another name, or mean it for others.

use super::{UnitError, state::known};
use crate::{facts::Fact, record::Record};
use access::Command;
use kernel::{SiteId, StreamId, Text, UnitId};
use log::{At, Past};
use placement::Policy;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Gives a unit another name, or means it for others. Who has a place there keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeUnit {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: Text<60>,
    /// For whom it is meant from now on.
    pub policy: Policy,
}

impl Command for ChangeUnit {
    const NAME: &'static str = "change_unit";
    type State = Record;
    type Error = UnitError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.unit.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        past.main().unit.site
    }

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, UnitError> {
        known(past, self.unit)?;
        super::define_unit::check(&self.policy)?;
        Ok(vec![Fact::UnitChanged { unit: self.unit, name: self.name.clone(), policy: self.policy }])
    }

    fn example() -> Self {
        let unit = super::DefineUnit::example();
        Self { unit: UnitId(uuid::Uuid::from_u128(1)), name: unit.name, policy: unit.policy }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::define_unit_tests::{at, defined, room};

    #[test]
    fn a_unit_can_be_meant_for_others_but_not_for_nobody() {
        let unit: UnitId = at().id(0);
        let past = Past::given(unit.into(), &defined(vec![room("1", 2)]));
        let policy = Policy { from_years: 9, to_years: 3, ..Policy::default() };
        let change = ChangeUnit { unit, ..ChangeUnit::example() };
        assert!(change.decide(&past, &at()).is_ok());
        assert_eq!(ChangeUnit { policy, ..change }.decide(&past, &at()), Err(UnitError::Ages));
    }
}

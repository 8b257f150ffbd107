//! Give places in a closed unit again.

use super::{UnitError, state::known};
use crate::{facts::Fact, record::Record};
use access::Command;
use kernel::{SiteId, StreamId, UnitId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Gives places in a closed unit again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReopenUnit {
    /// The unit.
    pub unit: UnitId,
}

impl Command for ReopenUnit {
    const NAME: &'static str = "reopen_unit";
    type State = Record;
    type Error = UnitError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.unit.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        past.main().unit.site
    }

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, UnitError> {
        let closed = known(past, self.unit)?.closed;
        closed.then(|| vec![Fact::UnitReopened { unit: self.unit }]).ok_or(UnitError::Already)
    }

    fn example() -> Self {
        Self { unit: UnitId(uuid::Uuid::from_u128(1)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::define_unit_tests::{at, defined, room};

    #[test]
    fn only_a_closed_unit_is_reopened() {
        let unit: UnitId = at().id(0);
        let past = Past::given(unit.into(), &defined(vec![room("1", 2)]));
        assert_eq!(ReopenUnit { unit }.decide(&past, &at()), Err(UnitError::Already));
    }
}

//! End an entitlement: nothing more is due by it. What was handed out by it stays.

use super::EntitlementError;
use crate::{facts::Fact, record::Record};
use access::Command;
use kernel::{EntitlementId, SiteId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Ends an entitlement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndEntitlement {
    /// Which.
    pub entitlement: EntitlementId,
    /// Why.
    pub why: Text<200>,
}

impl Command for EndEntitlement {
    const NAME: &'static str = "end_entitlement";
    type State = Record;
    type Error = EntitlementError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.entitlement.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        past.main().entitled_at
    }

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, EntitlementError> {
        match past.main() {
            Record { entitled_at: None, .. } => Err(EntitlementError::NotFound),
            Record { ended: true, .. } => Err(EntitlementError::Already),
            _ => Ok(vec![Fact::EntitlementEnded { entitlement: self.entitlement, why: self.why.clone() }]),
        }
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let why = Text::parse("the donation is used up").unwrap();
        Self { entitlement: EntitlementId(uuid::Uuid::from_u128(1)), why }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        entitlement::{Basis, Rule},
        stock::tests_support::at,
    };
    use kernel::ItemId;

    #[test]
    fn an_entitlement_ends_once() {
        let end = EndEntitlement::example();
        let id = uuid::Uuid::from_u128;
        let defined = Fact::EntitlementDefined {
            entitlement: end.entitlement,
            site: SiteId(id(1)),
            item: ItemId(id(2)),
            quantity: 1,
            basis: Basis::Person,
            rule: Rule::default(),
        };
        let decide = |given: &[Fact]| end.decide(&Past::given(end.entitlement.into(), given), &at());
        assert_eq!(decide(&[]), Err(EntitlementError::NotFound));
        let ended = decide(std::slice::from_ref(&defined)).unwrap();
        assert_eq!(decide(&[defined, ended[0].clone()]), Err(EntitlementError::Already));
    }
}

//! State what people of the site are entitled to: so much of an item, for each person or for the household, and when it is due.

use super::{Basis, EntitlementError, Rule};
use crate::{facts::Fact, record::Record, stock::MOST_QUANTITY, views};
use access::{Command, Here};
use kernel::{EntitlementId, ItemId, Problem, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// States an entitlement at the acting site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DefineEntitlement {
    /// Of what.
    pub item: ItemId,
    /// How much at once.
    pub quantity: u32,
    /// For each person or for the household.
    pub basis: Basis,
    /// When it is due.
    #[serde(default)]
    pub rule: Rule,
}

impl Command for DefineEntitlement {
    const NAME: &'static str = "define_entitlement";
    type State = Record;
    type Error = EntitlementError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        for item in self.rule.excluded_by.iter().chain([&self.item]) {
            if !views::is_item(here.sql, *item)? {
                return Err(EntitlementError::NoSuchItem.into());
            }
        }
        Ok(())
    }

    fn streams(&self, at: &At) -> Vec<StreamId> {
        vec![at.id::<EntitlementId>(0).into()]
    }

    fn decide(&self, _: &Past<Record>, at: &At) -> Result<Vec<Fact>, EntitlementError> {
        let site = at.site.ok_or(EntitlementError::NoSite)?;
        if !(1..=MOST_QUANTITY).contains(&self.quantity) {
            return Err(EntitlementError::Quantity);
        }
        if !self.rule.holds_together() {
            return Err(EntitlementError::Rule);
        }
        let Self { item, quantity, basis, rule } = self.clone();
        Ok(vec![Fact::EntitlementDefined { entitlement: at.id(0), site, item, quantity, basis, rule }])
    }

    fn answer(&self, _: &[Fact], at: &At) -> Value {
        json!({ "entitlement": at.id::<EntitlementId>(0) })
    }

    fn example() -> Self {
        let rule = Rule { min_interval_hours: Some(720), residents_only: true, ..Rule::default() };
        Self { item: ItemId(uuid::Uuid::from_u128(1)), quantity: 1, basis: Basis::Household, rule }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stock::tests_support::at;

    #[test]
    fn numbers_that_cannot_be_are_refused() {
        let decide = |command: DefineEntitlement| command.decide(&Past::new(vec![]), &at());
        let with = |rule| DefineEntitlement { rule, ..DefineEntitlement::example() };
        assert_eq!(decide(DefineEntitlement { quantity: 0, ..with(Rule::default()) }), Err(EntitlementError::Quantity));
        let never = Rule { min_interval_hours: Some(0), ..Rule::default() };
        assert_eq!(decide(with(never)), Err(EntitlementError::Rule));
        let often = Rule { max_per_day: Some(25), ..Rule::default() };
        assert_eq!(decide(with(often)), Err(EntitlementError::Rule));
        assert!(decide(with(Rule::default())).is_ok());
    }
}

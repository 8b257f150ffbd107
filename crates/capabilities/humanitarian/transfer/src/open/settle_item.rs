//! Settle an item of the list: somebody looked at it and says how it stands. Who is missing and counts that differ are explained instead.
//! When others are concerned, the item opens again.

use crate::{
    convoy::{Convoy, ConvoyError},
    facts::{Fact, site_stream},
    views,
};
use access::{Command, Here};
use kernel::{PersonId, Problem, SiteId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Settles an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SettleItem {
    /// The item's key, as the list gives it.
    pub item: Text<80>,
    /// How it was settled.
    pub note: Text<200>,
    /// One of those whom it is about; found in the views.
    #[serde(skip)]
    pub about: Option<PersonId>,
}

impl Command for SettleItem {
    const NAME: &'static str = "settle_item";
    type State = Convoy;
    type Error = ConvoyError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        here.at.site.ok_or(ConvoyError::NoSite)?;
        let (kind, about) = views::open_item(here, self.item.as_str())?.ok_or_else(Problem::not_found)?;
        self.about = about;
        if views::is_explained(kind) { Err(ConvoyError::Explain.into()) } else { Ok(()) }
    }

    fn streams(&self, at: &At) -> Vec<StreamId> {
        // Who works at no site is refused before anything is recorded.
        vec![site_stream(at.site.unwrap_or(SiteId(at.actor.0)))]
    }

    fn decide(&self, _: &Past<Convoy>, at: &At) -> Result<Vec<Fact>, ConvoyError> {
        let site = at.site.ok_or(ConvoyError::NoSite)?;
        Ok(vec![Fact::ItemSettled { site, item: self.item.clone(), note: self.note.clone(), person: self.about }])
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let item = Text::parse("seats:0011223344556677").unwrap();
        Self { item, note: Text::parse("four babies on laps, with the driver's consent").unwrap(), about: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convoy::convoy_tests::at;

    #[test]
    fn an_item_is_settled_at_the_site_of_who_settles_it() {
        let settle = SettleItem::example();
        let facts = settle.decide(&Past::new(vec![]), &at()).unwrap();
        assert!(matches!(facts.as_slice(), [Fact::ItemSettled { site, .. }] if Some(*site) == at().site));
        assert_eq!(settle.decide(&Past::new(vec![]), &At::example()), Err(ConvoyError::NoSite));
    }
}

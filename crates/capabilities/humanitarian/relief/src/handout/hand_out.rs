//! Hand items out to a household at the service point, or to people who have no record yet. It is recorded whatever the rules say,
//! because it has happened: what they did not foresee stands on the list, with the reason where one was given.

use super::{HandOutError, Recipient, error::MOST_PEOPLE, recipient};
use crate::{
    facts::{Fact, person_stream},
    record::Record,
    stock::{Line, MOST_LINES, MOST_QUANTITY, StockError, line_look_up},
    views,
};
use access::{Command, Here};
use kernel::{EntitlementId, HandOutId, HouseholdId, ItemId, PersonId, Problem, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Hands items out. To a household by `household` or `code`, or to so many `people` without a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HandOut {
    /// The household, by its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub household: Option<HouseholdId>,
    /// The card that was scanned, or the household's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Text<300>>,
    /// How many people, where they have no record yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<u16>,
    /// What.
    pub lines: Vec<HandLine>,
    /// Why, where the rules did not foresee it; to whom, where there is no record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text<200>>,
    /// The household with its members; found in the views.
    #[serde(skip)]
    pub to: Option<Recipient>,
}

/// So many of an item, and for whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HandLine {
    /// The item.
    pub item: ItemId,
    /// How many in all.
    pub quantity: u32,
    /// By which entitlement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entitlement: Option<EntitlementId>,
    /// For whom of the household; empty: for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<PersonId>,
}

/// What a person got, alone or with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// The item.
    pub item: ItemId,
    /// How many in all.
    pub quantity: u32,
    /// For how many people together.
    pub people: u16,
    /// By which entitlement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entitlement: Option<EntitlementId>,
}

impl HandOut {
    fn check(&self) -> Result<(), StockError> {
        if self.lines.is_empty() || self.lines.len() > MOST_LINES {
            return Err(StockError::HowMany);
        }
        let fits = |line: &HandLine| (1..=MOST_QUANTITY).contains(&line.quantity);
        if self.lines.iter().all(fits) { Ok(()) } else { Err(StockError::Quantity) }
    }

    /// What leaves the stock: each item once.
    fn leaves(&self) -> Vec<Line> {
        let mut sums: BTreeMap<ItemId, u32> = BTreeMap::new();
        for line in &self.lines {
            let sum = sums.entry(line.item).or_default();
            *sum = sum.saturating_add(line.quantity);
        }
        sums.into_iter().map(|(item, quantity)| Line { item, quantity }).collect()
    }

    /// What each person of the household got.
    fn given<'a>(&'a self, to: &'a Recipient) -> impl Iterator<Item = (PersonId, Vec<Given>)> + 'a {
        let given = |person: PersonId| {
            let is_for = move |line: &&HandLine| line.people.is_empty() || line.people.contains(&person);
            let given = |line: &HandLine| {
                let people = if line.people.is_empty() { to.members.len() } else { line.people.len() };
                let people = u16::try_from(people).unwrap_or(u16::MAX);
                Given { item: line.item, quantity: line.quantity, people, entitlement: line.entitlement }
            };
            (person, self.lines.iter().filter(is_for).map(given).collect::<Vec<_>>())
        };
        to.members.iter().map(move |person| given(*person)).filter(|(_, lines)| !lines.is_empty())
    }
}

impl Command for HandOut {
    const NAME: &'static str = "hand_out";
    type State = Record;
    type Error = HandOutError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        self.check()?;
        line_look_up(here, self.lines.iter().map(|line| line.item))?;
        for line in &self.lines {
            let Some(entitlement) = line.entitlement else { continue };
            if !views::is_entitlement(here.sql, entitlement, here.at.site, line.item)? {
                return Err(HandOutError::NoSuchEntitlement.into());
            }
        }
        self.to = recipient::look_up(here, self.household, self.code.as_ref().map(Text::as_str))?;
        Ok(())
    }

    fn streams(&self, at: &At) -> Vec<StreamId> {
        let people = self.to.iter().flat_map(|to| &to.members).map(|person| person_stream(*person));
        std::iter::once(at.id::<HandOutId>(0).into()).chain(people).collect()
    }

    fn decide(&self, _: &Past<Record>, at: &At) -> Result<Vec<Fact>, HandOutError> {
        let (site, handout) = (at.site.ok_or(HandOutError::NoSite)?, at.id(0));
        let ways = [self.household.is_some(), self.code.is_some(), self.people.is_some()];
        if ways.iter().filter(|way| **way).count() != 1 {
            return Err(HandOutError::ToWhom);
        }
        let Some(to) = &self.to else {
            let people = self.people.filter(|people| (1..=MOST_PEOPLE).contains(people));
            let people = people.ok_or(HandOutError::People)?;
            let note = Some(self.reason.clone().ok_or(HandOutError::NoNote)?);
            return Ok(vec![Fact::HandedOut { handout, site, people, lines: self.leaves(), note }]);
        };
        if self.lines.iter().flat_map(|line| &line.people).any(|person| !to.members.contains(person)) {
            return Err(HandOutError::NotOfHousehold);
        }
        let given: Vec<_> = self.given(to).collect();
        let people = u16::try_from(given.len()).unwrap_or(u16::MAX);
        let mut facts = vec![Fact::HandedOut { handout, site, people, lines: self.leaves(), note: None }];
        facts.extend(given.into_iter().map(|(person, lines)| {
            let (household, reason) = (to.household, self.reason.clone());
            Fact::ItemsGiven { handout, site, person, household, lines, reason }
        }));
        Ok(facts)
    }

    fn answer(&self, _: &[Fact], at: &At) -> Value {
        json!({ "handout": at.id::<HandOutId>(0), "household": self.to.as_ref().map(|to| to.household) })
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        let line = HandLine { item: ItemId(id(1)), quantity: 2, entitlement: None, people: vec![] };
        let reason = Some(Text::parse("the first kit burned with their tent").unwrap());
        Self { household: Some(HouseholdId(id(2))), code: None, people: None, lines: vec![line], reason, to: None }
    }
}

#[cfg(test)]
#[path = "hand_out_tests.rs"]
mod tests;

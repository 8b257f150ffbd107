//! Describe a unit with its rooms and beds: a house, a hall, a block of tents, and for whom it is meant.

use super::{Bed, UnitError, UnitKind};
use crate::{facts::Fact, record::Record};
use access::Command;
use kernel::{RoomId, StreamId, Text, UnitId};
use log::{At, Past};
use placement::Policy;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Most beds of a room; a hall with more is described as several rooms.
pub const MOST_BEDS: u16 = 200;
/// Most rooms described at once.
const MOST_ROOMS: usize = 60;

/// Describes a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DefineUnit {
    /// What is written on it: `A`, `H2`.
    pub code: Text<12>,
    /// Its name.
    pub name: Text<60>,
    /// What it is.
    pub is: UnitKind,
    /// For whom it is meant.
    #[serde(default)]
    pub policy: Policy,
    /// Its rooms.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rooms: Vec<NewRoom>,
}

/// A room or tent with so many beds, numbered from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRoom {
    /// What is written on its door.
    pub code: Text<12>,
    /// Beds or mats in it.
    pub beds: u16,
    /// How many of them, the first, can be reached without steps.
    #[serde(default)]
    pub accessible: u16,
    /// Whether its places are for a few nights only.
    #[serde(default)]
    pub transitory: bool,
    /// For whom it is meant, on top of what the unit says.
    #[serde(default)]
    pub policy: Policy,
}

impl NewRoom {
    /// The fact of it.
    pub(super) fn fact(&self, unit: UnitId, room: RoomId) -> Result<Fact, UnitError> {
        if self.beds == 0 || self.beds > MOST_BEDS {
            return Err(UnitError::Beds);
        }
        check(&self.policy)?;
        let bed = |number| Bed { number, accessible: number <= self.accessible, transitory: self.transitory };
        let beds = (1..=self.beds).map(bed).collect();
        Ok(Fact::RoomDefined { unit, room, code: self.code.clone(), policy: self.policy, beds })
    }
}

/// Refuses ages that run backwards.
pub(super) fn check(policy: &Policy) -> Result<(), UnitError> {
    if policy.from_years > policy.to_years { Err(UnitError::Ages) } else { Ok(()) }
}

impl Command for DefineUnit {
    const NAME: &'static str = "define_unit";
    type State = Record;
    type Error = UnitError;

    fn streams(&self, at: &At) -> Vec<StreamId> {
        vec![at.id::<UnitId>(0).into()]
    }

    fn decide(&self, _: &Past<Record>, at: &At) -> Result<Vec<Fact>, UnitError> {
        let (unit, site) = (at.id(0), at.site.ok_or(UnitError::NoSite)?);
        check(&self.policy)?;
        let codes: BTreeSet<&str> = self.rooms.iter().map(|room| room.code.as_str()).collect();
        if codes.len() < self.rooms.len() {
            return Err(UnitError::CodeTwice);
        }
        if self.rooms.len() > MOST_ROOMS {
            return Err(UnitError::Beds);
        }
        let (code, name) = (self.code.clone(), self.name.clone());
        let defined = Fact::UnitDefined { unit, site, code, name, is: self.is, policy: self.policy };
        let rooms = (1..).zip(&self.rooms).map(|(n, room)| room.fact(unit, at.id(n)));
        std::iter::once(Ok(defined)).chain(rooms).collect()
    }

    fn answer(&self, _: &[Fact], at: &At) -> Value {
        json!({ "unit": at.id::<UnitId>(0) })
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let code = |text| Text::parse(text).unwrap();
        let name = Text::parse("Families").unwrap();
        let policy = Policy { families_only: true, ..Policy::default() };
        let room = NewRoom { code: code("1"), beds: 6, accessible: 2, transitory: false, policy: Policy::default() };
        Self { code: code("A"), name, is: UnitKind::House, policy, rooms: vec![room] }
    }
}

#[cfg(test)]
#[path = "define_unit_tests.rs"]
pub(crate) mod tests;

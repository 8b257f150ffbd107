//! Describe an item that is handed out, and in what it is counted. Items are the same at every site.

use super::Unit;
use crate::{facts::Fact, record::Record, views};
use access::{Command, Here};
use kernel::{ItemId, Problem, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Describes an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DefineItem {
    /// A short code for lists: `KIT-H`.
    pub code: Text<12>,
    /// Its name.
    pub name: Text<60>,
    /// In what it is counted.
    pub unit: Unit,
}

/// Why an item cannot be described so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemError {
    /// Another item has this code.
    CodeInUse,
}

impl From<ItemError> for Problem {
    fn from(error: ItemError) -> Self {
        match error {
            ItemError::CodeInUse => Problem::field("code", "RLF-007"),
        }
    }
}

impl Command for DefineItem {
    const NAME: &'static str = "define_item";
    type State = Record;
    type Error = ItemError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        let known = views::item_coded(here.sql, self.code.as_str())?;
        known.map_or(Ok(()), |_| Err(ItemError::CodeInUse.into()))
    }

    fn streams(&self, at: &At) -> Vec<StreamId> {
        vec![at.id::<ItemId>(0).into()]
    }

    fn decide(&self, _: &Past<Record>, at: &At) -> Result<Vec<Fact>, ItemError> {
        let (code, name) = (self.code.clone(), self.name.clone());
        Ok(vec![Fact::ItemDefined { item: at.id(0), code, name, unit: self.unit }])
    }

    fn answer(&self, _: &[Fact], at: &At) -> Value {
        json!({ "item": at.id::<ItemId>(0) })
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let (code, name) = (Text::parse("KIT-H").unwrap(), Text::parse("Hygiene kit").unwrap());
        Self { code, name, unit: Unit::Kit }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_described_with_its_unit() {
        let facts = DefineItem::example().decide(&Past::new(vec![]), &At::example()).unwrap();
        assert!(matches!(facts.as_slice(), [Fact::ItemDefined { unit: Unit::Kit, .. }]));
    }
}

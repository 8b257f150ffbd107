//! Announce people who are on their way: by road, from a vessel or on foot; when, how many by sex and age, and in which vehicles.

use super::{ConvoyError, ConvoyKind, Vehicle};
use crate::{facts::Fact, record::Record};
use access::Command;
use kernel::{ConvoyId, Moment, SiteId, StreamId, Text, counts::Counts};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Announces a convoy to the acting site, or from it to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnnounceConvoy {
    /// How they come.
    pub is: ConvoyKind,
    /// From where, in words.
    pub from: Text<80>,
    /// The site it goes to, when it leaves from the acting site; otherwise it comes here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<SiteId>,
    /// When it is expected.
    pub due: Moment,
    /// How many, by sex and age; may be empty when nobody knows.
    #[serde(default)]
    pub expected: Counts,
    /// Vehicles or vessels, where they are known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vehicles: Vec<Vehicle>,
}

impl Command for AnnounceConvoy {
    const NAME: &'static str = "announce_convoy";
    type State = Record;
    type Error = ConvoyError;

    fn streams(&self, at: &At) -> Vec<StreamId> {
        vec![at.id::<ConvoyId>(0).into()]
    }

    fn decide(&self, _: &Past<Record>, at: &At) -> Result<Vec<Fact>, ConvoyError> {
        let here = at.site.ok_or(ConvoyError::NoSite)?;
        Ok(vec![Fact::ConvoyAnnounced {
            convoy: at.id(0),
            site: self.to.unwrap_or(here),
            from_site: self.to.map(|_| here),
            from: self.from.clone(),
            is: self.is,
            due: self.due,
            expected: self.expected,
            vehicles: self.vehicles.clone(),
        }])
    }

    fn answer(&self, _: &[Fact], at: &At) -> Value {
        json!({ "convoy": at.id::<ConvoyId>(0) })
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let vehicle = Vehicle { name: Text::parse("TC 1234").unwrap(), seats: 30 };
        let (from, due) = (Text::parse("Adré").unwrap(), Moment::from_millis(1_790_000_000_000));
        let (expected, vehicles) = (Counts::default(), vec![vehicle]);
        Self { is: ConvoyKind::Road, from, to: None, due, expected, vehicles }
    }
}

#[cfg(test)]
#[path = "announce_convoy_tests.rs"]
mod tests;

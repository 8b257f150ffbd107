//! Announce people who are on their way: by road, brought ashore from a vessel, or on foot; from where, when, how many, in which vehicles. At
//! the site that sends them, or at the one that awaits them.

use super::{Convoy, ConvoyError};
use crate::facts::Fact;
use access::Command;
use contracts::convoy::{ConvoyKind, ConvoyPlan, Vehicle};
use kernel::{ConvoyId, Moment, SiteId, StreamId, Text, counts::Counts};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Most vehicles in one convoy.
pub(super) const MOST_VEHICLES: usize = 60;

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
    /// When it is expected where it goes.
    pub due: Moment,
    /// How many in all; what is told by sex and age, where that is more.
    #[serde(default)]
    pub people: u16,
    /// How many by sex and age, where it is known.
    #[serde(default)]
    pub by_age: Counts,
    /// Vehicles or vessels, where they are known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vehicles: Vec<Vehicle>,
}

/// The greater of what is told in all and by sex and age.
pub(super) fn in_all(people: u16, by_age: &Counts) -> u16 {
    people.max(u16::try_from(by_age.people()).unwrap_or(u16::MAX))
}

/// Vehicles are known by their names within a convoy: there are not two of one name, nor more than a form holds.
pub(super) fn told_apart(vehicles: &[Vehicle]) -> Result<(), ConvoyError> {
    if vehicles.len() > MOST_VEHICLES {
        return Err(ConvoyError::HowMany);
    }
    let names: BTreeSet<_> = vehicles.iter().map(|vehicle| &vehicle.name).collect();
    if names.len() < vehicles.len() { Err(ConvoyError::Twice) } else { Ok(()) }
}

impl Command for AnnounceConvoy {
    const NAME: &'static str = "announce_convoy";
    type State = Convoy;
    type Error = ConvoyError;

    fn streams(&self, at: &At) -> Vec<StreamId> {
        vec![at.id::<ConvoyId>(0).into()]
    }

    fn decide(&self, _: &Past<Convoy>, at: &At) -> Result<Vec<Fact>, ConvoyError> {
        let here = at.site.ok_or(ConvoyError::NoSite)?;
        if self.to == Some(here) {
            return Err(ConvoyError::SamePlace);
        }
        told_apart(&self.vehicles)?;
        let plan = ConvoyPlan {
            from_site: self.to.map(|_| here),
            from: self.from.clone(),
            to: self.to.unwrap_or(here),
            is: self.is,
            due: self.due,
            people: in_all(self.people, &self.by_age),
            by_age: self.by_age,
            vehicles: self.vehicles.clone(),
        };
        Ok(vec![Fact::ConvoyAnnounced { convoy: at.id(0), plan }])
    }

    fn answer(&self, _: &[Fact], at: &At) -> Value {
        json!({ "convoy": at.id::<ConvoyId>(0) })
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let vehicle = Vehicle { name: Text::parse("TC 1234").unwrap(), seats: 30 };
        let (from, due) = (Text::parse("Adré").unwrap(), Moment::from_millis(1_790_000_000_000));
        let (by_age, vehicles) = (Counts::default(), vec![vehicle]);
        Self { is: ConvoyKind::Road, from, to: None, due, people: 28, by_age, vehicles }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convoy::convoy_tests::at;
    use kernel::counts::Bands;

    #[test]
    fn what_is_told_by_age_counts_where_it_is_more() {
        let by_age = Counts { female: Bands { from_18: 40, ..Bands::default() }, ..Counts::default() };
        let facts = AnnounceConvoy { by_age, ..AnnounceConvoy::example() }.decide(&Past::new(vec![]), &at()).unwrap();
        assert!(matches!(facts.as_slice(), [Fact::ConvoyAnnounced { plan, .. }] if plan.people == 40));
    }

    #[test]
    fn two_vehicles_do_not_bear_one_name() {
        let example = AnnounceConvoy::example();
        let vehicles = [example.vehicles.clone(), example.vehicles.clone()].concat();
        let twice = AnnounceConvoy { vehicles, ..example };
        assert_eq!(twice.decide(&Past::new(vec![]), &at()), Err(ConvoyError::Twice));
    }

    #[test]
    fn it_leaves_from_here_where_it_goes_elsewhere_and_cannot_go_where_it_is() {
        let to = Some(at().id(70));
        let facts = AnnounceConvoy { to, ..AnnounceConvoy::example() }.decide(&Past::new(vec![]), &at()).unwrap();
        assert!(matches!(facts.as_slice(), [Fact::ConvoyAnnounced { plan, .. }] if plan.from_site == at().site));
        let here = AnnounceConvoy { to: at().site, ..AnnounceConvoy::example() };
        assert_eq!(here.decide(&Past::new(vec![]), &at()), Err(ConvoyError::SamePlace));
    }
}

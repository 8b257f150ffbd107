//! What transfer records. Plans, lists and counts hold ids and no word about a person. What is told of one (why taken off, where a
//! missing person is, why a family travels or sits apart, how a crowded vehicle travels) is sealed under that person's key. The facts of [`contracts::convoy`] are among these,
//! the same kinds with the same bodies, some with more.

use crate::{
    convoy::CountedIn,
    manifest::{ApartReason, UnlistReason},
    open::{Counted, MissingReason},
    seat::VehicleName,
};
use contracts::convoy::{CancelReason, ConvoyPlan};
use kernel::{ConvoyId, FactId, HouseholdId, PersonId, SiteId, StreamId, SubjectId, Text};
use log::Facts;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A fact of this capability.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum Fact {
    /// People are on their way, or will be.
    ConvoyAnnounced { convoy: ConvoyId, plan: ConvoyPlan },
    /// It is planned otherwise from now on.
    ConvoyChanged { convoy: ConvoyId, plan: ConvoyPlan },
    /// It does not take place.
    ConvoyCancelled { convoy: ConvoyId, why: CancelReason, note: Option<Text<200>> },
    /// These people are to travel too.
    PeopleListed { convoy: ConvoyId, people: Vec<PersonId> },
    /// This person is not to travel after all.
    PersonUnlisted { convoy: ConvoyId, person: PersonId, why: UnlistReason, note: Option<Text<200>> },
    /// People who belong together do not travel together, and somebody answers for it; told under the key of `person`, one of them.
    FamilyParted {
        convoy: ConvoyId,
        household: HouseholdId,
        person: PersonId,
        people: Vec<PersonId>,
        reason: ApartReason,
        note: Text<200>,
    },
    /// These people have their seats in this vehicle, or none any more; in place of what the facts `after` said of them.
    PeopleSeated {
        convoy: ConvoyId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        vehicle: Option<VehicleName>,
        people: Vec<PersonId>,
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        after: BTreeSet<FactId>,
    },
    /// People who belong together sit in different vehicles, and somebody answers for it; told under the key of `person`, one of them.
    FamilySeatedApart {
        convoy: ConvoyId,
        household: HouseholdId,
        person: PersonId,
        people: Vec<PersonId>,
        reason: ApartReason,
        note: Text<200>,
    },
    /// How more people than seats travel in a vehicle; told under the key of `person`, one of them.
    VehicleCrowded { convoy: ConvoyId, vehicle: VehicleName, person: PersonId, note: Text<200> },
    /// It left, with so many counted, and so many in these vehicles.
    ConvoyDeparted {
        convoy: ConvoyId,
        counted: u16,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        vehicles: Vec<CountedIn>,
    },
    /// It arrived at the site, with so many counted, so many in these vehicles, and these of its list among them.
    ConvoyArrived {
        convoy: ConvoyId,
        site: SiteId,
        counted: u16,
        people: Vec<PersonId>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        vehicles: Vec<CountedIn>,
    },
    /// Where somebody is who was to arrive and did not.
    MissingExplained { convoy: ConvoyId, person: PersonId, why: MissingReason, note: Text<200> },
    /// Why these counts differ.
    CountsExplained { convoy: ConvoyId, counted: Counted, note: Text<200> },
    /// Somebody looked at an item and found that it is settled; told under the key of `person`, one of those whom it is about.
    ItemSettled {
        site: SiteId,
        item: Text<80>,
        note: Text<200>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<PersonId>,
    },
}

impl Fact {
    /// The convoy that it tells of, if it tells of one.
    #[must_use]
    pub const fn convoy(&self) -> Option<ConvoyId> {
        match self {
            Fact::ConvoyAnnounced { convoy, .. }
            | Fact::ConvoyChanged { convoy, .. }
            | Fact::ConvoyCancelled { convoy, .. }
            | Fact::PeopleListed { convoy, .. }
            | Fact::PersonUnlisted { convoy, .. }
            | Fact::FamilyParted { convoy, .. }
            | Fact::PeopleSeated { convoy, .. }
            | Fact::FamilySeatedApart { convoy, .. }
            | Fact::VehicleCrowded { convoy, .. }
            | Fact::ConvoyDeparted { convoy, .. }
            | Fact::ConvoyArrived { convoy, .. }
            | Fact::MissingExplained { convoy, .. }
            | Fact::CountsExplained { convoy, .. } => Some(*convoy),
            Fact::ItemSettled { .. } => None,
        }
    }
}

impl Facts for Fact {
    const SET: &'static str = "transfer";

    fn subject(&self) -> Option<SubjectId> {
        match self {
            Fact::PersonUnlisted { person, .. }
            | Fact::FamilyParted { person, .. }
            | Fact::FamilySeatedApart { person, .. }
            | Fact::VehicleCrowded { person, .. }
            | Fact::MissingExplained { person, .. } => Some((*person).into()),
            Fact::ItemSettled { person, .. } => person.map(Into::into),
            _ => None,
        }
    }

    fn stream(&self) -> Option<StreamId> {
        match self {
            Fact::ItemSettled { site, .. } => Some(site_stream(*site)),
            other => other.convoy().map(Into::into),
        }
    }
}

/// The stream of what was settled at a site.
#[must_use]
pub fn site_stream(site: SiteId) -> StreamId {
    access::gate::derived_stream("transfer site", &site.bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convoy::convoy_tests::plan;
    use contracts::convoy::ConvoyFact;

    #[test]
    fn the_facts_of_convoys_are_the_contract() {
        let id = uuid::Uuid::from_u128;
        let (convoy, person, site, why) = (ConvoyId(id(1)), PersonId(id(2)), SiteId(id(3)), CancelReason::Road);
        let plan = plan();
        let people = vec![person];
        let vehicles = vec![CountedIn { name: Text::parse("TC 1").unwrap(), counted: 3 }];
        for (own, contract) in [
            (
                Fact::ConvoyAnnounced { convoy, plan: plan.clone() },
                ConvoyFact::ConvoyAnnounced { convoy, plan: plan.clone() },
            ),
            (Fact::ConvoyChanged { convoy, plan: plan.clone() }, ConvoyFact::ConvoyChanged { convoy, plan }),
            (Fact::ConvoyCancelled { convoy, why, note: None }, ConvoyFact::ConvoyCancelled { convoy, why }),
            (
                Fact::PeopleListed { convoy, people: people.clone() },
                ConvoyFact::PeopleListed { convoy, people: people.clone() },
            ),
            (
                Fact::PersonUnlisted { convoy, person, why: UnlistReason::OwnWish, note: None },
                ConvoyFact::PersonUnlisted { convoy, person },
            ),
            (
                Fact::ConvoyDeparted { convoy, counted: 3, vehicles: vehicles.clone() },
                ConvoyFact::ConvoyDeparted { convoy, counted: 3 },
            ),
            (
                Fact::ConvoyArrived { convoy, site, counted: 3, people: people.clone(), vehicles },
                ConvoyFact::ConvoyArrived { convoy, site, counted: 3, people },
            ),
        ] {
            let text = serde_json::to_string(&own).unwrap();
            assert_eq!(serde_json::from_str::<ConvoyFact>(&text).unwrap(), contract);
            assert_eq!((own.subject(), own.stream()), (contract.subject(), contract.stream()));
        }
        assert_eq!(<Fact as Facts>::SET, <ConvoyFact as Facts>::SET);
    }
}

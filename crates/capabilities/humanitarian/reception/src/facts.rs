//! What reception records. Facts of units and beds hold no person; a person's stay is sealed under the person's key. The facts of
//! stays are the contract of [`contracts::stay`]: the same kinds with the same bodies.

use crate::{
    stay::PlaceNeeds,
    unit::{Bed, BedAt, BlockReason, UnitKind},
};
use contracts::stay::{Stay, StayEnd};
use kernel::{FactId, HouseholdId, PersonId, RoomId, SiteId, StayId, StreamId, SubjectId, Text, UnitId};
use log::Facts;
use people::ApartReason;
use placement::Policy;
use serde::{Deserialize, Serialize};

/// A fact of this capability.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum Fact {
    /// A unit was described.
    UnitDefined { unit: UnitId, site: SiteId, code: Text<12>, name: Text<60>, is: UnitKind, policy: Policy },
    /// A unit has another name, or is meant for others.
    UnitChanged { unit: UnitId, name: Text<60>, policy: Policy },
    /// Nobody is given a place in the unit any more.
    UnitClosed { unit: UnitId, why: Text<200> },
    /// Places in the unit are given again.
    UnitReopened { unit: UnitId },
    /// A room with its beds was described.
    RoomDefined { unit: UnitId, room: RoomId, code: Text<12>, policy: Policy, beds: Vec<Bed> },
    /// A bed cannot be used.
    BedBlocked { at: BedAt, why: BlockReason, note: Option<Text<200>> },
    /// A bed can be used again.
    BedReopened { at: BedAt },
    /// Something is broken or unsafe.
    DefectReported { unit: UnitId, defect: FactId, room: Option<RoomId>, what: Text<200>, urgent: bool },
    /// It is mended.
    DefectMended { unit: UnitId, defect: FactId },
    /// A bed is held for a stay.
    BedTaken { at: BedAt, stay: StayId },
    /// It is held for it no more.
    BedFreed { at: BedAt, stay: StayId },

    /// A person is expected.
    StayPlanned(Stay),
    /// The person is there.
    StayBegun(Stay),
    /// The person is away and expected back.
    AbsenceNoted(Stay),
    /// The person is there again.
    ReturnNoted(Stay),
    /// The person does not stay there any more.
    StayEnded {
        #[serde(flatten)]
        of: Stay,
        why: StayEnd,
    },
    /// The person was given a bed; `exception` says why, where a rule of the unit or another's hold stood against it.
    PlaceGiven { person: PersonId, stay: StayId, at: BedAt, exception: Option<Text<200>> },
    /// What a place for the person must have; never why.
    PlaceNeedsNoted { person: PersonId, needs: PlaceNeeds },
    /// People who belong together are in different units, and somebody answers for it; told under the key of the first of them.
    KeptApart { site: SiteId, household: HouseholdId, people: Vec<PersonId>, reason: ApartReason, note: Text<200> },
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
    /// The person whose stay it is, if it is one's.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Fact::StayPlanned(of) | Fact::StayBegun(of) | Fact::AbsenceNoted(of) | Fact::ReturnNoted(of) => {
                Some(of.person)
            }
            Fact::StayEnded { of, .. } => Some(of.person),
            Fact::PlaceGiven { person, .. } | Fact::PlaceNeedsNoted { person, .. } => Some(*person),
            _ => None,
        }
    }

    fn unit(&self) -> Option<UnitId> {
        match self {
            Fact::UnitDefined { unit, .. }
            | Fact::UnitChanged { unit, .. }
            | Fact::UnitClosed { unit, .. }
            | Fact::UnitReopened { unit }
            | Fact::RoomDefined { unit, .. }
            | Fact::DefectReported { unit, .. }
            | Fact::DefectMended { unit, .. } => Some(*unit),
            Fact::BedBlocked { at, .. }
            | Fact::BedReopened { at }
            | Fact::BedTaken { at, .. }
            | Fact::BedFreed { at, .. } => Some(at.unit),
            _ => None,
        }
    }
}

impl Facts for Fact {
    const SET: &'static str = "reception";

    fn subject(&self) -> Option<SubjectId> {
        match self {
            Fact::KeptApart { people, .. } => people.first().map(|person| (*person).into()),
            Fact::ItemSettled { person, .. } => person.map(Into::into),
            other => other.person().map(Into::into),
        }
    }

    fn stream(&self) -> Option<StreamId> {
        match self {
            Fact::KeptApart { household, .. } => Some(household_stream(*household)),
            Fact::ItemSettled { site, .. } => Some(site_stream(*site)),
            other => other.person().map(person_stream).or_else(|| other.unit().map(Into::into)),
        }
    }
}

/// The stream of a person's stays.
#[must_use]
pub fn person_stream(person: PersonId) -> StreamId {
    access::gate::derived_stream("reception person", &person.bytes())
}

/// The stream of what was agreed about a household's places.
#[must_use]
pub fn household_stream(household: HouseholdId) -> StreamId {
    access::gate::derived_stream("reception household", &household.bytes())
}

/// The stream of what was settled at a site.
#[must_use]
pub fn site_stream(site: SiteId) -> StreamId {
    access::gate::derived_stream("reception site", &site.bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::stay::{BedFact, StayFact};

    #[test]
    fn the_facts_of_stays_are_the_contract() {
        let id = uuid::Uuid::from_u128;
        let of =
            Stay { stay: StayId(id(1)), person: PersonId(id(2)), household: HouseholdId(id(3)), site: SiteId(id(4)) };
        for (own, contract) in [
            (Fact::StayPlanned(of), StayFact::StayPlanned(of)),
            (Fact::StayBegun(of), StayFact::StayBegun(of)),
            (Fact::AbsenceNoted(of), StayFact::AbsenceNoted(of)),
            (Fact::ReturnNoted(of), StayFact::ReturnNoted(of)),
            (Fact::StayEnded { of, why: StayEnd::Departed }, StayFact::StayEnded { of, why: StayEnd::Departed }),
        ] {
            let text = serde_json::to_string(&own).unwrap();
            assert_eq!(serde_json::from_str::<StayFact>(&text).unwrap(), contract);
            assert_eq!(serde_json::from_str::<Fact>(&text).unwrap(), own);
            assert_eq!((own.subject(), <Fact as Facts>::SET), (contract.subject(), <StayFact as Facts>::SET));
        }
    }

    #[test]
    fn of_a_bed_others_read_that_it_was_given_and_to_whom_and_not_which() {
        let id = uuid::Uuid::from_u128;
        let (person, stay) = (PersonId(id(2)), StayId(id(1)));
        let at = BedAt { unit: UnitId(id(5)), room: RoomId(id(6)), bed: 7 };
        let own = Fact::PlaceGiven { person, stay, at, exception: Text::parse("one night").ok() };
        let read: BedFact = serde_json::from_str(&serde_json::to_string(&own).unwrap()).unwrap();
        assert_eq!(read, BedFact::PlaceGiven { person, stay });
        assert_eq!((own.subject(), <Fact as Facts>::SET), (read.subject(), <BedFact as Facts>::SET));
    }
}

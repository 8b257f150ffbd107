//! Convoys and other arrivals: who is on the way, from where, to which site, when, and whether everybody arrived. Zone humanitarian.
//!
//! Written by `transfer` as part of its own facts (set `transfer`); its other facts are unknown to this reader and passed over.
//! Two sites record facts of one convoy, perhaps while apart: a reader takes them in any order. The plan with the latest recording
//! holds; a departure, an arrival and a list only add to what is known. A person on a list is an id and nothing else.

use kernel::{ConvoyId, Moment, PersonId, SiteId, Text, counts::Counts};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

kernel::code_words! {
    /// How people come.
    ConvoyKind {
        /// By road, in vehicles.
        Road = "road",
        /// From a vessel, brought ashore.
        Disembarkation = "disembarkation",
        /// On foot, accompanied or announced.
        OnFoot = "on_foot",
    }
}

/// A vehicle or vessel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Vehicle {
    /// Plate, number or name.
    pub name: Text<40>,
    /// Seats for people who are carried.
    pub seats: u16,
}

/// A convoy as it is planned now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ConvoyPlan {
    /// The site it leaves from, where that is one of ours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_site: Option<SiteId>,
    /// From where, in words.
    pub from: Text<80>,
    /// The site it goes to.
    pub to: SiteId,
    /// How people come.
    pub is: ConvoyKind,
    /// When it is expected there.
    pub due: Moment,
    /// How many are expected in all; 0 where nobody knows.
    pub people: u16,
    /// Of them, by sex and age, those of whom it is known.
    #[serde(default, skip_serializing_if = "Counts::is_empty")]
    pub by_age: Counts,
    /// Vehicles or vessels, where they are known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vehicles: Vec<Vehicle>,
}

impl ConvoyPlan {
    /// Seats in all; none where no vehicle is known.
    #[must_use]
    pub fn seats(&self) -> Option<u32> {
        let seats = self.vehicles.iter().map(|vehicle| u32::from(vehicle.seats)).sum();
        Some(seats).filter(|_| !self.vehicles.is_empty())
    }
}

kernel::code_words! {
    /// Why a convoy does not take place.
    CancelReason {
        /// The road or the sea is not safe.
        NotSafe = "not_safe",
        /// The road is cut, or the weather does not allow it.
        Road = "road",
        /// There is no vehicle, driver or fuel.
        NoVehicle = "no_vehicle",
        /// People do not want to go.
        PeopleDecline = "people_decline",
        /// There is no room where it was to go.
        NoRoom = "no_room",
        /// It was announced by mistake, or twice.
        Mistake = "mistake",
        /// Another reason, in the note.
        Other = "other",
    }
}

/// What other capabilities may know of convoys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum ConvoyFact {
    /// People are on their way, or will be.
    ConvoyAnnounced {
        /// The convoy.
        convoy: ConvoyId,
        /// As it is planned.
        plan: ConvoyPlan,
    },
    /// It is planned otherwise from now on.
    ConvoyChanged {
        /// The convoy.
        convoy: ConvoyId,
        /// The whole plan as it is now.
        plan: ConvoyPlan,
    },
    /// It does not take place.
    ConvoyCancelled {
        /// The convoy.
        convoy: ConvoyId,
        /// Why.
        why: CancelReason,
    },
    /// These people are to travel too.
    PeopleListed {
        /// The convoy.
        convoy: ConvoyId,
        /// Who.
        people: Vec<PersonId>,
    },
    /// This person is not to travel after all.
    PersonUnlisted {
        /// The convoy.
        convoy: ConvoyId,
        /// Who.
        person: PersonId,
    },
    /// It left.
    ConvoyDeparted {
        /// The convoy.
        convoy: ConvoyId,
        /// People counted.
        counted: u16,
    },
    /// It arrived.
    ConvoyArrived {
        /// The convoy.
        convoy: ConvoyId,
        /// Where: the site it goes to, or the one it left from, when it turned back.
        site: SiteId,
        /// People counted.
        counted: u16,
        /// Who of its list is there.
        people: Vec<PersonId>,
    },
}

impl ConvoyFact {
    /// The convoy.
    #[must_use]
    pub const fn convoy(&self) -> ConvoyId {
        match self {
            ConvoyFact::ConvoyAnnounced { convoy, .. }
            | ConvoyFact::ConvoyChanged { convoy, .. }
            | ConvoyFact::ConvoyCancelled { convoy, .. }
            | ConvoyFact::PeopleListed { convoy, .. }
            | ConvoyFact::PersonUnlisted { convoy, .. }
            | ConvoyFact::ConvoyDeparted { convoy, .. }
            | ConvoyFact::ConvoyArrived { convoy, .. } => *convoy,
        }
    }
}

//! Identifiers as distinct types, so that a household can never be passed where a person is meant.
//!
//! All are UUIDs of version 7 (RFC 9562 §5.7): they sort by creation time, which keeps index writes local.

use crate::Moment;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// The text is not a UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadId;

impl fmt::Display for BadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KRN-001")
    }
}

impl std::error::Error for BadId {}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(transparent)]
        pub struct $name(#[schemars(with = "String")] pub Uuid);

        impl $name {
            /// The id made of a moment and ten random bytes, as UUIDv7.
            #[must_use]
            pub fn new(at: Moment, random: [u8; 10]) -> Self {
                Self(uuid::Builder::from_unix_timestamp_millis(at.millis_u64(), &random).into_uuid())
            }

            /// The 16 bytes.
            #[must_use]
            pub fn bytes(&self) -> [u8; 16] {
                *self.0.as_bytes()
            }

            /// The id of 16 bytes; an error when there are not 16.
            pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadId> {
                Uuid::from_slice(bytes).map(Self).map_err(|_| BadId)
            }

            /// A short form for people to compare by eye: the last 8 hexadecimal digits, in capitals.
            #[must_use]
            pub fn short(&self) -> String {
                let whole = self.0.simple().to_string().to_uppercase();
                whole.get(24..).unwrap_or(&whole).to_owned()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                Uuid::try_parse(text.trim()).map(Self).map_err(|_| BadId)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Uuid {
                id.0
            }
        }
    )+};
}

ids! {
    /// A person.
    PersonId,
    /// A household: people who live and decide together.
    HouseholdId,
    /// A group pre-registered at a post in surge mode.
    GroupId,
    /// A statement of how two persons stand to each other.
    LinkId,
    /// A site: a border post, a reception centre, an office.
    SiteId,
    /// A lane of a post.
    LaneId,
    /// A crossing: one entry or exit of one person.
    CrossingId,
    /// A unit of a reception site: a house, a hall, a block of tents.
    UnitId,
    /// A room or tent of a unit.
    RoomId,
    /// A person's stay at a reception site.
    StayId,
    /// People who travel together to a site, by road, boat or on foot.
    ConvoyId,
    /// A referral: to second line at a post, or of a person to a service.
    ReferralId,
    /// A best-interests procedure for a child.
    ProcedureId,
    /// One thing in a procedure: a caregiver, an arrangement of care, a document.
    StepId,
    /// An organisation that offers services to people.
    OrganisationId,
    /// A service that an organisation offers.
    ServiceId,
    /// A relief item: a kit, a blanket, a meal.
    ItemId,
    /// What people of a site are entitled to of an item.
    EntitlementId,
    /// Items handed out to people, at once.
    HandOutId,
    /// Items on their way to a site, from outside or from another.
    ConsignmentId,
    /// Stock counted by hand.
    CountId,
    /// A running instance of Manara.
    NodeId,
    /// A terminal, tablet or scanner.
    DeviceId,
    /// Somebody who acts: an account of a user, or the system itself.
    ActorId,
    /// A fact.
    FactId,
    /// A stream: the facts of one thing.
    StreamId,
    /// Whose payload key seals a fact's body: a person in most cases. Erasing the subject destroys the key.
    SubjectId,
}

macro_rules! into {
    ($($from:ident => $to:ident),+ $(,)?) => {$(
        impl From<$from> for $to {
            fn from(id: $from) -> $to {
                $to(id.0)
            }
        }
    )+};
}

into! {
    PersonId => StreamId, HouseholdId => StreamId, GroupId => StreamId, SiteId => StreamId, ActorId => StreamId,
    ReferralId => StreamId, OrganisationId => StreamId, ServiceId => StreamId, UnitId => StreamId,
    ConvoyId => StreamId, ItemId => StreamId, EntitlementId => StreamId, HandOutId => StreamId,
    ConsignmentId => StreamId, CountId => StreamId, ProcedureId => StreamId,
    PersonId => SubjectId, ProcedureId => SubjectId, GroupId => SubjectId, ActorId => SubjectId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_its_text_and_its_bytes() {
        let id = PersonId::new(Moment::from_millis(1_700_000_000_000), [7; 10]);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(PersonId::from_bytes(&id.bytes()), Ok(id));
        assert_eq!(id.short().len(), 8);
    }

    #[test]
    fn later_ids_sort_after_earlier_ones() {
        let early = PersonId::new(Moment::from_millis(1), [255; 10]);
        let late = PersonId::new(Moment::from_millis(2), [0; 10]);
        assert!(early < late);
    }
}

//! The words of units and beds.

use kernel::{RoomId, UnitId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

kernel::code_words! {
    /// What a unit is.
    UnitKind {
        /// A building with rooms.
        House = "house",
        /// A large hall or rub hall.
        Hall = "hall",
        /// A block of tents or family shelters.
        Tents = "tents",
        /// Containers or prefabricated rooms.
        Containers = "containers",
    }
}

/// A bed or mat of a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bed {
    /// Its number in the room.
    pub number: u16,
    /// Can be reached and used without steps.
    #[serde(default)]
    pub accessible: bool,
    /// For a few nights only.
    #[serde(default)]
    pub transitory: bool,
}

/// Where a bed is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BedAt {
    /// The unit.
    pub unit: UnitId,
    /// The room.
    pub room: RoomId,
    /// The bed's number in the room.
    pub bed: u16,
}

kernel::code_words! {
    /// Why a bed cannot be used.
    BlockReason {
        /// Broken or unsafe.
        Defect = "defect",
        /// Being cleaned or treated.
        Cleaning = "cleaning",
        /// Kept free so that somebody nearby is left in peace.
        Privacy = "privacy",
        /// Kept for somebody who is expected.
        Reserved = "reserved",
        /// Something else; the note says what.
        Other = "other",
    }
}

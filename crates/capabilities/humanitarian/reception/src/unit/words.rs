//! The words of units and beds.

use kernel::{RoomId, UnitId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// A building with rooms.
    House,
    /// A large hall or rub hall.
    Hall,
    /// A block of tents or family shelters.
    Tents,
    /// Containers or prefabricated rooms.
    Containers,
}

impl UnitKind {
    /// Every kind, as in data.
    pub const NAMES: [&str; 4] = ["house", "hall", "tents", "containers"];
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

/// Why a bed cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BlockReason {
    /// Broken or unsafe.
    Defect,
    /// Being cleaned or treated.
    Cleaning,
    /// Kept free so that somebody nearby is left in peace.
    Privacy,
    /// Kept for somebody who is expected.
    Reserved,
    /// Something else; the note says what.
    Other,
}

impl BlockReason {
    /// Every reason, as in data.
    pub const NAMES: [&str; 5] = ["defect", "cleaning", "privacy", "reserved", "other"];
}

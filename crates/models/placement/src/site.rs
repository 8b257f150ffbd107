//! What there is: units, their rooms, and the places in them.

use crate::Policy;

/// A site's units, in the order of its list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Site {
    /// The units that are open.
    pub units: Vec<Unit>,
}

/// A house, a hall, a block of tents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unit {
    /// For whom it is meant, on top of what each room says.
    pub policy: Policy,
    /// Its rooms.
    pub rooms: Vec<Room>,
}

/// A room, a tent: people in it sleep together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Room {
    /// For whom it is meant.
    pub policy: Policy,
    /// Its places that nobody holds and nothing blocks.
    pub free: Vec<Place>,
    /// Whether somebody sleeps there already.
    pub lived_in: bool,
}

/// A bed or a mat.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// Can be reached and used without steps.
    pub accessible: bool,
    /// For a few nights only; used when nothing else is left.
    pub transitory: bool,
}

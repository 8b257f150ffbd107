//! A unit: its rooms and beds, what is blocked, and which stay holds which bed.

use crate::{
    facts::Fact,
    record::Record,
    unit::{Bed, BedAt},
};
use kernel::{FactId, Problem, RoomId, SiteId, StayId, UnitId};
use log::Past;
use placement::Policy;
use std::collections::{BTreeMap, BTreeSet};

/// A unit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unit {
    /// Its site; none before it was described.
    pub site: Option<SiteId>,
    /// For whom it is meant.
    pub policy: Policy,
    /// Whether it gives places no more.
    pub closed: bool,
    /// Its rooms.
    pub rooms: BTreeMap<RoomId, Room>,
    /// Beds that cannot be used.
    pub blocked: BTreeSet<BedAt>,
    /// Which stays hold a bed. More than one when two posts gave it while apart, or somebody answered for it.
    pub held: BTreeMap<BedAt, Vec<StayId>>,
    /// What is broken.
    pub defects: BTreeSet<FactId>,
}

/// A room.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Room {
    /// Its code.
    pub code: String,
    /// For whom it is meant.
    pub policy: Policy,
    /// Its beds.
    pub beds: Vec<Bed>,
}

impl Unit {
    /// The unit after `fact`.
    pub fn apply(&mut self, fact: &Fact) {
        match fact {
            Fact::UnitDefined { site, policy, .. } => (self.site, self.policy) = (Some(*site), *policy),
            Fact::UnitChanged { policy, .. } => self.policy = *policy,
            Fact::UnitClosed { .. } => self.closed = true,
            Fact::UnitReopened { .. } => self.closed = false,
            Fact::RoomDefined { room, code, policy, beds, .. } => {
                let (code, policy, beds) = (code.to_string(), *policy, beds.clone());
                self.rooms.insert(*room, Room { code, policy, beds });
            }
            Fact::BedBlocked { at, .. } => _ = self.blocked.insert(*at),
            Fact::BedReopened { at } => _ = self.blocked.remove(at),
            Fact::DefectReported { defect, .. } => _ = self.defects.insert(*defect),
            Fact::DefectMended { defect, .. } => _ = self.defects.remove(defect),
            Fact::BedTaken { at, stay } => {
                let held = self.held.entry(*at).or_default();
                if !held.contains(stay) {
                    held.push(*stay);
                }
            }
            Fact::BedFreed { at, stay } => {
                if let Some(held) = self.held.get_mut(at) {
                    held.retain(|other| other != stay);
                }
                self.held.retain(|_, held| !held.is_empty());
            }
            _ => {}
        }
    }

    /// A bed of it.
    #[must_use]
    pub fn bed(&self, at: BedAt) -> Option<&Bed> {
        self.rooms.get(&at.room)?.beds.iter().find(|bed| bed.number == at.bed)
    }

    /// The stays that hold a bed, but for `stay`.
    #[must_use]
    pub fn held_by_others(&self, at: BedAt, stay: Option<StayId>) -> usize {
        self.held.get(&at).map_or(0, |held| held.iter().filter(|other| Some(**other) != stay).count())
    }
}

/// Why a unit cannot be changed so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitError {
    /// There is no such unit.
    NotFound,
    /// The user works at no site now.
    NoSite,
    /// There is no such bed, room or defect in the unit.
    NoSuchPart,
    /// It is in this state already.
    Already,
    /// A room has no bed, or more than it may have.
    Beds,
    /// Ages run from the older to the younger.
    Ages,
    /// A code stands twice.
    CodeTwice,
    /// Somebody holds a bed there.
    LivedIn,
    /// The stay that holds the bed is known: it is ended or moved instead.
    HeldByAStay,
}

impl From<UnitError> for Problem {
    fn from(error: UnitError) -> Self {
        match error {
            UnitError::NotFound => Problem::not_found(),
            UnitError::NoSite => Problem::refused("ACC-001"),
            UnitError::NoSuchPart => Problem::refused("REC-001"),
            UnitError::Already => Problem::conflict("REC-002"),
            UnitError::Beds => Problem::refused("REC-003").with("most", super::define_unit::MOST_BEDS),
            UnitError::Ages => Problem::refused("REC-004"),
            UnitError::CodeTwice => Problem::refused("REC-005"),
            UnitError::LivedIn => Problem::conflict("REC-006"),
            UnitError::HeldByAStay => Problem::conflict("REC-007"),
        }
    }
}

/// The unit of a command, if it exists.
pub(super) fn known(past: &Past<Record>, unit: UnitId) -> Result<&Unit, UnitError> {
    Some(&past.of(unit).unit).filter(|unit| unit.site.is_some()).ok_or(UnitError::NotFound)
}

/// The same with a bed of it.
pub(super) fn known_bed(past: &Past<Record>, at: BedAt) -> Result<&Unit, UnitError> {
    let unit = known(past, at.unit)?;
    unit.bed(at).map(|_| unit).ok_or(UnitError::NoSuchPart)
}

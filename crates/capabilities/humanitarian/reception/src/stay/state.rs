//! A person's stays: at most one open one, unless two posts opened one each while apart.

use super::{PlaceNeeds, Status};
use crate::{facts::Fact, unit::BedAt};
use contracts::stay::Stay;
use kernel::{Problem, SiteId};

/// A person's stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stays {
    /// Those that have not ended, the oldest first.
    pub open: Vec<Open>,
    /// What a place must have.
    pub needs: PlaceNeeds,
}

/// A stay that has not ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Open {
    /// Whose, and where.
    pub of: Stay,
    /// Where it stands.
    pub status: Status,
    /// The bed.
    pub at: Option<BedAt>,
}

impl Stays {
    /// The stays after `fact`.
    pub fn apply(&mut self, fact: &Fact) {
        match fact {
            Fact::StayPlanned(of) => self.set(*of, Status::Planned),
            Fact::StayBegun(of) | Fact::ReturnNoted(of) => self.set(*of, Status::Present),
            Fact::AbsenceNoted(of) => self.set(*of, Status::Absent),
            Fact::StayEnded { of, .. } => self.open.retain(|open| open.of.stay != of.stay),
            Fact::PlaceGiven { stay, at, .. } => {
                for open in self.open.iter_mut().filter(|open| open.of.stay == *stay) {
                    open.at = Some(*at);
                }
            }
            Fact::PlaceNeedsNoted { needs, .. } => self.needs = *needs,
            _ => {}
        }
    }

    fn set(&mut self, of: Stay, status: Status) {
        match self.open.iter_mut().find(|open| open.of.stay == of.stay) {
            Some(open) => open.status = status,
            None => self.open.push(Open { of, status, at: None }),
        }
    }

    /// The open stay at a site.
    #[must_use]
    pub fn at(&self, site: SiteId) -> Option<&Open> {
        self.open.iter().find(|open| open.of.site == site)
    }
}

/// Why a stay cannot be changed so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StayError {
    /// There is no such person or unit here.
    NotFound,
    /// The user works at no site now.
    NoSite,
    /// Nobody is named, or more than a form holds.
    HowMany,
    /// A person or a bed stands twice.
    Twice,
    /// The unit is closed.
    UnitClosed,
    /// There is no such bed.
    NoSuchBed,
    /// The bed is blocked.
    Blocked,
    /// Another stay holds the bed, and nobody says why both.
    Held {
        /// Which bed.
        bed: u16,
    },
    /// The unit or room is not meant for this person, and nobody says why.
    NotMeant {
        /// Which rule stands against it.
        rule: &'static str,
    },
    /// People who belong together would be in different units, and nobody answers for it.
    Apart {
        /// How many.
        people: usize,
    },
    /// The person stays at another site.
    Elsewhere,
    /// The person does not stay here.
    NotHere,
    /// The stay is in this state already.
    Already,
}

impl From<StayError> for Problem {
    fn from(error: StayError) -> Self {
        match error {
            StayError::NotFound => Problem::not_found(),
            StayError::NoSite => Problem::refused("ACC-001"),
            StayError::HowMany => Problem::refused("REC-010").with("most", super::known::MOST),
            StayError::Twice => Problem::refused("REC-011"),
            StayError::UnitClosed => Problem::conflict("REC-012"),
            StayError::NoSuchBed => Problem::refused("REC-001"),
            StayError::Blocked => Problem::conflict("REC-014"),
            StayError::Held { bed } => Problem::conflict("REC-015").with("bed", bed),
            StayError::NotMeant { rule } => Problem::conflict(match rule {
                "sex" => "REC-016",
                "age" => "REC-021",
                "families_only" => "REC-022",
                _ => "REC-023",
            }),
            StayError::Apart { people } => Problem::conflict("REC-017").with("people", people),
            StayError::Elsewhere => Problem::conflict("REC-018"),
            StayError::NotHere => Problem::refused("REC-019"),
            StayError::Already => Problem::conflict("REC-020"),
        }
    }
}

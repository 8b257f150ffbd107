//! A convoy: who is on its list, who left, who arrived, and who was explained.

use crate::{facts::Fact, record::Record};
use kernel::{ConvoyId, PersonId, Problem, SiteId};
use log::{At, Past};
use std::collections::BTreeSet;

/// A convoy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Convoy {
    /// Where it goes; none before it was announced.
    pub site: Option<SiteId>,
    /// The site it leaves from, if that is one of ours.
    pub from_site: Option<SiteId>,
    /// Seats in all; none where vehicles are not known.
    pub seats: Option<u32>,
    /// Who is to travel.
    pub listed: BTreeSet<PersonId>,
    /// How many were counted when it left.
    pub departed: Option<u16>,
    /// How many were counted when it arrived.
    pub arrived: Option<u16>,
    /// Who of the list arrived.
    pub came: BTreeSet<PersonId>,
    /// Who of the list was explained.
    pub explained: BTreeSet<PersonId>,
}

impl Convoy {
    /// The convoy after `fact`.
    pub fn apply(&mut self, fact: &Fact) {
        match fact {
            Fact::ConvoyAnnounced { site, from_site, vehicles, .. } => {
                (self.site, self.from_site) = (Some(*site), *from_site);
                let seats = vehicles.iter().map(|vehicle| u32::from(vehicle.seats)).sum();
                self.seats = Some(seats).filter(|_| !vehicles.is_empty());
            }
            Fact::PeopleListed { people, .. } => self.listed.extend(people),
            Fact::ConvoyDeparted { counted, .. } => self.departed = Some(*counted),
            Fact::ConvoyArrived { counted, people, .. } => {
                self.arrived = Some(*counted);
                self.came.extend(people);
            }
            Fact::MissingExplained { person, .. } => self.explained.extend(person),
            _ => {}
        }
    }
}

/// Why a convoy cannot be changed so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConvoyError {
    /// There is none, for this user.
    NotFound,
    /// The user works at no site now.
    NoSite,
    /// More people than seats.
    Seats {
        /// Seats in all.
        seats: u32,
    },
    /// It has left, or arrived.
    TooLate,
    /// Somebody named is not on the list, or arrived.
    NotOnList,
    /// It has not arrived yet.
    NotArrived,
}

impl From<ConvoyError> for Problem {
    fn from(error: ConvoyError) -> Self {
        match error {
            ConvoyError::NotFound => Problem::not_found(),
            ConvoyError::NoSite => Problem::refused("ACC-001"),
            ConvoyError::Seats { seats } => Problem::conflict("REC-030").with("seats", seats),
            ConvoyError::TooLate => Problem::conflict("REC-031"),
            ConvoyError::NotOnList => Problem::refused("REC-032"),
            ConvoyError::NotArrived => Problem::conflict("REC-033"),
        }
    }
}

/// The convoy of a command, if it goes to or leaves from the acting site.
pub(super) fn known<'a>(past: &'a Past<Record>, convoy: ConvoyId, at: &At) -> Result<&'a Convoy, ConvoyError> {
    let site = at.site.ok_or(ConvoyError::NoSite)?;
    let convoy = &past.of(convoy).convoy;
    let ours = convoy.site == Some(site) || (convoy.site.is_some() && convoy.from_site == Some(site));
    if ours { Ok(convoy) } else { Err(ConvoyError::NotFound) }
}

//! The fold of a stream of this capability: a person's file, a case, or somebody of the staff. One type, because a command decides on
//! several of them at once.

use crate::{
    case::Case,
    facts::{Fact, FlagRef},
    flag::Flag,
    need::Need,
    roster::Worker,
    words::NeedId,
};
use kernel::Problem;
use log::{Header, State};
use std::collections::BTreeMap;

/// What a stream of protection's facts adds up to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// Flags of the person's screenings.
    pub flags: BTreeMap<FlagRef, Flag>,
    /// The person's specific needs.
    pub needs: BTreeMap<NeedId, Need>,
    /// The case.
    pub case: Case,
    /// Who works here.
    pub worker: Option<Worker>,
}

impl State for Record {
    type Fact = Fact;

    fn apply(&mut self, fact: &Fact, header: &Header) {
        match fact {
            Fact::FlagRaised { .. } | Fact::FlagTaken { .. } | Fact::FlagOverruled { .. } => {
                crate::flag::apply(&mut self.flags, fact, header);
            }
            Fact::NeedRaised { .. } | Fact::NeedMoved { .. } => crate::need::apply(&mut self.needs, fact, header),
            Fact::WorkerEntered { site, organisation, supervises, .. } => {
                self.worker = Some(Worker { site: *site, organisation: organisation.clone(), supervises: *supervises });
            }
            Fact::PersonScreened { .. } => {}
            _ => self.case.apply(fact),
        }
    }
}

/// Why nothing can be done: shared by the commands, so that what must not be known answers like what does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such record for this user.
    NotFound,
    /// No site is chosen.
    NoSite,
    /// The case is closed.
    Closed,
    /// The user has not said for which organisation they work.
    NotInRoster,
    /// The colleague named is not known here, or does not supervise.
    NoSuchColleague(&'static str),
    /// It is so already, or over.
    Already,
    /// A restricted case or sheet needs a named supervisor.
    NeedsSupervisor,
    /// Who asks must not rule on it.
    Oneself,
    /// A day that lies behind.
    Past(&'static str),
    /// A no needs a reason.
    Why,
    /// Its day has not come.
    TooEarly,
    /// Only the owner and the supervisor work on a case.
    NotYours,
    /// An action, a hand-over or a decision is still open.
    StillOpen,
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Problem::not_found(),
            Refusal::NoSite => Problem::refused("ACC-001"),
            Refusal::Closed => Problem::conflict("PRO-001"),
            Refusal::NotInRoster => Problem::refused("PRO-002"),
            Refusal::NoSuchColleague(field) => Problem::field(field, "PRO-003"),
            Refusal::Already => Problem::conflict("PRO-004"),
            Refusal::NeedsSupervisor => Problem::field("supervisor", "PRO-005"),
            Refusal::Oneself => Problem::refused("PRO-006"),
            Refusal::Past(field) => Problem::field(field, "PRO-007"),
            Refusal::StillOpen => Problem::conflict("PRO-008"),
            Refusal::NotYours => Problem::refused("PRO-009"),
            Refusal::Why => Problem::field("reason", "PRO-014"),
            Refusal::TooEarly => Problem::conflict("PRO-012"),
        }
    }
}

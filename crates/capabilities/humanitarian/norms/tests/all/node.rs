//! A node for tests with this capability alone, where people come to a site, are away and leave.

use access::{Query, Role, Who};
use contracts::stay::{Stay, StayEnd, StayFact};
use kernel::{ActorId, HouseholdId, PersonId, Problem, StayId, StreamId};
use log::{At, Facts};
use serde_json::Value;
use shell::Raw;
use std::ops::{Deref, Range};
use trial::Trial;
pub use trial::site;
use uuid::Uuid;

/// A node, open.
pub struct Node(Trial);

impl Node {
    pub fn new() -> Self {
        Self(Trial::new(norms::capability(), &[], visitor))
    }

    /// Lets days go by.
    pub fn pass_days(&self, days: i64) {
        self.pass(days * 86_400);
    }

    /// The day it is.
    pub fn today(&self) -> kernel::Date {
        self.app.gate.now().date_at(0)
    }

    /// Runs a command as the manager of the first site; it must succeed.
    pub fn done(&self, command: &str, json: &Value) -> Value {
        self.0.done(&somebody(Role::ReceptionManager), command, json)
    }

    /// A table as somebody sees it, as JSON rows; or why it is not shown.
    pub fn rows(&self, role: Role, view: &str, query: &Query) -> Result<Vec<Value>, Problem> {
        let who = somebody(role);
        self.view(&who, view, query).map(|_| self.0.rows(&who, view, query))
    }

    /// How the first site stands to a norm: needed, there, missing, state, stale.
    pub fn gap(&self, norm: &str) -> Value {
        let query = Query { per_page: Query::MOST, ..Query::default() };
        let rows = self.0.rows(&somebody(Role::ReceptionManager), "gaps", &query);
        let row = rows.into_iter().find(|row| row["norms_norm"] == norm).unwrap();
        let of = |key: &str| row[&format!("norms_{key}")].clone();
        Value::Array(["needed", "has", "missing", "state", "stale"].map(of).to_vec())
    }

    /// People come to the first site, in households of five.
    pub fn come(&self, of: Range<u128>) {
        self.stays(of, StayFact::StayBegun);
    }

    /// They are away.
    pub fn away(&self, of: Range<u128>) {
        self.stays(of, StayFact::AbsenceNoted);
    }

    /// They are back.
    pub fn back(&self, of: Range<u128>) {
        self.stays(of, StayFact::ReturnNoted);
    }

    /// They leave.
    pub fn leave(&self, of: Range<u128>) {
        self.stays(of, |of| StayFact::StayEnded { of, why: StayEnd::Departed });
    }

    fn stays(&self, of: Range<u128>, fact: impl Fn(Stay) -> StayFact) {
        for n in of {
            self.append(person(n).into(), &[fact(stay(n))]);
        }
    }

    /// A fact that another post recorded: so many hours ago.
    pub fn hear<F: Facts>(&self, stream: StreamId, hours_ago: i64, fact: F) {
        let mut at = self.app.gate.at(&self.app.gate.system(), kernel::Purpose::System).unwrap();
        let when = at.now.plus_seconds(-hours_ago * 3_600);
        at.happened = Some((when, when));
        self.log().commit(&at, |commit| commit.record(stream, &[fact], &at)).unwrap();
    }
}

impl Deref for Node {
    type Target = Trial;

    fn deref(&self) -> &Trial {
        &self.0
    }
}

/// The `n`th person.
pub fn person(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(2_000_000 + n))
}

/// Their stay at the first site.
pub fn stay(n: u128) -> Stay {
    let id = Uuid::from_u128;
    Stay {
        stay: StayId(id(1_000_000 + n)),
        person: person(n),
        household: HouseholdId(id(3_000_000 + n / 5)),
        site: site(),
    }
}

/// Somebody of a role; the coordinator works at no site, everybody else at the first.
pub fn somebody(role: Role) -> Who {
    let number = Role::ALL.iter().position(|other| *other == role).unwrap();
    let sites = if role == Role::NationalCoordinator { vec![] } else { vec![site()] };
    Who {
        roles: vec![role],
        site: sites.first().copied(),
        sites,
        language: "en".into(),
        purpose: None,
        ..Who::system(ActorId::new(At::example().now, [u8::try_from(number).unwrap(); 10]))
    }
}

fn visitor(raw: &Raw) -> Option<Who> {
    let role = raw.cookie("role").and_then(|role| role.parse().ok())?;
    let language = raw.cookie("language").unwrap_or("ar").to_owned();
    Some(Who { language, ..somebody(role) })
}

//! A node for tests, with this capability and the people it is about, and a roster of those who work with them.

use access::{Query, Role, Who};
use contracts::registration::{Details, RegistrationFact};
use kernel::{ActorId, HouseholdId, PersonId, Problem, SiteId, Text};
use log::At;
use serde_json::{Value, json};
use shell::Raw;
use std::ops::Deref;
use trial::Trial;
pub use trial::form;
use uuid::Uuid;

/// A node, open.
pub struct Node(Trial);

impl Node {
    /// A node with a roster: two workers, a child-protection officer and two supervisors of one site, a worker of another.
    pub fn new() -> Self {
        let node = Self::empty();
        for name in ["ali", "bea", "cpo", "far"] {
            node.done(name, "enter_roster", &json!({ "name": name, "organisation": "Red Cross" }));
        }
        for name in ["sup", "other_sup"] {
            node.done(name, "lead_roster", &json!({ "name": name, "organisation": "Red Cross" }));
        }
        node
    }

    pub fn empty() -> Self {
        Self(Trial::new(protection::capability(), &[people::capability()], visitor))
    }

    /// Lets the clock go on.
    pub fn pass_days(&self, days: i64) {
        self.pass(days * 86_400);
    }

    /// Registers the `n`th person of the first site.
    pub fn person(&self, n: u128, name: &str) -> PersonId {
        self.person_at(n, name, site())
    }

    pub fn person_at(&self, n: u128, name: &str, site: SiteId) -> PersonId {
        let (person, household) = (PersonId(Uuid::from_u128(n)), HouseholdId(Uuid::from_u128(n + 100_000)));
        let details = Details::named(Text::parse(name).unwrap());
        let fact = RegistrationFact::PersonRegistered { person, household, site, on: At::example().today(), details };
        self.append(person.into(), &[fact]);
        person
    }

    /// Runs a command as somebody.
    pub fn run(&self, who: &str, command: &str, json: &Value) -> Result<Value, Problem> {
        self.0.run(&somebody(who), command, json)
    }

    /// Runs a command; it must succeed.
    pub fn done(&self, who: &str, command: &str, json: &Value) -> Value {
        self.0.done(&somebody(who), command, json)
    }

    /// The code with which a command is refused.
    pub fn refused(&self, who: &str, command: &str, json: &Value) -> String {
        self.0.refused(&somebody(who), command, json)
    }

    /// A record as somebody sees it.
    pub fn record(&self, who: &str, view: &str, id: impl ToString) -> Result<Value, Problem> {
        self.0.record(&somebody(who), view, &Query::by("id", id))
    }

    /// A table as somebody sees it, as JSON with its total.
    pub fn table(&self, who: &str, view: &str, query: &Query) -> Value {
        self.0.table(&somebody(who), view, query)
    }

    /// The numbers of the cases in somebody's caseload.
    pub fn numbers(&self, who: &str, query: &Query) -> Vec<String> {
        let table = self.table(who, "caseload", query);
        table["rows"].as_array().unwrap().iter().map(|row| row["protection_number"].as_str().unwrap().into()).collect()
    }

    /// Opens a case of ali's, supervised by sup; its id.
    pub fn case(&self, person: PersonId, about: &str) -> String {
        let command =
            json!({ "person": person, "about": about, "reason": "asked for help", "supervisor": actor("sup") });
        self.done("ali", "open_case", &command)["case"].as_str().unwrap().to_owned()
    }

    /// Screens a person with the children's sheet as ali, supervised by sup.
    pub fn screened(&self, person: PersonId, said: &[(&str, &str)]) -> Value {
        let answers: serde_json::Map<_, _> =
            said.iter().map(|(question, said)| ((*question).to_owned(), json!({ "one": said }))).collect();
        let command = json!({ "person": person, "sheet": "child", "version": 1, "answers": answers,
                              "supervisor": actor("sup"), "language": "ar" });
        self.done("ali", "screen_person", &command)["screening"].clone()
    }

    /// What this node answers to somebody who sends a form or asks for a page.
    pub fn ask(&self, who: &str, method: &str, address: &str, form: &str) -> (u16, String) {
        self.ask_in("ar", who, method, address, form)
    }

    /// The same in a language.
    pub fn ask_in(&self, language: &str, who: &str, method: &str, address: &str, form: &str) -> (u16, String) {
        self.0.request(&format!("who={who}; language={language}"), method, address, form)
    }
}

impl Deref for Node {
    type Target = Trial;

    fn deref(&self) -> &Trial {
        &self.0
    }
}

/// The first site of the tests.
pub fn site() -> SiteId {
    SiteId(Uuid::from_u128(9))
}

/// Another one.
pub fn far_site() -> SiteId {
    SiteId(Uuid::from_u128(10))
}

/// Everybody of the tests.
pub const EVERYBODY: [(&str, Role); 12] = [
    ("ali", Role::SocialWorker),
    ("bea", Role::SocialWorker),
    ("cpo", Role::ChildProtectionOfficer),
    ("officer", Role::ProtectionOfficer),
    ("sup", Role::ProtectionSupervisor),
    ("other_sup", Role::ProtectionSupervisor),
    ("far", Role::SocialWorker),
    ("clerk", Role::RegistrationClerk),
    ("supervisor", Role::RegistrationSupervisor),
    ("dpo", Role::DataProtectionOfficer),
    ("national", Role::NationalCoordinator),
    ("lane", Role::LaneOfficer),
];

/// The account of somebody.
pub fn actor(who: &str) -> ActorId {
    let number = EVERYBODY.iter().position(|(name, _)| *name == who).unwrap();
    ActorId(Uuid::from_u128(500 + number as u128))
}

/// Somebody, by name.
pub fn somebody(who: &str) -> Who {
    let (_, role) = EVERYBODY.iter().find(|(name, _)| *name == who).unwrap();
    let here = if who == "far" { far_site() } else { site() };
    Who {
        name: who.to_owned(),
        roles: vec![*role],
        sites: vec![here],
        site: Some(here),
        language: "ar".into(),
        purpose: None,
        ..Who::system(actor(who))
    }
}

fn visitor(raw: &Raw) -> Option<Who> {
    let language = raw.cookie("language").unwrap_or("ar").to_owned();
    Some(Who { language, ..somebody(raw.cookie("who")?) })
}

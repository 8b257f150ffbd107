//! A node for tests, with this capability and the tables of people, where the clerk and the supervisor of one site work.

use access::{Query, Role, Who};
use kernel::{ActorId, SiteId};
use log::At;
use serde_json::{Value, json};
use shell::Raw;
use std::ops::Deref;
use trial::Trial;

/// A node, open.
pub struct Node(Trial);

impl Node {
    pub fn new() -> Self {
        Self(Trial::new(registration::capability(), &[people::capability()], visitor))
    }

    /// Runs a command as the clerk of the first site, or as the supervisor where a clerk may not; it must succeed.
    pub fn done(&self, command: &str, json: &Value) -> Value {
        let clerk = somebody(Role::RegistrationClerk);
        let may = self.app.gate.may(&clerk, &format!("registration.{command}"));
        self.0.done(&if may { clerk } else { somebody(Role::RegistrationSupervisor) }, command, json)
    }

    /// The code with which a supervisor's command is refused.
    pub fn refused(&self, command: &str, json: &Value) -> String {
        self.0.refused(&somebody(Role::RegistrationSupervisor), command, json)
    }

    /// A record as the clerk sees it.
    pub fn record(&self, view: &str, param: &str, id: &Value) -> Value {
        let query = Query::by(param, id.as_str().unwrap());
        self.0.record(&somebody(Role::RegistrationClerk), view, &query).unwrap()
    }

    /// A table as the clerk sees it, as JSON rows.
    pub fn rows(&self, view: &str, query: &Query) -> Vec<Value> {
        self.0.rows(&somebody(Role::RegistrationClerk), view, query)
    }

    /// A table as somebody sees it, as JSON rows.
    pub fn rows_for(&self, who: &Who, view: &str, query: &Query) -> Vec<Value> {
        self.0.rows(who, view, query)
    }

    /// Registers a household of these people, the first its head; what the command answered.
    pub fn household(&self, names: &[&str]) -> Value {
        let members: Vec<Value> =
            names[1..].iter().map(|name| json!({ "relationship": "child", "details": details(name) })).collect();
        self.done("register_household", &json!({ "head": details(names[0]), "members": members }))
    }

    /// What this node answers to somebody of a role who sends a form or asks for a page.
    pub fn ask(&self, role: Role, method: &str, address: &str, form: &str) -> (u16, String) {
        self.ask_in("ar", role, method, address, form)
    }

    /// The same in a language.
    pub fn ask_in(&self, language: &str, role: Role, method: &str, address: &str, form: &str) -> (u16, String) {
        self.0.ask(&format!("role={role}; language={language}"), method, address, form)
    }
}

impl Deref for Node {
    type Target = Trial;

    fn deref(&self) -> &Trial {
        &self.0
    }
}

/// Answers of an invented person.
pub fn details(name: &str) -> Value {
    json!({ "name": { "original": name }, "sex": "female", "birth": { "precision": "partial", "year": 1992 },
            "nationality": "SDN", "languages": ["ar"], "origin": "SD04" })
}

/// The first site of the tests.
pub fn site() -> SiteId {
    At::example().id(9)
}

/// Somebody of a role who works at the first site and reads Arabic.
pub fn somebody(role: Role) -> Who {
    let number = Role::ALL.iter().position(|other| *other == role).unwrap();
    Who {
        roles: vec![role],
        sites: vec![site()],
        site: Some(site()),
        language: "ar".into(),
        purpose: None,
        ..Who::system(ActorId::new(At::example().now, [u8::try_from(number).unwrap(); 10]))
    }
}

/// The same somebody at another site.
pub fn elsewhere(role: Role) -> Who {
    let other: SiteId = At::example().id(10);
    Who { sites: vec![other], site: Some(other), ..somebody(role) }
}

fn visitor(raw: &Raw) -> Option<Who> {
    let language = raw.cookie("language").unwrap_or("ar").to_owned();
    Some(Who { language, ..somebody(raw.cookie("role")?.parse().ok()?) })
}

//! A node for tests, with this capability and the tables of people, where the clerk and the supervisor of one site work.

use access::{Query, Role, Who};
use serde_json::{Value, json};
use std::ops::Deref;
use trial::Trial;
pub use trial::{elsewhere, site, somebody};

/// A node, open.
pub struct Node(Trial);

impl Node {
    pub fn new() -> Self {
        Self(Trial::new(registration::capability(), &[people::capability()], trial::by_role))
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

    /// A record by its id as somebody sees it, or the code with which it is refused.
    pub fn record_for(&self, who: &Who, view: &str, id: &str) -> Result<Value, String> {
        self.0.record(who, view, &Query::by("id", id)).map_err(|problem| problem.code.into_owned())
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

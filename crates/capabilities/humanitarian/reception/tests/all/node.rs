//! A node for tests, with this capability and the tables of people, where the manager of one site works.

use access::{Query, Role};
use serde_json::{Value, json};
use std::ops::Deref;
use trial::Trial;
pub use trial::{elsewhere, site, somebody};

/// A node, open.
pub struct Node(Trial);

impl Node {
    pub fn new() -> Self {
        Self(Trial::new(reception::capability(), &[people::capability()], trial::by_role))
    }

    /// Runs a command as the manager of the first site; it must succeed.
    pub fn done(&self, command: &str, json: &Value) -> Value {
        self.0.done(&somebody(Role::ReceptionManager), command, json)
    }

    /// The code with which the manager's command is refused.
    pub fn refused(&self, command: &str, json: &Value) -> String {
        self.0.refused(&somebody(Role::ReceptionManager), command, json)
    }

    /// A record as the manager sees it.
    pub fn record_of(&self, view: &str, param: &str, id: &str) -> Value {
        self.0.record(&somebody(Role::ReceptionManager), view, &Query::by(param, id)).unwrap()
    }

    /// A table as the manager sees it, as JSON rows.
    pub fn rows(&self, view: &str, query: &Query) -> Vec<Value> {
        self.0.rows(&somebody(Role::ReceptionManager), view, query)
    }

    /// A unit with rooms of so many beds; its id and those of its rooms.
    pub fn unit(&self, code: &str, policy: &Value, rooms: &[u16]) -> (String, Vec<String>) {
        let rooms: Vec<Value> =
            (1..).zip(rooms).map(|(n, beds)| json!({ "code": n.to_string(), "beds": beds, "accessible": 1 })).collect();
        let unit =
            json!({ "code": code, "name": format!("Unit {code}"), "is": "house", "policy": policy, "rooms": rooms });
        let unit = self.done("define_unit", &unit)["unit"].as_str().unwrap().to_owned();
        let record = self.record_of("unit", "id", &unit);
        let rooms = record["rooms"].as_array().unwrap().iter().map(|room| room["room"].as_str().unwrap().to_owned());
        (unit, rooms.collect())
    }

    /// The kinds of the open items.
    pub fn items(&self) -> Vec<String> {
        let rows = self.rows("items", &Query { per_page: Query::MOST, ..Query::default() });
        rows.iter().map(|row| row["reception_kind"].as_str().unwrap().to_owned()).collect()
    }
}

impl Deref for Node {
    type Target = Trial;

    fn deref(&self) -> &Trial {
        &self.0
    }
}

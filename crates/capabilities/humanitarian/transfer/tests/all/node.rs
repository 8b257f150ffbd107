//! A node for tests, with this capability and the tables of people, where the manager of one site works.

use access::{Query, Role, Who};
use kernel::HouseholdId;
use serde_json::Value;
use std::ops::Deref;
use trial::Trial;
pub use trial::{elsewhere, site, somebody};

/// A node, open.
pub struct Node(Trial);

impl Node {
    pub fn new() -> Self {
        Self(Trial::new(transfer::capability(), &[people::capability()], trial::by_role))
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

    /// The number of a household, as on its card.
    pub fn number(&self, household: HouseholdId) -> String {
        let number =
            self.log().read(|sql| Ok(people::household(sql, household)?.and_then(|known| known.number))).unwrap();
        number.unwrap().to_string()
    }

    /// A table as somebody sees it, as JSON rows.
    pub fn rows_for(&self, who: &Who, view: &str, query: &Query) -> Vec<Value> {
        self.0.rows(who, view, query)
    }

    /// The kinds of the open items.
    pub fn items(&self) -> Vec<String> {
        let rows = self.rows("items", &Query { per_page: Query::MOST, ..Query::default() });
        rows.iter().map(|row| row["transfer_kind"].as_str().unwrap().to_owned()).collect()
    }
}

impl Deref for Node {
    type Target = Trial;

    fn deref(&self) -> &Trial {
        &self.0
    }
}

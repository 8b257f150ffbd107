//! A node for tests, with this capability and the tables of people, where the manager of one site works.

use access::{Query, Role};
use kernel::HouseholdId;
use serde_json::{Value, json};
use std::ops::Deref;
use trial::Trial;
pub use trial::{elsewhere, site, somebody};

/// A node, open.
pub struct Node(Trial);

impl Node {
    pub fn new() -> Self {
        Self(Trial::new(relief::capability(), &[people::capability()], trial::by_role))
    }

    /// Runs a command as the manager of the first site; it must succeed.
    pub fn done(&self, command: &str, json: &Value) -> Value {
        self.0.done(&somebody(Role::ReceptionManager), command, json)
    }

    /// The code with which the manager's command is refused: that of its first wrong field, where one is named.
    pub fn refused(&self, command: &str, json: &Value) -> String {
        let problem = self.0.run(&somebody(Role::ReceptionManager), command, json).unwrap_err();
        problem.fields.first().map_or(problem.code, |field| field.code.clone()).into_owned()
    }

    /// The kinds of the open questions.
    pub fn questions(&self) -> Vec<String> {
        let rows = self.rows("questions", &Query { per_page: Query::MOST, ..Query::default() });
        let mut kinds: Vec<String> =
            rows.iter().map(|row| row["relief_question_kind"].as_str().unwrap().to_owned()).collect();
        kinds.sort();
        kinds
    }

    /// A record as the manager sees it.
    pub fn record_of(&self, view: &str, param: &str, id: &str) -> Value {
        self.0.record(&somebody(Role::ReceptionManager), view, &Query::by(param, id)).unwrap()
    }

    /// A table as the manager sees it, as JSON rows.
    pub fn rows(&self, view: &str, query: &Query) -> Vec<Value> {
        self.0.rows(&somebody(Role::ReceptionManager), view, query)
    }

    /// An item with this code; its id.
    pub fn item(&self, code: &str, unit: &str) -> String {
        let item = json!({ "code": code, "name": format!("Item {code}"), "unit": unit });
        self.done("define_item", &item)["item"].as_str().unwrap().to_owned()
    }

    /// An entitlement of the first site; its id.
    pub fn entitlement(&self, item: &str, basis: &str, rule: &Value) -> String {
        let entitlement = json!({ "item": item, "quantity": 1, "basis": basis, "rule": rule });
        self.done("define_entitlement", &entitlement)["entitlement"].as_str().unwrap().to_owned()
    }

    /// How many of an item should be on the shelf of the first site.
    pub fn on_hand(&self, code: &str) -> i64 {
        let rows = self.rows("stock", &Query { per_page: Query::MOST, ..Query::default() });
        rows.iter().find(|row| row["relief_code"] == code).unwrap()["relief_on_hand"].as_i64().unwrap()
    }

    /// What is due of each entitlement to a household, by the item's code: the quantity, and what bars it.
    pub fn due(&self, household: HouseholdId) -> Vec<(String, i64, Vec<String>)> {
        let record = self.record_of("household", "id", &household.to_string());
        let line = |line: &Value| {
            let bars = line["not"].as_array().unwrap().iter().flat_map(|not| not["bars"].as_array().unwrap());
            let mut bars: Vec<String> = bars.map(|bar| bar["why"].as_str().unwrap().to_owned()).collect();
            bars.sort();
            (line["code"].as_str().unwrap().to_owned(), line["quantity"].as_i64().unwrap(), bars)
        };
        record["lines"].as_array().unwrap().iter().map(line).collect()
    }
}

impl Deref for Node {
    type Target = Trial;

    fn deref(&self) -> &Trial {
        &self.0
    }
}

//! A node for tests: a supervisor who proposes, two who publish, a worker who reads.

use access::{Query, Role, Who};
use contracts::instrument::{InstrumentFact, SheetName};
use kernel::{Problem, StreamId, Text};
use screening::{Digest, Sheet, shipped};
use serde_json::{Value, json};
use shell::Raw;
use std::ops::Deref;
use trial::Trial;

/// A node, open.
pub struct Node(Trial);

/// Everybody of the tests.
pub const EVERYBODY: [(&str, Role); 8] = [
    ("sup", Role::ProtectionSupervisor),
    ("first", Role::ProtectionSupervisor),
    ("second", Role::ProtectionSupervisor),
    ("worker", Role::SocialWorker),
    ("admin", Role::Administrator),
    ("national", Role::NationalCoordinator),
    ("clerk", Role::RegistrationClerk),
    ("lane", Role::LaneOfficer),
];

impl Node {
    pub fn new() -> Self {
        Self(Trial::new(instruments::capability(), &[], visitor))
    }

    pub fn run(&self, who: &str, command: &str, json: &Value) -> Result<Value, Problem> {
        self.0.run(&somebody(who), command, json)
    }

    pub fn done(&self, who: &str, command: &str, json: &Value) -> Value {
        self.0.done(&somebody(who), command, json)
    }

    pub fn refused(&self, who: &str, command: &str, json: &Value) -> String {
        self.0.refused(&somebody(who), command, json)
    }

    /// Proposes a sheet as the supervisor; its name.
    pub fn proposed(&self, text: &str) -> Value {
        self.done("sup", "propose_sheet", &json!({ "text": text }))["sheet"].clone()
    }

    /// A sheet as a second supervisor reads it.
    pub fn sheet(&self, sheet: &Value) -> Result<Value, Problem> {
        let text = |name: &str| sheet[name].as_str().map_or_else(|| sheet[name].to_string(), str::to_owned);
        let query = Query::by("code", text("code")).and("version", text("version")).and("digest", text("digest"));
        self.0.record(&somebody("first"), "sheet", &query)
    }

    /// Of each sheet of an instrument: version, state, whether it is asked today, whether contents differ.
    pub fn list(&self, code: &str) -> Vec<Value> {
        let rows = self.0.rows(&somebody("worker"), "sheets", &Query { per_page: 100, ..Query::default() });
        let of = rows.into_iter().filter(|row| row["instruments_code"] == code);
        let cell = |row: &Value, name: &str| row[format!("instruments_{name}")].clone();
        of.map(|row| json!([cell(&row, "version"), cell(&row, "state"), cell(&row, "used"), cell(&row, "differs")]))
            .collect()
    }

    /// What the node answers to somebody's browser.
    pub fn ask(&self, language: &str, who: &str, method: &str, address: &str, form: &str) -> (u16, String) {
        self.0.request(&format!("who={who}; language={language}"), method, address, form)
    }
}

impl Deref for Node {
    type Target = Trial;

    fn deref(&self) -> &Trial {
        &self.0
    }
}

/// Somebody, by name.
pub fn somebody(who: &str) -> Who {
    let (_, role) = EVERYBODY.iter().find(|(name, _)| *name == who).unwrap();
    let number = ["first", "second"].iter().position(|other| *other == who).map_or(0, |at| at + 1);
    trial::another(*role, u8::try_from(number).unwrap())
}

fn visitor(raw: &Raw) -> Option<Who> {
    let language = raw.cookie("language").unwrap_or("ar").to_owned();
    Some(Who { language, ..somebody(raw.cookie("who")?) })
}

/// The shipped sheet for children.
pub fn child() -> &'static str {
    shipped().iter().find(|one| one.edition.sheet.code.as_str() == "child").unwrap().text
}

/// A second version of it.
pub fn second() -> String {
    child().replacen("version = 1", "version = 2", 1)
}

/// A sheet's name as facts have it.
pub fn name(text: &str) -> SheetName {
    let sheet = Sheet::kept(text).unwrap();
    let (code, digest) = (Text::parse(sheet.code.as_str()).unwrap(), Text::parse(Digest::of(text).as_str()).unwrap());
    SheetName { code, version: sheet.version, digest }
}

/// What another post published without a connection.
pub fn publish_elsewhere(node: &Node, text: &str) {
    let (sheet, valid_from) = (name(text), Sheet::kept(text).unwrap().valid_from);
    let stream =
        access::gate::derived_stream("instrument version", format!("{} {}", sheet.code, sheet.version).as_bytes());
    append(node, stream, InstrumentFact::SheetPublished { sheet, valid_from, text: text.to_owned() });
}

fn append(node: &Node, stream: StreamId, fact: InstrumentFact) {
    node.append(stream, &[fact]);
}

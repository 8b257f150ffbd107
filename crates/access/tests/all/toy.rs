//! A capability of one command and one view, to try the gate on.

use access::{Answer, Command, Query, Reading, ViewDef, command};
use kernel::{PersonId, Problem, SiteId, StreamId, SubjectId, Text};
use log::{At, Facts, Header, Past, State};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

pub const MATRIX: &str = r#"
[[allow]]
action = "toy.refuse_entry"
roles = ["lane_officer", "second_line_officer"]
purposes = ["border_control"]
relation = "own_site"
two_persons = true

[[allow]]
action = "toy.refusals"
roles = ["post_commander"]
purposes = ["border_control", "oversight"]
relation = "anywhere"
"#;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum ToyFact {
    EntryRefused { person: PersonId, name: Text<40>, approved: bool },
}

impl Facts for ToyFact {
    const SET: &'static str = "toy";
    fn subject(&self) -> Option<SubjectId> {
        let Self::EntryRefused { person, .. } = self;
        Some((*person).into())
    }
}

#[derive(Debug, Clone, Default)]
pub struct Toy(pub bool);

impl State for Toy {
    type Fact = ToyFact;
    fn apply(&mut self, _: &ToyFact, _: &Header) {
        self.0 = true;
    }
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RefuseEntry {
    pub person: PersonId,
    pub name: Text<40>,
    pub site: SiteId,
}

impl Command for RefuseEntry {
    const NAME: &'static str = "refuse_entry";
    type State = Toy;
    type Error = Problem;

    fn streams(&self, _at: &At) -> Vec<StreamId> {
        vec![self.person.into()]
    }

    fn site(&self, _past: &Past<Toy>) -> Option<SiteId> {
        Some(self.site)
    }

    fn decide(&self, past: &Past<Toy>, at: &At) -> Result<Vec<ToyFact>, Problem> {
        if past.main().0 {
            return Err(Problem::conflict("TOY-001"));
        }
        Ok(vec![ToyFact::EntryRefused {
            person: self.person,
            name: self.name.clone(),
            approved: at.approved_by.is_some(),
        }])
    }

    fn answer(&self, facts: &[ToyFact], _at: &At) -> serde_json::Value {
        json!({ "facts": facts.len() })
    }

    fn example() -> Self {
        let at = At::example();
        Self { person: at.id(1), name: Text::parse("Zeinab").unwrap(), site: at.id(2) }
    }
}

fn refusals(_: &mut Reading<'_>, _: &Query) -> Result<Answer, Problem> {
    Ok(Answer::Record { value: json!({}), subjects: vec![] })
}

pub fn on(gate: access::Gate) -> access::Gate {
    let view = ViewDef { name: "refusals", params: &[], columns: &[], read: refusals };
    gate.with("toy", kernel::Zone::Border, &[command::<RefuseEntry>()], &[view])
}

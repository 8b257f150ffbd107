//! A node for tests, with this capability and a child of the site.

use access::{Query, Role, Who};
use contracts::registration::{Details, RegistrationFact};
use kernel::{ActorId, HouseholdId, PersonId, Problem, SiteId, Text};
use log::At;
use serde_json::{Value, json};
use shell::Raw;
use trial::Trial;
use uuid::Uuid;

/// A node, and the procedure of its child.
pub struct Node {
    pub trial: Trial,
    pub procedure: String,
}

impl Node {
    /// A node where the officer opened a procedure that the boss answers for.
    pub fn new() -> Self {
        let trial = Trial::new(best_interests::capability(), &[people::capability()], visitor);
        let household = HouseholdId(Uuid::from_u128(2));
        let details = Details::named(Text::parse("Hawa Barka").unwrap());
        let on = At::example().today();
        let fact = RegistrationFact::PersonRegistered { person: child(), household, site: site(), on, details };
        trial.append(child().into(), &[fact]);
        let opened = json!({ "child": child(), "why": "alone", "reason": "came alone", "supervisor": actor("boss") });
        let procedure =
            trial.done(&somebody("officer"), "open_procedure", &opened)["procedure"].as_str().unwrap().to_owned();
        Self { trial, procedure }
    }

    /// Runs a command on the procedure.
    pub fn run(&self, who: &str, command: &str, mut json: Value) -> Result<Value, Problem> {
        json["procedure"] = json!(self.procedure);
        self.trial.run(&somebody(who), command, &json)
    }

    /// The same; it must succeed.
    pub fn done(&self, who: &str, command: &str, json: Value) {
        self.run(who, command, json).unwrap_or_else(|problem| panic!("{who} {command}: {problem}"));
    }

    /// The procedure as somebody sees it.
    pub fn seen(&self, who: &str) -> Result<Value, Problem> {
        self.trial.record(&somebody(who), "procedure", &Query::by("id", &self.procedure))
    }

    /// What is next.
    pub fn stage(&self) -> String {
        self.seen("boss").unwrap()["stage"].as_str().unwrap().to_owned()
    }

    /// An assessment that the boss agrees to, and a panel of two.
    pub fn with_panel(self) -> Self {
        self.done("officer", "write_assessment", assessment(true));
        self.done("boss", "rule_on_step", json!({ "step": "assessment", "agreed": true }));
        let members = [actor("doctor"), actor("boss")];
        self.done("officer", "call_panel", json!({ "members": members, "day": "2099-01-01" }));
        self
    }
}

pub fn assessment(panel: bool) -> Value {
    let assessment = json!({ "child": "SAID-BY-CHILD", "family": "SAID-OF-FAMILY", "safety": "s", "options": "o",
                             "recommendation": "r", "panel": panel });
    json!({ "assessment": assessment })
}

pub fn child() -> PersonId {
    PersonId(Uuid::from_u128(1))
}

fn site() -> SiteId {
    SiteId(Uuid::from_u128(9))
}

/// Everybody of the tests.
pub const EVERYBODY: [(&str, Role); 9] = [
    ("officer", Role::ChildProtectionOfficer),
    ("boss", Role::ProtectionSupervisor),
    ("doctor", Role::SocialWorker),
    ("other", Role::ChildProtectionOfficer),
    ("other_boss", Role::ProtectionSupervisor),
    ("clerk", Role::RegistrationClerk),
    ("dpo", Role::DataProtectionOfficer),
    ("national", Role::NationalCoordinator),
    ("lane", Role::LaneOfficer),
];

pub fn actor(who: &str) -> ActorId {
    ActorId(Uuid::from_u128(500 + EVERYBODY.iter().position(|(name, _)| *name == who).unwrap() as u128))
}

pub fn somebody(who: &str) -> Who {
    let (_, role) = EVERYBODY.iter().find(|(name, _)| *name == who).unwrap();
    let (name, sites, site) = (who.to_owned(), vec![site()], Some(site()));
    Who { name, roles: vec![*role], sites, site, language: "ar".into(), purpose: None, ..Who::system(actor(who)) }
}

fn visitor(raw: &Raw) -> Option<Who> {
    let language = raw.cookie("language").unwrap_or("ar").to_owned();
    Some(Who { language, ..somebody(raw.cookie("who")?) })
}

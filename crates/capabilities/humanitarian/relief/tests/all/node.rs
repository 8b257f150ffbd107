//! A node for tests, with this capability and the tables of people, where the manager of one site works.

use access::{Query, Role, Who};
use contracts::{
    number::Number,
    registration::{Details, RegistrationFact, Relationship},
};
use kernel::{ActorId, BirthDate, HouseholdId, PersonId, Sex, SiteId, Text};
use log::At;
use serde_json::{Value, json};
use shell::Raw;
use std::ops::Deref;
use trial::Trial;
use uuid::Uuid;

/// A node, open.
pub struct Node(Trial);

impl Node {
    pub fn new() -> Self {
        Self(Trial::new(relief::capability(), &[people::capability()], visitor))
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

    /// Records a household as registration does: its first person the head, the others children. Sex and age as given.
    pub fn household(&self, n: u8, people: &[(Sex, u8)]) -> (HouseholdId, Vec<PersonId>) {
        self.household_at(n, site(), people)
    }

    /// The same at another site.
    pub fn household_at(&self, n: u8, at: SiteId, people: &[(Sex, u8)]) -> (HouseholdId, Vec<PersonId>) {
        self.opened(n.into(), at, people)
    }

    /// One of many at the first site.
    pub fn household_numbered(&self, n: u16, people: &[(Sex, u8)]) -> (HouseholdId, Vec<PersonId>) {
        self.opened(n, site(), people)
    }

    fn opened(&self, n: u16, at: SiteId, people: &[(Sex, u8)]) -> (HouseholdId, Vec<PersonId>) {
        let id = HouseholdId(Uuid::from_u128(1_000_000 + u128::from(n)));
        let ids: Vec<PersonId> =
            (1..).zip(people).map(|(m, _)| PersonId(Uuid::from_u128(u128::from(n) * 100 + m))).collect();
        let today = self.app.gate.now().date_at(0);
        let bytes = |draw: u32| {
            let [high, low] = n.to_be_bytes();
            [high, low, u8::try_from(draw).unwrap(), low, high, low, high, low, high, low, high]
        };
        let number = Number::draw(bytes, |_| Ok::<_, ()>(false));
        let mut facts = vec![
            RegistrationFact::HouseholdOpened { household: id, site: at, token: None },
            RegistrationFact::HouseholdRegistered { household: id, number: number.unwrap(), head: ids[0], on: today },
        ];
        for (person, (sex, age)) in ids.iter().zip(people) {
            let name = Text::parse(&format!("Person {} {}", n, person.short())).unwrap();
            let birth = BirthDate::Estimated { age_years: *age, on: today };
            let details = Details { sex: *sex, birth, ..Details::named(name) };
            let relationship = if *person == ids[0] { Relationship::Head } else { Relationship::Child };
            facts.push(RegistrationFact::PersonRegistered {
                person: *person,
                household: id,
                site: at,
                on: today,
                details,
            });
            facts.push(RegistrationFact::MemberJoined { household: id, person: *person, relationship });
        }
        self.append(id.into(), &facts);
        (id, ids)
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

//! A node for tests, with this capability and the tables of people, where the manager of one site works.

use access::{Query, Role, Who};
use contracts::{
    number::Number,
    registration::{Details, RegistrationFact, Relationship},
};
use kernel::{ActorId, BirthDate, HouseholdId, PersonId, Sex, SiteId, Text};
use log::At;
use serde_json::Value;
use shell::Raw;
use std::ops::Deref;
use trial::Trial;
use uuid::Uuid;

/// A node, open.
pub struct Node(Trial);

impl Node {
    pub fn new() -> Self {
        Self(Trial::new(transfer::capability(), &[people::capability()], visitor))
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

    /// Records a household as registration does: its first person the head, the others children. Sex and age as given.
    pub fn household(&self, n: u8, people: &[(Sex, u8)]) -> (HouseholdId, Vec<PersonId>) {
        self.household_at(n, site(), people)
    }

    /// The same at another site.
    pub fn household_at(&self, n: u8, at: SiteId, people: &[(Sex, u8)]) -> (HouseholdId, Vec<PersonId>) {
        let id = HouseholdId(Uuid::from_u128(1000 + u128::from(n)));
        let ids: Vec<PersonId> =
            (1..).zip(people).map(|(m, _)| PersonId(Uuid::from_u128(u128::from(n) * 100 + m))).collect();
        let today = self.app.gate.now().date_at(0);
        let number = Number::draw(|draw| [n.wrapping_add(u8::try_from(draw).unwrap()); 11], |_| Ok::<_, ()>(false));
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

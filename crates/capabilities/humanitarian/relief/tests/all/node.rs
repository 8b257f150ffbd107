//! A node for tests, with this capability and the tables of people: an encrypted store in a folder of its own, a clock that is
//! moved by hand, and a door that believes the cookie `role`.

use access::{Gate, Matrix, Query, Request, Role, Who, audit::AUDIT_VIEW};
use contracts::{
    number::Number,
    registration::{Details, RegistrationFact, Relationship},
};
use kernel::{ActorId, BirthDate, HouseholdId, Moment, PersonId, Problem, Sex, SiteId, Text, Zone};
use log::{At, Facts, Log, anchor::Anchor, keyring::Keyring, sqlite::Sqlite};
use serde_json::{Value, json};
use shell::{App, Catalogue, Doors, Entry, Form, Outbox, Raw, RawReply, server::serve};
use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU32, Ordering},
    },
};
use uuid::Uuid;

/// A node, open.
pub struct Node {
    folder: PathBuf,
    pub app: App,
    pub clock: Arc<AtomicI64>,
}

impl Node {
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("manara-relief-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let capability = relief::capability();
        let clock = Arc::new(AtomicI64::new(At::example().now.millis()));
        let keyring = Keyring::create(At::example().now, &Zone::ALL).unwrap();
        let cipher = keyring.zone(capability.zone).unwrap();
        let store = Sqlite::open(&folder.join("store.db"), cipher.file_key()).unwrap();
        let mut views = vec![AUDIT_VIEW];
        views.extend(&capability.projections);
        views.extend(people::capability().projections);
        let anchor = Anchor::open(&folder.join("store.head")).unwrap();
        let log = Log::open(Box::new(store), capability.zone, &keyring, views, Some(anchor), &mut |_, _| {}).unwrap();
        let mut matrix = Matrix::default();
        matrix.add(capability.permissions).unwrap();
        let (reads, signer, node) = (clock.clone(), keyring.signer.clone(), keyring.node);
        let now = Arc::new(move || Moment::from_millis(reads.load(Ordering::Relaxed)));
        let sign = Arc::new(move |bytes: &[u8]| ed25519_dalek::Signer::sign(&signer, bytes).to_bytes());
        let gate = Gate::new(node, matrix, now, sign).with_log(log).with(
            capability.name,
            capability.zone,
            &capability.commands,
            &capability.views,
        );
        let words = [shell::LOCALES, people::LOCALES, capability.locales].map(|l| (l.ar, l.fr, l.en));
        let app = App {
            gate: Arc::new(gate),
            catalogue: Arc::new(Catalogue::new(&words).unwrap()),
            pages: capability.pages,
            doors: Box::new(Believing),
            after_command: Box::new(|| {}),
            openapi: String::new(),
            outbox: Outbox::new(&[7; 32]).unwrap(),
        };
        Self { folder, app, clock }
    }

    pub fn log(&self) -> &Log {
        self.app.gate.log(Zone::Humanitarian).unwrap()
    }

    /// Lets the clock go on.
    pub fn pass(&self, seconds: i64) {
        self.clock.fetch_add(seconds * 1000, Ordering::Relaxed);
    }

    /// Runs a command as somebody.
    pub fn run(&self, who: &Who, command: &str, json: &Value) -> Result<Value, Problem> {
        let request = Request::default();
        self.app.gate.run(who, &format!("relief.{command}"), json, &request).map(|done| done.answer)
    }

    /// Runs a command as the manager of the first site; it must succeed.
    pub fn done(&self, command: &str, json: &Value) -> Value {
        self.run(&somebody(Role::ReceptionManager), command, json)
            .unwrap_or_else(|problem| panic!("{command} {json}: {problem}"))
    }

    /// The code with which the manager's command is refused: that of its first wrong field, where one is named.
    pub fn refused(&self, command: &str, json: &Value) -> String {
        let problem = self.run(&somebody(Role::ReceptionManager), command, json).unwrap_err();
        problem.fields.first().map_or(problem.code, |field| field.code.clone()).into_owned()
    }

    /// A record as the manager sees it.
    pub fn record_of(&self, view: &str, param: &str, id: &str) -> Value {
        let who = somebody(Role::ReceptionManager);
        let query = Query::by(param, id);
        self.app.gate.view(&who, &format!("relief.{view}"), &query).unwrap().record().clone()
    }

    /// A table as the manager sees it, as JSON rows.
    pub fn rows(&self, view: &str, query: &Query) -> Vec<Value> {
        self.rows_for(&somebody(Role::ReceptionManager), view, query)
    }

    /// A table as somebody sees it, as JSON rows.
    pub fn rows_for(&self, who: &Who, view: &str, query: &Query) -> Vec<Value> {
        let action = format!("relief.{view}");
        let answer = self.app.gate.view(who, &action, query).unwrap();
        let json = shell::export::json(self.app.gate.view_def(&action).unwrap(), &answer);
        json["rows"].as_array().unwrap().clone()
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
        self.record(id.into(), &facts);
        (id, ids)
    }

    /// Appends facts as another post's would arrive.
    pub fn record<F: Facts>(&self, stream: kernel::StreamId, facts: &[F]) {
        let mut at = At::example();
        at.now = self.app.gate.now();
        self.log().commit(&at, |commit| commit.record(stream, facts, &at)).unwrap();
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
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let cookie = ("cookie".to_owned(), format!("role={role}; language={language}"));
        let raw = Raw {
            method: method.to_owned(),
            path: path.to_owned(),
            query: Form::parse(query.as_bytes()),
            headers: vec![cookie],
            body: form.as_bytes().to_vec(),
            ..Raw::default()
        };
        let reply = serve(&self.app, &raw);
        let location = reply.headers.iter().find(|(name, _)| *name == "location").map(|(_, to)| to.clone());
        (reply.status, location.unwrap_or_else(|| String::from_utf8(reply.body).unwrap()))
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
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

struct Believing;

impl Doors for Believing {
    fn enter(&self, raw: &Raw, _: Moment) -> Entry {
        let role = raw.cookie("role").and_then(|role| role.parse().ok());
        let language = raw.cookie("language").unwrap_or("ar").to_owned();
        role.map_or(Entry::Out, |role| Entry::In(Who { language, ..somebody(role) }))
    }

    fn answer(&self, _: &App, _: &Raw, _: &Entry) -> Option<RawReply> {
        None
    }
}

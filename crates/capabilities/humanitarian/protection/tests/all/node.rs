//! A node for tests, with this capability and the people it is about: an encrypted store in a folder of its own, a clock that is moved by
//! hand, and a door that believes the cookie `who`.

use access::{Gate, Matrix, Query, Request, Role, Who, audit::AUDIT_VIEW};
use contracts::registration::{Details, RegistrationFact};
use kernel::{ActorId, HouseholdId, Moment, PersonId, Problem, SiteId, StreamId, Text, Zone};
use log::{At, Log, anchor::Anchor, keyring::Keyring, sqlite::Sqlite};
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
    /// A node with a roster: two workers, a child-protection officer and two supervisors of one site, a worker of another.
    pub fn new() -> Self {
        let node = Self::empty();
        for name in ["ali", "bea", "cpo", "far"] {
            node.done(name, "enter_roster", &json!({ "name": name, "organisation": "Red Cross" }));
        }
        for name in ["sup", "other_sup"] {
            node.done(name, "lead_roster", &json!({ "name": name, "organisation": "Red Cross" }));
        }
        node
    }

    pub fn empty() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("manara-protection-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let (capability, people) = (protection::capability(), people::capability());
        let clock = Arc::new(AtomicI64::new(At::example().now.millis()));
        let keyring = Keyring::create(At::example().now, &Zone::ALL).unwrap();
        let cipher = keyring.zone(capability.zone).unwrap();
        let store = Sqlite::open(&folder.join("store.db"), cipher.file_key()).unwrap();
        let mut views = vec![AUDIT_VIEW];
        views.extend(people.projections.iter().chain(&capability.projections));
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
        let words = [shell::LOCALES, access_words(), people.locales, capability.locales].map(|l| (l.ar, l.fr, l.en));
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
    pub fn pass_days(&self, days: i64) {
        self.clock.fetch_add(days * 86_400_000, Ordering::Relaxed);
    }

    /// Registers the `n`th person of the first site.
    pub fn person(&self, n: u128, name: &str) -> PersonId {
        self.person_at(n, name, site())
    }

    pub fn person_at(&self, n: u128, name: &str, site: SiteId) -> PersonId {
        let (person, household) = (PersonId(Uuid::from_u128(n)), HouseholdId(Uuid::from_u128(n + 100_000)));
        let details = Details::named(Text::parse(name).unwrap());
        let fact = RegistrationFact::PersonRegistered { person, household, site, on: At::example().today(), details };
        self.log().commit(&At::example(), |commit| commit.record(StreamId(person.0), &[fact], &At::example())).unwrap();
        person
    }

    /// Runs a command as somebody.
    pub fn run(&self, who: &str, command: &str, json: &Value) -> Result<Value, Problem> {
        let request = Request::default();
        self.app.gate.run(&somebody(who), &format!("protection.{command}"), json, &request).map(|done| done.answer)
    }

    /// Runs a command; it must succeed.
    pub fn done(&self, who: &str, command: &str, json: &Value) -> Value {
        self.run(who, command, json).unwrap_or_else(|problem| panic!("{who} {command} {json}: {problem}"))
    }

    /// The code with which a command is refused.
    pub fn refused(&self, who: &str, command: &str, json: &Value) -> String {
        self.run(who, command, json).unwrap_err().code.into_owned()
    }

    /// A record as somebody sees it.
    pub fn record(&self, who: &str, view: &str, id: impl ToString) -> Result<Value, Problem> {
        let action = format!("protection.{view}");
        self.app.gate.view(&somebody(who), &action, &Query::by("id", id)).map(|answer| answer.record().clone())
    }

    /// A table as somebody sees it, as JSON with its total.
    pub fn table(&self, who: &str, view: &str, query: &Query) -> Value {
        let action = format!("protection.{view}");
        let answer = self.app.gate.view(&somebody(who), &action, query).unwrap();
        shell::export::json(self.app.gate.view_def(&action).unwrap(), &answer)
    }

    /// The numbers of the cases in somebody's caseload.
    pub fn numbers(&self, who: &str, query: &Query) -> Vec<String> {
        let table = self.table(who, "caseload", query);
        table["rows"].as_array().unwrap().iter().map(|row| row["protection_number"].as_str().unwrap().into()).collect()
    }

    /// Opens a case of ali's, supervised by sup; its id.
    pub fn case(&self, person: PersonId, about: &str) -> String {
        let command =
            json!({ "person": person, "about": about, "reason": "asked for help", "supervisor": actor("sup") });
        self.done("ali", "open_case", &command)["case"].as_str().unwrap().to_owned()
    }

    /// Screens a person with the children's sheet as ali, supervised by sup.
    pub fn screened(&self, person: PersonId, said: &[(&str, &str)]) -> Value {
        let answers: serde_json::Map<_, _> =
            said.iter().map(|(question, said)| ((*question).to_owned(), json!({ "one": said }))).collect();
        let command = json!({ "person": person, "sheet": "child", "version": 1, "answers": answers,
                              "supervisor": actor("sup"), "language": "ar" });
        self.done("ali", "screen_person", &command)["screening"].clone()
    }

    /// What this node answers to somebody who sends a form or asks for a page.
    pub fn ask(&self, who: &str, method: &str, address: &str, form: &str) -> (u16, String) {
        self.ask_in("ar", who, method, address, form)
    }

    /// The same in a language.
    pub fn ask_in(&self, language: &str, who: &str, method: &str, address: &str, form: &str) -> (u16, String) {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let cookie = ("cookie".to_owned(), format!("who={who}; language={language}"));
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

fn access_words() -> shell::Locales {
    let (ar, fr, en) = access::LOCALES;
    shell::Locales { ar, fr, en }
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The first site of the tests.
pub fn site() -> SiteId {
    SiteId(Uuid::from_u128(9))
}

/// Another one.
pub fn far_site() -> SiteId {
    SiteId(Uuid::from_u128(10))
}

/// Everybody of the tests.
pub const EVERYBODY: [(&str, Role); 12] = [
    ("ali", Role::SocialWorker),
    ("bea", Role::SocialWorker),
    ("cpo", Role::ChildProtectionOfficer),
    ("officer", Role::ProtectionOfficer),
    ("sup", Role::ProtectionSupervisor),
    ("other_sup", Role::ProtectionSupervisor),
    ("far", Role::SocialWorker),
    ("clerk", Role::RegistrationClerk),
    ("supervisor", Role::RegistrationSupervisor),
    ("dpo", Role::DataProtectionOfficer),
    ("national", Role::NationalCoordinator),
    ("lane", Role::LaneOfficer),
];

/// The account of somebody.
pub fn actor(who: &str) -> ActorId {
    let number = EVERYBODY.iter().position(|(name, _)| *name == who).unwrap();
    ActorId(Uuid::from_u128(500 + number as u128))
}

/// Somebody, by name.
pub fn somebody(who: &str) -> Who {
    let (_, role) = EVERYBODY.iter().find(|(name, _)| *name == who).unwrap();
    let here = if who == "far" { far_site() } else { site() };
    Who {
        name: who.to_owned(),
        roles: vec![*role],
        sites: vec![here],
        site: Some(here),
        language: "ar".into(),
        purpose: None,
        ..Who::system(actor(who))
    }
}

struct Believing;

impl Doors for Believing {
    fn enter(&self, raw: &Raw, _: Moment) -> Entry {
        let language = raw.cookie("language").unwrap_or("ar").to_owned();
        raw.cookie("who").map_or(Entry::Out, |who| Entry::In(Who { language, ..somebody(who) }))
    }

    fn answer(&self, _: &App, _: &Raw, _: &Entry) -> Option<RawReply> {
        None
    }
}

/// A form's text.
pub fn form(pairs: &[(&str, &str)]) -> String {
    let pair = |(name, value): &(&str, &str)| format!("{}={}", shell::form::encoded(name), shell::form::encoded(value));
    pairs.iter().map(pair).collect::<Vec<_>>().join("&")
}

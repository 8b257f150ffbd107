//! A node for tests, with this capability and the tables of people: an encrypted store in a folder of its own, a clock that is moved by hand, and a
//! door that believes the cookie `role`.

use access::{Gate, Matrix, Query, Request, Role, Who, audit::AUDIT_VIEW};
use kernel::{ActorId, Moment, Problem, SiteId, Zone};
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
        let folder = std::env::temp_dir().join(format!("manara-registration-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let capability = registration::capability();
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

    /// How many facts the log holds, audit facts left out.
    pub fn facts(&self) -> usize {
        self.log().after(0, 100_000).unwrap().iter().filter(|fact| !fact.kind().starts_with("audit.")).count()
    }

    /// Lets the clock go on.
    pub fn pass(&self, seconds: i64) {
        self.clock.fetch_add(seconds * 1000, Ordering::Relaxed);
    }

    /// Runs a command as somebody.
    pub fn run(&self, who: &Who, command: &str, json: &Value) -> Result<Value, Problem> {
        let request = Request::default();
        self.app.gate.run(who, &format!("registration.{command}"), json, &request).map(|done| done.answer)
    }

    /// Runs a command as the clerk of the first site; it must succeed.
    pub fn done(&self, command: &str, json: &Value) -> Value {
        let who = if self.app.gate.may(&somebody(Role::RegistrationClerk), &format!("registration.{command}")) {
            somebody(Role::RegistrationClerk)
        } else {
            somebody(Role::RegistrationSupervisor)
        };
        self.run(&who, command, json).unwrap_or_else(|problem| panic!("{command} {json}: {problem}"))
    }

    /// The code with which a supervisor's command is refused.
    pub fn refused(&self, command: &str, json: &Value) -> String {
        self.run(&somebody(Role::RegistrationSupervisor), command, json).unwrap_err().code.into_owned()
    }

    /// A record as the clerk sees it.
    pub fn record(&self, view: &str, param: &str, id: &Value) -> Value {
        let who = somebody(Role::RegistrationClerk);
        let query = Query::by(param, id.as_str().unwrap());
        self.app.gate.view(&who, &format!("registration.{view}"), &query).unwrap().record().clone()
    }

    /// A table as the clerk sees it, as JSON rows.
    pub fn rows(&self, view: &str, query: &Query) -> Vec<Value> {
        self.rows_for(&somebody(Role::RegistrationClerk), view, query)
    }

    /// A table as somebody sees it, as JSON rows.
    pub fn rows_for(&self, who: &Who, view: &str, query: &Query) -> Vec<Value> {
        let action = format!("registration.{view}");
        let answer = self.app.gate.view(who, &action, query).unwrap();
        let json = shell::export::json(self.app.gate.view_def(&action).unwrap(), &answer);
        json["rows"].as_array().unwrap().clone()
    }

    /// Registers a household of these people, the first its head; what the command answered.
    pub fn household(&self, names: &[&str]) -> Value {
        let members: Vec<Value> =
            names[1..].iter().map(|name| json!({ "relationship": "child", "details": details(name) })).collect();
        self.done("register_household", &json!({ "head": details(names[0]), "members": members }))
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

/// Answers of an invented person.
pub fn details(name: &str) -> Value {
    json!({ "name": { "original": name }, "sex": "female", "birth": { "precision": "partial", "year": 1992 },
            "nationality": "SDN", "languages": ["ar"], "origin": "SD04" })
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

//! A node for tests, with this capability and the register of people: an encrypted store in a folder of its own, a clock that is
//! moved by hand, and a door that believes the cookies `role` and `number`.

use access::{Gate, Matrix, Query, Request, Role, Who, audit::AUDIT_VIEW};
use contracts::registration::{Details, RegistrationFact};
use kernel::{ActorId, HouseholdId, Moment, PersonId, Problem, SiteId, Zone};
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
        let folder = std::env::temp_dir().join(format!("manara-referral-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let (capability, people) = (referral::capability(), people::capability());
        let clock = Arc::new(AtomicI64::new(At::example().now.millis()));
        let keyring = Keyring::create(At::example().now, &Zone::ALL).unwrap();
        let cipher = keyring.zone(capability.zone).unwrap();
        let store = Sqlite::open(&folder.join("store.db"), cipher.file_key()).unwrap();
        let mut views = vec![AUDIT_VIEW];
        views.extend(&people.projections);
        views.extend(&capability.projections);
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
        let words = [shell::LOCALES, people.locales, capability.locales].map(|l| (l.ar, l.fr, l.en));
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
        self.app.gate.run(who, &format!("referral.{command}"), json, &request).map(|done| done.answer)
    }

    /// Runs a command, which must succeed.
    pub fn done(&self, who: &Who, command: &str, json: &Value) -> Value {
        self.run(who, command, json).unwrap_or_else(|problem| panic!("{command} {json}: {problem}"))
    }

    /// The code with which a command is refused.
    pub fn refused(&self, who: &Who, command: &str, json: &Value) -> String {
        self.run(who, command, json).unwrap_err().code.into_owned()
    }

    /// A record as somebody sees it.
    pub fn record(&self, who: &Who, view: &str, id: &Value) -> Result<Value, Problem> {
        let query = Query::by("id", id.as_str().unwrap());
        Ok(self.app.gate.view(who, &format!("referral.{view}"), &query)?.record().clone())
    }

    /// A table as somebody sees it, as JSON rows.
    pub fn rows(&self, who: &Who, view: &str, query: &Query) -> Vec<Value> {
        let action = format!("referral.{view}");
        let answer = self.app.gate.view(who, &action, query).unwrap();
        let json = shell::export::json(self.app.gate.view_def(&action).unwrap(), &answer);
        json["rows"].as_array().unwrap().clone()
    }

    /// Registers a person at the first site.
    pub fn person(&self, name: &str) -> PersonId {
        let at = self.app.gate.at(&self.app.gate.system(), kernel::Purpose::Registration).unwrap();
        let (person, household): (PersonId, HouseholdId) = (at.id(1), at.id(2));
        let registered = RegistrationFact::PersonRegistered {
            person,
            household,
            site: site(),
            on: at.today(),
            details: Details::named(kernel::Text::parse(name).unwrap()),
        };
        self.log().commit(&at, |commit| commit.record(person.into(), &[registered], &at)).unwrap();
        person
    }

    /// An organisation with one service of health, and somebody who reads its inbox.
    pub fn clinic(&self, member: &Who) -> (Value, Value) {
        let focal = somebody(Role::ReferralFocalPoint);
        let named = json!({ "description": { "name": "Clinic" } });
        let organisation = self.done(&focal, "describe_organisation", &named)["organisation"].clone();
        let service = json!({ "organisation": organisation, "service": { "name": "Antenatal care", "category": "health",
            "hours": { "from": "00:00", "to": "00:00" }, "languages": ["ar"] } });
        let service = self.done(&focal, "describe_service", &service)["service"].clone();
        self.done(&focal, "name_inbox_member", &json!({ "organisation": organisation, "account": member.actor }));
        (organisation, service)
    }

    /// A referral that was written about somebody.
    pub fn draft(&self, who: &Who, person: PersonId) -> Value {
        let draft = json!({ "person": person, "category": "health", "priority": "urgent",
            "answers": { "reason": "SECRET-REASON", "help": "Antenatal care", "safe_contact": "SECRET-CONTACT" } });
        self.done(who, "draft_referral", &draft)["referral"].clone()
    }

    /// The person agrees to these things for this organisation.
    pub fn agree(&self, who: &Who, referral: &Value, organisation: &Value, fields: &[&str]) {
        let consent = json!({ "referral": referral, "consent": { "agreed": true, "by": "oneself", "form": "spoken",
            "language": "ar", "organisations": [organisation], "fields": fields } });
        self.done(who, "answer_consent", &consent);
    }

    /// What this node answers to somebody who sends a form or asks for a page.
    pub fn ask(&self, role: Role, language: &str, method: &str, address: &str, form: &str) -> (u16, String) {
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
    another(role, 0)
}

/// A further person of a role.
pub fn another(role: Role, n: u8) -> Who {
    let number = Role::ALL.iter().position(|other| *other == role).unwrap();
    Who {
        roles: vec![role],
        sites: vec![site()],
        site: Some(site()),
        language: "ar".into(),
        purpose: None,
        ..Who::system(ActorId::new(At::example().now, [u8::try_from(number).unwrap() + 20 * n; 10]))
    }
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

use crate::Store;
use access::{Answer, Gate, Matrix, Query, Request, Role, Who, audit::AUDIT_VIEW};
use kernel::{Moment, Problem, StreamId};
use log::{Facts, Log};
use serde_json::Value;
use shell::{App, Capability, Catalogue, Doors, Entry, Form, Locales, Outbox, Raw, RawReply, server::serve};
use std::sync::Arc;

/// Who stands behind a request: read from its cookies, and believed.
pub type Visitor = fn(&Raw) -> Option<Who>;

/// One capability on a node of its own.
pub struct Trial {
    store: Store,
    capability: &'static str,
    zone: kernel::Zone,
    /// What the node serves.
    pub app: App,
}

impl Trial {
    /// A node with a capability, the read tables and words of others `beside` it, and nothing recorded.
    pub fn new(capability: Capability, beside: &[Capability], visitor: Visitor) -> Self {
        let store = Store::new(capability.name);
        let mut views = vec![AUDIT_VIEW];
        views.extend(beside.iter().flat_map(|other| &other.projections).chain(&capability.projections));
        let log = store.log(capability.zone, views);
        let mut matrix = Matrix::default();
        matrix.add(capability.permissions).unwrap();
        let (node, signer) = (store.keyring.node, store.keyring.signer.clone());
        let sign = Arc::new(move |bytes: &[u8]| ed25519_dalek::Signer::sign(&signer, bytes).to_bytes());
        let gate = Gate::new(node, matrix, store.clock(), sign).with_log(log).with(
            capability.name,
            capability.zone,
            &capability.commands,
            &capability.views,
        );
        let (ar, fr, en) = access::LOCALES;
        let mut words = vec![shell::LOCALES, Locales { ar, fr, en }, capability.locales];
        words.extend(beside.iter().map(|other| other.locales));
        let words: Vec<_> = words.iter().map(|l| (l.ar, l.fr, l.en)).collect();
        let app = App {
            gate: Arc::new(gate),
            catalogue: Arc::new(Catalogue::new(&words).unwrap()),
            pages: capability.pages,
            doors: Box::new(Believing(visitor)),
            after_command: Box::new(|| {}),
            openapi: String::new(),
            outbox: Outbox::new(&[7; 32]).unwrap(),
        };
        Self { store, capability: capability.name, zone: capability.zone, app }
    }

    /// The log of the capability's zone.
    pub fn log(&self) -> &Log {
        self.app.gate.log(self.zone).unwrap()
    }

    /// How many facts it holds, audit facts left out.
    pub fn facts(&self) -> usize {
        self.log().after(0, 100_000).unwrap().iter().filter(|fact| !fact.kind().starts_with("audit.")).count()
    }

    /// Appends facts, as those of another capability or another post are.
    pub fn append<F: Facts>(&self, stream: StreamId, facts: &[F]) {
        let at = self.app.gate.at(&self.app.gate.system(), kernel::Purpose::Registration).unwrap();
        self.log().commit(&at, |commit| commit.record(stream, facts, &at)).unwrap();
    }

    /// Lets the clock go on.
    pub fn pass(&self, seconds: i64) {
        self.store.pass(seconds);
    }

    /// Runs one of the capability's commands as somebody.
    pub fn run(&self, who: &Who, command: &str, json: &Value) -> Result<Value, Problem> {
        let action = format!("{}.{command}", self.capability);
        self.app.gate.run(who, &action, json, &Request::default()).map(|done| done.answer)
    }

    /// The same; it must succeed.
    pub fn done(&self, who: &Who, command: &str, json: &Value) -> Value {
        self.run(who, command, json).unwrap_or_else(|problem| panic!("{} {command} {json}: {problem}", who.name))
    }

    /// The code with which a command is refused.
    pub fn refused(&self, who: &Who, command: &str, json: &Value) -> String {
        match self.run(who, command, json) {
            Err(problem) => problem.code.into_owned(),
            Ok(answer) => panic!("{command} {json} was not refused: {answer}"),
        }
    }

    /// What one of the capability's views answers to somebody.
    pub fn view(&self, who: &Who, view: &str, query: &Query) -> Result<Answer, Problem> {
        self.app.gate.view(who, &format!("{}.{view}", self.capability), query)
    }

    /// A view that gives one record.
    pub fn record(&self, who: &Who, view: &str, query: &Query) -> Result<Value, Problem> {
        Ok(self.view(who, view, query)?.record().clone())
    }

    /// A view that gives a table, as it is exported: JSON with its total.
    pub fn table(&self, who: &Who, view: &str, query: &Query) -> Value {
        let answer = self.view(who, view, query).unwrap_or_else(|problem| panic!("{view}: {problem}"));
        let def = self.app.gate.view_def(&format!("{}.{view}", self.capability)).unwrap();
        shell::export::json(def, &answer)
    }

    /// Its rows.
    pub fn rows(&self, who: &Who, view: &str, query: &Query) -> Vec<Value> {
        self.table(who, view, query).get("rows").and_then(Value::as_array).unwrap().clone()
    }

    /// What the node answers to somebody of a role who reads Arabic and asks for a page or sends a form; the visitors must be
    /// [`by_role`](crate::by_role).
    pub fn ask(&self, role: Role, method: &str, address: &str, form: &str) -> (u16, String) {
        self.ask_in("ar", role, method, address, form)
    }

    /// The same in a language.
    pub fn ask_in(&self, language: &str, role: Role, method: &str, address: &str, form: &str) -> (u16, String) {
        self.request(&format!("role={role}; language={language}"), method, address, form)
    }

    /// What the node answers to a browser with these cookies that asks for a page or sends a form: the status, and the page or
    /// where it leads.
    pub fn request(&self, cookies: &str, method: &str, address: &str, form: &str) -> (u16, String) {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let raw = Raw {
            method: method.to_owned(),
            path: path.to_owned(),
            query: Form::parse(query.as_bytes()),
            headers: vec![("cookie".to_owned(), cookies.to_owned())],
            body: form.as_bytes().to_vec(),
            ..Raw::default()
        };
        let reply = serve(&self.app, &raw);
        let location = reply.headers.iter().find(|(name, _)| *name == "location").map(|(_, to)| to.clone());
        (reply.status, location.unwrap_or_else(|| String::from_utf8(reply.body).unwrap()))
    }
}

struct Believing(Visitor);

impl Doors for Believing {
    fn enter(&self, raw: &Raw, _: Moment) -> Entry {
        (self.0)(raw).map_or(Entry::Out, Entry::In)
    }

    fn answer(&self, _: &App, _: &Raw, _: &Entry) -> Option<RawReply> {
        None
    }
}

//! A node for tests, with this capability alone and the real front door: an encrypted store in a folder of its own, a clock that
//! stands still until it is moved, and browsers that keep their cookies.

use access::{
    ACCESS_SHARED_VIEWS, ACCESS_VIEWS, Gate, Matrix, first,
    signin::{Door, passkey::Relying, password::Hasher},
};
use kernel::{Moment, Zone};
use log::{At, Log, keyring::Keyring, sqlite::Sqlite};
use shell::{App, Catalogue, Form, FrontDoor, Outbox, Raw, RawReply, server::serve};
use std::{
    cell::RefCell,
    collections::BTreeMap,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU32, Ordering},
    },
};

/// A password that is good enough for all.
pub const PASSWORD: &str = "four plain words here";

/// A node, open.
pub struct Node {
    folder: PathBuf,
    clock: Arc<AtomicI64>,
    pub app: App,
}

impl Node {
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("manara-administration-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let capability = administration::capability();
        let clock = Arc::new(AtomicI64::new(At::example().now.millis()));
        let keyring = Keyring::create(At::example().now, &Zone::ALL).unwrap();
        let cipher = keyring.zone(capability.zone).unwrap();
        let store = Sqlite::open(&folder.join("store.db"), cipher.file_key()).unwrap();
        let mut views = [ACCESS_VIEWS, ACCESS_SHARED_VIEWS].concat();
        views.extend(&capability.projections);
        let log = Log::open(Box::new(store), capability.zone, &keyring, views, None, &mut |_, _| {}).unwrap();
        let mut matrix = Matrix::default();
        matrix.add(capability.permissions).unwrap();
        let reads = clock.clone();
        let now = Arc::new(move || Moment::from_millis(reads.load(Ordering::Relaxed)));
        let gate = Gate::new(keyring.node, matrix, now, Arc::new(|_| [0; 64])).with_log(log).with(
            capability.name,
            capability.zone,
            &capability.commands,
            &capability.views,
        );
        let gate = Arc::new(gate);
        let door = Door::new(&gate, Hasher::quick().unwrap(), Relying::new("post.example", 8443)).unwrap();
        let mut words = [shell::LOCALES, capability.locales].map(|l| (l.ar, l.fr, l.en)).to_vec();
        words.push(access::LOCALES);
        let app = App {
            gate: gate.clone(),
            catalogue: Arc::new(Catalogue::new(&words).unwrap()),
            pages: capability.pages,
            doors: Box::new(FrontDoor::new(gate, door, "post.example".into())),
            after_command: Box::new(|| {}),
            openapi: String::new(),
            outbox: Outbox::new(&[7; 32]).unwrap(),
        };
        Self { folder, clock, app }
    }

    /// Moves the clock.
    pub fn pass_s(&self, seconds: i64) {
        self.clock.fetch_add(seconds * 1000, Ordering::Relaxed);
    }

    /// A browser, not signed in, that reads English.
    pub fn browser(&self) -> Browser<'_> {
        Browser { node: self, cookies: RefCell::default(), language: "en" }
    }

    /// The first administrator's browser.
    pub fn administrator(&self) -> Browser<'_> {
        let code = first::offer(&self.app.gate).unwrap().unwrap();
        let browser = self.browser();
        let form = format!("code={code}&name=Chef&login=chef&password={}", PASSWORD.replace(' ', "+"));
        assert_eq!(browser.post("/setup", &form).go(), "/");
        browser
    }

    /// The browser of somebody for whom `administrator` opens an account; also its id.
    pub fn somebody(&self, administrator: &Browser<'_>, login: &str) -> (Browser<'_>, String) {
        let page = administrator.post("/administration", &format!("name=Somebody&login={login}&language=fr"));
        assert_eq!(page.status, 200, "{}", page.body);
        let code = between(&page.body, "<bdi dir=\"ltr\" class=\"ltr\">", "</bdi>");
        let account = between(&page.body, "/administration/accounts/", "\"");
        let browser = self.browser();
        let form = format!("login={login}&code={code}&password={}", PASSWORD.replace(' ', "+"));
        assert_eq!(browser.post("/signin/entry", &form).go(), "/");
        (browser, account.to_owned())
    }
}

/// The text between two marks.
pub fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let rest = text.split_once(from).unwrap_or_else(|| panic!("no {from} in {text}")).1;
    rest.split_once(to).unwrap().0
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A browser with its cookies.
pub struct Browser<'a> {
    node: &'a Node,
    cookies: RefCell<BTreeMap<String, String>>,
    pub language: &'static str,
}

/// What it gets.
#[derive(Debug)]
pub struct Got {
    pub status: u16,
    pub body: String,
    location: Option<String>,
}

impl Got {
    /// Where it is sent.
    pub fn go(&self) -> &str {
        assert_eq!(self.status, 303, "{}", self.body);
        self.location.as_deref().unwrap()
    }
}

impl Browser<'_> {
    pub fn get(&self, address: &str) -> Got {
        self.ask("GET", address, &[], "")
    }

    pub fn post(&self, address: &str, form: &str) -> Got {
        self.ask("POST", address, &[("content-type", "application/x-www-form-urlencoded")], form)
    }

    pub fn post_json(&self, address: &str, json: &str) -> Got {
        self.ask("POST", address, &[("content-type", "application/json")], json)
    }

    pub fn ask(&self, method: &str, address: &str, headers: &[(&str, &str)], body: &str) -> Got {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let kept: Vec<String> = self.cookies.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut all = vec![("cookie".to_owned(), kept.join("; ")), ("accept-language".into(), self.language.into())];
        all.extend(headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let raw = Raw {
            method: method.to_owned(),
            path: path.to_owned(),
            query: Form::parse(query.as_bytes()),
            headers: all,
            body: body.as_bytes().to_vec(),
            peer: "192.0.2.7".into(),
            ..Raw::default()
        };
        let reply = serve(&self.node.app, &raw);
        self.keep_cookies(&reply);
        let location = reply.headers.iter().find(|(name, _)| *name == "location").map(|(_, to)| to.clone());
        Got { status: reply.status, body: String::from_utf8(reply.body).unwrap(), location }
    }

    fn keep_cookies(&self, reply: &RawReply) {
        for (_, cookie) in reply.headers.iter().filter(|(name, _)| *name == "set-cookie") {
            let (name, rest) = cookie.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            if value.is_empty() {
                self.cookies.borrow_mut().remove(name);
            } else {
                self.cookies.borrow_mut().insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

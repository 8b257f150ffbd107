//! A node for tests, with this capability alone and the real front door: an encrypted store in a folder of its own, a clock that
//! stands still until it is moved, and browsers that keep their cookies.

use access::{
    ACCESS_SHARED_VIEWS, ACCESS_VIEWS, Gate, Matrix, first,
    signin::{Door, passkey::Relying, password::Hasher},
};
use shell::{App, Catalogue, Form, FrontDoor, Outbox, Raw, RawReply, server::serve};
use std::{cell::RefCell, collections::BTreeMap, sync::Arc};
use trial::Store;

/// A password that is good enough for all.
pub const PASSWORD: &str = "four plain words here";

/// A node, open.
pub struct Node {
    store: Store,
    pub app: App,
}

impl Node {
    pub fn new() -> Self {
        let store = Store::new("administration");
        let capability = administration::capability();
        let mut views = [ACCESS_VIEWS, ACCESS_SHARED_VIEWS].concat();
        views.extend(&capability.projections);
        let log = store.log(capability.zone, views);
        let mut matrix = Matrix::default();
        matrix.add(capability.permissions).unwrap();
        let gate = Gate::new(store.keyring.node, matrix, store.clock(), Arc::new(|_| [0; 64])).with_log(log).with(
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
        Self { store, app }
    }

    /// Moves the clock.
    pub fn pass_s(&self, seconds: i64) {
        self.store.pass(seconds);
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

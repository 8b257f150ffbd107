//! Somebody at a browser without JavaScript: a real sign-in, links to follow, forms as they stand in the page.

#![allow(clippy::string_slice)] // why: a test stops where it fails

use crate::node_of_test::TestNode;
use access::signin::{Door, password::Hasher};
use manara::{commands::demo, serve};
use population::Story;
use shell::{App, Form, Raw, RawReply, form, server, signin::FrontDoor};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    sync::{Arc, atomic::Ordering},
};

/// The demonstration's logins and the language in which each began; the password of each is `adre-<login>-demo`.
pub const LOGINS: [&str; 8] = ["lane", "second", "commander", "clerk", "supervisor", "dpo", "admin", "national"];
/// These change the visitor's session.
const NOT_FOLLOWED: [&str; 5] = ["/session/", "/signin", "/setup", "/assets/", "/api/"];
const MOST_PAGES: usize = 200;

/// A post where `groups` groups of the story have arrived.
pub fn post_at_work(groups: usize) -> (TestNode, Vec<access::Who>) {
    let node = TestNode::new();
    let story = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/adre-influx/story.toml");
    let story = Story::parse(&fs::read_to_string(story).unwrap()).unwrap();
    let tell = |at: kernel::Moment| node.clock.store(at.millis(), Ordering::Relaxed);
    let people = demo::feed_some(&node.node, &story, 7, groups, &tell).unwrap();
    (node, people)
}

/// The node behind its front door.
pub fn application(node: &TestNode) -> Arc<App> {
    let door = Door::new(node.gate(), Hasher::new().unwrap(), None).unwrap();
    let doors = FrontDoor::new(node.node.gate.clone(), door, "a post".into());
    serve::app(&node.node, Box::new(doors)).unwrap().0
}

/// Somebody who is signed in.
pub struct Visitor<'a> {
    app: &'a App,
    cookie: String,
    /// Their login.
    pub login: &'static str,
}

/// A form of a page, with what would be sent if it were sent at once.
#[derive(Debug, Clone, Default)]
pub struct PageForm {
    /// `get` or `post`.
    pub method: String,
    /// Where it is sent.
    pub action: String,
    /// Its fields.
    pub fields: Vec<PageField>,
}

/// A control that sends a value.
#[derive(Debug, Clone, Default)]
pub struct PageField {
    /// Its name.
    pub name: String,
    /// `text`, `textarea`, `select`, `checkbox`, …
    pub kind: String,
    /// What it holds.
    pub value: String,
    /// Whether it is sent as it stands.
    pub sent: bool,
}

impl PageField {
    /// Whether somebody can type what they like into it.
    pub fn is_typed(&self) -> bool {
        matches!(self.kind.as_str(), "text" | "search" | "tel" | "email" | "number" | "date" | "textarea")
    }
}

impl<'a> Visitor<'a> {
    /// Signs in.
    pub fn enters(app: &'a App, login: &'static str) -> Self {
        let mut visitor = Self { app, cookie: String::new(), login };
        let form = Form::default().with("login", login).with("password", format!("adre-{login}-demo"));
        let reply = visitor.posts("/signin", &form);
        let cookie = reply.headers.iter().find(|(name, _)| *name == "set-cookie").map(|(_, value)| value.clone());
        visitor.cookie = cookie.unwrap().split(';').next().unwrap().to_owned();
        visitor
    }

    fn asks(&self, method: &str, address: &str, body: Vec<u8>) -> RawReply {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let raw = Raw {
            method: method.into(),
            path: path.into(),
            query: Form::parse(query.as_bytes()),
            headers: vec![("cookie".into(), self.cookie.clone())],
            body,
            ..Raw::default()
        };
        server::serve(self.app, &raw)
    }

    /// Opens an address, following where it leads; where that was, and what it answered.
    pub fn opens(&self, address: &str) -> (String, RawReply) {
        let mut address = address.to_owned();
        for _ in 0..5 {
            let reply = self.asks("GET", &address, Vec::new());
            match reply.headers.iter().find(|(name, _)| *name == "location") {
                Some((_, to)) => address = to.clone(),
                None => return (address, reply),
            }
        }
        panic!("{address} leads in circles");
    }

    /// Sends a form.
    pub fn posts(&self, address: &str, form: &Form) -> RawReply {
        self.asks("POST", address, encoded(form).into_bytes())
    }

    /// Every page that links lead to, each kind of page twice at most: its address and its text.
    pub fn walks(&self) -> Vec<(String, String)> {
        let mut queue = vec!["/".to_owned(), "/me".to_owned()];
        let mut seen: BTreeSet<String> = queue.iter().cloned().collect();
        let mut visits: BTreeMap<String, usize> = BTreeMap::new();
        let mut pages: BTreeMap<String, String> = BTreeMap::new();
        while let Some(next) = (!queue.is_empty() && pages.len() < MOST_PAGES).then(|| queue.remove(0)) {
            let visits = visits.entry(pattern(&next)).or_default();
            *visits += 1;
            if *visits > 2 {
                continue;
            }
            let (address, reply) = self.opens(&next);
            assert!(reply.status < 500, "{}: {next} answers {}", self.login, reply.status);
            let is_page = reply.headers.iter().any(|(_, value)| value.starts_with("text/html"));
            if reply.status != 200 || !is_page {
                continue;
            }
            let text = String::from_utf8(reply.body).unwrap();
            for tag in tags(&text).filter(|tag| tag.name == "a") {
                let link = tag.get("href").unwrap_or_default();
                let link = link.split('#').next().unwrap_or_default().to_owned();
                let link =
                    if link.starts_with('?') { address.split('?').next().unwrap().to_owned() + &link } else { link };
                let ours = link.starts_with('/') && !NOT_FOLLOWED.iter().any(|no| link.starts_with(no));
                if ours && seen.insert(link.clone()) {
                    queue.push(link);
                }
            }
            pages.insert(address, text);
        }
        pages.into_iter().collect()
    }
}

/// What addresses of one kind have in common: identifiers and values become `{}`.
pub fn pattern(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let part = |part: &str| if part.contains(|c: char| c.is_ascii_digit()) { "{}".into() } else { part.to_owned() };
    let names: BTreeSet<&str> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
    format!(
        "{}?{}",
        path.split('/').map(part).collect::<Vec<_>>().join("/"),
        names.into_iter().collect::<Vec<_>>().join("&")
    )
}

fn encoded(form: &Form) -> String {
    let pair = |(name, value): &(String, String)| format!("{}={}", form::encoded(name), form::encoded(value));
    form.0.iter().map(pair).collect::<Vec<_>>().join("&")
}

/// A tag of a page that opens something, with its attributes.
pub struct Tag<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, String)>,
    after: &'a str,
}

impl Tag<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str())
    }

    fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }
}

/// The tags of a page in order, closing ones with their slash.
fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        loop {
            rest = &rest[rest.find('<')? + 1..];
            if !rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
                continue;
            }
            let (inside, after) = rest.split_at(end_of_tag(rest)?);
            rest = &after[1..];
            let (name, attributes) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
            return Some(Tag { name, attributes: attributes_of(attributes), after: rest });
        }
    })
}

fn end_of_tag(text: &str) -> Option<usize> {
    let mut quoted = false;
    text.bytes().position(|b| {
        quoted ^= b == b'"';
        b == b'>' && !quoted
    })
}

fn attributes_of(text: &str) -> Vec<(&str, String)> {
    let mut out = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (name, tail) = rest.split_at(end);
        match tail.strip_prefix("=\"").and_then(|tail| tail.split_once('"')) {
            Some((value, after)) => {
                out.push((name, unescaped(value)));
                rest = after.trim_start();
            }
            None => {
                out.push((name, String::new()));
                rest = tail.trim_start_matches('=').trim_start();
            }
        }
    }
    out
}

/// The text that an escaped text shows.
fn unescaped(text: &str) -> String {
    let named = [("lt", '<'), ("gt", '>'), ("quot", '"'), ("amp", '&')];
    let mut parts = text.split('&');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, after) = part.split_once(';').unwrap();
        let number = name.strip_prefix('#').and_then(|number| char::from_u32(number.parse().ok()?));
        let named = named.iter().find(|(known, _)| *known == name).map(|(_, char)| *char);
        out.push(number.or(named).unwrap());
        out += after;
    }
    out
}

/// The forms of a page that stands at `address`.
pub fn forms(html: &str, address: &str) -> Vec<PageForm> {
    let mut out: Vec<PageForm> = Vec::new();
    let mut inside = false;
    let mut select: Option<PageField> = None;
    for tag in tags(html) {
        match (tag.name, inside) {
            ("form", _) => {
                let method = tag.get("method").unwrap_or("get").to_ascii_lowercase();
                out.push(PageForm { method, action: tag.get("action").unwrap_or(address).into(), fields: vec![] });
                inside = true;
            }
            ("/form", _) => inside = false,
            ("option", true) => {
                let text = || unescaped(tag.after.split('<').next().unwrap_or_default().trim());
                if let Some(select) = &mut select
                    && (tag.has("selected") || select.kind.is_empty())
                {
                    // A list shows its first entry until another is chosen.
                    select.kind = "select".into();
                    select.value = tag.get("value").map_or_else(text, str::to_owned);
                }
            }
            ("select", true) => {
                select = Some(PageField {
                    name: tag.get("name").unwrap_or_default().into(),
                    sent: true,
                    ..PageField::default()
                });
            }
            ("/select", true) => out.last_mut().unwrap().fields.extend(select.take()),
            ("input" | "textarea" | "button", true) => {
                out.last_mut().unwrap().fields.extend(field(&tag));
            }
            _ => {}
        }
    }
    out
}

/// The field of a control, if it sends one.
fn field(tag: &Tag<'_>) -> Option<PageField> {
    let name = tag.get("name").filter(|_| !tag.has("disabled"))?.to_owned();
    let value = tag.get("value").unwrap_or_default().to_owned();
    Some(match tag.name {
        "textarea" => {
            let text = tag.after.split("</textarea").next().unwrap_or_default();
            PageField { name, kind: "textarea".into(), value: unescaped(text.trim_start_matches('\n')), sent: true }
        }
        "button" => PageField { name, kind: "button".into(), value, sent: false },
        _ => {
            let kind = tag.get("type").unwrap_or("text").to_owned();
            let sent = match kind.as_str() {
                "checkbox" | "radio" => tag.has("checked"),
                "submit" | "file" => false,
                _ => true,
            };
            let value = if value.is_empty() && kind == "checkbox" { "on".into() } else { value };
            PageField { name, kind, value, sent }
        }
    })
}

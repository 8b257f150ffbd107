//! The wall between zones, crawled: after a post has worked, no answer to any role in any form — view, export, page, command over
//! the API, error, audit fact — holds anything that another zone's facts hold, and no log line anything of anybody.

use crate::{node_of_test::TestNode, visitor::post_at_work};
use access::{Query, Role, Who};
use kernel::{Moment, Zone};
use manara::serve;
use serde_json::Value;
use shell::{App, Doors, Entry, Language, Raw, RawReply, export, server};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Write},
    sync::{Arc, Mutex},
};

/// Texts of at least this many characters are looked for: shorter ones are codes that every zone uses.
const TELLING: usize = 9;

/// What the facts of a zone hold that tells of a person: the long texts of sealed bodies, and the ids of whose they are.
fn secrets(node: &TestNode, zone: Zone) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for fact in node.gate().log(zone).unwrap().after(0, 100_000).unwrap() {
        let Some(subject) = fact.header.subject else { continue };
        out.insert(subject.to_string());
        let body: Value = serde_json::from_slice(fact.body.as_deref().unwrap_or(b"null")).unwrap();
        texts(&body, &mut out);
    }
    out
}

fn texts(value: &Value, out: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if tells(text) => {
            out.insert(text.clone());
        }
        Value::Array(list) => list.iter().for_each(|v| texts(v, out)),
        Value::Object(map) => map.values().for_each(|v| texts(v, out)),
        _ => {}
    }
}

/// Long enough to be nobody else's, and neither a day, nor one of a capability's code words, nor the token that may cross.
fn tells(text: &str) -> bool {
    let code = text.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    text.chars().count() >= TELLING
        && !code
        && !text.starts_with("MN1:")
        && !text.starts_with("20")
        && !text.starts_with("19")
}

/// The secrets of each zone that no other zone holds by itself. Sites, lanes and slips are known to both sides by design.
fn own_secrets(node: &TestNode, known_to_all: &BTreeSet<String>) -> BTreeMap<Zone, BTreeSet<String>> {
    let all: BTreeMap<_, _> = [Zone::Border, Zone::Humanitarian].map(|zone| (zone, secrets(node, zone))).into();
    let elsewhere = |zone: Zone, secret: &str| {
        // A name of one family may stand inside a name of another that the other zone knows by itself.
        all.iter().filter(|(other, _)| **other != zone).any(|(_, set)| set.iter().any(|other| other.contains(secret)))
    };
    all.iter()
        .map(|(zone, set)| {
            let own = set.iter().filter(|s| !elsewhere(*zone, s) && !known_to_all.contains(*s));
            (*zone, own.cloned().collect())
        })
        .collect()
}

/// Fails when `text` holds a secret of a zone that is not the reader's.
fn look_for(text: &str, reader: Zone, secrets: &BTreeMap<Zone, BTreeSet<String>>, place: &str) {
    for (zone, set) in secrets.iter().filter(|(zone, _)| **zone != reader) {
        for secret in set {
            assert!(!text.contains(secret.as_str()), "{place}: holds {secret:?} of the zone {zone}");
        }
    }
}

/// Lets the test choose who asks.
#[derive(Clone, Default)]
pub struct TestDoors(pub Arc<Mutex<Option<Who>>>);

impl Doors for TestDoors {
    fn enter(&self, _: &Raw, _: Moment) -> Entry {
        self.0.lock().unwrap().clone().map_or(Entry::Out, Entry::In)
    }
    fn answer(&self, _: &App, _: &Raw, _: &Entry) -> Option<RawReply> {
        None
    }
}

/// Every log line of this thread, whatever its level.
#[derive(Clone, Default)]
struct LogLines(Arc<Mutex<Vec<u8>>>);

impl Write for LogLines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl LogLines {
    fn during(&self, work: impl FnOnce()) -> String {
        let lines = self.clone();
        let all = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || lines.clone());
        tracing::subscriber::with_default(all.finish(), work);
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

#[test]
fn nothing_of_one_zone_is_seen_from_another() {
    let mut secrets = BTreeMap::new();
    let lines = LogLines::default().during(|| {
        let (node, people) = post_at_work(60);
        let everybody = everybody(&node, people);
        let mut known: BTreeSet<String> =
            everybody.iter().flat_map(|who| who.sites.iter().map(ToString::to_string)).collect();
        // Accounts, and the names of the staff who hold them.
        known.extend(everybody.iter().flat_map(|who| [who.actor.to_string(), who.name.clone()]));
        secrets = own_secrets(&node, &known);
        assert!(
            secrets.values().all(|set| set.len() > 50),
            "the post did too little to test: {:?}",
            secrets.values().map(BTreeSet::len).collect::<Vec<_>>()
        );
        let views = views(&node, &everybody, &secrets);
        let doors = TestDoors::default();
        let (app, _woken) = serve::app(&node.node, Box::new(doors.clone())).unwrap();
        let pages = pages(&app, &doors, &everybody, &secrets);
        facts(&node, &secrets);
        // Last, because what is typed into a command is then recorded in the zone of whoever typed it.
        let commands = commands(&app, &doors, &everybody, &secrets);
        assert_eq!(commands, node.gate().commands().count() * everybody.len() * 2, "each command in each role");
        tracing::trace!("the last line");
        println!("{views} views, {pages} pages and {commands} commands hold nothing of another zone");
    });
    // A log line holds nothing of anybody, of whichever zone.
    assert!(lines.contains("the last line"), "log lines are read");
    for secret in secrets.values().flatten() {
        assert!(!lines.contains(secret.as_str()), "a log line holds {secret:?}");
    }
    println!("{} log lines hold nothing of a person", lines.lines().count());
}

/// The people of the story, and somebody in each role that it does not fill.
fn everybody(node: &TestNode, mut people: Vec<Who>) -> Vec<Who> {
    let site = people.iter().find_map(|who| who.site);
    let filled: BTreeSet<Role> = people.iter().flat_map(|who| who.roles.clone()).collect();
    people.extend(Role::ALL.iter().filter(|role| !filled.contains(role)).map(|role| node.somebody(*role, site)));
    people
}

fn zone_of(who: &Who) -> Zone {
    who.roles.first().unwrap().zone()
}

/// Every view of every capability, in every role, as JSON and as a table.
fn views(node: &TestNode, people: &[Who], secrets: &BTreeMap<Zone, BTreeSet<String>>) -> usize {
    let mut answers = 0;
    for who in people {
        for (name, _, def) in node.gate().views() {
            for query in queries(def.params, secrets) {
                let place = format!("{:?} {name} {:?}", who.roles, query.values);
                let typed = query.values.values().cloned().collect::<Vec<_>>().join("\n");
                let hidden = unasked(secrets, &typed);
                match node.gate().view(who, name, &query) {
                    Ok(answer) => {
                        look_for(&export::json(def, &answer).to_string(), zone_of(who), &hidden, &place);
                        look_for(&export::csv(def, &answer, true), zone_of(who), &hidden, &place);
                    }
                    Err(problem) => look_for(&format!("{problem:?}"), zone_of(who), &hidden, &place),
                }
                answers += 1;
            }
        }
    }
    answers
}

/// The facts themselves, with the audit of everything that was just read.
fn facts(node: &TestNode, secrets: &BTreeMap<Zone, BTreeSet<String>>) {
    let mut audited = 0;
    for zone in secrets.keys() {
        for fact in node.gate().log(*zone).unwrap().after(0, 1_000_000).unwrap() {
            let text = String::from_utf8(fact.body.unwrap_or_default()).unwrap();
            look_for(&text, *zone, secrets, &fact.header.kind);
            audited += usize::from(fact.header.kind.starts_with("audit."));
        }
    }
    assert!(audited > 100, "reads are audited: {audited}");
}

/// Every command in every role over the API, spelled with ids and texts of the other zones: its answer or its error, in the
/// caller's language, adds nothing to what was typed.
fn commands(app: &App, doors: &TestDoors, people: &[Who], secrets: &BTreeMap<Zone, BTreeSet<String>>) -> usize {
    let mut answers = 0;
    for (n, who) in people.iter().enumerate() {
        let language = Language::ALL[n % Language::ALL.len()].tag();
        *doors.0.lock().unwrap() = Some(Who { language: language.into(), ..who.clone() });
        for (name, _, def) in app.gate.commands() {
            for (zone, set) in secrets {
                let mut ids = set.iter().filter(|secret| secret.len() == 36).skip(answers % 40).cycle();
                let texts: Vec<_> = set.iter().filter(|secret| secret.len() != 36).collect();
                let mut command = (def.example)();
                reach_across(&mut command, &mut ids, texts[answers % texts.len()]);
                let raw = Raw {
                    method: "POST".into(),
                    path: format!("/api/v1/commands/{name}"),
                    headers: vec![("content-type".into(), "application/json".into())],
                    body: command.to_string().into_bytes(),
                    ..Raw::default()
                };
                let reply = server::serve(app, &raw);
                let text = String::from_utf8_lossy(&reply.body);
                let place = format!("{:?} {name} with what {zone} knows", who.roles);
                assert!(reply.status < 500, "{place}: {} {text}", reply.status);
                look_for(&text, zone_of(who), &unasked(secrets, &command.to_string()), &place);
                answers += 1;
            }
        }
    }
    answers
}

/// Puts ids of another zone where ids stand, and a text of it where somebody may write freely.
fn reach_across<'a>(json: &mut Value, ids: &mut impl Iterator<Item = &'a String>, text: &str) {
    match json {
        Value::String(leaf) if leaf.len() == 36 && leaf.matches('-').count() == 4 => {
            if let Some(id) = ids.next() {
                leaf.clone_from(id);
            }
        }
        Value::String(leaf) if leaf.contains(' ') => text.clone_into(leaf),
        Value::Array(list) => list.iter_mut().for_each(|entry| reach_across(entry, ids, text)),
        Value::Object(map) => map.values_mut().for_each(|entry| reach_across(entry, ids, text)),
        _ => {}
    }
}

/// The secrets that the reader did not type: an answer may say what it looked for, but must add nothing to it.
fn unasked(secrets: &BTreeMap<Zone, BTreeSet<String>>, typed: &str) -> BTreeMap<Zone, BTreeSet<String>> {
    let typed = |secret: &String| typed.contains(secret.as_str());
    secrets.iter().map(|(zone, set)| (*zone, set.iter().filter(|s| !typed(s)).cloned().collect())).collect()
}

/// Queries that try to reach across: nothing asked, and each parameter filled with what the other zones know.
fn queries(params: &[access::Param], secrets: &BTreeMap<Zone, BTreeSet<String>>) -> Vec<Query> {
    let mut out = vec![Query { per_page: 500, ..Query::default() }];
    for secret in secrets.values().flat_map(|set| set.iter().step_by(set.len() / 6 + 1)) {
        let query =
            params.iter().fold(Query { per_page: 50, ..Query::default() }, |query, p| query.and(p.name, secret));
        if !params.is_empty() {
            out.push(query);
        }
    }
    out
}

/// Every page of every capability, for every login, also with ids of the other zones in its address.
fn pages(app: &App, doors: &TestDoors, people: &[Who], secrets: &BTreeMap<Zone, BTreeSet<String>>) -> usize {
    let mut answers = 0;
    for who in people {
        *doors.0.lock().unwrap() = Some(who.clone());
        for page in &app.pages {
            for id in secrets.values().flat_map(|set| set.iter().filter(|s| s.len() == 36).take(4)) {
                let path = page
                    .path
                    .split('/')
                    .map(|p| if p.starts_with('{') { id.as_str() } else { p })
                    .collect::<Vec<_>>()
                    .join("/");
                for method in ["GET", "POST"] {
                    let raw = Raw { method: method.into(), path: path.clone(), ..Raw::default() };
                    let reply = server::serve(app, &raw);
                    // A page may repeat the id that was asked for; nothing else.
                    let text = String::from_utf8_lossy(&reply.body).replace(id, "");
                    look_for(&text, zone_of(who), secrets, &format!("{:?} {method} {path}", who.roles));
                    answers += 1;
                }
                if !page.path.contains('{') {
                    break;
                }
            }
        }
    }
    answers
}

//! The wall between zones, crawled: after a post has worked, no answer to any role in any form — view, export, page, API, error,
//! audit fact, log line — holds anything that another zone's facts hold.

use crate::node_of_test::TestNode;
use access::{Query, Who};
use kernel::{Moment, Zone};
use manara::{commands::demo, serve};
use population::Story;
use serde_json::Value;
use shell::{App, Doors, Entry, Raw, RawReply, export, server};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    sync::{Arc, Mutex, atomic::Ordering},
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
struct TestDoors(Arc<Mutex<Option<Who>>>);

impl Doors for TestDoors {
    fn enter(&self, _: &Raw, _: Moment) -> Entry {
        self.0.lock().unwrap().clone().map_or(Entry::Out, Entry::In)
    }
    fn answer(&self, _: &App, _: &Raw, _: &Entry) -> Option<RawReply> {
        None
    }
}

#[test]
fn nothing_of_one_zone_is_seen_from_another() {
    let node = TestNode::new();
    let story = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/adre-influx/story.toml");
    let story = Story::parse(&fs::read_to_string(story).unwrap()).unwrap();
    let people =
        demo::feed_some(&node.node, &story, 7, 60, &|at| node.clock.store(at.millis(), Ordering::Relaxed)).unwrap();
    let mut known: BTreeSet<String> = people.iter().flat_map(|who| who.sites.iter().map(ToString::to_string)).collect();
    known.extend(people.iter().map(|who| who.actor.to_string()));
    let secrets = own_secrets(&node, &known);
    assert!(
        secrets.values().all(|set| set.len() > 50),
        "the post did too little to test: {:?}",
        secrets.values().map(BTreeSet::len).collect::<Vec<_>>()
    );

    let mut answers = 0;
    for who in &people {
        let zone = who.roles.first().unwrap().zone();
        for (name, _, def) in node.gate().views() {
            for query in queries(def.params, &secrets) {
                let place = format!("{:?} {name} {:?}", who.roles, query.values);
                let hidden = unasked(&secrets, &query);
                match node.gate().view(who, name, &query) {
                    Ok(answer) => {
                        look_for(&export::json(def, &answer).to_string(), zone, &hidden, &place);
                        look_for(&export::csv(def, &answer, true), zone, &hidden, &place);
                    }
                    Err(problem) => look_for(&format!("{problem:?}"), zone, &hidden, &place),
                }
                answers += 1;
            }
        }
    }
    answers += pages(&node, &people, &secrets);
    for zone in secrets.keys() {
        // The facts themselves, audit facts among them.
        for fact in node.gate().log(*zone).unwrap().after(0, 100_000).unwrap() {
            let text = String::from_utf8(fact.body.unwrap_or_default()).unwrap();
            look_for(&text, *zone, &secrets, &fact.header.kind);
        }
    }
    println!("{answers} answers hold nothing of another zone");
}

/// The secrets that the reader did not type: an answer may say what it looked for, but must add nothing to it.
fn unasked(secrets: &BTreeMap<Zone, BTreeSet<String>>, query: &Query) -> BTreeMap<Zone, BTreeSet<String>> {
    let typed = |secret: &String| query.values.values().any(|typed| typed.contains(secret.as_str()));
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
fn pages(node: &TestNode, people: &[Who], secrets: &BTreeMap<Zone, BTreeSet<String>>) -> usize {
    let doors = TestDoors::default();
    let (app, _woken) = serve::app(&node.node, Box::new(doors.clone())).unwrap();
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
                    let reply = server::serve(&app, &raw);
                    // A page may repeat the id that was asked for; nothing else.
                    let text = String::from_utf8_lossy(&reply.body).replace(id, "");
                    look_for(
                        &text,
                        who.roles.first().unwrap().zone(),
                        secrets,
                        &format!("{:?} {method} {path}", who.roles),
                    );
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

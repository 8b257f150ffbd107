use crate::Trial;
use kernel::SubjectId;
use log::{At, Facts, Recorded};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The set of facts that stands at this place among those that are told on.
const fn set(of: usize) -> &'static str {
    match of {
        0 => "audit",
        1 => "registration",
        _ => "reception",
    }
}

/// A fact of one of these sets as it was recorded elsewhere.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
struct Told<const OF: usize>(Value);

impl<const OF: usize> Facts for Told<OF> {
    const SET: &'static str = set(OF);

    /// In clear: who is told on is not erased.
    fn subject(&self) -> Option<SubjectId> {
        None
    }

    fn version(_: &str) -> u16 {
        if OF == 0 { 2 } else { 1 }
    }
}

impl Trial {
    /// Tells this node what was recorded elsewhere, each fact in its stream at its moment, by whom it was, in the order given. What
    /// cannot be read any more is left out.
    pub fn tell(&self, facts: &[Recorded]) {
        for fact in facts {
            let Some(body) = &fact.body else { continue };
            let (of, kind) = fact.kind().split_once('.').unwrap();
            // That a key was destroyed is the log's own to say: what it sealed is left out above.
            if of == "log" {
                continue;
            }
            let whole = json!({ "kind": kind, "body": serde_json::from_slice::<Value>(body).unwrap() });
            let (header, stream) = (&fact.header, fact.header.stream);
            let at = At::new(header.happened_from, header.actor, header.purpose, [5; 32]);
            let told = |commit: &mut log::Commit<'_>| match (0..3).find(|n| set(*n) == of) {
                Some(0) => commit.record(stream, &[Told::<0>(whole)], &at),
                Some(1) => commit.record(stream, &[Told::<1>(whole)], &at),
                Some(2) => commit.record(stream, &[Told::<2>(whole)], &at),
                _ => panic!("facts of {of} are not told on"),
            };
            self.log().commit(&at, told).unwrap();
        }
    }

    /// Every fact recorded here.
    pub fn recorded(&self) -> Vec<Recorded> {
        self.log().after(0, 100_000).unwrap()
    }

    /// A page, without the key that each copy of a form has for itself.
    pub fn page(&self, role: access::Role, address: &str) -> String {
        let (status, page) = self.ask_in("en", role, "GET", address, "");
        let mut parts = page.split("name=\"_key\" value=\"");
        let mut out = format!("{status} {}", parts.next().unwrap());
        out.extend(parts.map(|part| part.split_once('"').unwrap().1));
        out
    }
}

/// The same facts stream by stream, in an order that the keys choose: so they come from posts that were apart. Who read what comes last.
pub fn shuffled(facts: &[Recorded], keys: &[u16]) -> Vec<Recorded> {
    let mut out = facts.to_vec();
    let key =
        |fact: &Recorded| keys.iter().cycle().nth(usize::from(fact.header.stream.bytes().last().copied().unwrap()));
    out.sort_by_key(|fact| (fact.kind().starts_with("audit."), key(fact), fact.header.stream, fact.header.stream_seq));
    out
}

/// The first text that differs, from a little before the difference on; `None` where all are the same.
pub fn difference(one: &[String], other: &[String]) -> Option<(String, String)> {
    let (one, other) = one.iter().zip(other).find(|(one, other)| one != other)?;
    let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count().saturating_sub(200);
    let part = |text: &str| text.chars().skip(same).take(500).collect();
    Some((part(one), part(other)))
}

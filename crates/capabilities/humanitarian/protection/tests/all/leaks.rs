//! Each field of each record × each person × each purpose, generated: a text that somebody may not know is in no view, no page and no export
//! of theirs; one that they may know is in some.

use crate::node::{EVERYBODY, Node, actor, somebody};
use access::{Query, Who};
use kernel::{PersonId, Purpose};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Who may read a text: everybody who may read protection at the site, the circle, its author, the one it is offered to too.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Readers {
    Site,
    Circle,
    Author,
    CircleAndOffered,
}

const AT_SITE: [&str; 6] = ["ali", "bea", "cpo", "officer", "sup", "other_sup"];

impl Readers {
    fn include(self, who: &str) -> bool {
        match self {
            Readers::Site => AT_SITE.contains(&who),
            Readers::Circle => ["ali", "sup"].contains(&who),
            Readers::Author => who == "ali",
            Readers::CircleAndOffered => ["ali", "sup", "far"].contains(&who),
        }
    }
}

/// Every record with a text of its own in each of its free fields, and who may read each.
struct Planted {
    node: Node,
    texts: BTreeMap<String, Readers>,
    people: Vec<PersonId>,
    cases: Vec<String>,
    screenings: Vec<String>,
}

impl Planted {
    fn new() -> Self {
        let (texts, people, cases, screenings) = Default::default();
        let mut planted = Self { node: Node::new(), texts, people, cases, screenings };
        for (n, (about, of)) in [
            ("child", Readers::Site),
            ("gbv", Readers::Circle),
            ("trafficking", Readers::Circle),
            ("tracing", Readers::Site),
        ]
        .into_iter()
        .enumerate()
        {
            planted.case(n as u128 + 1, about, of);
        }
        planted.file();
        planted
    }

    fn text(&mut self, what: &str, readers: Readers) -> String {
        let text = format!("planted {what} {}", self.texts.len());
        self.texts.insert(text.clone(), readers);
        text
    }

    fn case(&mut self, n: u128, about: &str, of: Readers) {
        let person = self.node.person(n, &format!("Person{n}"));
        let reason = self.text("reason", of);
        let opened = json!({ "person": person, "about": about, "reason": reason, "supervisor": actor("sup") });
        let case = self.node.done("ali", "open_case", &opened)["case"].as_str().unwrap().to_owned();
        let run = |planted: &mut Self, who: &str, command: &str, mut json: Value| {
            json["case"] = json!(case);
            planted.node.done(who, command, &json)
        };
        let what = self.text("action", of);
        let action = run(self, "ali", "plan_action", json!({ "what": what, "due": "2026-12-01" }))["action"].clone();
        let note = self.text("result", of);
        run(self, "ali", "finish_action", json!({ "action": action, "how": "done", "note": note }));
        for (word, readers) in [("case", of), ("circle", Readers::Circle), ("author", Readers::Author)] {
            let text = self.text("note", readers);
            run(self, "ali", "write_note", json!({ "text": text, "readers": word }));
        }
        let text = self.text("decision", of);
        let decision = run(self, "ali", "propose_decision", json!({ "text": text }))["decision"].clone();
        let reason = self.text("ruling", of);
        run(self, "sup", "rule_on_decision", json!({ "decision": decision, "agreed": false, "reason": reason }));
        let summary = self.text("summary", of);
        run(self, "ali", "ask_closure", json!({ "outcome": "reached", "summary": summary }));
        let reason = self.text("refusal", of);
        run(self, "sup", "rule_on_closure", json!({ "agreed": false, "reason": reason }));
        let reason = self.text("offer", if of == Readers::Circle { Readers::CircleAndOffered } else { of });
        if of == Readers::Circle {
            run(self, "ali", "offer_handover", json!({ "to": actor("far"), "reason": reason }));
        } else {
            run(self, "ali", "offer_handover", json!({ "to": actor("bea"), "reason": reason }));
        }
        self.people.push(person);
        self.cases.push(case);
    }

    /// A person with an open and a restricted flag, both overruled, and needs of both kinds.
    fn file(&mut self) {
        let person = self.node.person(50, "Person50");
        let said = [("carer", "nobody"), ("fighters", "yes"), ("siblings", "yes")];
        let screening = self.node.screened(person, &said);
        for (rule, readers) in [("unaccompanied", Readers::Site), ("fighters", Readers::Circle)] {
            let reason = self.text("overruled", readers);
            let flag = json!({ "screening": screening, "rule": rule });
            self.node.done("ali", "overrule_flag", &json!({ "person": person, "flag": flag, "reason": reason }));
        }
        for (code, readers) in [("ER-NF", Readers::Site), ("SV-VA", Readers::Circle), ("TR-PI", Readers::Circle)] {
            let raise = json!({ "person": person, "code": code, "supervisor": actor("sup") });
            let need = self.node.done("ali", "raise_need", &raise)["need"].clone();
            let reason = self.text("confirmed", readers);
            self.node.done("ali", "confirm_need", &json!({ "person": person, "need": need, "reason": reason }));
        }
        self.people.push(person);
        self.screenings.push(screening.as_str().unwrap().to_owned());
    }

    /// Everything that somebody is shown under a purpose.
    fn shown(&self, who: &Who) -> String {
        let gate = &self.node.app.gate;
        let mut queries = vec![Query { per_page: 500, ..Query::default() }];
        let ids = self.people.iter().map(ToString::to_string).chain(self.cases.clone()).chain(self.screenings.clone());
        queries.extend(ids.map(|id| Query { per_page: 500, ..Query::default() }.and("id", id)));
        for whose in ["mine", "site", "supervised"] {
            queries.push(Query { per_page: 500, ..Query::default() }.and("whose", whose));
            queries.push(Query { per_page: 500, ..Query::default() }.and("whose", whose).and("q", "Person1"));
        }
        let mut out = String::new();
        for (action, _, def) in gate.views() {
            for query in &queries {
                match gate.view(who, action, query) {
                    Ok(answer) => {
                        out.push_str(&shell::export::json(def, &answer).to_string());
                        out.push_str(&shell::export::csv(def, &answer, false));
                    }
                    Err(problem) => out.push_str(&format!("{problem:?}")),
                }
            }
        }
        out
    }

    fn pages(&self, who: &str) -> String {
        let mut out = String::new();
        let at = |folder: &str, ids: Vec<String>| {
            ids.into_iter().map(|id| format!("/protection/{folder}/{id}")).collect::<Vec<_>>()
        };
        let addresses =
            ["/protection", "/protection?whose=site", "/protection/flags", "/protection/statistics"].map(String::from);
        let people = self.people.iter().map(ToString::to_string).collect();
        for address in addresses
            .into_iter()
            .chain(at("people", people))
            .chain(at("cases", self.cases.clone()))
            .chain(at("screenings", self.screenings.clone()))
        {
            out.push_str(&self.node.ask(who, "GET", &address, "").1);
        }
        out
    }
}

#[test]
fn no_text_is_shown_to_somebody_who_may_not_know_it_under_any_purpose() {
    let planted = Planted::new();
    let mut checked = 0;
    for (name, _) in EVERYBODY {
        for purpose in Purpose::ALL.iter().map(|purpose| Some(*purpose)).chain([None]) {
            let shown = planted.shown(&Who { purpose, ..somebody(name) });
            for (text, readers) in &planted.texts {
                let leaks = shown.contains(text.as_str()) && !readers.include(name);
                assert!(!leaks, "{name} for {purpose:?} reads {text:?}, which is for {readers:?}");
                if purpose.is_none() && readers.include(name) && name != "far" {
                    assert!(shown.contains(text.as_str()), "{name} cannot read {text:?}, which is for {readers:?}");
                }
                checked += 1;
            }
        }
        let pages = planted.pages(name);
        for (text, readers) in &planted.texts {
            assert!(
                readers.include(name) || !pages.contains(text.as_str()),
                "a page shows {name} {text:?}, for {readers:?}"
            );
            checked += 1;
        }
    }
    println!("{checked} combinations of text, reader and purpose");
}

#[test]
fn views_built_anew_are_the_views_as_they_grew() {
    let planted = Planted::new();
    let everything = || EVERYBODY.map(|(name, _)| planted.shown(&somebody(name)));
    let before = everything();
    planted.node.log().rebuild(&mut |_, _| {}).unwrap();
    assert_eq!(before, everything());
}

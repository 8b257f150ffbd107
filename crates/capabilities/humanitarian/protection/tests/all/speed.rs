//! A caseload of tens of thousands of cases, for a worker of one site. The bar of 95 in 100 reads within 100 ms is held by the measurement
//! (`cargo test --release -p protection -- --ignored caseload`), on 50 000 cases; the everyday test looks at the plan of the queries only
//! through their results on a few.

use crate::node::{Node, actor, site};
use access::Query;
use contracts::registration::{Details, RegistrationFact};
use kernel::{PersonId, StreamId, SubjectId, Text};
use log::{At, Facts};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::time::Instant;

const NAMES: [&str; 12] = [
    "Hawa Barka",
    "محمد آدم",
    "Zeinab Idriss",
    "Mahamat Saleh",
    "عائشة عمر",
    "Issa Abakar",
    "Fatimé Hassan",
    "يوسف إبراهيم",
    "Mariam Ali",
    "Oumar Djibrine",
    "Khadija Nour",
    "Abdelkarim Youssouf",
];

/// Facts of protection as another node would have written them.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
enum Seeded {
    CaseOpened(Value),
    ActionPlanned(Value),
}

impl Facts for Seeded {
    const SET: &'static str = "protection";
    fn subject(&self) -> Option<SubjectId> {
        None
    }
}

/// Cases appended as facts, by the thousand in a commit: the commands would take an hour.
fn seed(node: &Node, cases: u32) {
    let about = ["protection", "child", "gbv", "trafficking", "medical", "tracing"];
    for from in (0..cases).step_by(1_000) {
        node.log()
            .commit(&At::example(), |commit| {
                for n in from..(from + 1_000).min(cases) {
                    let id = uuid::Uuid::from_u128(u128::from(n) + 1_000_000);
                    let kind = about[(n as usize * 7) % about.len()];
                    let owner = actor(if n % 40 == 0 { "ali" } else { "bea" });
                    let on = json!({ "case": id, "person": PersonId(id) });
                    let name = Text::<120>::parse(&format!("{} {}", NAMES[n as usize % 12], NAMES[(n as usize / 12) % 12])).unwrap();
                    let opened = json!({ "on": on, "site": site(), "about": kind, "reason": "r", "organisation": "o", "owner": owner,
                                         "supervisor": actor("sup"), "name": { "original": name.clone() },
                                         "counted": { "sex": "female", "child": n % 2 == 0 } });
                    let due = At::example().today().plus_days(i64::from(n % 90));
                    let action = uuid::Uuid::from_u128(u128::from(n) + 9_000_000);
                    let planned = json!({ "on": on, "action": action, "what": "visit", "due": due });
                    let household = kernel::HouseholdId(uuid::Uuid::from_u128(u128::from(n) + 5_000_000));
                    let details = Details::named(name);
                    let on = At::example().today();
                    let person = RegistrationFact::PersonRegistered { person: PersonId(id), household, site: site(), on, details };
                    commit.record(StreamId(household.0), &[person], &At::example())?;
                    commit.record(StreamId(id), &[Seeded::CaseOpened(opened), Seeded::ActionPlanned(planned)], &At::example())?;
                }
                Ok(())
            })
            .unwrap();
    }
}

fn queries() -> Vec<(&'static str, Query)> {
    let page = |n| Query { per_page: 25, page: n, ..Query::default() };
    vec![
        ("site", page(0).and("whose", "site")),
        ("site, page 400", page(400).and("whose", "site")),
        ("mine", page(0).and("whose", "mine")),
        ("supervised", page(0).and("whose", "supervised")),
        ("child", page(0).and("whose", "site").and("about", "child")),
        ("gbv", page(0).and("whose", "site").and("about", "gbv")),
        ("closed", page(0).and("whose", "site").and("state", "closed")),
        ("name", page(0).and("whose", "site").and("q", "Zeinab Idriss")),
        ("common name", page(0).and("whose", "site").and("q", "Mohamed")),
        ("no such name", page(0).and("whose", "site").and("q", "Nobodyknows")),
        ("number", page(0).and("whose", "site").and("q", "000F4240")),
    ]
}

/// Milliseconds of each query's 50th and 95th of a hundred, for a worker of the site.
fn measured(node: &Node, rounds: usize) -> Vec<(&'static str, f64, f64)> {
    let gate = &node.app.gate;
    let who = crate::node::somebody("bea");
    let of = |query: &Query| {
        let mut times: Vec<f64> = (0..rounds)
            .map(|_| {
                let begin = Instant::now();
                gate.view(&who, "protection.caseload", query).unwrap();
                begin.elapsed().as_secs_f64() * 1_000.0
            })
            .collect();
        times.sort_by(f64::total_cmp);
        (times[rounds / 2], times[rounds * 95 / 100])
    };
    let one = |(name, query): (_, Query)| {
        let (half, most) = of(&query);
        (name, half, most)
    };
    queries().into_iter().map(one).collect()
}

#[test]
fn a_caseload_counts_and_pages_over_its_parts_without_a_case_twice() {
    let node = Node::new();
    seed(&node, 300);
    let all = node.numbers("ali", &Query { per_page: 500, ..Query::default() }.and("whose", "site"));
    let pages: Vec<String> = (0..20)
        .flat_map(|page| node.numbers("ali", &Query { per_page: 20, page, ..Query::default() }.and("whose", "site")))
        .collect();
    assert_eq!(all, pages);
    let distinct: std::collections::BTreeSet<_> = all.iter().collect();
    assert_eq!(distinct.len(), all.len());
    assert_eq!(node.table("ali", "caseload", &Query::default())["total"], all.len());
}

#[test]
#[ignore = "a measurement: 50 000 cases take minutes to seed"]
fn a_caseload_of_fifty_thousand_is_read_within_the_bar() {
    let node = Node::new();
    seed(&node, 50_000);
    let measured = measured(&node, 100);
    for (name, half, most) in &measured {
        println!("{name}: p50 {half:.1} ms, p95 {most:.1} ms");
    }
    assert!(measured.iter().all(|(_, _, ms)| *ms <= 100.0), "{measured:?}");
}

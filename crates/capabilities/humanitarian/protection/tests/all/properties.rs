//! Whatever is done in whatever order: the numbers of a caseload are the cases in it, views built anew are those that were kept up, and two
//! records that were taken for one person's are apart again as they were, byte for byte.

use crate::node::{EVERYBODY, Node, actor};
use access::Query;
use contracts::registration::{LinkBasis, LinkKind, RegistrationFact};
use kernel::{LinkId, PersonId, Text};
use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

/// What somebody does: which of the people, and two numbers that choose how.
type Act = (u8, bool, u8);

const ABOUT: [&str; 6] = ["protection", "child", "gbv", "trafficking", "medical", "tracing"];
const STAFF: [&str; 3] = ["ali", "bea", "cpo"];

/// Does it, to a person and their last case; what is refused is refused.
fn act(node: &Node, (what, _, how): Act, person: PersonId, cases: &mut Vec<String>) {
    let how = usize::from(how);
    let who = STAFF[how % STAFF.len()];
    let on = |json: Value, case: &str| {
        let mut json = json;
        json["case"] = json!(case);
        json
    };
    let last = cases.last().cloned().unwrap_or_default();
    let run = |who: &str, command: &str, json: Value| node.run(who, command, &on(json, &last)).ok();
    match what % 9 {
        0 => {
            let opened =
                json!({ "person": person, "about": ABOUT[how % 6], "reason": "r", "supervisor": actor("sup") });
            let case = node.run(who, "open_case", &opened).ok();
            cases.extend(case.and_then(|case| case["case"].as_str().map(str::to_owned)));
        }
        1 => drop(run(who, "plan_action", json!({ "what": "visit", "due": format!("2027-01-{:02}", how % 28 + 1) }))),
        2 => drop(run(who, "write_note", json!({ "text": format!("note {how}"), "readers": "case" }))),
        3 => drop(run("sup", "assign_case", json!({ "to": actor(who) }))),
        4 => {
            run(who, "offer_handover", json!({ "to": actor("far"), "reason": "moves" }));
            run("far", "answer_handover", json!({ "accepted": how % 2 == 0, "reason": "no" }));
        }
        5 => {
            run(who, "ask_closure", json!({ "outcome": "left", "summary": "s" }));
            run("sup", "rule_on_closure", json!({ "agreed": how % 3 != 0, "reason": "so" }));
        }
        6 => drop(run(who, "reopen_case", json!({ "reason": "again" }))),
        7 => drop(run("sup", "name_supervisor", json!({ "supervisor": actor("other_sup") }))),
        _ => {
            let code = ["ER-NF", "SV-VA"][how % 2];
            let raise = json!({ "person": person, "code": code, "supervisor": actor("sup") });
            drop(node.run(who, "raise_need", &raise));
        }
    }
}

/// A person's timeline as everybody sees it: the file, and each case with its history.
fn timeline(node: &Node, person: PersonId, cases: &[String]) -> String {
    let of = |(who, _): &(&str, _)| {
        let file = node.record(who, "file", person).map_err(|problem| problem.status);
        let cases: Vec<_> =
            cases.iter().map(|id| node.record(who, "case", id).map_err(|problem| problem.status)).collect();
        format!("{who}: {file:?} {cases:?}")
    };
    EVERYBODY.iter().map(of).collect()
}

/// Each caseload with its total.
fn caseloads(node: &Node) -> Vec<(usize, i64)> {
    let mut out = Vec::new();
    for who in ["ali", "bea", "cpo", "sup", "other_sup", "far"] {
        for state in ["open", "closed"] {
            for whose in ["site", "mine", "supervised"] {
                let query = Query { per_page: 500, ..Query::default() }.and("state", state).and("whose", whose);
                let table = node.table(who, "caseload", &query);
                out.push((table["rows"].as_array().unwrap().len(), table["total"].as_i64().unwrap()));
            }
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn two_records_that_were_joined_are_apart_again_byte_for_byte(
        before in proptest::collection::vec((0u8..9, any::<bool>(), any::<u8>()), 1..18),
        joined in proptest::collection::vec((0u8..9, any::<bool>(), any::<u8>()), 0..6),
    ) {
        let node = Node::new();
        let people = [node.person(1, "Hawa"), node.person(2, "Hawa")];
        let mut cases = [Vec::new(), Vec::new()];
        let do_all = |acts: &[Act], cases: &mut [Vec<String>; 2]| {
            for one in acts {
                let who = usize::from(one.1);
                act(&node, *one, people[who], &mut cases[who]);
            }
        };
        do_all(&before, &mut cases);
        let all = |cases: &[Vec<String>; 2]| [0, 1].map(|n| timeline(&node, people[n], &cases[n]));
        let apart = all(&cases);
        let (link, reason) = (LinkId(Uuid::from_u128(7)), Text::parse("two sisters").unwrap());
        let join = RegistrationFact::LinkAsserted {
            person: people[0],
            link,
            is: LinkKind::SameAs,
            other: people[1],
            basis: LinkBasis::Declared,
        };
        node.append(people[0].into(), &[join]);
        prop_assert_eq!(all(&cases), apart.clone(), "nothing is told of one record on the page of the other");
        let kept = timeline(&node, people[1], &cases[1]);
        let only_first: Vec<Act> = joined.iter().map(|(what, _, how)| (*what, false, *how)).collect();
        do_all(&only_first, &mut cases);
        node.append(people[0].into(), &[RegistrationFact::LinkRetracted { person: people[0], link, reason }]);
        prop_assert_eq!(timeline(&node, people[1], &cases[1]), kept, "what was done to one record was not done to the other");
        if joined.is_empty() {
            prop_assert_eq!(all(&cases), apart);
        }
        for (rows, total) in caseloads(&node) {
            prop_assert_eq!(rows as i64, total);
        }
        let grown = (all(&cases), caseloads(&node));
        node.log().rebuild(&mut |_, _| {}).unwrap();
        prop_assert_eq!((all(&cases), caseloads(&node)), grown);
    }
}

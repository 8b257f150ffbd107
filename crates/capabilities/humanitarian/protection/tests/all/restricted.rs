//! Gender-based violence and trafficking: known to the owner and the named supervisor, and to nobody else in any form.

use crate::node::{EVERYBODY, Node, actor};
use access::Query;
use log::Facts as _;
use serde_json::json;

const CIRCLE: [&str; 2] = ["ali", "sup"];

/// What somebody outside the circle is shown of anything: every view, page and export that a role may open.
fn shown_to(node: &Node, who: &str, person: impl std::fmt::Display, case: &str) -> String {
    let mut out = String::new();
    for view in ["caseload", "flags", "offers", "colleagues", "needs", "statistics"] {
        for whose in ["mine", "site", "supervised"] {
            let query = Query { per_page: 500, ..Query::default() }.and("whose", whose).and("q", "");
            let action = format!("protection.{view}");
            if let Ok(answer) = node.app.gate.view(&crate::node::somebody(who), &action, &query) {
                let def = node.app.gate.view_def(&action).unwrap();
                out.push_str(&shell::export::json(def, &answer).to_string());
                out.push_str(&shell::export::csv(def, &answer, true));
            }
        }
    }
    for address in [
        "/protection".to_owned(),
        "/protection?whose=site".into(),
        "/protection?whose=site&about=gbv".into(),
        "/protection/flags".into(),
        "/protection/statistics".into(),
        format!("/protection/people/{person}"),
        format!("/protection/cases/{case}"),
    ] {
        out.push_str(&node.ask(who, "GET", &address, "").1.replace(&address, ""));
    }
    out.push_str(&node.ask(who, "POST", "/protection", "q=Hawa").1);
    out
}

#[test]
fn a_restricted_case_looks_to_others_exactly_as_if_it_were_not_there() {
    for about in ["gbv", "trafficking"] {
        let (with, without) = (Node::new(), Node::new());
        let person = with.person(1, "Hawa Barka");
        without.person(1, "Hawa Barka");
        let case = with.case(person, about);
        with.done("ali", "plan_action", &json!({ "case": case, "what": "safe house", "due": "2026-12-01" }));
        with.done("ali", "write_note", &json!({ "case": case, "text": "what she said", "readers": "case" }));
        let keys = |page: String| {
            let mut parts = page.split("name=\"_key\" value=\"");
            let first = parts.next().unwrap_or("").to_owned();
            parts.fold(first, |page, part| page + part.split_once('"').map_or("", |(_, rest)| rest))
        };
        for (who, _) in EVERYBODY.iter().filter(|(who, _)| !CIRCLE.contains(who)) {
            assert_eq!(
                keys(shown_to(&with, who, person, &case)),
                keys(shown_to(&without, who, person, &case)),
                "{who} can tell that there is a case of {about}"
            );
        }
        for who in CIRCLE {
            assert_eq!(with.numbers(who, &Query::default()).len(), 1, "{who}");
        }
    }
}

#[test]
fn every_command_on_a_restricted_case_answers_others_as_on_one_that_does_not_exist() {
    let node = Node::new();
    let case = node.case(node.person(1, "Hawa"), "gbv");
    let decision = node.done("ali", "propose_decision", &json!({ "case": case, "text": "t" }))["decision"].clone();
    node.done(
        "ali",
        "ask_closure",
        &json!({ "case": node.case(node.person(2, "Issa"), "gbv"), "outcome": "left", "summary": "s" }),
    );
    let nowhere = "00000000-0000-7000-8000-000000000000";
    for (command, json) in [
        ("add_subject", json!({ "person": node.person(3, "Ali") })),
        ("plan_action", json!({ "what": "x", "due": "2027-01-01" })),
        ("finish_action", json!({ "action": nowhere, "how": "done" })),
        ("write_note", json!({ "text": "x", "readers": "case" })),
        ("propose_decision", json!({ "text": "x" })),
        ("rule_on_decision", json!({ "decision": decision, "agreed": true })),
        ("offer_handover", json!({ "to": actor("bea"), "reason": "x" })),
        ("answer_handover", json!({ "accepted": true })),
        ("ask_closure", json!({ "outcome": "left", "summary": "x" })),
        ("rule_on_closure", json!({ "agreed": true })),
        ("reopen_case", json!({ "reason": "x" })),
        ("name_supervisor", json!({ "supervisor": actor("other_sup") })),
        ("assign_case", json!({ "to": actor("bea") })),
    ] {
        for (who, _) in EVERYBODY.iter().filter(|(who, _)| !CIRCLE.contains(who)) {
            let on = |id: &str| {
                let mut json = json.clone();
                json["case"] = json!(id);
                node.run(who, command, &json).unwrap_err()
            };
            assert_eq!(on(&case), on(nowhere), "{who} {command}");
        }
    }
}

#[test]
fn a_second_case_of_violence_is_opened_without_a_word_about_the_first() {
    let node = Node::new();
    let person = node.person(1, "Hawa");
    node.case(person, "gbv");
    let command = json!({ "person": person, "about": "gbv", "reason": "r", "supervisor": actor("other_sup") });
    node.done("bea", "open_case", &command);
    assert_eq!(node.numbers("bea", &Query::default()).len(), 1);
    assert_eq!(node.refused("bea", "raise_need", &json!({ "person": person, "code": "SV-VA" })), "GEN-422");
    node.done("ali", "raise_need", &json!({ "person": person, "code": "SV-VA", "supervisor": actor("sup") }));
    node.done("bea", "raise_need", &json!({ "person": person, "code": "SV-VA", "supervisor": actor("other_sup") }));
}

/// The receipt that registration prints lists the readings noted under the person's id; a clerk reads it.
#[test]
fn no_reading_of_protection_is_noted_where_the_receipt_of_registration_looks() {
    let node = Node::new();
    let person = node.person(1, "Hawa");
    let case = node.case(person, "gbv");
    node.screened(person, &[("carer", "nobody"), ("fighters", "yes")]);
    node.record("ali", "case", &case).unwrap();
    node.record("ali", "file", person).unwrap();
    node.table("ali", "caseload", &Query::default());
    node.table("ali", "flags", &Query::default());
    node.table("ali", "find", &Query::by("q", "Hawa"));
    let mut readings = 0;
    for fact in node.log().after(0, 10_000).unwrap() {
        if let Some(access::audit::AuditFact::RecordsRead { subjects, action, .. }) = fact.fact().unwrap() {
            assert!(!subjects.contains(&person.into()), "{action}");
            assert!(!action.contains("gbv") && !subjects.is_empty());
            readings += 1;
        }
    }
    assert!(readings >= 5, "each reading is noted: {readings}");
    assert_eq!(access::audit::AuditFact::SET, "audit");
}

#[test]
fn violence_and_trafficking_are_in_no_count() {
    let node = Node::new();
    for n in 1..=12 {
        node.case(node.person(n, "Hawa"), if n % 2 == 0 { "gbv" } else { "trafficking" });
        node.done(
            "ali",
            "raise_need",
            &json!({ "person": node.person(n + 50, "Issa"), "code": "SV-VA", "supervisor": actor("sup") }),
        );
    }
    for who in ["ali", "bea", "sup", "national"] {
        let rows = node.table(who, "statistics", &Query { per_page: 100, ..Query::default() });
        assert_eq!(rows["rows"], json!([]), "{who}");
    }
    assert_eq!(node.table("bea", "caseload", &Query::default())["total"], 0);
}

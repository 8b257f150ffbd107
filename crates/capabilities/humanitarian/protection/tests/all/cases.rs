//! Cases: plan, notes, decisions, hand-over, closure.

use crate::node::{Node, actor};
use access::Query;
use serde_json::{Value, json};

fn mine() -> Query {
    Query { per_page: 50, ..Query::default() }.and("whose", "mine")
}

#[test]
fn cases_with_the_first_due_action_stand_first_and_those_without_last() {
    let node = Node::new();
    let cases: Vec<_> = (1..4).map(|n| node.case(node.person(n, "Hawa"), "child")).collect();
    for (case, due) in [(&cases[1], "2026-12-20"), (&cases[2], "2026-12-01")] {
        node.done("ali", "plan_action", &json!({ "case": case, "what": "visit", "due": due }));
    }
    let rows = node.table("ali", "caseload", &mine());
    let order: Vec<_> = rows["rows"].as_array().unwrap().iter().map(|row| row["protection_case"].clone()).collect();
    assert_eq!(order, [json!(cases[2]), json!(cases[1]), json!(cases[0])]);
    let action = node.record("ali", "case", &cases[2]).unwrap()["actions"][0]["action"].clone();
    node.done("ali", "finish_action", &json!({ "case": cases[2], "action": action, "how": "done" }));
    let first = node.table("ali", "caseload", &mine())["rows"][0]["protection_case"].clone();
    assert_eq!(first, json!(cases[1]));
}

#[test]
fn cases_are_found_by_number_and_by_name_in_either_writing() {
    let node = Node::new();
    let case = node.case(node.person(1, "محمد آدم"), "child");
    node.case(node.person(2, "Hawa Barka"), "tracing");
    let number = node.record("ali", "case", &case).unwrap()["number"].as_str().unwrap().to_owned();
    for asked in ["Mohamed", "Mahamat Adam", number.as_str(), &number.to_lowercase()] {
        assert_eq!(node.numbers("ali", &mine().and("q", asked)), std::slice::from_ref(&number), "{asked}");
    }
    assert_eq!(node.numbers("ali", &mine().and("q", "Zeinab")), Vec::<String>::new());
    assert_eq!(node.numbers("ali", &mine().and("about", "tracing")).len(), 1);
}

#[test]
fn an_ordinary_case_is_known_to_the_site_and_worked_on_by_its_owner() {
    let node = Node::new();
    let case = node.case(node.person(1, "Hawa"), "child");
    assert_eq!(node.record("bea", "case", &case).unwrap()["about"], "child");
    assert_eq!(node.record("far", "case", &case).unwrap_err().status, 404);
    assert_eq!(
        node.refused("bea", "plan_action", &json!({ "case": case, "what": "x", "due": "2027-01-01" })),
        "GEN-404"
    );
}

#[test]
fn a_note_is_read_by_those_it_was_written_for() {
    let node = Node::new();
    let case = node.case(node.person(1, "Hawa"), "child");
    for readers in ["case", "circle", "author"] {
        node.done("ali", "write_note", &json!({ "case": case, "text": readers, "readers": readers }));
    }
    for (who, readable) in [("ali", 3), ("sup", 2), ("bea", 1), ("other_sup", 1)] {
        assert_eq!(node.record(who, "case", &case).unwrap()["notes"].as_array().unwrap().len(), readable, "{who}");
    }
}

#[test]
fn a_decision_takes_two() {
    let node = Node::new();
    let case = node.case(node.person(1, "Hawa"), "child");
    let decision =
        node.done("ali", "propose_decision", &json!({ "case": case, "text": "lives with her aunt" }))["decision"]
            .clone();
    let rule = json!({ "case": case, "decision": decision, "agreed": true });
    assert_eq!(node.refused("ali", "rule_on_decision", &rule), "GEN-403");
    assert_eq!(node.refused("other_sup", "rule_on_decision", &rule), "PRO-009", "another supervisor is named");
    node.done("sup", "rule_on_decision", &rule);
    let record = node.record("ali", "case", &case).unwrap();
    assert_eq!(
        (&record["decisions"][0]["agreed"], &record["decisions"][0]["ruled_by"]["name"]),
        (&json!(true), &json!("sup"))
    );
}

#[test]
fn a_case_is_handed_over_when_the_other_officer_accepts() {
    let node = Node::new();
    let case = node.case(node.person(1, "Hawa"), "gbv");
    node.done("ali", "offer_handover", &json!({ "case": case, "to": actor("far"), "reason": "moves to your site" }));
    let offers = node.table("far", "offers", &Query::default());
    assert_eq!(offers["rows"][0]["protection_reason"], "moves to your site");
    assert_eq!(node.record("far", "case", &case).unwrap_err().status, 404, "nothing is told before accepting");
    assert_eq!(node.refused("bea", "answer_handover", &json!({ "case": case, "accepted": true })), "GEN-404");
    assert_eq!(node.refused("far", "answer_handover", &json!({ "case": case, "accepted": false })), "GEN-422");
    node.done("far", "answer_handover", &json!({ "case": case, "accepted": true }));
    assert_eq!(node.record("far", "case", &case).unwrap()["mine"], json!(true));
    assert_eq!(node.record("ali", "case", &case).unwrap_err().status, 404, "who handed over knows no more of it");
    assert_eq!(node.table("far", "offers", &Query::default())["rows"], json!([]));
}

#[test]
fn a_case_closes_when_the_supervisor_agrees_and_can_be_opened_again() {
    let node = Node::new();
    let case = node.case(node.person(1, "Hawa"), "child");
    let action =
        node.done("ali", "plan_action", &json!({ "case": case, "what": "visit", "due": "2026-12-01" }))["action"]
            .clone();
    let close = json!({ "case": case, "outcome": "reached", "summary": "at her aunt's" });
    assert_eq!(node.refused("ali", "ask_closure", &close), "PRO-008");
    node.done("ali", "finish_action", &json!({ "case": case, "action": action, "how": "done", "note": "all well" }));
    node.done("ali", "ask_closure", &close);
    assert_eq!(node.refused("sup", "rule_on_closure", &json!({ "case": case, "agreed": false })), "GEN-422");
    node.done("sup", "rule_on_closure", &json!({ "case": case, "agreed": true }));
    assert_eq!(node.numbers("ali", &mine()), Vec::<String>::new());
    assert_eq!(node.numbers("ali", &mine().and("state", "closed")).len(), 1);
    assert_eq!(node.refused("ali", "write_note", &json!({ "case": case, "text": "x", "readers": "case" })), "PRO-001");
    node.done("ali", "reopen_case", &json!({ "case": case, "reason": "she came back" }));
    assert_eq!(node.numbers("ali", &mine()).len(), 1);
    let history: Vec<Value> = node.record("ali", "case", &case).unwrap()["events"].as_array().unwrap().clone();
    let what: Vec<_> = history.iter().map(|event| event["what"].as_str().unwrap()).collect();
    assert_eq!(what, ["reopened", "closed", "closing", "opened"]);
}

#[test]
fn counts_below_five_are_left_out() {
    let node = Node::new();
    for n in 1..=6 {
        node.case(node.person(n, "Hawa"), if n < 6 { "child" } else { "tracing" });
    }
    let rows = node.table("sup", "statistics", &Query { per_page: 100, ..Query::default() });
    let counts: Vec<_> = rows["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| (r["protection_kind"].clone(), r["protection_people"].clone()))
        .collect();
    assert_eq!(counts, [(json!("child"), json!(5)), (json!("tracing"), json!(null))]);
}

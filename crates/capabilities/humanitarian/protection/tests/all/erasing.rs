//! Erasing a person takes their protection records with them, in the log and in every table.

use crate::node::{Node, somebody};
use access::{Query, Request};
use serde_json::json;

#[test]
fn an_erased_person_leaves_nothing_that_was_said_and_no_case() {
    let node = Node::new();
    let (person, other) = (node.person(1, "Hawa"), node.person(2, "Issa"));
    let case = node.case(person, "child");
    node.done("ali", "write_note", &json!({ "case": case, "text": "planted", "readers": "case" }));
    node.done("ali", "plan_action", &json!({ "case": case, "what": "planted", "due": "2026-12-01" }));
    node.done("ali", "add_subject", &json!({ "case": case, "person": other }));
    node.screened(person, &[("carer", "nobody")]);
    let kept = node.case(other, "tracing");
    node.erase(person);
    let seen = |node: &Node| {
        assert_eq!(node.record("ali", "case", &case).unwrap_err().status, 404);
        assert_eq!(node.record("ali", "file", person).unwrap_err().status, 404);
        assert_eq!(node.record("ali", "case", &kept).unwrap()["people"][0]["person"], json!(other));
        let tables = ["caseload", "flags", "statistics"].map(|view| node.table("ali", view, &Query::default()));
        assert!(!json!(tables).to_string().contains("planted"));
        tables
    };
    let grown = seen(&node);
    node.log().rebuild(&mut |_, _| {}).unwrap();
    assert_eq!(grown, seen(&node));
    let note = json!({ "case": case, "text": "x", "readers": "case" });
    let again = node.app.gate.run(&somebody("ali"), "protection.write_note", &note, &Request::default());
    assert_eq!(again.unwrap_err().status, 404);
}

//! Screening: answers, flags, needs.

use crate::node::{Node, actor};
use access::Query;
use serde_json::{Value, json};

fn flags(node: &Node, who: &str) -> Vec<Value> {
    node.table(who, "flags", &Query { per_page: 50, ..Query::default() })["rows"].as_array().unwrap().clone()
}

#[test]
fn a_child_alone_is_a_flag_of_24_hours_with_the_answer_behind_it_and_a_suspected_need() {
    let node = Node::new();
    let person = node.person(1, "Hawa");
    node.screened(person, &[("carer", "nobody"), ("ill", "no")]);
    let file = node.record("bea", "file", person).unwrap();
    let flag = &file["flags"][0];
    assert_eq!(
        (&flag["rule"], &flag["urgency"], &flag["state"]),
        (&json!("unaccompanied"), &json!("hours_24"), &json!("raised"))
    );
    assert_eq!(flag["because"], json!({ "carer": { "one": "nobody" } }));
    assert_eq!((&file["needs"][0]["code"], &file["needs"][0]["status"]), (&json!("SC-UC"), &json!("suspected")));
    assert_eq!(flags(&node, "bea").len(), 1);
}

#[test]
fn all_that_was_said_is_read_by_who_asked_and_the_named_supervisor_only() {
    let node = Node::new();
    let screening = node.screened(node.person(1, "Hawa"), &[("carer", "nobody"), ("fighters", "declined")]);
    let id = screening.as_str().unwrap();
    for who in ["ali", "sup"] {
        assert_eq!(node.record(who, "screening", id).unwrap()["answers"]["fighters"]["one"], "declined");
    }
    for who in ["bea", "cpo", "officer", "other_sup", "far"] {
        assert_eq!(node.record(who, "screening", id).unwrap_err().status, 404, "{who}");
    }
}

#[test]
fn a_restricted_flag_and_its_need_are_seen_by_who_asked_and_the_named_supervisor_only() {
    let node = Node::new();
    let person = node.person(1, "Hawa");
    node.screened(person, &[("carer", "parent"), ("fighters", "yes")]);
    for (who, seen) in [("ali", 1), ("sup", 1), ("bea", 0), ("other_sup", 0), ("cpo", 0)] {
        let file = node.record(who, "file", person).unwrap();
        assert_eq!(file["flags"].as_array().unwrap().len(), seen, "{who}");
        assert_eq!(file["needs"].as_array().unwrap().len(), seen, "{who}");
        assert_eq!(flags(&node, who).len(), seen, "{who}");
    }
    assert_eq!(node.record("far", "file", person).unwrap_err().status, 404, "another site");
}

#[test]
fn an_overruled_flag_takes_its_suspected_needs_with_it_and_keeps_its_reason() {
    let node = Node::new();
    let person = node.person(1, "Hawa");
    let screening = node.screened(person, &[("carer", "nobody")]);
    let flag = json!({ "screening": screening, "rule": "unaccompanied" });
    node.done("bea", "overrule_flag", &json!({ "person": person, "flag": flag, "reason": "her aunt came" }));
    let file = node.record("ali", "file", person).unwrap();
    assert_eq!(
        (&file["flags"][0]["state"], &file["flags"][0]["reason"]),
        (&json!("overruled"), &json!("her aunt came"))
    );
    assert_eq!(file["needs"][0]["status"], "overruled");
    assert_eq!(node.refused("ali", "take_flag", &json!({ "person": person, "flag": flag })), "PRO-004");
    assert_eq!(flags(&node, "ali"), Vec::<Value>::new());
}

#[test]
fn a_flag_expires_when_nobody_looked_in_time() {
    let node = Node::new();
    let person = node.person(1, "Hawa");
    node.screened(person, &[("carer", "nobody")]);
    node.pass_days(8);
    assert_eq!(node.record("ali", "file", person).unwrap()["flags"][0]["state"], "expired");
    assert_eq!(flags(&node, "ali"), Vec::<Value>::new());
    let late = node.table("ali", "flags", &Query { per_page: 50, ..Query::default() }.and("expired", "true"));
    assert_eq!(late["rows"].as_array().unwrap().len(), 1, "it stays an item to look at");
}

#[test]
fn a_need_is_confirmed_and_met_or_expires_after_its_review() {
    let node = Node::new();
    let person = node.person(1, "Hawa");
    let need = node.done("ali", "raise_need", &json!({ "person": person, "code": "ER-NF" }))["need"].clone();
    let on = json!({ "person": person, "need": need });
    assert_eq!(node.refused("ali", "expire_need", &on), "PRO-012");
    node.done("bea", "confirm_need", &on);
    node.pass_days(31);
    node.done("bea", "expire_need", &on);
    assert_eq!(node.refused("bea", "address_need", &on), "PRO-004");
    assert_eq!(node.record("ali", "file", person).unwrap()["needs"][0]["status"], "expired");
}

#[test]
fn what_is_wrong_with_an_answer_is_named_at_its_question() {
    let node = Node::new();
    let person = node.person(1, "Hawa");
    let command = json!({ "person": person, "sheet": "child", "version": 1, "supervisor": actor("sup"), "language": "ar",
                          "answers": { "carer": { "one": "parent" }, "parents": { "one": "lost" }, "age": { "number": 99 } } });
    let problem = node.run("ali", "screen_person", &command).unwrap_err();
    let fields: Vec<_> = problem.fields.iter().map(|f| (f.field.as_str(), f.code.as_ref())).collect();
    assert_eq!(fields, [("answers.age", "SCR-023"), ("answers.parents", "SCR-022")]);
    let elsewhere = node.person_at(2, "Issa", crate::node::far_site());
    let command = json!({ "person": elsewhere, "code": "ER-NF" });
    assert_eq!(node.refused("ali", "raise_need", &command), "GEN-404", "a person of another site");
}

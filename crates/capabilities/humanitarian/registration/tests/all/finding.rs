//! Finding by number and by name, in any script.

use crate::node::{Node, details, elsewhere, somebody};
use access::{Query, Role};
use serde_json::{Value, json};

fn find(node: &Node, q: &str) -> Vec<(String, String)> {
    let rows = node.rows("find", &Query::by("q", q));
    let text = |row: &Value, key: &str| row[key].as_str().unwrap().to_owned();
    rows.iter().map(|row| (text(row, "people_name"), text(row, "people_why"))).collect()
}

#[test]
fn a_name_is_found_across_scripts_and_says_why() {
    let node = Node::new();
    node.household(&["محمد زينب", "Issa"]);
    node.household(&["Mohamed Haroun"]);
    assert_eq!(find(&node, "Mahamat Zénab"), [("محمد زينب".into(), "sound".into())]);
    assert_eq!(find(&node, "محمد زينب"), [("محمد زينب".into(), "spelling".into())]);
    let rows = node.rows("find", &Query::by("q", "Mahamat Zénab"));
    assert_eq!(rows[0]["people_because"], "Mahamat ≈ محمد · Zénab ≈ زينب");
    assert_eq!(find(&node, "Mohamed").len(), 2);
    assert_eq!(find(&node, "Mohamed Abakar Zeinab"), [("محمد زينب".into(), "part".into())]);
    assert!(find(&node, "Barka").is_empty() && find(&node, "—").is_empty());
}

#[test]
fn a_number_is_found_as_it_is_dictated() {
    let node = Node::new();
    let done = node.household(&["Hawa", "Issa"]);
    let spoken = done["number"].as_str().unwrap().to_lowercase().replace('-', " ");
    let found = find(&node, &spoken);
    assert_eq!(found, [("Hawa".into(), "number".into()), ("Issa".into(), "number".into())]);
}

#[test]
fn a_corrected_name_is_found_and_the_old_one_is_not() {
    let node = Node::new();
    let done = node.household(&["Hawa Barka"]);
    let json = json!({ "person": done["people"][0], "details": details("Hawa Barma"), "reason": "misheard" });
    node.done("correct_person", &json);
    assert_eq!(find(&node, "Barma"), [("Hawa Barma".into(), "spelling".into())]);
    assert!(find(&node, "Barka").is_empty());
}

#[test]
fn a_clerk_of_another_site_finds_nobody_here_and_a_protection_officer_does() {
    let node = Node::new();
    node.household(&["Hawa Barka"]);
    let query = Query::by("q", "Hawa Barka");
    assert!(node.rows_for(&elsewhere(Role::RegistrationClerk), "find", &query).is_empty());
    assert_eq!(node.rows_for(&elsewhere(Role::ProtectionOfficer), "find", &query).len(), 1);
}

#[test]
fn whoever_is_found_is_noted_as_read() {
    let node = Node::new();
    let done = node.household(&["Hawa Barka"]);
    node.rows_for(&somebody(Role::ProtectionOfficer), "find", &Query::by("q", "Hawa Barka"));
    let receipt = node.record("receipt", "id", &done["people"][0]);
    let reads = receipt["reads"].as_array().unwrap();
    assert_eq!((&reads[0]["roles"], &reads[0]["purpose"]), (&json!(["protection_officer"]), &json!("protection")));
}

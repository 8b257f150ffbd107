//! Corrections, photos, consents, links and the receipt.

use crate::node::{Node, details};
use serde_json::{Value, json};

const JPEG: &str = "/9j/2wBDAAEBAQH/2Q==";

fn answer(person: &Value, about: &str, agreed: bool) -> Value {
    json!({ "person": person, "about": about, "agreed": agreed, "by": "oneself", "language": "ar" })
}

#[test]
fn a_correction_keeps_both_values_and_its_reason() {
    let node = Node::new();
    let person = node.household(&["Hawa"])["people"][0].clone();
    let mut details = details("Hawa");
    details["nationality"] = json!("XXA");
    node.done("correct_person", &json!({ "person": person, "details": details, "reason": "no State knows her" }));
    let record = node.record("person", "id", &person);
    assert_eq!(record["details"]["nationality"], "XXA");
    let change = json!({ "field": "nationality", "before": "SDN", "after": "XXA" });
    assert_eq!(record["corrections"][0]["changes"], json!([change]));
    assert_eq!(
        node.refused("correct_person", &json!({ "person": person, "details": details, "reason": "x" })),
        "REG-022"
    );
}

#[test]
fn a_photo_needs_a_yes_and_goes_with_it() {
    let node = Node::new();
    let person = node.household(&["Hawa"])["people"][0].clone();
    let photo = json!({ "person": person, "jpeg": JPEG });
    assert_eq!(node.refused("attach_photo", &photo), "REG-052");
    node.done("answer_consent", &answer(&person, "photo", true));
    node.done("attach_photo", &photo);
    assert_eq!(node.record("person", "id", &person)["photo"], JPEG);
    node.done("withdraw_consent", &json!({ "person": person, "about": "photo" }));
    let record = node.record("person", "id", &person);
    assert_eq!(record["photo"], json!(null));
    assert_eq!(record["details"]["name"]["original"], "Hawa", "the person stays readable");
    let attached = node.log().after(0, 100).unwrap();
    let attached = attached.iter().find(|fact| fact.kind() == "registration.photo_attached").unwrap();
    assert_eq!(attached.body, None, "the photo cannot be read any more");
    node.log().rebuild(&mut |_, _| {}).unwrap();
    assert_eq!(node.record("person", "id", &person), record);
}

#[test]
fn a_link_is_seen_from_both_sides_and_can_be_taken_back() {
    let node = Node::new();
    let people = node.household(&["Hawa", "Issa"])["people"].clone();
    let before = node.record("person", "id", &people[0]);
    let link = json!({ "person": people[0], "is": "same_as", "other": people[1], "basis": "observed" });
    let id = node.done("assert_link", &link)["link"].clone();
    let there = node.record("person", "id", &people[1]);
    assert_eq!((&there["links"][0]["other"], &there["links"][0]["from_here"]), (&people[0], &json!(false)));
    let contrary = json!({ "person": people[1], "is": "not_same_as", "other": people[0], "basis": "declared" });
    assert_eq!(node.refused("assert_link", &contrary), "REG-042");
    node.done("retract_link", &json!({ "person": people[0], "link": id, "reason": "two cousins" }));
    assert_eq!(node.record("person", "id", &people[0]), before);
    node.done("assert_link", &contrary);
}

#[test]
fn the_receipt_tells_what_is_recorded_who_read_it_and_what_was_agreed() {
    let node = Node::new();
    let person = node.household(&["Hawa"])["people"][0].clone();
    node.done("answer_consent", &answer(&person, "tracing", true));
    node.record("person", "id", &person);
    node.done("record_receipt", &json!({ "person": person, "form": "read_aloud", "language": "fr" }));
    let receipt = node.record("receipt", "id", &person);
    assert_eq!(
        receipt["categories"],
        json!(["name", "sex", "birth", "nationality", "languages", "origin", "household"])
    );
    assert_eq!(
        (&receipt["consents"][0]["about"], &receipt["consents"][0]["agreed"]),
        (&json!("tracing"), &json!(true))
    );
    let reads = receipt["reads"].as_array().unwrap();
    assert_eq!(reads.len(), 1, "one line for a day, whatever screens were opened on it");
    assert_eq!((&reads[0]["roles"], &reads[0]["purpose"]), (&json!(["registration_clerk"]), &json!("registration")));
    assert_eq!(receipt["receipts"][0]["form"], "read_aloud");
}

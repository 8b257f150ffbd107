//! What must be refused with a code, and leaves nothing behind. (That every field refuses wrong types, sizes and invisible
//! characters is tested once for all capabilities, with the binary.)

use crate::node::{Node, details};
use serde_json::{Value, json};

fn head(change: impl Fn(&mut Value)) -> Value {
    let mut details = details("Hawa");
    change(&mut details);
    json!({ "head": details })
}

#[test]
fn impossible_answers_are_named_and_nothing_is_recorded() {
    let node = Node::new();
    let birth = |birth: Value| head(move |details| details["birth"] = birth.clone());
    let many = |field: &'static str, value: Value| head(move |d| d[field] = json!(vec![value.clone(); 11]));
    for (json, field, code) in [
        (birth(json!({ "precision": "exact", "date": "2126-01-01" })), "head.birth", "PER-001"),
        (birth(json!({ "precision": "exact", "date": "1800-01-01" })), "head.birth", "PER-002"),
        (birth(json!({ "precision": "partial", "year": 1990, "month": 13 })), "head.birth", "PER-003"),
        (birth(json!({ "precision": "exact", "date": "2023-02-30" })), "head.birth", "KRN-002"),
        (birth(json!({ "precision": "estimated", "age_years": 3, "on": "2126-01-01" })), "head.birth", "PER-001"),
        (head(|d| d["nationality"] = json!("QQQ")), "head.nationality", "KRN-004"),
        (head(|d| d["origin"] = json!("1")), "head.origin", "KRN-003"),
        (head(|d| d["languages"] = json!(["arabic"])), "head.languages[0]", "KRN-005"),
        (many("languages", json!("ar")), "head.languages", "REG-013"),
        (many("contacts", json!({ "by": "phone", "value": "1" })), "head.contacts", "REG-013"),
        (head(|d| d["name"]["original"] = json!("a\u{202e}b")), "head.name.original", "TXT-004"),
        (head(|d| d["name"]["original"] = json!("x".repeat(121))), "head.name.original", "TXT-002"),
        (head(|d| d["religion"] = json!("x")), "head.religion", "GEN-002"),
        (head(|d| _ = d.as_object_mut().unwrap().remove("sex")), "head.sex", "GEN-001"),
    ] {
        let problem = node.run(&crate::node::somebody(access::Role::RegistrationClerk), "register_household", &json);
        let fields = problem.unwrap_err().fields;
        let said: Vec<_> = fields.iter().map(|f| (f.field.as_str(), f.code.as_ref())).collect();
        assert_eq!(said, [(field, code)]);
    }
    assert_eq!(node.facts(), 0);
}

#[test]
fn a_household_has_a_limit() {
    let node = Node::new();
    let member = json!({ "relationship": "child", "details": details("Ali") });
    let json = json!({ "head": details("Hawa"), "members": vec![member; 40] });
    assert_eq!(node.refused("register_household", &json), "REG-012");
    assert_eq!(node.facts(), 0);
}

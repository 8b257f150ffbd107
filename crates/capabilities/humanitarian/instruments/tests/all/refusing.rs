//! What cannot be asked is refused, each fault with its code, its line and its place, in the caller's language.

use crate::node::{Node, second};
use serde_json::json;
use shell::{Language, Words, api::problem_json};

fn faults(node: &Node, text: &str) -> Vec<(String, String)> {
    let problem = node.run("sup", "propose_sheet", &json!({ "text": text })).unwrap_err();
    assert_eq!((problem.code.as_ref(), problem.status), ("INS-001", 422));
    problem.fields.into_iter().map(|field| (field.field, field.code.into_owned())).collect()
}

fn line(text: &str, part: &str) -> usize {
    text.lines().position(|line| line.contains(part)).unwrap() + 1
}

#[test]
fn each_fault_has_its_code_and_its_place() {
    let node = Node::new();
    let good = second();
    let rule = "id = \"unaccompanied\"";
    for (from, to, field, code) in [
        ("when = \"carer = other\"", "when = \"nobody = other\"", "question.known_before", "SCR-105"),
        ("fr = \"Quel âge as-tu ?\"", "fr = \"\"", "question.age", "SCR-103"),
        ("id = \"ill\"", "id = \"age\"", "question.age", "SCR-102"),
        ("fr = \"Quel âge as-tu ?\"", "fr = \"Quel\\u202E âge\"", "question.age", "SCR-118"),
        ("fr = \"Quel âge as-tu ?\"", &format!("fr = \"{}\"", "é".repeat(401)), "question.age", "SCR-117"),
        ("needs = [\"SC-UC\"]", "needs = [\"XX-YY\"]", "rule.unaccompanied", "SCR-112"),
    ] {
        assert!(good.contains(from), "{from}");
        let bad = good.replacen(from, to, 1);
        let at = match code {
            "SCR-102" => {
                bad.lines().collect::<Vec<_>>().iter().rposition(|line| line.contains("id = \"age\"")).unwrap() + 1
            }
            "SCR-112" => line(&bad, rule),
            _ => line(&bad, &format!("id = \"{}\"", field.split('.').nth(1).unwrap())),
        };
        let found = faults(&node, &bad);
        assert!(found.contains(&(format!("text.line_{at}.{field}"), code.to_owned())), "{code}: {found:?}");
    }
    let never = good.replacen(&when_of(&good, rule), "when = \"age < 3 and age > 9\"", 1);
    let found = faults(&node, &never);
    assert_eq!(found, [(format!("text.line_{}.rule.unaccompanied", line(&never, rule)), "SCR-109".to_owned())]);
    let hidden = format!("# a comment\u{200b}\n{good}");
    let spoiled =
        |text: &str| node.run("sup", "propose_sheet", &json!({ "text": text })).unwrap_err().fields[0].code.clone();
    assert_eq!((spoiled(&hidden).as_ref(), spoiled(&"#".repeat(96_001)).as_ref()), ("TXT-004", "TXT-002"));
    let (status, page) = node.ask("en", "sup", "POST", "/instruments/new", &trial::form(&[("text", hidden.as_str())]));
    assert!(
        status == 422 && page.contains("SCR-118") && page.contains("Line <bdi dir=\"ltr\" class=\"ltr\">1</bdi>"),
        "{page}"
    );
    assert_eq!(faults(&node, "x = [")[0].1, "SCR-101");
    assert_eq!(node.facts(), 0);
}

/// The condition of the rule under this id.
fn when_of(text: &str, id: &str) -> String {
    let after = text.split(id).nth(1).unwrap();
    after.lines().find(|line| line.starts_with("when = ")).unwrap().to_owned()
}

#[test]
fn a_problem_names_line_and_place_in_the_language_of_who_asked() {
    let node = Node::new();
    let bad = second().replacen("when = \"carer = other\"", "when = \"nobody = other\"", 1);
    let problem = node.run("sup", "propose_sheet", &json!({ "text": bad })).unwrap_err();
    let at = line(&bad, "id = \"known_before\"").to_string();
    for (language, question) in [
        (Language::Ar, "السؤال «known_before»"),
        (Language::Fr, "question « known_before »"),
        (Language::En, "question “known_before”"),
    ] {
        let said = problem_json(&Words::new(node.app.catalogue.clone(), language), &problem);
        let title = said["title"].as_str().unwrap();
        assert!(title.contains(question) && title.contains(&at), "{title}");
        assert!(!said["fields"][0]["detail"].as_str().unwrap().is_empty());
    }
}

#[test]
fn the_same_version_with_another_content_is_refused() {
    let node = Node::new();
    node.proposed(&second());
    let other = format!("# other\n{}", second());
    assert_eq!(node.refused("sup", "propose_sheet", &json!({ "text": other })), "INS-002");
    let shipped = format!("# other\n{}", crate::node::child());
    assert_eq!(node.refused("sup", "propose_sheet", &json!({ "text": shipped })), "INS-002");
}

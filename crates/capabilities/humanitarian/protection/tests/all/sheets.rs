//! Sheets that were published: asked from their day on, shown for good as they were, and never one in the place of another.

use crate::node::{Node, actor, form};
use access::Query;
use contracts::instrument::{InstrumentFact, SheetName};
use kernel::{Date, PersonId, StreamId, SubjectId, Text};
use log::Facts;
use screening::{Digest, Sheet, shipped};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

fn child() -> &'static str {
    shipped().iter().find(|one| one.edition.sheet.code.as_str() == "child").unwrap().text
}

/// The second edition of the children's sheet, with another question about who takes care, and a rule that raises less.
fn second(question: &str) -> String {
    let text = child().replacen("version = 1", "version = 2", 1).replace("Who takes care of you here?", question);
    text.replace("من يرعاك هنا؟", "من معك؟").replacen("urgency = \"hours_24\"", "urgency = \"hours_72\"", 1)
}

fn name(text: &str) -> SheetName {
    let sheet = Sheet::kept(text).unwrap();
    let [code, digest] = [sheet.code.as_str(), Digest::of(text).as_str()].map(str::to_owned);
    SheetName { code: Text::parse(&code).unwrap(), version: sheet.version, digest: Text::parse(&digest).unwrap() }
}

fn publish(node: &Node, text: &str) -> String {
    let (sheet, valid_from) = (name(text), Sheet::kept(text).unwrap().valid_from);
    let digest = sheet.digest.to_string();
    let stream = StreamId(uuid::Uuid::from_u128(77));
    node.append(stream, &[InstrumentFact::SheetPublished { sheet, valid_from, text: text.to_owned() }]);
    digest
}

fn withdraw(node: &Node, text: &str, from: Date) {
    let reason = Text::parse("hard to say").unwrap();
    node.append(
        StreamId(uuid::Uuid::from_u128(77)),
        &[InstrumentFact::SheetWithdrawn { sheet: name(text), from, reason }],
    );
}

/// Screens with whatever sheet is asked today.
fn ask(node: &Node, person: impl serde::Serialize, named: Value) -> Result<Value, String> {
    let mut command = json!({ "person": person, "sheet": "child", "answers": { "carer": { "one": "nobody" } },
                              "supervisor": actor("sup"), "language": "ar" });
    command.as_object_mut().unwrap().extend(named.as_object().unwrap().clone());
    node.run("ali", "screen_person", &command)
        .map(|done| done["screening"].clone())
        .map_err(|problem| problem.fields.first().map_or(problem.code.clone(), |field| field.code.clone()).into_owned())
}

fn versions(node: &Node) -> Vec<(Value, Value)> {
    let rows =
        node.table("ali", "sheets", &Query { per_page: 50, ..Query::default() })["rows"].as_array().unwrap().clone();
    let rows = rows.into_iter().filter(|row| row["protection_sheet"] == "child");
    rows.map(|row| (row["protection_version"].clone(), row["protection_differs"].clone())).collect()
}

#[test]
fn a_published_edition_is_asked_and_an_old_screening_keeps_its_questions_and_rules() {
    let node = Node::new();
    let person = node.person(1, "Hawa");
    let old = node.screened(person, &[("carer", "nobody")]);
    let digest = publish(&node, &second("Who is with you?"));
    assert_eq!(versions(&node), [(json!(2), json!(false))]);
    let new = ask(&node, person, json!({})).unwrap();
    let file = node.record("ali", "file", person).unwrap();
    let flag = |screening: &Value| {
        let flags = file["flags"].as_array().unwrap();
        let flag = flags.iter().find(|flag| flag["screening"] == *screening).unwrap();
        (flag["version"].clone(), flag["urgency"].clone(), flag["because"].clone())
    };
    let because = json!({ "carer": { "one": "nobody" } });
    assert_eq!(flag(&old), (json!(1), json!("hours_24"), because.clone()));
    assert_eq!(flag(&new), (json!(2), json!("hours_72"), because));
    let page = |screening: &Value| {
        let (status, page) =
            node.ask_in("en", "ali", "GET", &format!("/protection/screenings/{}", screening.as_str().unwrap()), "");
        assert_eq!(status, 200);
        page
    };
    for _ in 0..2 {
        assert!(page(&old).contains("Who takes care of you here?") && !page(&old).contains("Who is with you?"));
        assert!(page(&new).contains("Who is with you?"));
        withdraw(&node, &second("Who is with you?"), node.app.gate.now().date_at(0));
    }
    assert_eq!(versions(&node), [(json!(1), json!(false))], "the edition before it is asked again");
    assert_eq!(ask(&node, person, json!({ "version": 2, "digest": digest })), Err("PRO-010".into()));
}

#[test]
fn an_edition_can_be_named_and_is_asked_by_its_day() {
    let node = Node::new();
    let person = node.person(1, "Hawa");
    let later = second("Who is with you?").replace("valid_from = \"2026-01-01\"", "valid_from = \"2027-01-01\"");
    publish(&node, &later);
    assert_eq!(versions(&node), [(json!(1), json!(false))]);
    assert_eq!(ask(&node, person, json!({ "version": 2 })), Err("PRO-010".into()));
    node.pass_days(200);
    assert_eq!(versions(&node), [(json!(2), json!(false))]);
    ask(&node, person, json!({ "version": 1 })).unwrap();
    assert_eq!(node.record("ali", "file", person).unwrap()["flags"][0]["version"], 1);
}

#[test]
fn two_contents_of_one_version_are_both_shown_and_one_must_be_chosen() {
    let node = Node::new();
    let person = node.person(1, "Hawa");
    let digests = ["Who is with you?", "Who looks after you?"].map(|question| publish(&node, &second(question)));
    assert_eq!(versions(&node), [(json!(2), json!(true)), (json!(2), json!(true))]);
    assert_eq!(ask(&node, person, json!({})), Err("PRO-015".into()));
    let (_, page) = node.ask_in("en", "ali", "GET", &format!("/protection/people/{person}"), "");
    for digest in &digests {
        assert!(page.contains(&format!("digest={digest}")) && page.contains(digest.split_at(8).0), "{digest}");
    }
    assert!(page.contains("different questions under one version"));
    for (digest, question) in digests.iter().zip(["Who is with you?", "Who looks after you?"]) {
        let address = format!("/protection/people/{person}/screen?sheet=child&version=2&digest={digest}&read=en");
        let (status, page) = node.ask_in("en", "ali", "GET", &address, "");
        assert!(status == 200 && page.contains(question) && page.contains(&format!("value=\"{digest}\"")));
        let sent = [
            ("_key", digest.as_str()),
            ("sheet", "child"),
            ("version:int", "2"),
            ("digest", digest),
            ("language", "en"),
            ("supervisor", &actor("sup").to_string()),
            ("answers.carer.one", "nobody"),
        ];
        let (status, to) = node.ask_in("en", "ali", "POST", &address, &form(&sent));
        assert_eq!(status, 303, "{to}");
    }
    let (_, page) = node.ask_in("en", "ali", "GET", &format!("/protection/people/{person}"), "");
    assert!(page.contains("Who is with you?") && page.contains("Who looks after you?"), "each flag in its own words");
    let ambiguous = format!("/protection/people/{person}/screen?sheet=child&version=2");
    assert_eq!(node.ask_in("en", "ali", "GET", &ambiguous, "").0, 409);
}

#[test]
fn the_tables_built_anew_are_the_same() {
    let node = Node::new();
    let person = node.person(1, "Hawa");
    node.screened(person, &[("carer", "nobody")]);
    publish(&node, &second("Who is with you?"));
    ask(&node, person, json!({})).unwrap();
    withdraw(&node, child(), node.app.gate.now().date_at(0).plus_days(3));
    let read = || {
        let page = node.ask_in("fr", "ali", "GET", &format!("/protection/people/{person}"), "").1;
        (versions(&node), node.record("ali", "file", person).unwrap(), page.len())
    };
    let before = read();
    node.log().rebuild(&mut |_, _| {}).unwrap();
    assert_eq!(read(), before);
}

/// A screening as it comes from another post.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
enum FromElsewhere {
    PersonScreened {
        person: PersonId,
        #[serde(flatten)]
        rest: Value,
    },
}

impl Facts for FromElsewhere {
    const SET: &'static str = "protection";
    fn subject(&self) -> Option<SubjectId> {
        let FromElsewhere::PersonScreened { person, .. } = self;
        Some((*person).into())
    }
}

#[test]
fn what_was_said_to_a_sheet_that_is_not_here_yet_is_shown_by_name_until_it_comes() {
    let node = Node::new();
    let person = node.person(1, "Hawa");
    let (text, screening) = (second("Who is with you?"), uuid::Uuid::from_u128(5));
    let rest = json!({ "screening": screening, "site": crate::node::site(), "sheet": "child", "version": 2,
        "digest": Digest::of(&text), "answers": { "carer": { "one": "nobody" } }, "language": "ar", "supervisor": actor("sup") });
    node.append(StreamId(uuid::Uuid::from_u128(6)), &[FromElsewhere::PersonScreened { person, rest }]);
    let page = || node.ask_in("en", "sup", "GET", &format!("/protection/screenings/{screening}"), "");
    let (status, there) = page();
    assert!(status == 200 && there.contains("carer") && there.contains("has not reached this post"), "{there}");
    publish(&node, &text);
    let (_, there) = page();
    assert!(there.contains("Who is with you?") && !there.contains("has not reached this post"), "{there}");
}

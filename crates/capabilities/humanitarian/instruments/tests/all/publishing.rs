//! From a proposal to a sheet that is asked, and its end.

use crate::node::{Node, child, publish_elsewhere, second};
use serde_json::json;

#[test]
fn the_shipped_sheets_are_editions_that_exist_from_the_start() {
    let node = Node::new();
    for code in ["arrival", "child", "wg_short_set"] {
        assert_eq!(node.list(code), [json!([1, "published", true, false])], "{code}");
    }
}

#[test]
fn a_sheet_is_published_by_a_second_person_and_asked_instead_of_the_one_before() {
    let node = Node::new();
    let sheet = node.proposed(&second());
    assert_eq!(node.list("child"), [json!([2, "proposed", false, false]), json!([1, "published", true, false])]);
    let facts = node.facts();
    assert_eq!(node.proposed(&second()), sheet, "the same again");
    assert_eq!(node.facts(), facts, "changes nothing");
    let rule = json!({ "sheet": sheet, "agreed": true });
    node.done("first", "rule_on_sheet", &rule);
    assert_eq!(node.list("child"), [json!([2, "published", true, false]), json!([1, "published", false, false])]);
    assert_eq!(node.refused("second", "rule_on_sheet", &rule), "INS-003");
    let read = node.sheet(&sheet).unwrap();
    assert_eq!(read["text"], second());
    let steps: Vec<_> = read["steps"].as_array().unwrap().iter().map(|step| step["what"].clone()).collect();
    assert_eq!(steps, [json!("proposed"), json!("published")]);
}

#[test]
fn nobody_publishes_alone() {
    let node = Node::new();
    let sheet = node.done("first", "propose_sheet", &json!({ "text": second() }))["sheet"].clone();
    let rule = json!({ "sheet": sheet, "agreed": true });
    assert_eq!(node.refused("first", "rule_on_sheet", &rule), "INS-004");
    assert_eq!(node.refused("worker", "rule_on_sheet", &rule), "GEN-403");
    assert_eq!(node.refused("national", "rule_on_sheet", &rule), "GEN-403");
    node.done("second", "rule_on_sheet", &rule);
    assert_eq!(node.list("child")[0], json!([2, "published", true, false]));
}

#[test]
fn a_proposal_is_refused_with_a_reason_and_can_be_made_again() {
    let node = Node::new();
    let sheet = node.proposed(&second());
    assert_eq!(node.refused("first", "rule_on_sheet", &json!({ "sheet": sheet, "agreed": false })), "GEN-422");
    node.done("first", "rule_on_sheet", &json!({ "sheet": sheet, "agreed": false, "reason": "hard to say" }));
    assert_eq!(node.list("child")[0][1], "refused");
    // Its version is free again for a better text.
    let better = format!("# better\n{}", second());
    let better = node.proposed(&better);
    node.done("first", "rule_on_sheet", &json!({ "sheet": better, "agreed": true }));
    assert_eq!(node.refused("sup", "propose_sheet", &json!({ "text": second() })), "INS-002");
}

#[test]
fn a_withdrawn_sheet_is_asked_until_its_day_and_the_one_before_from_then_on() {
    let node = Node::new();
    let sheet = node.proposed(&second());
    let from = node.app.gate.now().date_at(0).plus_days(2);
    let withdraw = json!({ "sheet": sheet, "from": from, "reason": "frightens" });
    assert_eq!(node.refused("first", "withdraw_sheet", &withdraw), "GEN-404", "it is not published");
    node.done("first", "rule_on_sheet", &json!({ "sheet": sheet, "agreed": true }));
    node.done("first", "withdraw_sheet", &withdraw);
    assert_eq!(node.refused("first", "withdraw_sheet", &withdraw), "INS-003");
    assert_eq!(node.list("child")[0], json!([2, "published", true, false]));
    node.pass(2 * 86_400);
    assert_eq!(node.list("child"), [json!([2, "withdrawn", false, false]), json!([1, "published", true, false])]);
    assert_eq!(node.sheet(&sheet).unwrap()["text"], second(), "its text stays");
}

#[test]
fn two_contents_of_one_version_stand_side_by_side_until_one_is_withdrawn() {
    let node = Node::new();
    let sheet = node.proposed(&second());
    node.done("first", "rule_on_sheet", &json!({ "sheet": sheet, "agreed": true }));
    publish_elsewhere(&node, &format!("# another post\n{}", second()));
    let (both, before) = (json!([2, "published", true, true]), json!([1, "published", false, false]));
    assert_eq!(node.list("child"), [both.clone(), both, before]);
    for language in ["ar", "fr", "en"] {
        let (status, page) = node.ask(language, "first", "GET", "/instruments", "");
        assert!(status == 200 && page.matches("banner--bad").count() == 2, "{page}");
    }
    let today = node.app.gate.now().date_at(0);
    node.done("first", "withdraw_sheet", &json!({ "sheet": sheet, "from": today, "reason": "two of them" }));
    let asked: Vec<_> = node.list("child").into_iter().filter(|row| row[2] == true).collect();
    assert_eq!(asked.len(), 1);
}

#[test]
fn a_yes_and_a_no_at_two_posts_are_shown() {
    let node = Node::new();
    let sheet = node.proposed(&second());
    publish_elsewhere(&node, &second());
    let fact = contracts::instrument::InstrumentFact::SheetRefused {
        sheet: crate::node::name(&second()),
        reason: kernel::Text::parse("not for children").unwrap(),
    };
    node.append(kernel::StreamId(uuid::Uuid::from_u128(1)), &[fact]);
    let read = node.sheet(&sheet).unwrap();
    assert_eq!((&read["state"], &read["disputed"]), (&json!("published"), &json!(true)));
    let (_, page) = node.ask("en", "first", "GET", "/instruments", "");
    assert!(page.contains("another refused the same proposal"));
}

#[test]
fn tables_built_anew_are_the_same() {
    let node = Node::new();
    let sheet = node.proposed(&second());
    node.done("first", "rule_on_sheet", &json!({ "sheet": sheet, "agreed": true }));
    publish_elsewhere(&node, &format!("# another post\n{}", second()));
    let today = node.app.gate.now().date_at(0);
    node.done("second", "withdraw_sheet", &json!({ "sheet": sheet, "from": today, "reason": "two of them" }));
    let read = || (node.list("child"), node.sheet(&sheet).unwrap());
    let before = read();
    node.log().rebuild(&mut |_, _| {}).unwrap();
    assert_eq!(read(), before);
    assert_eq!(
        node.sheet(&json!({ "code": "child", "version": 1, "digest": screening::Digest::of(child()) })).unwrap()["text"],
        child()
    );
}

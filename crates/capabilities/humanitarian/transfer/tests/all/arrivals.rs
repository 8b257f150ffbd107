//! The coordinator's counts of arrivals: by day and site, nobody's id, and no few people.

use crate::node::{Node, somebody};
use access::{
    Query,
    Role::{NationalCoordinator, ReceptionManager},
};
use kernel::Sex::Female;
use serde_json::{Value, json};

fn convoy(node: &Node, due: &str, people: u16) -> Value {
    let plan = json!({ "is": "road", "from": "Adré", "due": due, "people": people });
    node.done("announce_convoy", &plan)["convoy"].clone()
}

fn counted(node: &Node, convoy: &Value, left: u16, arrived: u16) {
    node.done("depart_convoy", &json!({ "convoy": convoy, "counted": left }));
    node.done("arrive_convoy", &json!({ "convoy": convoy, "counted": arrived }));
}

fn days(node: &Node) -> Vec<(String, [Value; 4])> {
    let query = Query::by("from", "2026-09-01").and("to", "2026-09-30");
    let rows = node.rows_for(&somebody(NationalCoordinator), "arrivals", &query);
    let numbers = ["expected", "departed", "arrived", "missing"];
    let cells = |row: &Value| numbers.map(|name| row[format!("transfer_count_{name}")].clone());
    rows.iter().map(|row| (row["transfer_day"].as_str().unwrap().to_owned(), cells(row))).collect()
}

#[test]
fn days_and_sites_are_told_in_numbers_and_few_people_are_not() {
    let node = Node::new();
    let (_, people) = node.household(1, &[(Female, 30)]);
    for (due, announced, left, arrived) in [
        ("2026-09-10T10:00:00Z", 30, 30, 30),
        ("2026-09-10T12:00:00Z", 20, 20, 20),
        ("2026-09-11T10:00:00Z", 40, 40, 38),
    ] {
        let convoy = convoy(&node, due, announced);
        counted(&node, &convoy, left, arrived);
        node.pass(1);
    }
    let running = convoy(&node, "2026-09-29T10:00:00Z", 33);
    node.done("list_people", &json!({ "convoy": running, "people": people }));
    node.pass(1);
    let off = convoy(&node, "2026-09-28T10:00:00Z", 50);
    node.done("cancel_convoy", &json!({ "convoy": off, "why": "road" }));
    let (some, none) = (|n: u16| json!(n), Value::Null);
    assert_eq!(
        days(&node),
        [
            ("2026-09-29".to_owned(), [some(30), none.clone(), none.clone(), none.clone()]),
            ("2026-09-11".to_owned(), [some(40), some(40), none.clone(), some(0)]),
            ("2026-09-10".to_owned(), [some(50), some(50), some(50), some(0)]),
        ]
    );
}

#[test]
fn nobody_is_named_and_nobody_else_reads_it() {
    let node = Node::new();
    let (household, people) = node.household(1, &[(Female, 30)]);
    let convoy = convoy(&node, "2026-09-10T10:00:00Z", 9);
    node.done("list_people", &json!({ "convoy": convoy, "people": people }));
    for language in ["ar", "fr", "en"] {
        let page = "/transfer/arrivals?from=2026-09-01&to=2026-09-30";
        let (status, body) = node.ask_in(language, NationalCoordinator, "GET", page, "");
        assert!(status == 200 && body.contains("<tbody>"), "{status} {body}");
        for id in [people[0].to_string(), household.to_string(), convoy.as_str().unwrap().to_owned()] {
            assert!(!body.contains(&id), "{id} in {body}");
        }
        assert!(!body.contains('⟨') && !body.contains("column-transfer"), "{body}");
    }
    let empty = node.ask_in("en", NationalCoordinator, "GET", "/transfer/arrivals?from=2020-01-01&to=2020-01-02", "");
    assert!(empty.0 == 200 && empty.1.contains("No convoy is due"), "{}", empty.1);
    assert_eq!(node.ask(ReceptionManager, "GET", "/transfer/arrivals", "").0, 403);
}

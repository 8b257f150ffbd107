//! Counts: by day for those who register, who know the people; in months, rounded, for everybody else, on the page and in each export.

use crate::node::{Node, details, somebody};
use access::{Query, Role, Who};
use kernel::Purpose;
use serde_json::{Value, json};

/// Everybody who reads counts without registering, for each purpose.
const READERS: [(Role, Purpose); 5] = [
    (Role::ProtectionOfficer, Purpose::Protection),
    (Role::ProtectionOfficer, Purpose::Oversight),
    (Role::DataProtectionOfficer, Purpose::Protection),
    (Role::DataProtectionOfficer, Purpose::Oversight),
    (Role::NationalCoordinator, Purpose::Statistics),
];

/// The last day of the example's month, and the days of the next one.
const TO_THE_NEXT_MONTH: i64 = 10 * 86_400;

fn reader((role, purpose): (Role, Purpose)) -> Who {
    Who { purpose: Some(purpose), ..somebody(role) }
}

fn counts(node: &Node, who: &Who) -> Vec<Value> {
    let count = |row: &Value| json!([row["registration_period"], row["registration_sex"], row["registration_people"]]);
    node.rows_for(who, "statistics", &Query::default()).iter().map(count).collect()
}

/// The page and each export, as each reader for each purpose gets them.
fn told(node: &Node) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for one in READERS {
        let rows = node.rows_for(&reader(one), "statistics", &Query::default());
        out.push(Value::from(rows).to_string());
    }
    for role in [Role::ProtectionOfficer, Role::DataProtectionOfficer, Role::NationalCoordinator] {
        out.push(node.page(role, "/registration/statistics"));
        for format in ["json", "csv", "hxl"] {
            out.push(node.page(role, &format!("/api/v1/views/registration.statistics?format={format}")));
        }
    }
    out
}

fn register(node: &Node, people: usize) {
    node.household(&["Hawa", "Issa", "Mariam", "Ali", "Zeinab", "Adam", "Fatimé"][..people]);
}

#[test]
fn registration_counts_its_people_by_day() {
    let node = Node::new();
    register(&node, 4);
    assert_eq!(counts(&node, &somebody(Role::RegistrationClerk)), [json!(["2026-09-21", "female", 4])]);
    let page = node.page(Role::RegistrationSupervisor, "/registration/statistics");
    assert!(page.contains("<bdi dir=\"ltr\" class=\"ltr\">4</bdi>"));
    let csv = node.page(Role::RegistrationClerk, "/api/v1/views/registration.statistics?format=csv");
    assert!(csv.contains("2026-09-21,SD04,female,18_59,4\r\n"), "{csv}");
    // Exact counts are for those alone who read the names of the same people.
    let who = |action: &str| -> Vec<String> {
        let of = node.app.gate.matrix().rows().filter(|row| row.action == action);
        let of = of.filter(|row| row.purposes.contains(&Purpose::Registration));
        of.map(|row| format!("{:?} {:?}", row.roles, row.relation)).collect()
    };
    assert_eq!(who("registration.statistics"), who("registration.find"));
}

#[test]
fn fewer_than_five_are_in_no_row_for_those_who_do_not_register() {
    let node = Node::new();
    let nobody = told(&node);
    register(&node, 4);
    assert_eq!(told(&node), nobody, "that somebody was registered is not told either");
    register(&node, 1);
    for one in READERS {
        assert_eq!(counts(&node, &reader(one)), [json!(["2026-09", "female", 5])], "{one:?}");
    }
}

#[test]
fn one_person_more_or_less_makes_no_difference_between_two_exports() {
    let node = Node::new();
    register(&node, 7);
    let before = told(&node);
    for (format, line) in [("csv", "2026-09,SD04,female,18_59,5\r\n"), ("json", "\"registration_people\":5")] {
        assert!(before.iter().any(|export| export.contains(line)), "{format}");
    }
    register(&node, 2);
    assert_eq!(told(&node), before, "while the month runs");
    node.pass(TO_THE_NEXT_MONTH);
    let over = told(&node);
    let person = node.rows("find", &Query::by("q", "Zeinab"))[0]["people_person"].clone();
    let mut details = details("Zeinab");
    details["sex"] = json!("male");
    node.done("correct_person", &json!({ "person": person, "details": details, "reason": "a wrong key" }));
    assert_eq!(told(&node), over, "when a record of a month that is over is corrected");
}

#[test]
fn no_day_and_no_part_of_a_month_is_told_alone() {
    let node = Node::new();
    register(&node, 6);
    node.pass(86_400);
    register(&node, 7);
    for one in READERS {
        for (from, to) in [("2026-09-21", "2026-09-21"), ("2026-09-22", "2026-09-22"), ("2026-09-01", "2026-09-30")] {
            let query = Query::by("from", from).and("to", to);
            let rows = node.rows_for(&reader(one), "statistics", &query);
            assert_eq!((rows.len(), &rows[0]["registration_people"]), (1, &json!(10)), "{one:?} {from} {to}");
        }
    }
}

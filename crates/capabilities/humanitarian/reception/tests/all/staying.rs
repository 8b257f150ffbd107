//! From the door to the bed and away again.

use crate::node::{Node, elsewhere, site, somebody};
use access::{Query, Role};
use contracts::stay::StayFact;
use kernel::Sex::{Female, Male};
use log::At;
use serde_json::{Value, json};

fn place(person: impl ToString, unit: &str, room: &str, bed: u16) -> Value {
    json!({ "person": person.to_string(), "unit": unit, "room": room, "bed": bed })
}

#[test]
fn a_household_is_given_beds_checked_in_away_back_and_gone() {
    let node = Node::new();
    let (household, people) = node.household(1, &[(Female, 30), (Male, 6)]);
    let (unit, rooms) = node.unit("A", &json!({}), &[3]);
    assert_eq!(node.rows("waiting", &Query::default()).len(), 1);
    let places = json!({ "places": [place(people[0], &unit, &rooms[0], 1), place(people[1], &unit, &rooms[0], 2)] });
    node.done("assign_places", &places);
    assert!(node.rows("waiting", &Query::default()).is_empty());
    let all = json!({ "people": people });
    node.done("check_in", &all);
    assert_eq!(node.refused("check_in", &all), "REC-020");
    let status = || -> Vec<String> {
        let rows = node.rows("presence", &Query::default());
        rows.iter()
            .map(|row| {
                format!("{} {}", row["reception_place"].as_str().unwrap(), row["reception_status"].as_str().unwrap())
            })
            .collect()
    };
    assert_eq!(status(), ["A-1-1 present", "A-1-2 present"]);
    node.done("mark_absent", &json!({ "people": [people[1]] }));
    assert_eq!(status(), ["A-1-1 present", "A-1-2 absent"]);
    node.done("mark_returned", &json!({ "people": [people[1]] }));
    node.pass(86_400);
    node.done("end_stay", &json!({ "people": people, "why": "departed" }));
    assert!(status().is_empty());
    let board = node.record_of("board", "-", "-");
    assert_eq!((board["free"].clone(), board["held"].clone()), (json!(3), json!(0)));
    let days = node.rows("occupancy", &Query { per_page: 60, ..Query::default() });
    let last: Vec<(Value, Value, Value)> = days[28..]
        .iter()
        .map(|d| (d["reception_present"].clone(), d["reception_came"].clone(), d["reception_left"].clone()))
        .collect();
    assert_eq!(last, [(json!(2), json!(2), json!(0)), (json!(0), json!(0), json!(2))]);
    let record = node.record_of("household", "id", &household.to_string());
    assert_eq!(record["people"][0]["status"], "left");
}

#[test]
fn a_tent_for_one_household_has_no_free_place_for_others() {
    let node = Node::new();
    let (_, people) = node.household(1, &[(Female, 30)]);
    let (unit, rooms) = node.unit("B", &json!({ "one_household": true }), &[4]);
    node.done("assign_places", &json!({ "places": [place(people[0], &unit, &rooms[0], 1)] }));
    assert_eq!(node.record_of("board", "-", "-")["free"], json!(0));
}

#[test]
fn other_capabilities_read_the_stays_as_the_contract() {
    let node = Node::new();
    let (_, people) = node.household(1, &[(Female, 30)]);
    node.unit("A", &json!({}), &[3]);
    node.done("check_in", &json!({ "people": people }));
    node.done("end_stay", &json!({ "people": people, "why": "reunited" }));
    let facts = node.log().after(0, 1000).unwrap();
    let stays: Vec<StayFact> = facts.iter().filter_map(|fact| fact.fact().unwrap()).collect();
    assert!(
        matches!(stays.as_slice(), [StayFact::StayBegun(of), StayFact::StayEnded { .. }] if of.person == people[0])
    );
}

#[test]
fn a_held_bed_is_not_given_again_in_silence() {
    let node = Node::new();
    let (_, first) = node.household(1, &[(Female, 30)]);
    let (_, second) = node.household(2, &[(Female, 40)]);
    let (unit, rooms) = node.unit("A", &json!({}), &[1]);
    node.done("assign_places", &json!({ "places": [place(first[0], &unit, &rooms[0], 1)] }));
    let again = json!({ "places": [place(second[0], &unit, &rooms[0], 1)] });
    assert_eq!(node.refused("assign_places", &again), "REC-015");
    assert!(node.items().is_empty());
    let mut with_words = again;
    with_words["exception"] = json!("the baby sleeps with its aunt");
    node.done("assign_places", &with_words);
    assert_eq!(node.items().len(), 2);
}

#[test]
fn who_is_not_of_the_site_and_not_expected_there_does_not_exist() {
    let node = Node::new();
    let (household, people) = node.household_at(1, At::example().id(10), &[(Female, 30)]);
    assert_eq!(node.refused("check_in", &json!({ "people": people })), "GEN-404");
    let query = Query::by("id", household);
    let manager = somebody(Role::ReceptionManager);
    assert_eq!(node.app.gate.view(&manager, "reception.household", &query).unwrap_err().code, "GEN-404");
    let (unit, rooms) = node.unit("A", &json!({}), &[1]);
    let there = elsewhere(Role::ReceptionManager);
    let places = json!({ "places": [place(people[0], &unit, &rooms[0], 1)] });
    assert_eq!(node.run(&there, "assign_places", &places).unwrap_err().code, "GEN-404");
    assert_eq!(node.app.gate.view(&there, "reception.unit", &Query::by("id", unit)).unwrap_err().code, "GEN-404");
}

#[test]
fn whoever_is_erased_leaves_the_lists_and_the_bed_is_freed_by_hand() {
    let node = Node::new();
    let (_, people) = node.household(1, &[(Female, 30)]);
    let (unit, rooms) = node.unit("A", &json!({}), &[1]);
    node.done("assign_places", &json!({ "places": [place(people[0], &unit, &rooms[0], 1)] }));
    node.erase(people[0]);
    assert!(node.rows("presence", &Query::default()).is_empty());
    assert_eq!(node.items(), ["held_by_nobody"]);
    let bed = &node.record_of("unit", "id", &unit)["rooms"][0]["beds"][0];
    let free = json!({ "unit": unit, "room": rooms[0], "bed": 1, "stay": bed["holders"][0]["stay"] });
    node.done("free_bed", &free);
    assert!(node.items().is_empty());
    assert_eq!(site(), somebody(Role::ReceptionManager).site.unwrap());
}

#[test]
fn what_was_said_about_people_goes_with_them() {
    let node = Node::new();
    let (household, people) = node.household(1, &[(Female, 30), (Male, 8)]);
    let (_, other) = node.household(2, &[(Female, 40)]);
    node.done("check_in", &json!({ "people": other }));
    let item = node.rows("items", &Query::default())[0]["reception_item"].clone();
    node.done("settle_item", &json!({ "item": item, "note": "WORDS-SETTLED" }));
    let units = ["A", "B"].map(|code| node.unit(code, &json!({}), &[1]));
    let places: Vec<_> = people.iter().zip(&units).map(|(id, (unit, rooms))| place(*id, unit, &rooms[0], 1)).collect();
    let apart = json!({ "reason": "health", "note": "WORDS-APART" });
    node.done("assign_places", &json!({ "places": places, "apart": apart }));
    let said = || {
        let record = node.record_of("household", "id", &household.to_string());
        let settled = node.rows("items", &Query::by("settled", true));
        [json!(record).to_string(), json!(settled).to_string()].map(|text| text.contains("WORDS-"))
    };
    assert_eq!(said(), [true; 2]);
    for person in [people[0], other[0]] {
        node.erase(person);
    }
    assert_eq!(said(), [false; 2]);
    node.log().rebuild(&mut |_, _| {}).unwrap();
    assert_eq!(said(), [false; 2]);
    assert!(!node.can_read("WORDS-"));
}

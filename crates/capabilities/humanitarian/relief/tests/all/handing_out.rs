//! What is due, what was had, and that nobody is refused.

use crate::node::{Node, elsewhere, site, somebody};
use access::{Query, Role};
use contracts::stay::{Stay, StayFact};
use kernel::{
    HouseholdId, PersonId,
    Sex::{Female, Male},
    SiteId, StayId, StreamId,
};
use log::At;
use serde_json::{Value, json};

fn hand_out(node: &Node, household: HouseholdId, item: &str, entitlement: Option<&str>) -> Value {
    let line = json!({ "item": item, "quantity": 1, "entitlement": entitlement });
    let done = node.done("hand_out", &json!({ "household": household, "lines": [line] }));
    node.pass(60);
    done
}

fn stays(node: &Node, person: PersonId, household: HouseholdId, at: SiteId) -> Stay {
    let stay = Stay { stay: StayId(person.0), person, household, site: at };
    node.append(StreamId(uuid::Uuid::from_u128(person.0.as_u128() + 7)), &[StayFact::StayBegun(stay)]);
    stay
}

#[test]
fn a_kit_is_due_once_and_the_earlier_hand_out_explains_why_not_again() {
    let node = Node::new();
    let (household, people) = node.household(1, &[(Female, 30), (Male, 6), (Male, 2)]);
    let (kit, meal) = (node.item("KIT", "kit"), node.item("MEAL", "meal"));
    let once = node.entitlement(&kit, "household", &json!({ "once": true }));
    let daily = node.entitlement(&meal, "person", &json!({ "max_per_day": 3 }));
    assert_eq!(node.due(household), [("KIT".to_owned(), 1, vec![]), ("MEAL".to_owned(), 3, vec![])]);
    hand_out(&node, household, &kit, Some(&once));
    let line = json!({ "item": meal, "quantity": 1, "entitlement": daily, "people": [people[1]] });
    node.done("hand_out", &json!({ "household": household, "lines": [line] }));
    assert_eq!(node.due(household), [("KIT".to_owned(), 0, vec!["once".into()]), ("MEAL".to_owned(), 3, vec![])]);
    let record = node.record_of("household", "id", &household.to_string());
    let bar = &record["lines"][0]["not"][0]["bars"][0];
    assert_eq!((bar["here"].clone(), bar["site"].clone()), (json!(true), json!(site())));
    assert_eq!(record["had"].as_array().unwrap().len(), 2);
}

#[test]
fn what_is_not_due_is_recorded_all_the_same() {
    let node = Node::new();
    let (household, _) = node.household(1, &[(Female, 30)]);
    let kit = node.item("KIT", "kit");
    let once = node.entitlement(&kit, "household", &json!({ "once": true }));
    for _ in 0..3 {
        hand_out(&node, household, &kit, Some(&once));
    }
    assert_eq!(node.on_hand("KIT"), -3);
    assert_eq!(node.rows("handouts", &Query::default()).len(), 3);
}

#[test]
fn a_hand_out_that_was_taken_back_counts_for_nobody_and_is_on_the_shelf_again() {
    let node = Node::new();
    let (household, _) = node.household(1, &[(Female, 30)]);
    let kit = node.item("KIT", "kit");
    let once = node.entitlement(&kit, "household", &json!({ "once": true }));
    let handout = hand_out(&node, household, &kit, Some(&once))["handout"].clone();
    node.done("take_back", &json!({ "handout": handout, "why": "mistake" }));
    assert_eq!(node.due(household), [("KIT".to_owned(), 1, vec![])]);
    assert_eq!(node.on_hand("KIT"), 0);
    assert_eq!(node.refused("take_back", &json!({ "handout": handout, "why": "mistake" })), "RLF-008");
    let spoiled = hand_out(&node, household, &kit, Some(&once))["handout"].clone();
    node.done("take_back", &json!({ "handout": spoiled, "why": "spoiled" }));
    assert_eq!((node.due(household)[0].1, node.on_hand("KIT")), (1, -1));
}

#[test]
fn what_was_said_of_a_hand_out_taken_back_goes_with_the_person_and_the_stock_stays() {
    let node = Node::new();
    let (household, people) = node.household(1, &[(Female, 30)]);
    let kit = node.item("KIT", "kit");
    let handout = hand_out(&node, household, &kit, None)["handout"].clone();
    node.done("take_back", &json!({ "handout": handout, "why": "returned", "note": "WORDS-BACK" }));
    let said = || node.record_of("handout", "id", handout.as_str().unwrap())["back"]["note"] == "WORDS-BACK";
    let seen = |was_said: bool| assert_eq!((said(), node.on_hand("KIT")), (was_said, 0));
    seen(true);
    node.erase(people[0]);
    seen(false);
    node.log().rebuild(&mut |_, _| {}).unwrap();
    seen(false);
    assert!(!node.can_read("WORDS-"));
}

#[test]
fn residents_and_those_present_are_known_by_their_stay() {
    let node = Node::new();
    let (household, people) = node.household(1, &[(Female, 30), (Male, 6)]);
    let meal = node.item("MEAL", "meal");
    node.entitlement(&meal, "person", &json!({ "residents_only": true, "presence_required": true }));
    assert_eq!(node.due(household)[0].1, 0);
    let stay = stays(&node, people[0], household, site());
    assert_eq!(node.due(household)[0], ("MEAL".into(), 1, vec!["not_present".into(), "not_resident".into()]));
    node.pass(60);
    node.append(StreamId(uuid::Uuid::from_u128(people[0].0.as_u128() + 7)), &[StayFact::AbsenceNoted(stay)]);
    assert_eq!(node.due(household)[0].2, ["not_present", "not_present", "not_resident"]);
}

#[test]
fn a_card_of_another_site_is_served_and_a_record_of_another_site_is_not_found() {
    let node = Node::new();
    let (household, _) = node.household_at(1, At::example().id(10), &[(Female, 30)]);
    let kit = node.item("KIT", "kit");
    node.entitlement(&kit, "household", &json!({ "once": true }));
    let line = json!([{ "item": kit, "quantity": 1 }]);
    assert_eq!(node.refused("hand_out", &json!({ "household": household, "lines": line })), "GEN-404");
    let there = node.app.gate.view(&elsewhere(Role::DistributionTeam), "relief.household", &Query::by("id", household));
    let number = there.unwrap().record()["number"].as_str().unwrap().to_owned();
    let record = node.record_of("household", "code", &number);
    assert_eq!((record["of_site"].clone(), record["lines"][0]["quantity"].clone()), (json!(false), json!(1)));
    node.done("hand_out", &json!({ "code": number, "lines": line }));
    assert_eq!(node.record_of("household", "code", &number)["lines"][0]["quantity"], json!(0));
    assert_eq!(node.refused("hand_out", &json!({ "code": "2222-2222-2222", "lines": line })), "RLF-001");
}

#[test]
fn an_id_of_something_else_or_of_another_site_is_not_found() {
    let node = Node::new();
    let (household, _) = node.household(1, &[(Female, 30)]);
    let kit = node.item("KIT", "kit");
    let once = node.entitlement(&kit, "household", &json!({ "once": true }));
    let handout = hand_out(&node, household, &kit, Some(&once))["handout"].clone();
    let received = json!({ "consignment": handout, "lines": [{ "item": kit, "quantity": 9 }] });
    let (back, end) = (|of: &Value| json!({ "handout": of, "why": "mistake" }), "the donation is used up");
    assert_eq!(node.refused("receive_stock", &received), "GEN-404");
    assert_eq!(node.refused("take_back", &back(&json!(once))), "GEN-404");
    assert_eq!(node.refused("end_entitlement", &json!({ "entitlement": handout, "why": end })), "GEN-404");
    let there = |command: &str, json: &Value| node.run(&elsewhere(Role::ReceptionManager), command, json).unwrap_err();
    assert_eq!(there("take_back", &back(&handout)).code, "GEN-404");
    assert_eq!(there("end_entitlement", &json!({ "entitlement": once, "why": end })).code, "GEN-404");
    assert_eq!((node.on_hand("KIT"), node.due(household)), (-1, vec![("KIT".into(), 0, vec!["once".into()])]));
}

#[test]
fn people_without_a_record_are_served_and_listed() {
    let node = Node::new();
    let meal = node.item("MEAL", "meal");
    let lines = json!([{ "item": meal, "quantity": 40 }]);
    assert_eq!(node.refused("hand_out", &json!({ "lines": lines })), "RLF-009");
    node.done("hand_out", &json!({ "people": 40, "lines": lines, "reason": "the bus from Tiné, before registration" }));
    let rows = node.rows("handouts", &Query::by("which", "no_record"));
    assert_eq!((rows.len(), rows[0]["relief_people"].clone(), node.on_hand("MEAL")), (1, json!(40), -40));
}

#[test]
fn the_team_sees_names_and_what_is_due_and_nothing_else_of_a_person() {
    let node = Node::new();
    let (household, _) = node.household(1, &[(Female, 30), (Male, 6)]);
    let kit = node.item("KIT", "kit");
    node.entitlement(&kit, "household", &json!({}));
    let who = somebody(Role::DistributionTeam);
    let answer = node.app.gate.view(&who, "relief.household", &Query::by("id", household)).unwrap();
    let mut keys: Vec<&String> = answer.record().as_object().unwrap().keys().collect();
    keys.sort();
    assert_eq!(keys, ["had", "head", "household", "lines", "number", "of_site", "people", "size"]);
    let person = answer.record()["people"][0].as_object().unwrap();
    assert_eq!(person.keys().collect::<Vec<_>>(), ["name", "person"]);
    for command in ["define_item", "define_entitlement", "count_stock", "send_stock"] {
        assert!(!node.app.gate.may(&who, &format!("relief.{command}")), "{command}");
    }
}

#[test]
fn the_national_coordinator_sees_no_count_of_few_people() {
    let node = Node::new();
    let meal = node.item("MEAL", "meal");
    let served = |people: u16| {
        let lines = json!([{ "item": meal, "quantity": 2 * people }]);
        node.done("hand_out", &json!({ "people": people, "lines": lines, "reason": "a bus" }));
    };
    let national = |node: &Node| {
        let rows = trial::Trial::rows(node, &somebody(Role::NationalCoordinator), "statistics", &Query::default());
        rows.iter().map(|row| (row["relief_quantity"].clone(), row["relief_people"].clone())).collect::<Vec<_>>()
    };
    served(4);
    assert_eq!((national(&node), node.rows("statistics", &Query::default()).len()), (vec![], 1));
    served(3);
    assert_eq!(national(&node), [(json!(14), json!(7))]);
}

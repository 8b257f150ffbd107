//! Lists and forecasts: who has not had an item, and how long the shelf lasts with those who are on their way.

use crate::node::{Node, site};
use access::Query;
use contracts::{
    convoy::{CancelReason, ConvoyFact, ConvoyKind, ConvoyPlan},
    stay::{Stay, StayFact},
};
use kernel::{ConvoyId, HouseholdId, Moment, PersonId, Sex::Female, StayId, StreamId, Text, counts::Counts};
use serde_json::{Value, json};

fn stays(node: &Node, person: PersonId, household: HouseholdId) {
    let stay = Stay { stay: StayId(person.0), person, household, site: site() };
    node.append(StreamId(uuid::Uuid::from_u128(person.0.as_u128() + 7)), &[StayFact::StayBegun(stay)]);
}

fn plan(people: u16, due: Moment) -> ConvoyPlan {
    ConvoyPlan {
        from_site: None,
        from: Text::parse("Adré").unwrap(),
        to: site(),
        is: ConvoyKind::Road,
        due,
        people,
        by_age: Counts::default(),
        vehicles: vec![],
    }
}

#[test]
fn the_list_names_households_that_stay_here_and_are_due_something() {
    let node = Node::new();
    let (one, people) = node.household(1, &[(Female, 30), (Female, 4)]);
    let (other, others) = node.household(2, &[(Female, 30)]);
    node.household(3, &[(Female, 30)]);
    stays(&node, people[0], one);
    stays(&node, others[0], other);
    let kit = node.item("KIT", "kit");
    let rule = node.entitlement(&kit, "household", &json!({ "once": true }));
    let listed = |all: bool| -> Vec<(Value, Value)> {
        let rows = node.rows("list", &Query::by("entitlement", &rule).and("all", all));
        rows.iter().map(|row| (row["relief_household"].clone(), row["relief_due"].clone())).collect()
    };
    let mut both = listed(false);
    both.sort_by_key(|(household, _)| household.to_string());
    assert_eq!(both, [(json!(one), json!(1)), (json!(other), json!(1))]);
    let line = json!({ "item": kit, "quantity": 1, "entitlement": rule });
    node.done("hand_out", &json!({ "household": one, "lines": [line] }));
    assert_eq!(listed(false), [(json!(other), json!(1))]);
    assert_eq!(listed(true).len(), 2);
}

#[test]
fn who_is_on_the_way_eats_from_the_day_they_arrive() {
    let node = Node::new();
    let (household, people) = node.household(1, &[(Female, 30), (Female, 4)]);
    people.iter().for_each(|person| stays(&node, *person, household));
    let meal = node.item("MEAL", "meal");
    node.done("receive_stock", &json!({ "from": "Kitchen", "lines": [{ "item": meal, "quantity": 100 }] }));
    let rate = json!({ "item": meal, "basis": "day", "quantity": 3, "people": 1, "source": "ration of the site" });
    node.done("state_rate", &rate);
    let convoy = ConvoyId(uuid::Uuid::from_u128(5));
    let tomorrow = node.app.gate.now().plus_seconds(86_400);
    let announced = ConvoyFact::ConvoyAnnounced { convoy, plan: plan(30, tomorrow) };
    node.append(convoy.into(), &[announced]);
    let forecast = || node.record_of("forecast", "days", "3");
    let arrivals = |value: &Value| -> Vec<i64> {
        value["days"].as_array().unwrap().iter().map(|day| day["arrivals"].as_i64().unwrap()).collect()
    };
    let now = forecast();
    assert_eq!((now["present"].clone(), arrivals(&now)), (json!(2), vec![0, 30, 0]));
    let item = &now["items"][0];
    let left: Vec<i64> = item["days"].as_array().unwrap().iter().map(|day| day["left"].as_i64().unwrap()).collect();
    assert_eq!((left, item["days_left"].clone()), (vec![94, -2, -98], json!(1)));
    assert_eq!(item["source"], "ration of the site");
    // They count 26 when they leave, and one day later they are planned for.
    node.append(convoy.into(), &[ConvoyFact::ConvoyDeparted { convoy, counted: 26 }]);
    assert_eq!(arrivals(&forecast()), [0, 26, 0]);
    let later = ConvoyFact::ConvoyChanged { convoy, plan: plan(30, tomorrow.plus_seconds(86_400)) };
    node.append(convoy.into(), &[later]);
    assert_eq!(arrivals(&forecast()), [0, 0, 26]);
    node.append(convoy.into(), &[ConvoyFact::ConvoyCancelled { convoy, why: CancelReason::Road }]);
    assert_eq!(arrivals(&forecast()), [0, 0, 0]);
}

#[test]
fn whoever_is_expected_on_no_known_day_is_reckoned_from_today() {
    let node = Node::new();
    let (household, people) = node.household(1, &[(Female, 30)]);
    let stay = Stay { stay: StayId(people[0].0), person: people[0], household, site: site() };
    node.append(StreamId(uuid::Uuid::from_u128(7)), &[StayFact::StayPlanned(stay)]);
    let forecast = || node.record_of("forecast", "days", "2");
    assert_eq!((forecast()["undated"].clone(), forecast()["days"][0]["arrivals"].clone()), (json!(1), json!(1)));
    // On the list of a convoy, they come with it and are not counted twice.
    let convoy = ConvoyId(uuid::Uuid::from_u128(5));
    let due = node.app.gate.now().plus_seconds(86_400);
    let facts = [
        ConvoyFact::ConvoyAnnounced { convoy, plan: plan(1, due) },
        ConvoyFact::PeopleListed { convoy, people: vec![people[0]] },
    ];
    node.append(convoy.into(), &facts);
    assert_eq!((forecast()["undated"].clone(), forecast()["days"][1]["arrivals"].clone()), (json!(0), json!(1)));
}

#[test]
fn a_rate_is_of_a_known_item_and_for_somebody_and_nothing_used_ends_it() {
    let node = Node::new();
    let (meal, unknown) = (node.item("MEAL", "meal"), ConvoyId(uuid::Uuid::from_u128(5)).to_string());
    let rate = |item: &str, quantity: u32, people: u32| json!({ "item": item, "basis": "day", "quantity": quantity, "people": people, "source": "ration of the site" });
    assert_eq!(node.refused("state_rate", &rate(&unknown, 3, 1)), "RLF-002");
    assert_eq!(node.refused("state_rate", &rate(&meal, 3, 0)), "RLF-018");
    let rates = || node.rows("rates", &Query::default()).len();
    node.done("state_rate", &rate(&meal, 3, 1));
    assert_eq!(rates(), 1);
    node.pass(60);
    node.done("state_rate", &rate(&meal, 0, 1));
    assert_eq!(rates(), 0);
}

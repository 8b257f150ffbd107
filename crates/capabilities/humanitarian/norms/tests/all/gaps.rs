//! Population × what was measured, day by day, and the actions against what is missing.

use crate::node::{Node, person, site, somebody, stay};
use access::{
    Query,
    Role::{NationalCoordinator, ReceptionManager},
    Who,
};
use contracts::{
    registration::{ErasureBasis, RegistrationFact},
    stay::{StayEnd, StayFact},
};
use kernel::{FactId, SiteId, StreamId, Text};
use norms::Fact;
use serde_json::{Value, json};

fn all() -> Query {
    Query { per_page: Query::MOST, ..Query::default() }
}

/// 110 people: 1 650 L and 3 toilets, of which 2 for women (1.65), are needed (UNHCR 2018, Sphere 2018).
#[test]
fn the_people_present_times_the_norm_less_what_was_measured_is_the_gap() {
    let node = Node::new();
    node.come(0..110);
    assert_eq!(node.gap("WATER"), json!([1650, null, 1650, "not_measured", false]));
    let water = json!({ "item": "WATER", "count": 3, "each": 500, "method": "metered", "by": "Water team" });
    node.done("record_measurement", &water);
    node.done(
        "record_measurement",
        &json!({ "item": "TOILETS", "count": 4, "women": 1, "men": 3, "method": "counted" }),
    );
    assert_eq!(node.gap("WATER"), json!([1650, 1500, 150, "short", false]));
    assert_eq!(node.gap("TOILETS"), json!([3, 4, 0, "minimum", false]));
    assert_eq!(node.gap("TOILETS-WOMEN"), json!([2, 1, 1, "short", false]));
    node.leave(0..10);
    node.away(10..20);
    assert_eq!(node.gap("WATER"), json!([1350, 1500, 0, "minimum", false]));
    node.pass_days(1);
    node.back(10..20);
    assert_eq!(node.gap("WATER"), json!([1500, 1500, 0, "minimum", false]));
    // Twenty households of five: two containers.
    assert_eq!(node.gap("WASTE")[0], json!(2));
}

#[test]
fn a_day_that_is_past_keeps_its_gap_and_an_old_measurement_is_marked_and_stays_readable() {
    let node = Node::new();
    node.come(0..10);
    node.done("record_measurement", &json!({ "item": "WATER", "count": 100, "method": "metered" }));
    node.pass_days(2);
    node.come(10..20);
    node.done("record_measurement", &json!({ "item": "WATER", "count": 400, "method": "metered" }));
    let days = || node.rows(ReceptionManager, "days", &all().and("norm", "WATER")).unwrap();
    let last = |n: usize| -> Vec<Value> {
        let of = days().into_iter().rev().take(n).collect::<Vec<_>>();
        of.into_iter().map(|row| json!([row["norms_people"], row["norms_needed"], row["norms_has"]])).rev().collect()
    };
    assert_eq!(last(9), [json!([10, 150, 100]), json!([10, 150, 100]), json!([20, 300, 400])]);
    // A correction of the same day counts from that day on; both stay readable.
    let day = node.today().plus_days(-2);
    node.done("record_measurement", &json!({ "item": "WATER", "count": 120, "on": day, "method": "metered" }));
    assert_eq!(last(3), [json!([10, 150, 120]), json!([10, 150, 120]), json!([20, 300, 400])]);
    let kept = node.rows(ReceptionManager, "measurements", &all().and("item", "WATER")).unwrap();
    let counts: Vec<&Value> = kept.iter().map(|row| &row["norms_count"]).collect();
    assert_eq!(counts, [&json!(400), &json!(120), &json!(100)]);
    node.pass_days(8);
    assert_eq!(node.gap("WATER"), json!([300, 400, 0, "target", true]));
}

#[test]
fn another_phase_asks_for_more_from_its_day_on() {
    let node = Node::new();
    node.come(0..100);
    node.done("record_measurement", &json!({ "item": "WATER", "count": 1600, "method": "reported" }));
    node.pass_days(1);
    assert_eq!(node.gap("WATER")[3], "minimum");
    node.done("declare_phase", &json!({ "phase": "transition" }));
    assert_eq!(node.gap("WATER"), json!([2000, 1600, 400, "short", false]));
    let days = node.rows(ReceptionManager, "days", &all().and("norm", "WATER")).unwrap();
    let states: Vec<&Value> = days.iter().rev().take(2).map(|row| &row["norms_state"]).collect();
    assert_eq!(states, [&json!("short"), &json!("minimum")]);
    let again = node.run(&somebody(ReceptionManager), "declare_phase", &json!({ "phase": "transition" }));
    assert_eq!(again.unwrap_err().code, "NRM-005");
}

#[test]
fn a_gap_without_an_action_stands_first_and_comes_back_when_the_action_is_cancelled() {
    let node = Node::new();
    node.come(0..100);
    for (item, count) in [("WATER", 150), ("TOILETS", 1), ("TAPS", 1)] {
        node.done("record_measurement", &json!({ "item": item, "count": count, "method": "counted" }));
    }
    let list = || -> Vec<(Value, Value)> {
        let rows = node.rows(ReceptionManager, "actions", &all()).unwrap();
        rows.into_iter().take(2).map(|row| (row["norms_norm"].clone(), row["norms_progress"].clone())).collect()
    };
    assert_eq!(list(), [(json!("WATER"), json!("nothing")), (json!("TOILETS"), json!("nothing"))]);
    let due = node.today().plus_days(2);
    let plan = json!({ "norm": "WATER", "what": "two more lorries", "who": "Water team", "due": due });
    let action = node.done("plan_action", &plan)["action"].clone();
    assert_eq!(list(), [(json!("TOILETS"), json!("nothing")), (json!("WATER"), json!("planned"))]);
    node.pass_days(3);
    assert_eq!(list()[1], (json!("WATER"), json!("overdue")));
    node.done("cancel_action", &json!({ "action": action, "why": "the road is cut" }));
    assert_eq!(list(), [(json!("WATER"), json!("nothing")), (json!("TOILETS"), json!("nothing"))]);
    let ended = node.rows(ReceptionManager, "actions", &all().and("ended", true)).unwrap();
    assert_eq!(ended[0]["norms_note"], "the road is cut");
    let again = node.run(&somebody(ReceptionManager), "finish_action", &json!({ "action": action }));
    assert_eq!(again.unwrap_err().code, "NRM-008");
}

#[test]
fn an_action_that_two_posts_ended_while_apart_ended_as_the_first_of_them_said() {
    for first_heard in [0, 1] {
        let node = Node::new();
        let plan = json!({ "norm": "WATER", "what": "a well", "who": "Water team", "due": node.today() });
        let action: FactId = node.done("plan_action", &plan)["action"].as_str().unwrap().parse().unwrap();
        let why = Text::parse("the road is cut").unwrap();
        let ends = [(2, Fact::ActionCancelled { action, why }), (1, Fact::ActionFinished { action, note: None })];
        for n in [first_heard, 1 - first_heard] {
            node.hear(StreamId(action.0), ends[n].0, ends[n].1.clone());
        }
        let ended = node.rows(ReceptionManager, "actions", &all().and("ended", true)).unwrap();
        let said: Vec<_> = ended.iter().map(|row| (&row["norms_progress"], &row["norms_note"])).collect();
        assert_eq!(said, [(&json!("cancelled"), &json!("the road is cut"))], "heard of first: {first_heard}");
    }
}

#[test]
fn another_site_looks_like_one_that_does_not_exist_and_the_coordinator_sees_every_site() {
    let node = Node::new();
    node.come(0..10);
    let other: SiteId = log::At::example().id(10);
    let at_other = Who { sites: vec![other], site: Some(other), ..somebody(ReceptionManager) };
    let due = node.today();
    let plan = json!({ "norm": "WATER", "what": "a well", "who": "Water team", "due": due });
    let action = node.done("plan_action", &plan)["action"].clone();
    let finish = |id: &Value| node.run(&at_other, "finish_action", &json!({ "action": id })).unwrap_err();
    assert_eq!(finish(&action), finish(&json!(at_other.actor)));
    let seen = |site| node.rows(ReceptionManager, "gaps", &all().and("site", site));
    assert_eq!(seen(other).unwrap_err().status, 404);
    assert!(seen(site()).is_ok());
    let sites = node.rows(NationalCoordinator, "sites", &all()).unwrap();
    assert_eq!((&sites[0]["norms_people"], &sites[0]["norms_planned"]), (&json!(10), &json!(1)));
    assert_eq!(node.rows(NationalCoordinator, "gaps", &all()).unwrap_err().code, "GEN-422");
    assert!(node.rows(NationalCoordinator, "gaps", &all().and("site", site())).is_ok());
    let refused = node.run(&somebody(NationalCoordinator), "plan_action", &plan).unwrap_err();
    assert_eq!(refused.status, 403);
}

#[test]
fn whatever_order_the_facts_of_two_posts_arrive_in_the_days_are_the_same() {
    let facts = [
        (80, StayFact::StayBegun(stay(1))),
        (70, StayFact::AbsenceNoted(stay(1))),
        (40, StayFact::ReturnNoted(stay(1))),
        (12, StayFact::StayEnded { of: stay(1), why: StayEnd::Departed }),
    ];
    let people = |order: [usize; 4]| -> Vec<Value> {
        let node = Node::new();
        node.hear(person(2).into(), 80, StayFact::StayBegun(stay(2)));
        for n in order {
            node.hear(person(1).into(), facts[n].0, facts[n].1.clone());
        }
        let days = node.rows(ReceptionManager, "series", &all()).unwrap();
        days.into_iter().map(|row| row["norms_people"].clone()).collect()
    };
    let in_order = people([0, 1, 2, 3]);
    assert!(in_order.contains(&json!(1)) && in_order.contains(&json!(2)), "{in_order:?}");
    for order in [[3, 2, 1, 0], [1, 0, 3, 2], [2, 3, 0, 1]] {
        assert_eq!(people(order), in_order, "{order:?}");
    }
}

#[test]
fn whoever_was_erased_is_counted_on_no_day() {
    let node = Node::new();
    node.come(0..10);
    assert_eq!(node.gap("WATER")[0], json!(150));
    let erased = RegistrationFact::PersonErased { person: person(3), basis: ErasureBasis::Requested };
    node.append(person(3).into(), &[erased]);
    assert_eq!(node.gap("WATER")[0], json!(135));
}

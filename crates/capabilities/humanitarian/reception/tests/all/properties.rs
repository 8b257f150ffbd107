//! Whatever is done in whatever order: no bed has two holders without an item, no household is in two units without words, and views
//! built anew are those that were kept up.

use crate::node::{Node, somebody};
use access::{Query, Role};
use kernel::{
    PersonId,
    Sex::{Female, Male},
};
use proptest::prelude::*;
use serde_json::{Value, json};

const VIEWS: [&str; 6] = ["units", "places", "presence", "waiting", "items", "occupancy"];

fn everything(node: &Node) -> Vec<Value> {
    let all = Query { per_page: Query::MOST, ..Query::default() };
    let mut seen: Vec<Value> = VIEWS.iter().map(|view| Value::from(node.rows(view, &all))).collect();
    seen.push(node.record_of("board", "-", "-"));
    seen
}

/// One thing that somebody does: which, whom it concerns, where, and with which words.
type Act = (u8, usize, usize, u16, bool, bool);

fn do_it(node: &Node, people: &[PersonId], units: &[(String, Vec<String>)], act: &Act) {
    let (what, who, unit, bed, apart, exception) = act;
    let person = people[who % people.len()];
    let (unit, rooms) = &units[unit % units.len()];
    let (command, mut json) = match what % 8 {
        0..=3 => {
            let place = json!({ "person": person, "unit": unit, "room": rooms[0], "bed": bed });
            ("assign_places", json!({ "places": [place] }))
        }
        4 => ("check_in", json!({ "people": [person] })),
        5 => ("mark_absent", json!({ "people": [person] })),
        6 => ("end_stay", json!({ "people": [person], "why": "departed" })),
        _ => ("block_bed", json!({ "unit": unit, "room": rooms[0], "bed": bed, "why": "other" })),
    };
    if command == "assign_places" && *apart {
        json["apart"] = json!({ "reason": "own_wish", "note": "they asked" });
    }
    if command == "assign_places" && *exception {
        json["exception"] = json!("one night");
    }
    let _ = node.run(&somebody(Role::ReceptionManager), command, &json);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    #[test]
    fn nothing_is_overbooked_or_split_in_silence_and_views_can_be_rebuilt(
        acts in proptest::collection::vec((0u8..8, 0usize..6, 0usize..3, 1u16..4, any::<bool>(), any::<bool>()), 1..25)
    ) {
        let node = Node::new();
        let mut people = node.household(1, &[(Female, 30), (Male, 8), (Female, 4)]).1;
        people.extend(node.household(2, &[(Male, 40), (Male, 16), (Female, 70)]).1);
        let policies = [json!({}), json!({ "sex": "women" }), json!({ "families_only": true })];
        let units: Vec<_> = ["A", "B", "C"].iter().zip(&policies).map(|(code, policy)| node.unit(code, policy, &[3])).collect();
        for act in &acts {
            node.pass(60);
            do_it(&node, &people, &units, act);
        }
        let rows = node.rows("items", &Query { per_page: Query::MOST, ..Query::default() });
        let items = |kind: &str| rows.iter().filter(|row| row["reception_kind"] == kind).count();
        let mut twice = 0;
        for (unit, _) in &units {
            for bed in node.record_of("unit", "id", unit)["rooms"][0]["beds"].as_array().unwrap() {
                twice += usize::from(bed["holders"].as_array().unwrap().len() > 1);
            }
        }
        prop_assert_eq!(items("overbooked"), twice);
        for row in rows.iter().filter(|row| row["reception_kind"] == "split") {
            prop_assert!(row["reception_note"].is_string(), "split without words: {row}");
        }
        let before = everything(&node);
        node.log().rebuild(&mut |_, _| {}).unwrap();
        prop_assert_eq!(everything(&node), before);
    }
}

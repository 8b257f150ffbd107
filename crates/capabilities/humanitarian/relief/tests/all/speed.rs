//! A measurement, run by name: `cargo test --release -p relief -- --ignored --nocapture a_thousand`.

use crate::node::{Node, site};
use access::Query;
use contracts::stay::{Stay, StayFact};
use kernel::{HouseholdId, PersonId, Sex::Female, StayId, StreamId};
use serde_json::json;
use std::time::Instant;

/// Households, five people each, who stay at the site.
const HOUSEHOLDS: u16 = 1_000;
/// Hand-outs to each.
const HAND_OUTS: u16 = 6;

#[test]
#[ignore = "a measurement of half a minute"]
fn a_thousand_households_are_listed_and_questioned() {
    let node = Node::new();
    let kit = node.item("KIT", "kit");
    let meal = node.item("MEAL", "meal");
    let monthly = node.entitlement(&kit, "household", &json!({ "min_interval_hours": 720 }));
    let daily = node.entitlement(&meal, "person", &json!({ "max_per_day": 3, "min_interval_hours": 4 }));
    let households: Vec<(HouseholdId, Vec<PersonId>)> =
        (0..HOUSEHOLDS).map(|n| node.household(n, &[(Female, 30); 5])).collect();
    for (household, people) in &households {
        let stays = people.iter().map(|person| {
            StayFact::StayBegun(Stay { stay: StayId(person.0), person: *person, household: *household, site: site() })
        });
        node.append(StreamId(household.0), &stays.collect::<Vec<_>>());
    }
    for n in 0..HAND_OUTS {
        node.pass(5 * 3600);
        for (household, _) in &households {
            let (item, rule) = if n == 0 { (&kit, &monthly) } else { (&meal, &daily) };
            let line = json!({ "item": item, "quantity": 5, "entitlement": rule });
            node.done("hand_out", &json!({ "household": household, "lines": [line] }));
        }
    }
    let timed = |what: &str, read: &dyn Fn() -> usize| {
        let begun = Instant::now();
        let rows = read();
        println!("{what}: {rows} rows, {} ms", begun.elapsed().as_millis());
    };
    let all = |view: &str, query: Query| node.rows(view, &Query { per_page: Query::MOST, ..query }).len();
    timed("a household", &|| {
        node.record_of("household", "id", &households[7].0.to_string())["lines"].as_array().unwrap().len()
    });
    timed("the list", &|| all("list", Query::by("entitlement", &daily).and("all", true)));
    timed("the questions", &|| all("questions", Query::default()));
    timed("the stock", &|| all("stock", Query::default()));
    timed("the statistics", &|| all("statistics", Query::default()));
    timed("the hand-outs, a page of them", &|| node.rows("handouts", &Query::default()).len());
}

//! A measurement, run by name: `cargo test -p norms -- --ignored --nocapture twenty_thousand`.

use crate::node::{Node, person, stay};
use access::{Query, Role::ReceptionManager};
use contracts::stay::StayFact;
use serde_json::json;
use std::time::Instant;

/// People who come on each of thirty days.
const A_DAY: u128 = 667;

#[test]
#[ignore = "a measurement of half a minute"]
fn a_month_of_twenty_thousand_people_is_computed() {
    let node = Node::new();
    for day in 0..30 {
        let come: Vec<_> = (day * A_DAY..(day + 1) * A_DAY).map(|n| StayFact::StayBegun(stay(n))).collect();
        node.append(person(day).into(), &come);
        let away: Vec<_> = come.iter().step_by(20).map(|come| StayFact::AbsenceNoted(*come.stay())).collect();
        node.pass(60);
        node.append(person(day).into(), &away);
        node.done("record_measurement", &json!({ "item": "WATER", "count": 1_000 * day, "method": "metered" }));
        node.pass_days(1);
    }
    let all = Query { per_page: Query::MOST, ..Query::default() };
    for (view, query) in [("gaps", all.clone()), ("series", all.clone()), ("days", all.and("norm", "WATER"))] {
        let begun = Instant::now();
        // Reads it twice: whether it may be read, and its rows.
        let rows = node.rows(ReceptionManager, view, &query).unwrap();
        println!("{view}: {} rows, {} ms", rows.len(), begun.elapsed().as_millis() / 2);
    }
}

//! What did not work: facts that a reaction could not handle. Names, numbers and codes of every zone, and nothing that a fact holds.

use access::{Answer, Cell, Column, Kind, Query, Reading, ViewDef};
use kernel::{Problem, Zone};
use log::Failure;

/// What reactions have passed over, and what they are still trying.
pub const UNFINISHED_WORK: ViewDef = ViewDef {
    name: "unfinished_work",
    params: &[],
    columns: &[
        Column { key: "unfinished_at", kind: Kind::Moment, hxl: "#date", sorts: false },
        Column { key: "unfinished_reaction", kind: Kind::Code("reaction"), hxl: "", sorts: false },
        Column { key: "unfinished_reason", kind: Kind::Code("error"), hxl: "", sorts: false },
        Column { key: "unfinished_tries", kind: Kind::Number, hxl: "", sorts: false },
        Column { key: "unfinished_state", kind: Kind::Code("unfinished-state"), hxl: "#status", sorts: false },
        Column { key: "unfinished_zone", kind: Kind::Code("zone"), hxl: "", sorts: false },
        Column { key: "unfinished_kind", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "unfinished_node", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "unfinished_fact", kind: Kind::Number, hxl: "", sorts: false },
    ],
    read,
};

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let all = (reading.failures)()?;
    let total = i64::try_from(all.len()).ok();
    let number = |n: i64| usize::try_from(n).unwrap_or(0);
    let page = all.iter().skip(number(query.offset())).take(number(query.limit()));
    Ok(Answer::Table { rows: page.map(row).collect(), total, subjects: Vec::new() })
}

fn row((zone, failure): &(Zone, Failure)) -> Vec<Cell> {
    let state = if failure.passed_over { "given_up" } else { "trying" };
    vec![
        Cell::Moment(failure.at),
        Cell::Text(failure.reaction.clone()),
        Cell::Text(failure.code.clone()),
        Cell::Int(failure.tries),
        Cell::Text(state.to_owned()),
        Cell::Text(zone.name().to_owned()),
        Cell::Text(failure.kind.clone()),
        Cell::Text(failure.fact.node.to_string()),
        Cell::Int(failure.fact.seq),
    ]
}

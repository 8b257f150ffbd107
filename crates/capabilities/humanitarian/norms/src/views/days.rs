//! The last days of one norm at a site: the population of each day, and the measurement that was valid then.

use super::{gaps::number, series::last_days, site_of, standing::Day};
use crate::shipped;
use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::Problem;

/// One row a day, today last.
pub const DAYS: ViewDef = ViewDef {
    name: "days",
    params: &[
        Param { name: "site", kind: Kind::Id, required: false },
        Param { name: "norm", kind: Kind::Text, required: true },
    ],
    columns: &[
        Column { key: "norms_day", kind: Kind::Date, hxl: "#date", sorts: false },
        Column { key: "norms_people", kind: Kind::Number, hxl: "#affected+present", sorts: false },
        Column { key: "norms_needed", kind: Kind::Number, hxl: "#capacity+required", sorts: false },
        Column { key: "norms_has", kind: Kind::Number, hxl: "#capacity+available", sorts: false },
        Column { key: "norms_missing", kind: Kind::Number, hxl: "#capacity+gap", sorts: false },
        Column { key: "norms_share", kind: Kind::Number, hxl: "#indicator+value+pct", sorts: false },
        Column { key: "norms_state", kind: Kind::Code("norms-state"), hxl: "#status", sorts: false },
        Column { key: "norms_stale", kind: Kind::Flag, hxl: "#status+stale", sorts: false },
        Column { key: "norms_edition", kind: Kind::Text, hxl: "#meta+edition", sorts: false },
    ],
    read,
};

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let site = site_of(reading, query)?;
    let norm: String = query.required("norm")?;
    if !shipped::is_norm(&norm) {
        return Err(Problem::not_found());
    }
    let days = last_days(reading.sql, site, reading.at)?;
    let row = |day: &Day| {
        let standing = day.standings.iter().find(|standing| standing.norm.code == norm)?;
        let gap = standing.gap;
        Some(vec![
            Cell::Date(day.on),
            number(day.population.people),
            number(gap.needed),
            gap.has.map_or(Cell::Empty, number),
            number(gap.missing),
            gap.share.map_or(Cell::Empty, number),
            Cell::Text(gap.state.name().to_owned()),
            Cell::Flag(standing.stale),
            Cell::Text(standing.norm.edition.clone()),
        ])
    };
    let rows: Vec<_> = days.iter().filter_map(row).collect();
    Ok(Answer::Table { total: i64::try_from(rows.len()).ok(), rows, subjects: vec![] })
}

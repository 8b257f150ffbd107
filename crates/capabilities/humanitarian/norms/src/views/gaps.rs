//! How a site stands to each norm on a day, the most urgent first.

use super::{site_of, standing::on_day};
use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::{Date, Problem};
use log::{StoreError, params};
use std::collections::BTreeMap;

/// The gaps of a site; of today, or of an earlier day.
pub const GAPS: ViewDef = ViewDef {
    name: "gaps",
    params: &[
        Param { name: "site", kind: Kind::Id, required: false },
        Param { name: "day", kind: Kind::Date, required: false },
    ],
    columns: &[
        Column { key: "norms_norm", kind: Kind::Text, hxl: "#indicator+code", sorts: false },
        Column { key: "norms_name", kind: Kind::Text, hxl: "#indicator+name", sorts: false },
        Column { key: "norms_says", kind: Kind::Text, hxl: "#meta+standard", sorts: false },
        Column { key: "norms_phase", kind: Kind::Code("norms-phase"), hxl: "#meta+phase", sorts: false },
        Column { key: "norms_people", kind: Kind::Number, hxl: "#affected+present", sorts: false },
        Column { key: "norms_unit", kind: Kind::Code("norms-unit"), hxl: "#indicator+unit", sorts: false },
        Column { key: "norms_needed", kind: Kind::Number, hxl: "#capacity+required", sorts: false },
        Column { key: "norms_aimed", kind: Kind::Number, hxl: "#targeted", sorts: false },
        Column { key: "norms_has", kind: Kind::Number, hxl: "#capacity+available", sorts: false },
        Column { key: "norms_missing", kind: Kind::Number, hxl: "#capacity+gap", sorts: false },
        Column { key: "norms_share", kind: Kind::Number, hxl: "#indicator+value+pct", sorts: false },
        Column { key: "norms_state", kind: Kind::Code("norms-state"), hxl: "#status", sorts: false },
        Column { key: "norms_measured", kind: Kind::Date, hxl: "#date+measured", sorts: false },
        Column { key: "norms_stale", kind: Kind::Flag, hxl: "#status+stale", sorts: false },
        Column { key: "norms_planned", kind: Kind::Number, hxl: "#activity+num", sorts: false },
        Column { key: "norms_source", kind: Kind::Text, hxl: "#meta+source", sorts: false },
        Column { key: "norms_verified", kind: Kind::Flag, hxl: "#meta+verified", sorts: false },
    ],
    read,
};

/// A number that counts something, as a cell.
pub fn number(number: u64) -> Cell {
    Cell::Int(i64::try_from(number).unwrap_or(i64::MAX))
}

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let site = site_of(reading, query)?;
    let today = reading.at.today();
    let day = query.parsed::<Date>("day")?.unwrap_or(today).min(today);
    let found = on_day(reading.sql, site, day, reading.at)?;
    let select = "SELECT norm, count(*) FROM norms_action a WHERE site = $1 \
                  AND NOT EXISTS (SELECT 1 FROM norms_action_end e WHERE e.action = a.action) GROUP BY norm";
    let rows = reading.sql.rows(select, params![site]).map_err(StoreError::problem)?;
    let planned: BTreeMap<String, i64> = rows.iter().map(|row| (row.text(0).to_owned(), row.int(1))).collect();
    let language = reading.who.language.as_str();
    let line = |standing: &super::standing::Standing| {
        let (norm, gap) = (standing.norm, standing.gap);
        vec![
            Cell::Text(norm.code.clone()),
            Cell::Text(name(standing, language)),
            Cell::Text(norm.text.within(language).to_owned()),
            Cell::Text(found.phase.name().to_owned()),
            number(found.population.people),
            Cell::Text(standing.item.unit.clone()),
            number(gap.needed),
            number(gap.aimed),
            gap.has.map_or(Cell::Empty, number),
            number(gap.missing),
            gap.share.map_or(Cell::Empty, number),
            Cell::Text(gap.state.name().to_owned()),
            standing.measured.as_ref().map_or(Cell::Empty, |one| Cell::Date(one.on)),
            Cell::Flag(standing.stale),
            Cell::Int(planned.get(&norm.code).copied().unwrap_or(0)),
            Cell::Text(format!("{} ({})", norm.source, norm.edition)),
            Cell::Flag(norm.verified),
        ]
    };
    let rows: Vec<_> = found.standings.iter().map(line).collect();
    Ok(Answer::Table { total: i64::try_from(rows.len()).ok(), rows, subjects: vec![] })
}

/// What a norm measures; where it counts a part only, what it says.
pub fn name(standing: &super::standing::Standing, language: &str) -> String {
    let text = if standing.norm.part.is_some() { &standing.norm.text } else { &standing.item.text };
    text.within(language).to_owned()
}

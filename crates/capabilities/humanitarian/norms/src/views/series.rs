//! The last days of a site: who stayed, and how many norms were met, were short, were not measured.

use super::{
    gaps::number,
    site_of,
    standing::{Day, on_days},
};
use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::{Date, Problem, SiteId};
use log::{At, Sql};
use provision::State;

/// One row a day, today last.
pub const SERIES: ViewDef = ViewDef {
    name: "series",
    params: &[Param { name: "site", kind: Kind::Id, required: false }],
    columns: &[
        Column { key: "norms_day", kind: Kind::Date, hxl: "#date", sorts: false },
        Column { key: "norms_people", kind: Kind::Number, hxl: "#affected+present", sorts: false },
        Column { key: "norms_met", kind: Kind::Number, hxl: "#indicator+met", sorts: false },
        Column { key: "norms_short", kind: Kind::Number, hxl: "#indicator+short", sorts: false },
        Column { key: "norms_unmeasured", kind: Kind::Number, hxl: "#indicator+unmeasured", sorts: false },
    ],
    read,
};

/// Days shown.
const DAYS: i64 = 30;

/// The last days, today last, from the first on which somebody stayed or something was measured.
pub fn last_days(sql: &mut dyn Sql, site: SiteId, at: &At) -> Result<Vec<Day>, Problem> {
    let days: Vec<Date> = (1 - DAYS..=0).map(|days| at.today().plus_days(days)).collect();
    let bare = |day: &Day| day.population.people == 0 && day.standings.iter().all(|one| one.measured.is_none());
    Ok(on_days(sql, site, &days, at)?.into_iter().skip_while(bare).collect())
}

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let site = site_of(reading, query)?;
    let days = last_days(reading.sql, site, reading.at)?;
    let row = |day: &Day| {
        let count = |is: &dyn Fn(State) -> bool| {
            number(day.standings.iter().filter(|standing| is(standing.gap.state)).count() as u64)
        };
        vec![
            Cell::Date(day.on),
            number(day.population.people),
            count(&|state| state.is_met()),
            count(&|state| state == State::Short),
            count(&|state| state == State::NotMeasured),
        ]
    };
    let rows: Vec<_> = days.iter().map(row).collect();
    Ok(Answer::Table { total: i64::try_from(rows.len()).ok(), rows, subjects: vec![] })
}

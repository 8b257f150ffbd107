//! Every site at a glance: who stays, how many norms are met, short and not measured, and how much waits. Counts only.

use super::{gaps::number, standing::on_day};
use access::{Answer, Cell, Column, Kind, Query, Reading, ViewDef};
use kernel::{Problem, SiteId};
use log::{StoreError, params};
use provision::State;

/// The sites where somebody stays or something was measured.
pub const SITES: ViewDef = ViewDef {
    name: "sites",
    params: &[],
    columns: &[
        Column { key: "norms_site", kind: Kind::Id, hxl: "#loc+id", sorts: false },
        Column { key: "norms_phase", kind: Kind::Code("norms-phase"), hxl: "#meta+phase", sorts: false },
        Column { key: "norms_people", kind: Kind::Number, hxl: "#affected+present", sorts: false },
        Column { key: "norms_met", kind: Kind::Number, hxl: "#indicator+met", sorts: false },
        Column { key: "norms_short", kind: Kind::Number, hxl: "#indicator+short", sorts: false },
        Column { key: "norms_unmeasured", kind: Kind::Number, hxl: "#indicator+unmeasured", sorts: false },
        Column { key: "norms_stale_now", kind: Kind::Number, hxl: "#indicator+stale", sorts: false },
        Column { key: "norms_lowest", kind: Kind::Number, hxl: "#indicator+value+pct+min", sorts: false },
        Column { key: "norms_planned", kind: Kind::Number, hxl: "#activity+num", sorts: false },
        Column { key: "norms_overdue", kind: Kind::Number, hxl: "#activity+overdue+num", sorts: false },
    ],
    read,
};

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let sites = "SELECT site FROM norms_stay WHERE ended IS NULL AND (site = $1 OR $2) \
                 UNION SELECT site FROM norms_measurement WHERE site = $1 OR $2 ORDER BY site LIMIT $3 OFFSET $4";
    let (own, everywhere) = (reading.site, reading.site.is_none());
    let rows = reading.sql.rows(sites, params![own, everywhere, query.limit(), query.offset()]);
    let sites: Vec<SiteId> = rows.map_err(StoreError::problem)?.iter().filter_map(|row| row.id(0)).collect();
    let today = reading.at.today();
    let mut lines = Vec::new();
    for site in sites {
        let day = on_day(reading.sql, site, today, reading.at)?;
        let open = "SELECT count(*), count(CASE WHEN due < $2 THEN 1 END) FROM norms_action a WHERE site = $1 \
                    AND NOT EXISTS (SELECT 1 FROM norms_action_end e WHERE e.action = a.action)";
        let open = reading.sql.first(open, params![site, today]).map_err(StoreError::problem)?;
        let waits = |column: usize| Cell::Int(open.as_ref().map_or(0, |row| row.int(column)));
        let all = || day.standings.iter();
        let count = |is: &dyn Fn(State) -> bool| number(all().filter(|one| is(one.gap.state)).count() as u64);
        lines.push(vec![
            Cell::Text(site.to_string()),
            Cell::Text(day.phase.name().to_owned()),
            number(day.population.people),
            count(&|state| state.is_met()),
            count(&|state| state == State::Short),
            count(&|state| state == State::NotMeasured),
            number(all().filter(|one| one.stale).count() as u64),
            all().filter_map(|one| one.gap.share).min().map_or(Cell::Empty, number),
            waits(0),
            waits(1),
        ]);
    }
    Ok(Answer::Table { rows: lines, total: None, subjects: vec![] })
}

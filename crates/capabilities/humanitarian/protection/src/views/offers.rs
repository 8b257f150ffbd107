//! Cases that were offered to the user: from whom and why. Of the person, nothing is told before the user accepts.

use super::shown::case_subject;
use crate::words::CaseId;
use access::{Answer, Cell, Column, Kind, Query, Reading, ViewDef};
use kernel::{Moment, Problem};
use log::{StoreError, params};

/// Offers to the user, the oldest first.
pub const OFFERS: ViewDef = ViewDef {
    name: "offers",
    params: &[],
    columns: &[
        Column { key: "protection_case", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "protection_from", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "protection_organisation", kind: Kind::Text, hxl: "#org+name", sorts: false },
        Column { key: "protection_reason", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "protection_since", kind: Kind::Moment, hxl: "#date+start", sorts: false },
    ],
    read,
};

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let rows = reading
        .sql
        .rows(
            "SELECT o.case_id, w.name, w.organisation, o.reason, o.at FROM protection_offer o \
             LEFT JOIN protection_worker w ON w.worker = o.by_whom WHERE o.to_whom = $1 ORDER BY o.at, o.case_id LIMIT $2 OFFSET $3",
            params![reading.who.actor, query.limit(), query.offset()],
        )
        .map_err(StoreError::problem)?;
    let subjects = rows.iter().filter_map(|row| row.id::<CaseId>(0)).map(case_subject).collect();
    let cells = rows.iter().map(|row| {
        vec![
            row.id::<CaseId>(0).into(),
            row.opt_text(1).into(),
            row.opt_text(2).into(),
            Cell::Text(row.text(3).to_owned()),
            Cell::Moment(Moment::from_millis(row.int(4))),
        ]
    });
    Ok(Answer::Table { rows: cells.collect(), total: None, subjects })
}

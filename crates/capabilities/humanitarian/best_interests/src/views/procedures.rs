//! The procedures that a user may know of: those they work on, answer for or advise on. Of others, no row and no number.

use super::tables::NEVER;
use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::{Moment, PersonId, Problem, ProcedureId};
use log::{StoreError, params};

/// Procedures, the first due first.
pub const PROCEDURES: ViewDef = ViewDef {
    name: "procedures",
    params: &[
        Param { name: "closed", kind: Kind::Flag, required: false },
        Param { name: "child", kind: Kind::Id, required: false },
    ],
    columns: &[
        Column { key: "best_interests_procedure", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "best_interests_child", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "best_interests_why", kind: Kind::Code("best-interests-why"), hxl: "#subsector", sorts: false },
        Column { key: "best_interests_stage", kind: Kind::Code("best-interests-stage"), hxl: "#status", sorts: false },
        Column { key: "best_interests_review", kind: Kind::Date, hxl: "#date+due", sorts: false },
        Column { key: "best_interests_opened", kind: Kind::Moment, hxl: "#date+start", sorts: false },
    ],
    read,
};

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let closed = query.get("closed").is_some_and(|asked| asked == "true");
    let child: Option<PersonId> = query.parsed("child")?;
    let known = "FROM best_interests_reader r CROSS JOIN best_interests_procedure p WHERE r.reader = $1 AND r.closed = $2 \
                 AND p.procedure_id = r.procedure_id AND (p.child = $3 OR $4)";
    let me = reading.who.actor;
    let total = reading
        .sql
        .first(&format!("SELECT count(*) {known}"), params![me, closed, child, child.is_none()])
        .map_err(StoreError::problem)?
        .map_or(0, |row| row.int(0));
    let rows = reading
        .sql
        .rows(
            &format!(
                "SELECT p.procedure_id, p.child, p.why, p.stage, p.review_by, p.opened_at {known} \
                 ORDER BY r.review_by, r.procedure_id LIMIT $5 OFFSET $6"
            ),
            params![me, closed, child, child.is_none(), query.limit(), query.offset()],
        )
        .map_err(StoreError::problem)?;
    let children: Vec<PersonId> = rows.iter().filter_map(|row| row.id(1)).collect();
    let names = people::people(reading.sql, children)?;
    let cells = rows.iter().map(|row| {
        let name = row.id::<PersonId>(1).and_then(|child| names.get(&child)).map(|child| child.name().to_owned());
        let review = row.text(4).parse().ok().filter(|_| row.text(4) != NEVER);
        vec![
            row.id::<ProcedureId>(0).into(),
            name.into(),
            Cell::Text(row.text(2).to_owned()),
            Cell::Text(row.text(3).to_owned()),
            review.map_or(Cell::Empty, Cell::Date),
            Cell::Moment(Moment::from_millis(row.int(5))),
        ]
    });
    let subjects = rows.iter().filter_map(|row| row.id::<ProcedureId>(0)).map(Into::into).collect();
    Ok(Answer::Table { rows: cells.collect(), total: Some(total), subjects })
}

//! Who works in protection: from whom a supervisor or the next officer is chosen.

use super::shown::fact;
use crate::facts::Fact;
use access::{Answer, Cell, Column, Kind, Query, Reading, ViewDef};
use kernel::{ActorId, Problem};
use log::{LogError, Recorded, Sql, StoreError, View, params};

/// Those in the roster, by name.
pub const COLLEAGUES: ViewDef = ViewDef {
    name: "colleagues",
    params: &[],
    columns: &[
        Column { key: "protection_worker", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "protection_name", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "protection_organisation", kind: Kind::Text, hxl: "#org+name", sorts: false },
        Column { key: "protection_supervises", kind: Kind::Flag, hxl: "", sorts: false },
    ],
    read,
};

/// The table of the roster.
pub const TABLE: View = View {
    name: "protection_worker",
    version: 1,
    tables: "CREATE TABLE protection_worker (worker BYTEA PRIMARY KEY, name TEXT NOT NULL, organisation TEXT NOT NULL, \
             supervises BIGINT NOT NULL);",
    indexes: "",
    drop: &["protection_worker"],
    wants: |kind| kind == "protection.worker_entered",
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    if let Some(Fact::WorkerEntered { worker, name, organisation, supervises, .. }) = fact(recorded)? {
        sql.execute(
            "INSERT INTO protection_worker (worker, name, organisation, supervises) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (worker) DO UPDATE SET name = $2, organisation = $3, supervises = $4",
            params![worker, name.as_str(), organisation.as_str(), supervises],
        )?;
    }
    Ok(())
}

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let select =
        "SELECT worker, name, organisation, supervises FROM protection_worker ORDER BY name, worker LIMIT $1 OFFSET $2";
    let rows = reading.sql.rows(select, params![query.limit(), query.offset()]).map_err(StoreError::problem)?;
    let cells = rows.iter().map(|row| {
        vec![
            row.id::<ActorId>(0).into(),
            Cell::Text(row.text(1).to_owned()),
            Cell::Text(row.text(2).to_owned()),
            Cell::Flag(row.int(3) != 0),
        ]
    });
    Ok(Answer::Table { rows: cells.collect(), total: None, subjects: vec![] })
}

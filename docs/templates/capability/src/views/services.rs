//! Where the service is open, and since when.

use crate::facts::Fact;
use access::{Answer, Cell, Column, Kind, Query, Reading, ViewDef};
use kernel::{Moment, Problem, SiteId};
use log::{LogError, Recorded, Row, Sql, StoreError, View, params};

/// One row for each site.
pub const TABLE: View = View {
    name: "@name@_service",
    version: 1,
    tables: "CREATE TABLE @name@_service (site BYTEA NOT NULL PRIMARY KEY, since BIGINT NOT NULL);",
    indexes: "",
    drop: &["@name@_service"],
    wants: |kind| kind == "@name@.service_opened",
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    let Some(Fact::ServiceOpened { site }) = recorded.fact::<Fact>()? else { return Ok(()) };
    sql.execute(
        "INSERT INTO @name@_service (site, since) VALUES ($1, $2) ON CONFLICT (site) DO UPDATE SET since = excluded.since",
        params![site, recorded.header.happened_from],
    )?;
    Ok(())
}

/// The sites at which the service is open.
pub const SERVICES: ViewDef = ViewDef {
    name: "services",
    params: &[],
    columns: &[
        Column { key: "@name@_site", kind: Kind::Text, hxl: "#loc+id", sorts: false },
        Column { key: "@name@_since", kind: Kind::Moment, hxl: "#date+start", sorts: false },
    ],
    read,
};

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let rows = reading.sql.rows(
        "SELECT site, since FROM @name@_service WHERE $1 IS NULL OR site = $1 ORDER BY since, site LIMIT $2 OFFSET $3",
        params![reading.site, query.limit(), query.offset()],
    );
    let shown = |row: &Row| {
        let site = row.id::<SiteId>(0).map(|site| site.short());
        vec![site.into(), Cell::Moment(Moment::from_millis(row.int(1)))]
    };
    let rows = rows.map_err(StoreError::problem)?.iter().map(shown).collect();
    Ok(Answer::Table { rows, total: None, subjects: Vec::new() })
}

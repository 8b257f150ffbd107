//! Sites, open and closed.

use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use contracts::site::{SiteFact, SiteKind};
use kernel::{Problem, SiteId};
use log::{LogError, Recorded, Row, Sql, StoreError, View, params};
use serde_json::json;

/// One row for each site.
pub const TABLE: View = View {
    name: "administration_site",
    version: 1,
    tables: "CREATE TABLE administration_site (site BYTEA NOT NULL PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, \
             place TEXT NOT NULL, utc_offset BIGINT NOT NULL, latitude DOUBLE PRECISION, longitude DOUBLE PRECISION, \
             closed BIGINT NOT NULL);",
    indexes: "",
    drop: &["administration_site"],
    wants: |kind| kind.starts_with("site."),
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    let site = SiteId(recorded.header.stream.0);
    match recorded.fact::<SiteFact>()? {
        None => {}
        Some(SiteFact::SiteClosed {}) => {
            sql.execute("UPDATE administration_site SET closed = 1 WHERE site = $1", params![site])?;
        }
        Some(SiteFact::SiteDescribed(d)) => {
            sql.execute(
                "INSERT INTO administration_site (site, name, kind, place, utc_offset, latitude, longitude, closed) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, 0) ON CONFLICT (site) DO UPDATE SET name = excluded.name, \
                 kind = excluded.kind, place = excluded.place, utc_offset = excluded.utc_offset, \
                 latitude = excluded.latitude, longitude = excluded.longitude",
                params![
                    site,
                    d.name.as_str(),
                    kind_name(d.kind),
                    d.place.as_str(),
                    d.utc_offset_minutes,
                    d.latitude_deg,
                    d.longitude_deg
                ],
            )?;
        }
    }
    Ok(())
}

/// The kind of a site as it stands in data; its words are under `site-kind-<name>`.
#[must_use]
pub const fn kind_name(kind: SiteKind) -> &'static str {
    match kind {
        SiteKind::Post => "post",
        SiteKind::Reception => "reception",
        SiteKind::Office => "office",
    }
}

/// Whether each of these sites is open.
pub fn all_open(sql: &mut dyn Sql, sites: &[SiteId]) -> Result<bool, StoreError> {
    for site in sites {
        let open = "SELECT 1 FROM administration_site WHERE site = $1 AND closed = 0";
        if sql.first(open, params![*site])?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The sites of this node's realm.
pub const SITES: ViewDef = ViewDef {
    name: "sites",
    params: &[],
    columns: &[
        Column { key: "site", kind: Kind::Id, hxl: "#loc+id", sorts: false },
        Column { key: "site_name", kind: Kind::Text, hxl: "#loc+name", sorts: false },
        Column { key: "site_kind", kind: Kind::Code("site-kind"), hxl: "#loc+type", sorts: false },
        Column { key: "site_place", kind: Kind::Text, hxl: "#adm+code", sorts: false },
        Column { key: "site_open", kind: Kind::Flag, hxl: "#status", sorts: false },
    ],
    read,
};

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let rows = reading.sql.rows(
        "SELECT site, name, kind, place, closed FROM administration_site ORDER BY closed, name, site LIMIT $1 OFFSET $2",
        params![query.limit(), query.offset()],
    );
    let total = reading.sql.first("SELECT count(*) FROM administration_site", &[]).map_err(StoreError::problem)?;
    let shown = |row: &Row| {
        let text = |i| Cell::Text(row.text(i).to_owned());
        vec![row.id::<SiteId>(0).into(), text(1), text(2), text(3), Cell::Flag(row.int(4) == 0)]
    };
    let rows = rows.map_err(StoreError::problem)?.iter().map(shown).collect();
    Ok(Answer::Table { rows, total: total.map(|row| row.int(0)), subjects: Vec::new() })
}

/// The sites with their place on the earth.
pub const SITE_MAP: ViewDef = ViewDef {
    name: "site_map",
    params: &[],
    columns: &[
        Column { key: "site", kind: Kind::Id, hxl: "#loc+id", sorts: false },
        Column { key: "site_name", kind: Kind::Text, hxl: "#loc+name", sorts: false },
        Column { key: "site_kind", kind: Kind::Code("site-kind"), hxl: "#loc+type", sorts: false },
        Column { key: "site_state", kind: Kind::Code("site-state"), hxl: "#status", sorts: false },
        Column { key: "site_latitude", kind: Kind::Text, hxl: "#geo+lat", sorts: false },
        Column { key: "site_longitude", kind: Kind::Text, hxl: "#geo+lon", sorts: false },
    ],
    read: read_map,
};

fn read_map(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let rows = reading.sql.rows(
        "SELECT site, name, kind, closed, latitude, longitude FROM administration_site ORDER BY closed, name, site \
         LIMIT $1 OFFSET $2",
        params![query.limit(), query.offset()],
    );
    let total = reading.sql.first("SELECT count(*) FROM administration_site", &[]).map_err(StoreError::problem)?;
    let degrees = |row: &Row, i| match row.0.get(i) {
        Some(log::Value::Real(v)) => Cell::Text(format!("{v:.5}")),
        _ => Cell::Empty,
    };
    let shown = |row: &Row| {
        let text = |i| Cell::Text(row.text(i).to_owned());
        let state = if row.int(3) == 0 { "open" } else { "closed" };
        let place = [degrees(row, 4), degrees(row, 5)];
        [vec![row.id::<SiteId>(0).into(), text(1), text(2), Cell::Text(state.to_owned())], place.to_vec()].concat()
    };
    let rows = rows.map_err(StoreError::problem)?.iter().map(shown).collect();
    Ok(Answer::Table { rows, total: total.map(|row| row.int(0)), subjects: Vec::new() })
}

/// One site, whole.
pub const SITE: ViewDef = ViewDef {
    name: "site",
    params: &[Param { name: "site", kind: Kind::Id, required: true }],
    columns: &[],
    read: read_one,
};

fn read_one(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let site: SiteId = query.required("site")?;
    let row = reading.sql.first(
        "SELECT name, kind, place, utc_offset, latitude, longitude, closed FROM administration_site WHERE site = $1",
        params![site],
    );
    let row = row.map_err(StoreError::problem)?.ok_or_else(Problem::not_found)?;
    let real = |i: usize| match row.0.get(i) {
        Some(log::Value::Real(v)) => Some(*v),
        _ => None,
    };
    let value = json!({
        "site": site, "name": row.text(0), "kind": row.text(1), "place": row.text(2), "utc_offset_minutes": row.int(3),
        "latitude_deg": real(4), "longitude_deg": real(5), "open": row.int(6) == 0,
    });
    Ok(Answer::Record { value, subjects: Vec::new() })
}

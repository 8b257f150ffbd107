//! Arrivals due at a site: announced, not called off, and not there yet.

use kernel::{ConvoyId, Moment, Problem, SiteId};
use log::{Sql, StoreError, params};
use serde::Serialize;

/// An arrival that is due.
#[derive(Debug, Clone, Serialize)]
pub struct Arrival {
    /// The convoy.
    pub convoy: ConvoyId,
    /// When it is expected.
    pub due: Moment,
    /// From where.
    pub from: String,
    /// How people come.
    pub is: String,
    /// How many: as announced, or on the list, where that is more.
    pub people: i64,
    /// Of them on the list by name.
    pub listed: i64,
    /// Whether it has left.
    pub left: bool,
}

/// Arrivals due at the site, the next first.
pub fn due(sql: &mut dyn Sql, site: Option<SiteId>) -> Result<Vec<Arrival>, Problem> {
    let select = format!(
        "SELECT c.convoy, c.due, c.origin, c.kind, c.people, (SELECT count(*) FROM reception_traveller t \
         WHERE t.convoy = c.convoy AND {}), c.departure IS NOT NULL FROM reception_arrival c \
         WHERE (c.site = $1 OR ($2 AND c.site IS NOT NULL)) AND c.arrived = 0 AND (c.cancelled = 0 OR c.departure IS NOT NULL) \
         ORDER BY c.due, c.convoy",
        super::TRAVELS
    );
    let rows = sql.rows(&select, params![site, site.is_none()]).map_err(StoreError::problem)?;
    let arrival = |row: &log::Row| {
        Some(Arrival {
            convoy: row.id(0)?,
            due: Moment::from_millis(row.int(1)),
            from: row.text(2).to_owned(),
            is: row.text(3).to_owned(),
            people: row.int(4).max(row.int(5)),
            listed: row.int(5),
            left: row.int(6) != 0,
        })
    };
    Ok(rows.iter().filter_map(arrival).collect())
}

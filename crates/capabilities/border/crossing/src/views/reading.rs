//! Reading as a view does: a failed store becomes the problem a caller may know.

use access::{Cell, Reading};
use kernel::{Moment, Problem, SiteId};
use log::{LogError, Row, Sql, Value};

/// All rows.
pub(crate) fn rows(sql: &mut dyn Sql, query: &str, params: &[Value]) -> Result<Vec<Row>, Problem> {
    sql.rows(query, params).map_err(|error| LogError::Store(error).into())
}

/// The first row.
pub(crate) fn first(sql: &mut dyn Sql, query: &str, params: &[Value]) -> Result<Option<Row>, Problem> {
    sql.first(query, params).map_err(|error| LogError::Store(error).into())
}

/// The site whose records are read: the one the reader may see, or else the one of the session.
pub(crate) fn site(reading: &Reading<'_>) -> Result<SiteId, Problem> {
    reading.site.or(reading.who.site).ok_or(Problem::refused("ACC-001"))
}

/// A text column; empty text is nothing.
pub(crate) fn text(row: &Row, i: usize) -> Cell {
    match row.opt_text(i).filter(|text| !text.is_empty()) {
        Some(text) => Cell::Text(text.to_owned()),
        None => Cell::Empty,
    }
}

/// A column of a point in time.
pub(crate) fn moment(row: &Row, i: usize) -> Cell {
    row.opt_int(i).map_or(Cell::Empty, |millis| Cell::Moment(Moment::from_millis(millis)))
}

/// A column of an id, as text.
pub(crate) fn id(row: &Row, i: usize) -> Cell {
    row.id::<kernel::FactId>(i).map_or(Cell::Empty, |id| Cell::Text(id.to_string()))
}

/// A column of JSON, as a value.
pub(crate) fn json(row: &Row, i: usize) -> serde_json::Value {
    serde_json::from_str(row.text(i)).unwrap_or_default()
}

/// A value as the JSON of a column.
pub(crate) fn to_json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned())
}

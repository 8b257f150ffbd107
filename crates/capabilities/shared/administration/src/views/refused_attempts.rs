//! Refused tries to sign in, counted: the fifth, tenth, twentieth… of a login or an address.

use access::{Answer, Cell, Column, Kind, Query, Reading, ViewDef, views::attempts};
use kernel::Problem;
use log::StoreError;

/// Refused tries, the latest first.
pub const REFUSED_ATTEMPTS: ViewDef = ViewDef {
    name: "refused_attempts",
    params: &[],
    columns: &[
        Column { key: "attempt_at", kind: Kind::Moment, hxl: "#date", sorts: false },
        Column { key: "attempt_login", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "attempt_address", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "attempt_tries", kind: Kind::Number, hxl: "", sorts: false },
    ],
    read,
};

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let refused = attempts::refused(reading.sql, query.limit(), query.offset()).map_err(StoreError::problem)?;
    let rows = refused
        .into_iter()
        .map(|line| vec![Cell::Moment(line.at), line.login.into(), line.address.into(), Cell::Int(line.tries)]);
    Ok(Answer::Table { rows: rows.collect(), total: None, subjects: Vec::new() })
}

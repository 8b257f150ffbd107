//! The households of a site.

use access::{Answer, Cell, Column, Kind, Query, Reading, ViewDef};
use kernel::{HouseholdId, Moment, Problem, SubjectId};
use log::{StoreError, params};

/// Registered households, the newest first; those that rest with another are left out.
pub const HOUSEHOLDS: ViewDef = ViewDef {
    name: "households",
    params: &[],
    columns: &[
        Column { key: "registration_household", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "registration_number", kind: Kind::Text, hxl: "#meta+id", sorts: true },
        Column { key: "registration_head", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "registration_size", kind: Kind::Number, hxl: "#affected+ind", sorts: false },
        Column { key: "registration_registered", kind: Kind::Moment, hxl: "#date+registered", sorts: true },
        Column { key: "registration_card", kind: Kind::Code("registration-card"), hxl: "", sorts: false },
    ],
    read,
};

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let order = match (query.sort.as_deref(), query.descending) {
        (Some("registration_number"), false) => "h.number",
        (Some("registration_number"), true) => "h.number DESC",
        (Some("registration_registered"), false) => "h.registered_at, h.household",
        _ => "h.registered_at DESC, h.household DESC",
    };
    let (site, everywhere) = (reading.site, reading.site.is_none());
    let rows = reading
        .sql
        .rows(
            &format!(
                "SELECT h.household, h.number, p.name, h.size, h.registered_at, h.card_serial, h.card_ended, h.head \
                 FROM registration_household h LEFT JOIN registration_person p ON p.person = h.head \
                 WHERE (h.site = $1 OR $2) AND h.number IS NOT NULL AND h.rests_with IS NULL \
                 ORDER BY {order} LIMIT $3 OFFSET $4"
            ),
            params![site, everywhere, query.limit(), query.offset()],
        )
        .map_err(StoreError::problem)?;
    let count = "SELECT count(*) FROM registration_household WHERE (site = $1 OR $2) AND number IS NOT NULL AND rests_with IS NULL";
    let total = reading.sql.first(count, params![site, everywhere]).map_err(StoreError::problem)?;
    let subjects = rows.iter().filter_map(|row| row.id::<SubjectId>(7)).collect();
    let rows = rows
        .iter()
        .map(|row| {
            vec![
                row.id::<HouseholdId>(0).into(),
                Cell::Text(grouped(row.text(1))),
                row.opt_text(2).into(),
                Cell::Int(row.int(3)),
                Cell::Moment(Moment::from_millis(row.int(4))),
                Cell::Text(card_word(row.opt_int(5), row.opt_text(6)).to_owned()),
            ]
        })
        .collect();
    Ok(Answer::Table { rows, total: total.map(|row| row.int(0)), subjects })
}

/// A stored number in groups of four.
pub(super) fn grouped(number: &str) -> String {
    number.parse::<seal::number::Number>().map_or_else(|_| number.to_owned(), |number| number.to_string())
}

/// `valid`, `ended` or `none`.
pub(super) fn card_word(serial: Option<i64>, ended: Option<&str>) -> &'static str {
    match (serial, ended) {
        (None, _) => "none",
        (Some(_), None) => "valid",
        (Some(_), Some(_)) => "ended",
    }
}

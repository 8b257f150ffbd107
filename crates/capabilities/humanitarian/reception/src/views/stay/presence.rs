//! The presence list: who is expected, there or away, and where they sleep.

use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::{HouseholdId, Moment, PersonId, Problem, SubjectId};
use log::{StoreError, params};
use people::Person;

/// Who stays at the site.
pub const PRESENCE: ViewDef = ViewDef {
    name: "presence",
    params: &[Param { name: "status", kind: Kind::Code("reception-status"), required: false }],
    columns: &[
        Column { key: "reception_household", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "reception_person", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "reception_number", kind: Kind::Text, hxl: "#meta+id", sorts: true },
        Column { key: "reception_sex", kind: Kind::Code("sex"), hxl: "#meta+sex", sorts: false },
        Column { key: "reception_age", kind: Kind::Number, hxl: "#meta+age", sorts: false },
        Column { key: "reception_place", kind: Kind::Text, hxl: "#loc+name", sorts: true },
        Column { key: "reception_status", kind: Kind::Code("reception-status"), hxl: "#status", sorts: true },
        Column { key: "reception_since", kind: Kind::Moment, hxl: "#date+start", sorts: true },
    ],
    read,
};

const STATUSES: [&str; 3] = ["planned", "present", "absent"];

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let order = match (query.sort.as_deref(), query.descending) {
        (Some("reception_number"), false) => "h.number, s.person",
        (Some("reception_number"), true) => "h.number DESC, s.person",
        (Some("reception_status"), false) => "s.status, s.changed_at, s.person",
        (Some("reception_status"), true) => "s.status DESC, s.changed_at, s.person",
        (Some("reception_since"), false) => "s.changed_at, s.person",
        (Some("reception_since"), true) => "s.changed_at DESC, s.person",
        (Some("reception_place"), true) => "length(u.code) DESC, u.code DESC, r.code DESC, s.bed DESC, s.person",
        _ => "length(u.code), u.code, length(r.code), r.code, s.bed, s.person",
    };
    let status = query.get("status").map(str::to_owned);
    if status.as_deref().is_some_and(|status| !STATUSES.contains(&status)) {
        return Err(Problem::field("status", "GEN-004"));
    }
    let (site, everywhere, any) = (reading.site, reading.site.is_none(), status.is_none());
    let filter = "(s.site = $1 OR $2) AND s.ended_at IS NULL AND (s.status = $3 OR $4)";
    let select = format!(
        "SELECT s.household, s.person, h.number, u.code, r.code, s.bed, s.status, s.changed_at FROM reception_stay s \
         LEFT JOIN registration_household h ON h.household = s.household LEFT JOIN reception_unit u ON u.unit = s.unit \
         LEFT JOIN reception_room r ON r.room = s.room WHERE {filter} ORDER BY {order} LIMIT $5 OFFSET $6"
    );
    let rows = reading
        .sql
        .rows(&select, params![site, everywhere, status.clone(), any, query.limit(), query.offset()])
        .map_err(StoreError::problem)?;
    let count = format!("SELECT count(*) FROM reception_stay s WHERE {filter}");
    let total = reading.sql.first(&count, params![site, everywhere, status, any]).map_err(StoreError::problem)?;
    let ids: Vec<PersonId> = rows.iter().filter_map(|row| row.id(1)).collect();
    let people = people::people(reading.sql, ids)?;
    let today = reading.at.today();
    let line = |row: &log::Row| {
        let person = row.id::<PersonId>(1).and_then(|person| people.get(&person));
        vec![
            row.id::<HouseholdId>(0).into(),
            person.map(Person::name).into(),
            row.opt_text(2).map(people::grouped).into(),
            person.map(|person| person.details.sex.name()).into(),
            person.map_or(Cell::Empty, |person| Cell::Int(i64::from(person.age_on(today).0))),
            row.opt_text(3).map(|unit| place(unit, row.text(4), row.int(5))).into(),
            Cell::Text(row.text(6).to_owned()),
            Cell::Moment(Moment::from_millis(row.int(7))),
        ]
    };
    let rows = rows.iter().map(line).collect();
    let subjects = people.keys().map(|person| SubjectId::from(*person)).collect();
    Ok(Answer::Table { rows, total: total.map(|row| row.int(0)), subjects })
}

/// A bed as people say it: unit, room, bed.
pub(in crate::views) fn place(unit: &str, room: &str, bed: i64) -> String {
    format!("{unit}-{room}-{bed}")
}

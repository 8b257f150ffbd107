//! Flags on which nobody has acted yet: those of the site that are not restricted, and those of the user's own screenings or supervision.

use super::shown::names;
use crate::{facts::file_subject, words::ScreeningId};
use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::{ActorId, Moment, PersonId, Problem, SiteId};
use log::{Row, StoreError, params};
use screening::Urgency;

/// Open flags, the first due first.
pub const FLAGS: ViewDef = ViewDef {
    name: "flags",
    params: &[Param { name: "expired", kind: Kind::Flag, required: false }],
    columns: &[
        Column { key: "protection_screening", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "protection_person", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "protection_rule", kind: Kind::Text, hxl: "#indicator+code", sorts: false },
        Column { key: "protection_urgency", kind: Kind::Code("protection-urgency"), hxl: "#severity", sorts: false },
        Column { key: "protection_due_by", kind: Kind::Moment, hxl: "#date+due", sorts: false },
        Column { key: "protection_review", kind: Kind::Date, hxl: "#date+review", sorts: false },
        Column { key: "protection_restricted", kind: Kind::Flag, hxl: "", sorts: false },
        Column { key: "protection_person_id", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "protection_sheet", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "protection_version", kind: Kind::Number, hxl: "", sorts: false },
        Column { key: "protection_digest", kind: Kind::Text, hxl: "", sorts: false },
    ],
    read,
};

/// Which flags a user may know of; `$1` the site, `$2` the user.
pub(super) const VISIBLE: &str = "(f.site = $1 AND f.restricted = 0 OR f.by_whom = $2 OR f.supervisor = $2)";

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let expired = query.get("expired").is_some_and(|asked| asked == "true");
    let today = reading.at.today();
    let rows = reading
        .sql
        .rows(
            &format!(
                "SELECT f.screening, f.person, f.rule, f.urgency, f.due, f.review_by, f.restricted, f.sheet, f.version, f.digest \
                 FROM protection_flag f WHERE {VISIBLE} AND f.state = 'raised' AND (f.review_by < $3) = $4 \
                 ORDER BY f.due, f.screening, f.rule LIMIT $5 OFFSET $6"
            ),
            params![reading.site, reading.who.actor, today, expired, query.limit(), query.offset()],
        )
        .map_err(StoreError::problem)?;
    let people: Vec<PersonId> = rows.iter().filter_map(|row| row.id(1)).collect();
    let names = names(reading, people.iter().copied())?;
    let cells = rows.iter().map(|row| {
        let person: Option<PersonId> = row.id(1);
        let urgency = usize::try_from(row.int(3)).ok().and_then(|rank| Urgency::ALL.get(rank));
        vec![
            row.id::<ScreeningId>(0).into(),
            person.and_then(|person| names.get(&person)).into(),
            Cell::Text(row.text(2).to_owned()),
            urgency.map(|urgency| urgency.name()).into(),
            Cell::Moment(Moment::from_millis(row.int(4))),
            super::shown::day(row.text(5)).map_or(Cell::Empty, Cell::Date),
            Cell::Flag(row.int(6) != 0),
            person.into(),
            Cell::Text(row.text(7).to_owned()),
            Cell::Int(row.int(8)),
            row.opt_text(9).into(),
        ]
    });
    let subjects = people.iter().map(|person| file_subject(*person)).collect();
    Ok(Answer::Table { rows: cells.collect(), total: None, subjects })
}

/// Whether this reader may know of a flag or a need with this site, restriction, author and supervisor in the columns from `at`.
pub(super) fn may_see(reading: &Reading<'_>, row: &Row, at: usize) -> bool {
    let me = Some(reading.who.actor);
    let here = reading.site.is_some() && reading.site == row.id::<SiteId>(at);
    here && row.int(at + 1) == 0 || row.id::<ActorId>(at + 2) == me || row.id::<ActorId>(at + 3) == me
}

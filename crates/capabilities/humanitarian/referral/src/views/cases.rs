//! The referrer's list: what was written, where it is, what is owed, whom to tell.

use access::{Answer, Cell, Column, Kind, Param, Query, Reading, Relation, ViewDef};
use kernel::{Moment, PersonId, Problem, ReferralId, SubjectId};
use log::{StoreError, params};

/// Referrals that the user wrote, or of the user's site; the last changed first.
pub const CASES: ViewDef = ViewDef {
    name: "cases",
    params: &[Param { name: "show", kind: Kind::Code("referral-show"), required: false }],
    columns: &[
        Column { key: "referral_referral", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "referral_person", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "referral_category", kind: Kind::Code("referral-category"), hxl: "#service+type", sorts: false },
        Column { key: "referral_priority", kind: Kind::Code("referral-short"), hxl: "#severity", sorts: false },
        Column { key: "referral_organisation", kind: Kind::Text, hxl: "#org+name", sorts: false },
        Column { key: "referral_stage", kind: Kind::Code("referral-stage"), hxl: "#status", sorts: false },
        Column { key: "referral_clock", kind: Kind::Code("referral-clock-state"), hxl: "", sorts: false },
        Column { key: "referral_owed_by", kind: Kind::Moment, hxl: "#date+due", sorts: false },
        Column { key: "referral_to_tell", kind: Kind::Flag, hxl: "", sorts: false },
        Column { key: "referral_changed", kind: Kind::Moment, hxl: "#date+updated", sorts: false },
    ],
    read,
};

/// What stands in one row, and which rows a filter takes. The last sending of a referral is its newest.
const FROM: &str = "FROM referral_record r LEFT JOIN referral_sending s ON s.sending = \
     (SELECT l.sending FROM referral_sending l WHERE l.referral = r.referral ORDER BY l.sent DESC, l.sending DESC LIMIT 1) \
     LEFT JOIN referral_organisation o ON o.organisation = s.organisation WHERE r.person IS NOT NULL AND r.site IS NOT NULL";

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let now = reading.at.now;
    let scope = match reading.relation {
        Relation::OwnCase => "r.by_whom = $1",
        Relation::OwnSite => "r.site = $2",
        _ => "1 = 1",
    };
    let filter = match query.get("show") {
        Some("drafts") => "s.sending IS NULL",
        Some("overdue") => "s.is_open = 1 AND s.owed_by < $3",
        Some("to_tell") => "s.told IS NULL AND s.stage IN ('declined', 'done')",
        Some("open") => "s.is_open = 1",
        _ => "1 = 1",
    };
    let select = format!(
        "SELECT r.referral, r.person, r.category, r.priority, o.name, r.stage, s.is_open, s.owed_by, s.told, r.changed {FROM} \
         AND {scope} AND {filter} AND $3 > 0 ORDER BY r.changed DESC, r.referral LIMIT $4 OFFSET $5"
    );
    let (actor, site) = (reading.who.actor, reading.site);
    let rows = reading
        .sql
        .rows(&select, params![actor, site, now, query.limit(), query.offset()])
        .map_err(StoreError::problem)?;
    let count = format!("SELECT count(*) {FROM} AND {scope} AND {filter} AND $3 > 0 AND ($1 = $1 OR $2 = $2)");
    let total = reading.sql.first(&count, params![actor, site, now]).map_err(StoreError::problem)?;
    let people: Vec<PersonId> = rows.iter().filter_map(|row| row.id(1)).collect();
    let names = people::people(reading.sql, people.iter().copied())?;
    let rows = rows
        .iter()
        .map(|row| {
            let name = row.id::<PersonId>(1).and_then(|id| names.get(&id)).map(|person| person.name().to_owned());
            let (open, owed_by) = (row.opt_int(6) == Some(1), Moment::from_millis(row.opt_int(7).unwrap_or(0)));
            let clock = if open && owed_by < now { "overdue" } else { "running" };
            let to_tell = matches!(row.text(5), "declined" | "done") && row.is_null(8);
            vec![
                row.id::<ReferralId>(0).into(),
                name.into(),
                Cell::Text(row.text(2).to_owned()),
                Cell::Text(row.text(3).to_owned()),
                row.opt_text(4).into(),
                Cell::Text(row.text(5).to_owned()),
                open.then_some(clock).into(),
                if open { Cell::Moment(owed_by) } else { Cell::Empty },
                Cell::Flag(to_tell),
                Cell::Moment(Moment::from_millis(row.int(9))),
            ]
        })
        .collect();
    let subjects = people.into_iter().map(SubjectId::from).collect();
    Ok(Answer::Table { rows, total: total.map(|row| row.int(0)), subjects })
}

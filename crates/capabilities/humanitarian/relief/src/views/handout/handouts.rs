//! Hand-outs of a site, the last first; those with a reason of their own, taken back, or to people without a record can be listed
//! alone.

use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::{HandOutId, HouseholdId, Moment, PersonId, Problem, SiteId, SubjectId};
use log::{Row, Sql, StoreError, params};

/// Hand-outs.
pub const HANDOUTS: ViewDef = ViewDef {
    name: "handouts",
    params: &[Param { name: "which", kind: Kind::Code("relief-which"), required: false }],
    columns: &[
        Column { key: "relief_handout", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "relief_at", kind: Kind::Moment, hxl: "#date", sorts: false },
        Column { key: "relief_number", kind: Kind::Text, hxl: "#meta+id", sorts: false },
        Column { key: "relief_head", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "relief_people", kind: Kind::Number, hxl: "#reached+ind", sorts: false },
        Column { key: "relief_items", kind: Kind::Text, hxl: "#item+list", sorts: false },
        Column { key: "relief_reason", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "relief_taken_back", kind: Kind::Code("relief-back"), hxl: "#status", sorts: false },
    ],
    read,
};

/// Which of them.
fn which(name: Option<&str>) -> Option<&'static str> {
    Some(match name {
        None | Some("") => "",
        Some("reason") => {
            "AND EXISTS (SELECT 1 FROM relief_given g WHERE g.handout = h.handout AND g.reason IS NOT NULL)"
        }
        Some("taken_back") => "AND EXISTS (SELECT 1 FROM relief_taken_back t WHERE t.handout = h.handout)",
        Some("no_record") => "AND h.note IS NOT NULL",
        Some(_) => return None,
    })
}

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let which = which(query.get("which")).ok_or_else(|| Problem::field("which", "GEN-004"))?;
    let filter = format!("{} {which}", at_site(reading.site));
    let select = format!(
        "SELECT h.handout, h.at, h.people, h.note, (SELECT t.why FROM relief_taken_back t WHERE t.handout = h.handout) \
         FROM relief_handout h WHERE {filter} ORDER BY h.at DESC, h.handout DESC LIMIT $2 OFFSET $3"
    );
    let rows =
        reading.sql.rows(&select, params![reading.site, query.limit(), query.offset()]).map_err(StoreError::problem)?;
    let count = format!("SELECT count(*) FROM relief_handout h WHERE {filter}");
    let total = reading.sql.first(&count, params![reading.site]).map_err(StoreError::problem)?;
    let mut out = Vec::with_capacity(rows.len());
    let mut subjects: Vec<SubjectId> = vec![];
    for row in &rows {
        let Some(handout) = row.id::<HandOutId>(0) else { continue };
        let to = to(reading.sql, handout)?;
        subjects.extend(to.iter().filter_map(|to| to.person).map(SubjectId::from));
        let reason = to.as_ref().and_then(|to| to.reason.clone()).or_else(|| row.opt_text(3).map(str::to_owned));
        out.push(vec![
            Cell::Text(handout.to_string()),
            Cell::Moment(Moment::from_millis(row.int(1))),
            to.as_ref().and_then(|to| to.number.as_deref()).map(people::grouped).into(),
            to.as_ref().and_then(|to| to.head.clone()).into(),
            Cell::Int(row.int(2)),
            Some(lines(reading.sql, handout)?).into(),
            reason.into(),
            row.opt_text(4).into(),
        ]);
    }
    Ok(Answer::Table { rows: out, total: total.map(|row| row.int(0)), subjects })
}

/// Of hand-outs `h`, those of the site `$1`; all where it is none. Said so that the index by site and time serves it.
pub(super) const fn at_site(site: Option<SiteId>) -> &'static str {
    if site.is_some() { "h.site = $1" } else { "$1 IS NULL" }
}

/// To whom a hand-out went.
pub(super) struct To {
    pub household: Option<HouseholdId>,
    pub number: Option<String>,
    /// Somebody of those it was for: the head where it was for them.
    pub person: Option<PersonId>,
    pub head: Option<String>,
    pub reason: Option<String>,
}

/// To which household, by one of those who got something and whose record is not erased.
pub(super) fn to(sql: &mut dyn Sql, handout: HandOutId) -> Result<Option<To>, Problem> {
    let select = "SELECT g.household, h.number, p.person, p.name, g.reason FROM relief_given g \
                  LEFT JOIN registration_household h ON h.household = g.household \
                  LEFT JOIN registration_person p ON p.person = coalesce(h.head, g.person) WHERE g.handout = $1 \
                  ORDER BY g.person LIMIT 1";
    let row = sql.first(select, params![handout]).map_err(StoreError::problem)?;
    Ok(row.map(|row| To {
        household: row.id(0),
        number: row.opt_text(1).map(str::to_owned),
        person: row.id(2),
        head: row.opt_text(3).map(str::to_owned),
        reason: row.opt_text(4).map(str::to_owned),
    }))
}

/// What was handed out, as one line: `2 KIT-H, 5 BLK`.
pub(super) fn lines(sql: &mut dyn Sql, handout: HandOutId) -> Result<String, Problem> {
    let select = "SELECT -m.quantity, i.code FROM relief_movement m LEFT JOIN relief_item i ON i.item = m.item \
                  WHERE m.of = $1 AND m.kind = 'handed_out' ORDER BY i.code, m.item";
    let rows = sql.rows(select, params![handout]).map_err(StoreError::problem)?;
    let line = |row: &Row| format!("{} {}", row.int(0), row.text(1));
    Ok(rows.iter().map(line).collect::<Vec<_>>().join(", "))
}

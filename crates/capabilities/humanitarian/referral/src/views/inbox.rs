//! The inbox of an organisation: what was sent to it, what it owes first.

use super::lookups::organisations_of;
use crate::words::{Category, Priority, Stage};
use access::{Answer, Cell, Column, Kind, Param, Query, Reading, Relation, ViewDef};
use kernel::{Moment, OrganisationId, Problem, SubjectId};
use log::{StoreError, Value, params};

/// What was sent to the user's organisation; what is owed soonest first.
pub const INBOX: ViewDef = ViewDef {
    name: "inbox",
    params: &[
        Param { name: "organisation", kind: Kind::Id, required: false },
        Param { name: "show", kind: Kind::Code("referral-show"), required: false },
        Param { name: "stage", kind: Kind::Code("referral-stage"), required: false },
        Param { name: "category", kind: Kind::Code("referral-category"), required: false },
        Param { name: "priority", kind: Kind::Code("referral-priority"), required: false },
        Param { name: "q", kind: Kind::Text, required: false },
    ],
    columns: &[
        Column { key: "referral_sending", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "referral_reference", kind: Kind::Text, hxl: "#meta+id", sorts: false },
        Column { key: "referral_person", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "referral_category", kind: Kind::Code("referral-category"), hxl: "#service+type", sorts: false },
        Column { key: "referral_priority", kind: Kind::Code("referral-short"), hxl: "#severity", sorts: false },
        Column { key: "referral_stage", kind: Kind::Code("referral-stage"), hxl: "#status", sorts: false },
        Column { key: "referral_clock", kind: Kind::Code("referral-clock-state"), hxl: "", sorts: false },
        Column { key: "referral_owed_by", kind: Kind::Moment, hxl: "#date+due", sorts: true },
        Column { key: "referral_sent", kind: Kind::Moment, hxl: "#date+start", sorts: true },
    ],
    read,
};

/// Most rows that are counted: beyond it the list says "more", and nobody reads so far.
const COUNTED: i64 = 10_000;

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    if reading.relation != Relation::OwnOrganisation {
        return Err(Problem::not_found());
    }
    let own = organisations_of(reading.sql, reading.who.actor)?;
    let asked: Option<OrganisationId> = query.parsed("organisation")?;
    let chosen = own.iter().map(|(id, _)| *id).find(|id| asked.is_none_or(|asked| asked == *id));
    let Some(organisation) = chosen else {
        return Ok(Answer::Table { rows: vec![], total: Some(0), subjects: vec![] });
    };
    let now = reading.at.now;
    let mut wanted = vec!["s.organisation = $1".to_owned()];
    let mut values = params![organisation].to_vec();
    let add = |values: &mut Vec<Value>, wanted: &mut Vec<String>, clause: &str, value: Value| {
        values.push(value);
        wanted.push(clause.replace('?', &format!("${}", values.len())));
    };
    match query.get("show") {
        Some("all") => {}
        Some("overdue") => {
            wanted.push("s.is_open = 1".to_owned());
            add(&mut values, &mut wanted, "s.owed_by < ?", now.into());
        }
        Some("over") => wanted.push("s.is_open = 0".to_owned()),
        _ => wanted.push("s.is_open = 1".to_owned()),
    }
    if let Some(stage) = query.parsed::<Stage>("stage")? {
        add(&mut values, &mut wanted, "s.stage = ?", stage.name().into());
    }
    if let Some(category) = query.parsed::<Category>("category")? {
        add(&mut values, &mut wanted, "s.category = ?", category.name().into());
    }
    if let Some(priority) = query.parsed::<Priority>("priority")? {
        add(&mut values, &mut wanted, "s.priority = ?", priority.name().into());
    }
    for word in query.get("q").unwrap_or("").split_whitespace().take(5) {
        // A word is the beginning of a word of the name in its own script, the sound of it, or the reference on the paper.
        let word = word.to_lowercase();
        let sound = kernel::name_key::keys(&word).first().map_or_else(String::new, |key| format!("~{key}"));
        values.extend(params![format!("{word}\u{10ffff}"), sound, word].iter().cloned());
        let n = values.len();
        wanted.push(format!(
            "s.sending IN (SELECT w.sending FROM referral_word w WHERE w.organisation = $1 AND w.word >= ${n} \
             AND w.word < ${} UNION SELECT w.sending FROM referral_word w WHERE w.organisation = $1 AND w.word = ${})",
            n - 2,
            n - 1
        ));
    }
    let order = match (query.sort.as_deref(), query.descending) {
        (Some("referral_sent"), false) => "s.sent, s.sending",
        (Some("referral_sent"), true) => "s.sent DESC, s.sending DESC",
        (_, true) => "s.owed_by DESC, s.sending DESC",
        _ if matches!(query.get("show"), Some("all" | "over")) => "s.sent DESC, s.sending DESC",
        _ => "s.owed_by, s.sending",
    };
    let wanted = wanted.join(" AND ");
    let count = format!("SELECT count(*) FROM (SELECT 1 FROM referral_sending s WHERE {wanted} LIMIT {COUNTED})");
    // Who looks for somebody reads the first page; the rest is not counted.
    let total = match query.get("q") {
        Some(_) => None,
        None => reading.sql.first(&count, &values).map_err(StoreError::problem)?.map(|row| row.int(0)),
    };
    let n = values.len();
    values.extend(params![query.limit(), query.offset()].iter().cloned());
    // The page is found in the index alone; only its rows are read.
    let select = format!(
        "SELECT s.sending, s.name, s.category, s.priority, s.stage, s.is_open, s.owed_by, s.sent, r.person \
         FROM (SELECT s.sending AS id FROM referral_sending s WHERE {wanted} ORDER BY {order} LIMIT ${} OFFSET ${}) p \
         JOIN referral_sending s ON s.sending = p.id LEFT JOIN referral_record r ON r.referral = s.referral \
         ORDER BY {order}",
        n + 1,
        n + 2
    );
    let rows = reading.sql.rows(&select, &values).map_err(StoreError::problem)?;
    let subjects = rows.iter().filter(|row| !row.text(1).is_empty()).filter_map(|row| row.id::<SubjectId>(8)).collect();
    let rows = rows.iter().map(|row| cells(row, now)).collect();
    Ok(Answer::Table { rows, total: total.filter(|total| *total < COUNTED), subjects })
}

fn cells(row: &log::Row, now: Moment) -> Vec<Cell> {
    let id: Option<uuid::Uuid> = row.id(0);
    let (open, owed_by) = (row.int(5) == 1, Moment::from_millis(row.int(6)));
    let clock = if owed_by < now { "overdue" } else { "running" };
    vec![
        id.into(),
        id.map(reference).into(),
        Some(row.text(1)).filter(|name| !name.is_empty()).into(),
        Cell::Text(row.text(2).to_owned()),
        Cell::Text(row.text(3).to_owned()),
        Cell::Text(row.text(4).to_owned()),
        open.then_some(clock).into(),
        if open { Cell::Moment(owed_by) } else { Cell::Empty },
        Cell::Moment(Moment::from_millis(row.int(7))),
    ]
}

/// A sending's reference, for paper and for the telephone: its last eight digits.
pub(super) fn reference(id: uuid::Uuid) -> String {
    kernel::ReferralId(id).short()
}

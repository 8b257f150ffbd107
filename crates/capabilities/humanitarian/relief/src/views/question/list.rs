//! The list of questions: computed from what is known now, so that whatever two posts did while apart comes to light when their facts
//! meet. A question goes when its cause goes, or when somebody settles it.

use super::{again, shelves, tables::settled};
use crate::views::item::items;
use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::{ConsignmentId, HandOutId, HouseholdId, ItemId, Moment, PersonId, Problem, SiteId, SubjectId};
use log::Sql;

/// What is open at the site; with `settled=true`, what was settled and still has its cause.
pub const QUESTIONS: ViewDef = ViewDef {
    name: "questions",
    params: &[Param { name: "settled", kind: Kind::Flag, required: false }],
    columns: &[
        Column { key: "relief_question", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "relief_question_kind", kind: Kind::Code("relief-question"), hxl: "#meta+kind", sorts: false },
        Column { key: "relief_at", kind: Kind::Moment, hxl: "#date", sorts: false },
        Column { key: "relief_name", kind: Kind::Text, hxl: "#item+name", sorts: false },
        Column { key: "relief_head", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "relief_figures", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "relief_earlier", kind: Kind::Moment, hxl: "#date+earlier", sorts: false },
        Column { key: "relief_note", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "relief_handout", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "relief_household", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "relief_consignment", kind: Kind::Id, hxl: "", sorts: false },
    ],
    read,
};

/// A question.
#[derive(Debug, Clone, Default)]
pub(super) struct Question {
    /// What it is about; the same at every node.
    pub key: String,
    pub kind: &'static str,
    pub at: Option<Moment>,
    pub item: Option<ItemId>,
    /// Somebody who got it.
    pub person: Option<PersonId>,
    /// Numbers that differ.
    pub figures: Option<String>,
    /// The hand-out that explains it.
    pub earlier: Option<Moment>,
    pub handout: Option<HandOutId>,
    pub household: Option<HouseholdId>,
    pub consignment: Option<ConsignmentId>,
}

/// Every question of a site that has its cause, settled or not.
fn all(sql: &mut dyn Sql, site: SiteId, utc_offset_minutes: i32) -> Result<Vec<Question>, Problem> {
    let mut out = again::given_again(sql, site, utc_offset_minutes)?;
    out.extend(shelves::below_zero(sql, site)?);
    out.extend(shelves::consignments(sql, site)?);
    Ok(out)
}

/// The question with this key, if it is open at the site: who got what it is about, if it is about somebody.
pub(crate) fn open_question(
    sql: &mut dyn Sql,
    site: SiteId,
    utc_offset_minutes: i32,
    key: &str,
) -> Result<Option<Option<PersonId>>, Problem> {
    if settled(sql, site)?.contains_key(key) {
        return Ok(None);
    }
    let all = all(sql, site, utc_offset_minutes)?;
    Ok(all.into_iter().find(|question| question.key == key).map(|question| question.person))
}

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let Some(site) = reading.site else { return Ok(Answer::Table { rows: vec![], total: Some(0), subjects: vec![] }) };
    let notes = settled(reading.sql, site)?;
    let which = query.get("settled") == Some("true");
    let mut questions = all(reading.sql, site, reading.at.utc_offset_minutes)?;
    questions.retain(|question| notes.contains_key(&question.key) == which);
    let total = i64::try_from(questions.len()).ok();
    let page = query.page_of(&questions);
    let subjects = page.iter().filter_map(|question| question.person).map(SubjectId::from).collect();
    let items = items(reading.sql)?;
    let mut rows = Vec::with_capacity(page.len());
    for question in page {
        let name = question.item.and_then(|item| items.get(&item)).map(|item| item.name.clone());
        let note = notes.get(&question.key).cloned();
        rows.push(cells(reading, question.clone(), name, note)?);
    }
    Ok(Answer::Table { rows, total, subjects })
}

fn cells(
    reading: &mut Reading<'_>,
    one: Question,
    name: Option<String>,
    note: Option<String>,
) -> Result<Vec<Cell>, Problem> {
    let household = one.household.map(|id| people::household(reading.sql, id)).transpose()?.flatten();
    let head = household.as_ref().and_then(|household| household.head).or(one.person);
    let head = head.map(|head| people::person(reading.sql, head)).transpose()?.flatten();
    let moment = |at: Option<Moment>| at.map_or(Cell::Empty, Cell::Moment);
    // A household that another site keeps has no page here.
    let household = household.filter(|household| household.is_of(reading.site)).map(|household| household.id);
    Ok(vec![
        Cell::Text(one.key),
        Cell::Text(one.kind.to_owned()),
        moment(one.at),
        name.into(),
        head.as_ref().map(people::Person::name).into(),
        one.figures.into(),
        moment(one.earlier),
        note.into(),
        one.handout.into(),
        household.into(),
        one.consignment.into(),
    ])
}

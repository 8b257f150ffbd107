//! Flags to review: on which nobody acted yet, the first due on top; those whose day of review has passed apart. For every case worker.

use crate::pages::{
    records::{urgency, when},
    sheets::Sheets,
};
use access::{Answer, Cell, Query};
use askama::Template;
use kernel::Problem;
use shell::{Html, Page, PageDef, Visit, Words};

/// The page.
pub const FLAGS: PageDef = PageDef {
    path: "/protection/flags",
    action: "protection.flags",
    show,
    act: None,
    menu: Some((51, "protection-menu-flags")),
};

#[derive(Template)]
#[template(path = "desk/flags.html")]
struct Flags<'a> {
    words: &'a Words,
    expired: bool,
    rows: Vec<Row>,
}

struct Row {
    person: String,
    name: String,
    text: String,
    urgency: Html,
    due: Html,
    late: bool,
    review: Html,
    restricted: bool,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let expired = visit.query.get("expired") == Some("true");
    let query = Query { per_page: 200, ..Query::default() }.and("expired", expired);
    let answer = visit.view("protection.flags", &query)?;
    let Answer::Table { rows, .. } = answer else { return Err(Problem::not_found()) };
    let now = visit.gate.now();
    let sheets = Sheets::new(visit);
    let rows = rows.iter().filter_map(|cells| row(visit, &sheets, cells, now)).collect();
    let page = Flags { words: &visit.words, expired, rows };
    Ok(Page::new(visit.t("protection-menu-flags"), &page))
}

fn row(visit: &Visit<'_>, sheets: &Sheets<'_>, cells: &[Cell], now: kernel::Moment) -> Option<Row> {
    let [
        _,
        name,
        Cell::Text(rule),
        class,
        Cell::Moment(due),
        review,
        restricted,
        Cell::Text(person),
        Cell::Text(sheet),
        Cell::Int(version),
        digest,
    ] = cells
    else {
        return None;
    };
    let text = |cell: &Cell| match cell {
        Cell::Text(text) => text.clone(),
        Cell::Date(day) => day.to_string(),
        _ => "–".to_owned(),
    };
    let (sheet, version) = (sheet.parse().ok()?, u16::try_from(*version).ok()?);
    let digest = if let Cell::Text(digest) = digest { digest.parse().ok() } else { None };
    Some(Row {
        person: person.clone(),
        name: text(name),
        text: sheets.flag((&sheet, version, digest.as_ref()), &rule.parse().ok()?),
        urgency: urgency(&visit.words, &text(class)),
        due: when(visit, &due.to_string()),
        late: *due < now,
        review: Html::ltr(&text(review)),
        restricted: restricted == &Cell::Flag(true),
    })
}

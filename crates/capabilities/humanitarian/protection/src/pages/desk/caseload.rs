//! My caseload: due actions first, what was offered to me on top. For every case worker. A name that is searched is posted, so that it
//! stands in no address, and so are the pages of what was found.

use crate::{
    pages::records::{coded, colleagues, when},
    views::{CASELOAD as VIEW, OFFERS},
    words::CaseType,
};
use access::{Answer, Cell, Query};
use askama::Template;
use kernel::Problem;
use serde_json::{Map, Value};
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields, table};

/// Cases on one page of a search.
const SEARCHED: u32 = 100;

/// The page.
pub const CASELOAD: PageDef = PageDef {
    path: "/protection",
    action: "protection.caseload",
    show,
    act: Some(act),
    menu: Some((50, "protection-menu-caseload")),
};

#[derive(Template)]
#[template(path = "desk/caseload.html")]
struct Caseload<'a> {
    words: &'a Words,
    f: Fields<'a>,
    entered: bool,
    offers: Vec<Offer>,
    whose: Vec<Choice>,
    about: Vec<(String, String, bool)>,
    state: Vec<(String, String, bool)>,
    /// Where a search is sent: this page with its filters.
    address: Html,
    searched: Option<Searched>,
    table: Html,
    may_statistics: bool,
}

/// A search, and the page of what it found.
struct Searched {
    q: String,
    before: Option<u32>,
    here: String,
    next: Option<u32>,
}

struct Choice {
    name: &'static str,
    label: String,
    here: bool,
}

struct Offer {
    key: String,
    case: String,
    from: String,
    organisation: String,
    reason: String,
    since: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let words = &visit.words;
    let whose = visit.query.get("whose").unwrap_or("mine");
    let query = visit.view_query().and("whose", whose);
    let (answer, searched) = match visit.form.get("q") {
        Some(q) => found(visit, &query, q)?,
        None => (visit.view("protection.caseload", &query)?, None),
    };
    let place = table::Place {
        action: "protection.caseload",
        caption: "protection-caseload",
        path: "/protection",
        row: "/protection/cases/{}",
        empty: "protection-caseload-empty",
    };
    let picked = |name: &str, value: &str| visit.query.get(name).unwrap_or("") == value;
    let pick = |name: &str, prefix: &str, codes: &[&str]| {
        let options = coded(words, prefix, codes).into_iter();
        options.map(|(code, label)| (code.clone(), label, picked(name, &code))).collect::<Vec<_>>()
    };
    let choice = |name: &'static str| {
        let here = searched.is_none() && whose == name;
        Choice { name, label: words.code("protection-whose", name), here }
    };
    let page = Caseload {
        words,
        f: visit.fields(),
        entered: colleagues(visit)?.iter().any(|one| one.worker == visit.who.actor),
        offers: offers(visit)?,
        whose: ["mine", "supervised", "site"].map(choice).into(),
        about: pick("about", "protection-about", CaseType::NAMES),
        state: pick("state", "protection-state", &["closed"]),
        address: Html::trusted(table::address("/protection", &Query { page: 0, per_page: 0, ..query.clone() })),
        table: table::table(words, &VIEW, &answer, &query, place),
        may_statistics: visit.may("protection.statistics"),
        searched,
    };
    Ok(Page::new(visit.t("protection-menu-caseload"), &page))
}

/// A page of the cases of the site that were searched. The table is told that they are all: its own way to the next page would be an
/// address.
fn found(visit: &Visit<'_>, query: &Query, q: &str) -> Result<(Answer, Option<Searched>), Problem> {
    let page = visit.form.get("page").and_then(|page| page.parse().ok()).unwrap_or(0);
    let asked = Query { per_page: SEARCHED, page, ..query.clone() }.and("q", q).and("whose", "site");
    let Answer::Table { rows, total, subjects } = visit.view("protection.caseload", &asked)? else {
        return Err(Problem::not_found());
    };
    let shown = i64::try_from(rows.len()).unwrap_or(0);
    let (first, last) = (asked.offset() + 1, asked.offset() + shown);
    let more = total.map_or(shown >= asked.limit(), |total| last < total);
    let mut here = vec![("first", first.into()), ("last", last.into())];
    here.extend(total.map(|total| ("total", total.into())));
    let key = if total.is_some() { "page-here-of" } else { "page-here" };
    let searched = Searched {
        q: q.to_owned(),
        before: page.checked_sub(1),
        here: visit.words.with(key, &here),
        next: more.then_some(page.saturating_add(1)),
    };
    Ok((Answer::Table { rows, total: Some(shown), subjects }, Some(searched)))
}

fn offers(visit: &Visit<'_>) -> Result<Vec<Offer>, Problem> {
    let answer = visit.view(&format!("protection.{}", OFFERS.name), &Query { per_page: 50, ..Query::default() })?;
    let Answer::Table { rows, .. } = answer else { return Ok(vec![]) };
    let text = |cell: Option<&Cell>| match cell {
        Some(Cell::Text(text)) => text.clone(),
        Some(Cell::Moment(at)) => at.to_string(),
        _ => "–".to_owned(),
    };
    let offer = |row: &Vec<Cell>| Offer {
        key: shell::form::fresh_key(visit.gate),
        case: text(row.first()),
        from: text(row.get(1)),
        organisation: text(row.get(2)),
        reason: text(row.get(3)),
        since: when(visit, &text(row.get(4))),
    };
    Ok(rows.iter().map(offer).collect())
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let Some(answer @ ("accept" | "decline")) = visit.form.get("_do") else {
        return show(visit).map(|page| Reply::Page(Box::new(page)));
    };
    let accepted = answer == "accept";
    let mut command = Map::from_iter([("accepted".to_owned(), Value::Bool(accepted))]);
    for name in ["case", "reason"] {
        command.extend(visit.form.get(name).map(|value| (name.to_owned(), value.into())));
    }
    visit.run("protection.answer_handover", &Value::Object(command))?;
    Ok(Reply::Go(match visit.form.get("case").filter(|_| accepted) {
        Some(case) => format!("/protection/cases/{case}"),
        None => "/protection".to_owned(),
    }))
}

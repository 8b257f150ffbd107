//! My caseload: due actions first, what was offered to me on top. For every case worker. A name that is searched is posted, so that it
//! stands in no address.

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
    searched: Option<String>,
    table: Html,
    may_statistics: bool,
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
    let mut query = visit.view_query().and("whose", whose);
    let searched = visit.form.get("q").map(str::to_owned);
    let asked = match &searched {
        Some(q) => Query { per_page: 100, page: 0, ..query.clone() }.and("q", q).and("whose", "site"),
        None => query.clone(),
    };
    let answer = visit.view("protection.caseload", &asked)?;
    query.values.remove("q");
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
        table: table::table(words, &VIEW, &answer, &query, place),
        may_statistics: visit.may("protection.statistics"),
        searched,
    };
    Ok(Page::new(visit.t("protection-menu-caseload"), &page))
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

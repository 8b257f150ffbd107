//! The service point: one box for a card, a number or a name. A card or number leads straight to what is due; what was handed out
//! last stands above, so that the next scan follows at once.

use crate::pages::subnav::subnav;
use access::Query;
use askama::Template;
use kernel::{HandOutId, Problem};
use people::Candidate;
use serde::Deserialize;
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const POINT: PageDef = PageDef {
    path: "/relief",
    action: "relief.household",
    show,
    act: Some(act),
    menu: Some((36, "relief-menu-point")),
};

#[derive(Template)]
#[template(path = "point/find.html")]
struct Point<'a> {
    words: &'a Words,
    f: Fields<'a>,
    subnav: Html,
    asked: String,
    done: Option<Done>,
    found: Option<Vec<Candidate>>,
}

/// What was handed out last.
#[derive(Deserialize)]
struct Done {
    handout: HandOutId,
    number: Option<String>,
    lines: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    name: Option<String>,
    quantity: i64,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    page(visit, None)
}

fn page(visit: &Visit<'_>, found: Option<Vec<Candidate>>) -> Result<Page, Problem> {
    let asked = visit.form.get("q").unwrap_or_default();
    // The content of a card's code stays out of the box.
    let asked = if asked.contains(':') { String::new() } else { asked.to_owned() };
    let done = visit.query.get("done").filter(|_| found.is_none()).and_then(|id| id.parse::<HandOutId>().ok());
    let done = done.and_then(|id| visit.read("relief.handout", &Query::by("id", id)).ok());
    let page = Point { words: &visit.words, f: visit.fields(), subnav: subnav(visit), asked, done, found };
    Ok(Page::new(visit.t("relief-point"), &page))
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let asked = visit.form.get("q").ok_or_else(|| Problem::field("q", "GEN-001"))?;
    match visit.view("relief.household", &Query::by("code", asked)) {
        Ok(answer) => {
            let number = answer.record().get("number").and_then(|number| number.as_str()).unwrap_or_default();
            let number: String = number.chars().filter(|c| c.is_alphanumeric()).collect();
            Ok(Reply::Go(format!("/relief/households/{number}")))
        }
        Err(problem) if problem.status == 404 => {
            let found = people::candidates(visit, "relief.find", asked)?;
            page(visit, Some(found)).map(|page| Reply::Page(Box::new(page)))
        }
        Err(problem) => Err(problem),
    }
}

//! Find the child, by card, number or name. What is typed is posted and stands in no address.

use askama::Template;
use kernel::Problem;
use shell::{Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const FIND: PageDef =
    PageDef { path: "/best-interests/find", action: "best_interests.find", show, act: Some(act), menu: None };

#[derive(Template)]
#[template(path = "find.html")]
struct Find<'a> {
    words: &'a Words,
    f: Fields<'a>,
    asked: String,
    found: Option<Vec<people::Candidate>>,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let asked = visit.form.get("q").unwrap_or("").to_owned();
    let found = (!asked.is_empty()).then(|| people::candidates(visit, "best_interests.find", &asked)).transpose()?;
    Ok(Page::new(visit.t("best-interests-find"), &Find { words: &visit.words, f: visit.fields(), asked, found }))
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    show(visit).map(|page| Reply::Page(Box::new(page)))
}

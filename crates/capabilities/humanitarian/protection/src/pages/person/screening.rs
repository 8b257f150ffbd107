//! What was said in a screening, whole. For who asked and the supervisor named with it.

use crate::{
    pages::{
        records::{self, when},
        sheets::Sheets,
    },
    words::ScreeningId,
};
use access::Query;
use askama::Template;
use kernel::{PersonId, Problem};
use shell::{Html, Page, PageDef, Visit, Words};

/// The page.
pub const SCREENING: PageDef =
    PageDef { path: "/protection/screenings/{id}", action: "protection.screening", show, act: None, menu: None };

#[derive(Template)]
#[template(path = "person/screening.html")]
struct Show<'a> {
    words: &'a Words,
    person: PersonId,
    name: String,
    title: String,
    version: u16,
    by: String,
    at: Html,
    said: Vec<(String, String)>,
    missing: bool,
    rules: Option<String>,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let id: ScreeningId = visit.part("id")?;
    let screening: records::Screening = visit.read("protection.screening", &Query::by("id", id))?;
    let words = &visit.words;
    let (sheets, named) = (Sheets::new(visit), (&screening.sheet, screening.version, screening.digest.as_ref()));
    let title = sheets.title(named);
    let rules = screening.digest.as_ref().filter(|_| visit.may("instruments.sheet"));
    let rules = rules.map(|digest| format!("/instruments/{}/{}/{digest}", screening.sheet, screening.version));
    let page = Show {
        words,
        person: screening.person,
        name: screening.name.unwrap_or_else(|| "–".to_owned()),
        title: title.clone(),
        version: screening.version,
        by: screening.by.name,
        at: when(visit, &screening.at),
        said: sheets.said(named, &screening.answers),
        missing: sheets.get(named).is_none(),
        rules,
    };
    Ok(Page::new(title, &page).narrow())
}

//! What was said in a screening, whole. For who asked and the supervisor named with it.

use crate::{
    pages::records::{self, said, sheet, when},
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
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let id: ScreeningId = visit.part("id")?;
    let screening: records::Screening = visit.read("protection.screening", &Query::by("id", id))?;
    let words = &visit.words;
    let asked = sheet(&screening.sheet, screening.version);
    let title =
        asked.map_or_else(|| screening.sheet.to_string(), |sheet| sheet.title.said(words.language.tag()).to_owned());
    let page = Show {
        words,
        person: screening.person,
        name: screening.name.unwrap_or_else(|| "–".to_owned()),
        title: title.clone(),
        version: screening.version,
        by: screening.by.name,
        at: when(visit, &screening.at),
        said: said(words, &screening.sheet, screening.version, &screening.answers),
    };
    Ok(Page::new(title, &page).narrow())
}

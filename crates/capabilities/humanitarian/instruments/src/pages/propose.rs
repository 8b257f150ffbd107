//! Propose a sheet: paste its text or choose the file, read it as it will be asked, then send it to a second person. Works without the
//! script; nothing is recorded before the preview.

use super::{faults, preview::preview};
use crate::sheet::Refusal;
use askama::Template;
use kernel::Problem;
use screening::{Sheet, canonical, shipped_needs};
use serde_json::{Value, json};
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const PROPOSE: PageDef =
    PageDef { path: "/instruments/new", action: "instruments.propose_sheet", show, act: Some(act), menu: None };

#[derive(Template)]
#[template(path = "propose.html")]
struct Propose<'a> {
    words: &'a Words,
    f: Fields<'a>,
    text: String,
    faults: Vec<faults::Shown>,
}

#[derive(Template)]
#[template(path = "read.html")]
struct Read<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    title: String,
    text: String,
    preview: Html,
}

/// What was sent: the file where one was chosen, else the text.
fn sent(visit: &Visit<'_>) -> String {
    canonical(visit.form.get("file").or_else(|| visit.form.get("text")).unwrap_or(""))
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let (words, text) = (&visit.words, sent(visit));
    let faulty = visit.problem.as_ref().is_some_and(|problem| problem.code == "INS-001");
    let found = if faulty { Sheet::publishable(&text, shipped_needs()).err().unwrap_or_default() } else { vec![] };
    let page = Propose { words, f: visit.fields(), text, faults: faults::shown(words, found) };
    Ok(Page::new(visit.t("instruments-propose"), &page))
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let text = sent(visit);
    if visit.form.get("_do") == Some("edit") {
        return show(visit).map(|page| Reply::Page(Box::new(page)));
    }
    let sheet = Sheet::publishable(&text, shipped_needs()).map_err(Refusal::Faulty)?;
    if visit.form.get("_do") == Some("propose") {
        let done = visit.run("instruments.propose_sheet", &json!({ "text": text }))?;
        let part = |name: &str| done.answer.pointer(&format!("/sheet/{name}")).map(plain).unwrap_or_default();
        return Ok(Reply::Go(format!("/instruments/{}/{}/{}", part("code"), part("version"), part("digest"))));
    }
    let title = sheet.title.said(visit.words.language.tag()).to_owned();
    let preview = preview(&visit.words, &sheet, None);
    let (words, f, key) = (&visit.words, visit.fields(), visit.form_key());
    let read = Read { words, f, key, title: title.clone(), text, preview };
    Ok(Reply::Page(Box::new(Page::new(title, &read))))
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

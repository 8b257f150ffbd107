//! Correct a crossing: the form holds what is recorded now; the reason is asked for.

use crate::{
    facts::CrossingContent,
    pages::record::{CountRow, born, count_rows, put, with_default},
};
use access::Query;
use askama::Template;
use kernel::counts::AgeBand;
use kernel::{CrossingId, Problem};
use serde::Deserialize;
use serde_json::json;
use shell::{Form, Page, PageDef, Reply, Visit, field::Fields};

/// The page.
pub const PAGE: PageDef = PageDef {
    path: "/crossing/crossings/{crossing}/correct",
    action: "crossing.correct_crossing",
    show,
    act: Some(act),
    menu: None,
};

#[derive(Deserialize)]
struct Record {
    now: CrossingContent,
}

#[derive(Template)]
#[template(path = "lane/correction.html")]
struct Correction<'a> {
    v: &'a Visit<'a>,
    f: Fields<'a>,
    crossing: CrossingId,
    key: String,
}

impl Correction<'_> {
    fn companions(&self) -> Vec<CountRow> {
        count_rows(&self.f, &self.v.words, "companions", &AgeBand::ALL)
    }
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let crossing: CrossingId = visit.part("crossing")?;
    let form = if visit.form.is_empty() {
        let record: Record = visit.read("crossing.crossing", &Query::by("crossing", crossing))?;
        filled(&record.now)
    } else {
        visit.form.clone()
    };
    let f = Fields::new(&visit.words, &form, visit.problem.as_ref());
    Ok(Page::new(visit.t("crossing-correct"), &Correction { v: visit, f, crossing, key: visit.form_key() }).narrow())
}

fn filled(now: &CrossingContent) -> Form {
    let person = &now.person;
    let typed = person.document.as_ref().filter(|document| document.zone.is_none());
    let mut form = Form::default();
    for (name, value) in [
        ("direction", now.direction.name().to_owned()),
        ("person.name.original", person.shown_name().to_owned()),
        ("person.sex", person.sex.name().to_owned()),
        ("_birth", person.birth.map(kernel::birth_entry::write).unwrap_or_default()),
        ("person.nationality", person.nationality.to_string()),
        ("person.document.kind", typed.map(|d| d.kind.name().to_owned()).unwrap_or_default()),
        ("person.document.issuer", typed.map(|d| d.issuer.clone()).unwrap_or_default()),
        ("person.document.number", typed.map(|d| d.number.clone()).unwrap_or_default()),
    ] {
        form = with_default(form, name, &value);
    }
    for (sex, band, n) in now.companions.each() {
        form = form.with(&format!("companions.{sex}.{}:int", band.name()), n);
    }
    form
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let crossing: CrossingId = visit.part("crossing")?;
    let born = born(visit)?;
    visit.run_form("crossing.correct_crossing", |json| {
        put(json, "crossing", json!(crossing));
        if let (Some(person), Some(born)) = (json.get_mut("person"), born) {
            put(person, "birth", json!(born));
        }
    })?;
    Ok(Reply::Go(format!("/crossing/crossings/{crossing}")))
}

//! Open a case for a person. For every case worker.

use crate::{
    pages::records::{self, coded, options},
    words::CaseType,
};
use askama::Template;
use kernel::{PersonId, Problem};
use serde_json::{Value, json};
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const OPEN: PageDef =
    PageDef { path: "/protection/people/{id}/case", action: "protection.open_case", show, act: Some(act), menu: None };

#[derive(Template)]
#[template(path = "case/open.html")]
struct Open<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    id: PersonId,
    name: String,
    about: Html,
    supervisor: Html,
    flag: Option<(String, String)>,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let file = records::file(visit)?;
    let (words, f) = (&visit.words, visit.fields());
    let get = |name: &str| visit.query.get(name).or_else(|| visit.form.get(&format!("flag.{name}"))).map(str::to_owned);
    let page = Open {
        words,
        key: visit.form_key(),
        id: file.person,
        name: file.name,
        about: f.select("about", "column-protection-about", &coded(words, "protection-about", CaseType::NAMES)),
        supervisor: f.select("supervisor", "protection-supervisor-if", &options(visit, |one| one.supervises)?),
        flag: get("screening").zip(get("rule")),
        f,
    };
    Ok(Page::new(visit.t("protection-open-case"), &page).narrow())
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let person: PersonId = visit.part("id")?;
    let done = visit.run_form("protection.open_case", |command| {
        if let Value::Object(map) = command {
            map.insert("person".to_owned(), json!(person));
        }
    })?;
    let case = done.answer.get("case").and_then(Value::as_str).unwrap_or_default();
    Ok(Reply::Go(format!("/protection/cases/{case}")))
}

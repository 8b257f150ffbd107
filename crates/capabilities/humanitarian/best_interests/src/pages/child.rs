//! A child: the procedures that the user knows of, and a new one.

use super::shown::{coded, colleagues};
use crate::{views::PROCEDURES as VIEW, words::Why};
use access::Query;
use askama::Template;
use kernel::{PersonId, Problem};
use serde::Deserialize;
use serde_json::{Value, json};
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields, table};

/// The page.
pub const CHILD: PageDef = PageDef {
    path: "/best-interests/children/{id}",
    action: "best_interests.open_procedure",
    show,
    act: Some(act),
    menu: None,
};

#[derive(Deserialize)]
struct Child {
    child: PersonId,
    name: String,
    age: (u16, u16),
}

#[derive(Template)]
#[template(path = "child.html")]
struct Show<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    child: Child,
    age: String,
    grown: bool,
    known: Option<Html>,
    why: Html,
    supervisor: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let id: PersonId = visit.part("id")?;
    let child: Child = visit.read("best_interests.child", &Query::by("id", id))?;
    let (words, f) = (&visit.words, visit.fields());
    let (youngest, oldest) = child.age;
    let known = visit.view("best_interests.procedures", &Query::by("child", id))?;
    let place = table::Place {
        action: "best_interests.procedures",
        caption: "best-interests-list",
        path: "/best-interests",
        row: "/best-interests/{}",
        empty: "best-interests-none",
    };
    let any = matches!(&known, access::Answer::Table { rows, .. } if !rows.is_empty());
    let page = Show {
        words,
        key: visit.form_key(),
        age: if youngest == oldest { youngest.to_string() } else { format!("{youngest}–{oldest}") },
        grown: youngest >= 18,
        known: any.then(|| table::table(words, &VIEW, &known, &Query::default(), place)),
        why: f.select("why", "best-interests-why", &coded(words, "best-interests-why", Why::NAMES)),
        supervisor: f.select("supervisor", "best-interests-supervisor", &colleagues(visit, true)?),
        child,
        f,
    };
    Ok(Page::new(page.child.name.clone(), &page).narrow())
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let child: PersonId = visit.part("id")?;
    let done = visit.run_form("best_interests.open_procedure", |command| {
        if let Value::Object(map) = command {
            map.insert("child".to_owned(), json!(child));
        }
    })?;
    let procedure = done.answer.get("procedure").and_then(Value::as_str).unwrap_or_default();
    Ok(Reply::Go(format!("/best-interests/{procedure}")))
}

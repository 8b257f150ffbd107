//! One hand-out, and taking it back.

use crate::{handout::TakeBackReason, pages::subnav::subnav};
use access::Query;
use askama::Template;
use kernel::{ActorId, HandOutId, HouseholdId, Moment, Problem};
use serde::Deserialize;
use serde_json::{Value, json};
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const HANDOUT: PageDef =
    PageDef { path: "/relief/handouts/{id}", action: "relief.handout", show, act: Some(act), menu: None };

#[derive(Deserialize)]
struct Record {
    handout: HandOutId,
    at: Moment,
    size: i64,
    note: Option<String>,
    actor: Option<ActorId>,
    household: Option<HouseholdId>,
    head: Option<String>,
    number: Option<String>,
    reason: Option<String>,
    people: Vec<Option<String>>,
    lines: Vec<Line>,
    back: Option<Back>,
}

#[derive(Deserialize)]
struct Line {
    name: Option<String>,
    unit: Option<String>,
    quantity: i64,
}

#[derive(Deserialize)]
struct Back {
    why: String,
    note: Option<String>,
    at: Moment,
}

#[derive(Template)]
#[template(path = "given/handout.html")]
struct Handout<'a> {
    words: &'a Words,
    f: Fields<'a>,
    subnav: Html,
    handout: Record,
    by: Option<String>,
    whys: Html,
    key: String,
    may: bool,
}

impl Handout<'_> {
    fn time(&self, moment: &Moment) -> Html {
        Html::time(self.words, *moment)
    }
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let id: HandOutId = visit.part("id")?;
    let handout: Record = visit.read("relief.handout", &Query::by("id", id))?;
    let f = visit.fields();
    let page = Handout {
        words: &visit.words,
        subnav: subnav(visit),
        by: handout.actor.and_then(|actor| visit.gate.name_of(actor).ok().flatten()),
        whys: f.select("why", "relief-back-why", &visit.words.options("relief-back", TakeBackReason::NAMES)),
        key: visit.form_key(),
        may: visit.may("relief.take_back") && handout.back.is_none(),
        handout,
        f,
    };
    Ok(Page::new(visit.t("relief-handout"), &page).narrow())
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let id: HandOutId = visit.part("id")?;
    visit.run_form("relief.take_back", |command| {
        if let Value::Object(map) = command {
            map.insert("handout".to_owned(), json!(id));
        }
    })?;
    Ok(Reply::Go(format!("/relief/handouts/{id}")))
}

//! The desk: who was sent on from the border, urgent needs first, and one box for whatever is scanned or typed.
//! For the registration clerk.

use crate::{household::OpenHousehold, pages::records::when};
use access::{Answer, Cell};
use askama::Template;
use kernel::{Moment, Problem, Text};
use serde_json::Value;
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields, table::pages};

/// The page.
pub const DESK: PageDef = PageDef {
    path: "/registration",
    action: "registration.handovers",
    show,
    act: Some(act),
    menu: Some((20, "registration-menu-desk")),
};

#[derive(Template)]
#[template(path = "desk/queue.html")]
struct Desk<'a> {
    words: &'a Words,
    f: Fields<'a>,
    waiting: Vec<Waiting>,
    pages: Html,
}

struct Waiting {
    token: String,
    urgent: bool,
    since: Html,
    minutes: Html,
    household: Option<String>,
    key: String,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let query = visit.view_query();
    let answer = visit.view("registration.handovers", &query)?;
    let Answer::Table { rows, total, .. } = answer else { return Err(Problem::not_found()) };
    let pages = Html::trusted(pages(&visit.words, rows.len(), total, &query, "/registration"));
    let waiting = rows.iter().map(|row| waiting(visit, row)).collect();
    let page = Desk { words: &visit.words, f: visit.fields(), waiting, pages };
    Ok(Page::new(visit.t("registration-desk"), &page))
}

fn waiting(visit: &Visit<'_>, row: &[Cell]) -> Waiting {
    let text = |i: usize| match row.get(i) {
        Some(Cell::Text(text)) => Some(text.clone()),
        _ => None,
    };
    let since = match row.get(3) {
        Some(Cell::Moment(since)) => *since,
        _ => Moment::default(),
    };
    let minutes = visit.gate.now().seconds_since(since) / 60;
    Waiting {
        token: text(1).unwrap_or_default(),
        urgent: row.get(2) == Some(&Cell::Flag(true)),
        since: when(visit, &since.to_string()),
        minutes: Html::text(&wait(&visit.words, minutes)),
        household: text(0),
        key: shell::form::fresh_key(visit.gate),
    }
}

/// A wait in words: minutes, from an hour on with hours.
fn wait(words: &Words, minutes: i64) -> String {
    match minutes {
        0..60 => words.with("registration-wait-minutes", &[("minutes", minutes.into())]),
        _ => words
            .with("registration-wait-hours", &[("hours", (minutes / 60).into()), ("minutes", (minutes % 60).into())]),
    }
}

/// Opens the household of a token, or of people who come without one.
fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let token = visit.form.get("token").map(Text::parse).transpose();
    let token = token.map_err(|bad| Problem::field("token", bad.code()))?;
    let done = visit.command("registration", &OpenHousehold { token })?;
    let household = done.answer.get("household").and_then(Value::as_str).unwrap_or_default();
    Ok(Reply::Go(format!("/registration/register?household={household}")))
}

//! What waits at a site: gaps without an action first, then actions by when they are due, then what nobody measured. The manager plans,
//! finishes and cancels here.

use super::parts::{Row, about, address, day, exports, grouped, rows, site};
use crate::shipped;
use askama::Template;
use kernel::{Problem, SiteId};
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const ACTIONS: PageDef =
    PageDef { path: "/norms/actions", action: "norms.actions", show, act: Some(act), menu: None };

/// A gap, or an action against one.
struct Line {
    action: String,
    norm: String,
    name: String,
    missing: Option<Html>,
    unit: String,
    share: Option<i64>,
    progress: String,
    what: String,
    who: String,
    due: String,
    note: String,
    to_record: String,
}

impl Line {
    fn of(row: &Row) -> Self {
        let text = |column: usize| row.text(column).to_owned();
        Self {
            action: text(0),
            norm: text(1),
            name: text(2),
            missing: row.number(3).filter(|missing| *missing > 0).map(grouped),
            unit: text(4),
            share: row.number(5),
            progress: text(6),
            what: text(7),
            who: text(8),
            due: row.date(9).map(|due| due.to_string()).unwrap_or_default(),
            note: text(10),
            to_record: shipped::editions(row.text(1)).first().map(|norm| norm.item.clone()).unwrap_or_default(),
        }
    }

    fn is_overdue(&self) -> bool {
        self.progress == "overdue"
    }
}

#[derive(Template)]
#[template(path = "actions.html")]
struct Actions<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    board: String,
    gaps: Vec<Line>,
    open: Vec<Line>,
    to_measure: Vec<Line>,
    ended: Vec<Line>,
    norm: Html,
    day: Html,
    may: bool,
    exports: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let asked: Option<SiteId> = site(visit);
    let query = about(asked);
    let lines = |query| -> Result<Vec<Line>, Problem> {
        Ok(rows(visit, "norms.actions", query)?.iter().map(Line::of).collect())
    };
    let mut open = lines(&query)?;
    let take = |lines: &mut Vec<Line>, progress: &str| {
        let (of, rest) = lines.drain(..).partition(|line: &Line| line.progress == progress);
        *lines = rest;
        of
    };
    let (gaps, to_measure): (Vec<Line>, Vec<Line>) = (take(&mut open, "nothing"), take(&mut open, "measure"));
    let norms = rows(visit, "norms.gaps", &query)?;
    let options: Vec<(String, String)> =
        norms.iter().map(|row| (row.text(0).to_owned(), row.text(1).to_owned())).collect();
    let form = if visit.form.get("norm").is_some() { &visit.form } else { &visit.query };
    let page = Actions {
        words: &visit.words,
        f: visit.fields(),
        key: visit.form_key(),
        board: address("/norms", asked),
        ended: lines(&query.clone().and("ended", true))?,
        norm: Fields::new(&visit.words, form, visit.problem.as_ref()).select("norm", "norms-against", &options),
        day: day(&visit.fields(), "due", "norms-due"),
        may: asked.is_none() && visit.may("norms.plan_action"),
        exports: exports(visit, "norms.actions", &query),
        gaps,
        open,
        to_measure,
    };
    Ok(Page::new(visit.t("norms-actions"), &page))
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let action = match visit.form.get("_do") {
        Some("finish") => "norms.finish_action",
        Some("cancel") => "norms.cancel_action",
        _ => "norms.plan_action",
    };
    visit.run_form(action, |_| {})?;
    Ok(Reply::Go("/norms/actions".to_owned()))
}

//! What waits for a person: items given again without a word, shelves below zero, consignments that differ. Each goes when its cause
//! goes, or when somebody says how it stands.

use crate::pages::subnav::subnav;
use access::Cell;
use kernel::Problem;
use shell::{
    Html, Page, PageDef, Reply, Visit,
    items::{self, Item, List},
    table::{text, time},
};

/// The page.
pub const QUESTIONS: PageDef =
    PageDef { path: "/relief/questions", action: "relief.questions", show, act: Some(act), menu: None };

const LIST: List = List {
    view: "relief.questions",
    settle: "relief.settle_question",
    field: "question",
    path: "/relief/questions",
    title: "relief-questions",
};

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    items::page(visit, LIST, subnav(visit), |row| item(visit, row))
}

fn item(visit: &Visit<'_>, row: &[Cell]) -> Item {
    let (words, kind) = (&visit.words, text(row, 1).unwrap_or_default());
    let labelled = |label: &str, said: &Html| Html::trusted(format!("{}: {said}", Html::text(&words.t(label))));
    let figures = [text(row, 3).map(Html::name), text(row, 5).map(Html::ltr)];
    let figures: Vec<String> = figures.into_iter().flatten().map(Html::into_string).collect();
    let earlier = matches!(row.get(6), Some(Cell::Moment(_))).then(|| time(words, row, 6));
    let lines = [
        Some(Html::trusted(figures.join(" "))).filter(|line| !line.as_str().is_empty()),
        text(row, 4).map(|head| labelled("column-relief-head", &Html::name(head))),
        earlier.map(|earlier| labelled("column-relief-earlier", &earlier)),
        text(row, 7).map(Html::name),
    ];
    let handout = text(row, 8).map(|id| (format!("/relief/handouts/{id}"), "relief-handout"));
    let household = text(row, 9).map(|id| (format!("/relief/households/{id}"), "relief-household"));
    Item {
        key: text(row, 0).unwrap_or_default().to_owned(),
        title: words.code("relief-question", kind),
        lines: lines.into_iter().flatten().collect(),
        hint: words.code("relief-question-hint", kind),
        links: handout.into_iter().chain(household).map(|(to, label)| (to, Html::text(&words.t(label)))).collect(),
        since: time(words, row, 2),
        settles: true,
        ..Item::default()
    }
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    visit.run_form("relief.settle_question", |_| {})?;
    Ok(Reply::Go("/relief/questions".to_owned()))
}

//! What waits for a person: items given again without a word, shelves below zero, consignments that differ. Each goes when its cause
//! goes, or when somebody says how it stands.

use crate::pages::subnav::subnav;
use access::{Answer, Cell};
use askama::Template;
use kernel::Problem;
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields, table::pages, table::text};

/// The page.
pub const QUESTIONS: PageDef =
    PageDef { path: "/relief/questions", action: "relief.questions", show, act: Some(act), menu: None };

struct Question {
    /// Key of its form: one question is settled once.
    form: String,
    key: String,
    kind: String,
    at: Html,
    name: Option<String>,
    head: Option<String>,
    figures: Option<String>,
    earlier: Option<Html>,
    note: Option<String>,
    handout: Option<String>,
    household: Option<String>,
    /// What was typed, where its form was refused.
    typed: String,
}

#[derive(Template)]
#[template(path = "question/list.html")]
struct Questions<'a> {
    words: &'a Words,
    f: Fields<'a>,
    subnav: Html,
    questions: Vec<Question>,
    pages: Html,
    settled: bool,
    may: bool,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let settled = visit.query.get("settled") == Some("true");
    let key = shell::form::fresh_key(visit.gate);
    let time = |cell: Option<&Cell>| match cell {
        Some(Cell::Moment(at)) => Some(Html::time(&visit.words, *at)),
        _ => None,
    };
    let question = |row: &Vec<Cell>| {
        let own = |column: usize| text(row, column).map(str::to_owned);
        let id = own(0).unwrap_or_default();
        let typed = visit.form.get("note").filter(|_| visit.form.get("question") == Some(&id));
        Question {
            form: format!("{key}-{id}"),
            typed: typed.unwrap_or_default().to_owned(),
            key: id,
            kind: own(1).unwrap_or_default(),
            at: time(row.get(2)).unwrap_or_default(),
            name: own(3),
            head: own(4),
            figures: own(5),
            earlier: time(row.get(6)),
            note: own(7),
            handout: own(8),
            household: own(9),
        }
    };
    let query = visit.view_query();
    let Answer::Table { rows, total, .. } = visit.view("relief.questions", &query)? else {
        return Err(Problem::not_found());
    };
    let page = Questions {
        words: &visit.words,
        f: visit.fields(),
        subnav: subnav(visit),
        questions: rows.iter().map(question).collect(),
        pages: Html::trusted(pages(&visit.words, rows.len(), total, &query, "/relief/questions")),
        settled,
        may: visit.may("relief.settle_question"),
    };
    Ok(Page::new(visit.t("relief-questions"), &page))
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    visit.run_form("relief.settle_question", |_| {})?;
    Ok(Reply::Go("/relief/questions".to_owned()))
}

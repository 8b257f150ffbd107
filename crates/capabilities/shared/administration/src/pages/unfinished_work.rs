//! What did not work: the list, and one more try of what was given up.

use crate::pages::subnav::subnav;
use crate::views::unfinished_work::UNFINISHED_WORK as LIST;
use access::{Answer, Cell, Column};
use askama::Template;
use kernel::Problem;
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields, table::shown_cell};

/// The page.
pub const UNFINISHED_WORK: PageDef = PageDef {
    path: "/administration/unfinished",
    action: "administration.unfinished_work",
    show,
    act: Some(act),
    menu: None,
};

#[derive(Template)]
#[template(path = "unfinished_work.html")]
struct View<'a> {
    words: &'a Words,
    subnav: Html,
    f: Fields<'a>,
    items: Vec<Item>,
    may: bool,
}

struct Item {
    reaction: Html,
    parts: Vec<(String, Html)>,
    given_up: bool,
    values: Vec<(&'static str, String)>,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let Answer::Table { rows, .. } = visit.view(UNFINISHED_WORK.action, &visit.view_query())? else {
        return Err(Problem::not_found());
    };
    let items = rows.iter().map(|row| item(visit, row)).collect();
    let may = visit.may("administration.try_again");
    let view = View { words: &visit.words, subnav: subnav(visit), f: visit.fields(), items, may };
    Ok(Page::new(visit.t("unfinished-title"), &view))
}

fn item(visit: &Visit<'_>, row: &[Cell]) -> Item {
    let cells = || LIST.columns.iter().zip(row);
    let shown = |(column, cell): (&Column, &Cell)| {
        let label = visit.t(&format!("column-{}", column.key.replace('_', "-")));
        (label, shown_cell(&visit.words, column, cell))
    };
    let cell = |key: &str| cells().find(|(column, _)| column.key == key).map_or(&Cell::Empty, |(_, cell)| cell);
    let text = |key: &str| match cell(key) {
        Cell::Text(text) => text.clone(),
        Cell::Int(number) => number.to_string(),
        _ => String::new(),
    };
    let is_title = |column: &Column| column.key == "unfinished_reaction";
    Item {
        reaction: cells().find(|(column, _)| is_title(column)).map(shown).map_or_else(Html::default, |(_, cell)| cell),
        parts: cells().filter(|(column, _)| !is_title(column)).map(shown).collect(),
        given_up: text("unfinished_state") == "given_up",
        values: vec![
            ("zone", text("unfinished_zone")),
            ("reaction", text("unfinished_reaction")),
            ("node", text("unfinished_node")),
            ("fact:int", text("unfinished_fact")),
        ],
    }
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    visit.run_form("administration.try_again", |_| {})?;
    Ok(Reply::Go(UNFINISHED_WORK.path.to_owned()))
}

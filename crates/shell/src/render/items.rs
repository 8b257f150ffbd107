//! Items that wait for a person, as cards: what each is, and a form to say how it was settled. Most go by themselves when their cause
//! goes; a capability tells what makes one, the page is the same for all.

use crate::{Html, Page, Visit, Words, field::Fields, form, table::pages};
use access::{Answer, Cell};
use askama::Template;
use kernel::Problem;

/// Where the items of a capability stand.
#[derive(Debug, Clone, Copy)]
pub struct List {
    /// The view that lists them; with `settled=true` it lists those that were settled and still have their cause.
    pub view: &'static str,
    /// The command that settles one: its key under `field`, and a `note`.
    pub settle: &'static str,
    /// The command's field for the key.
    pub field: &'static str,
    /// The page's address.
    pub path: &'static str,
    /// Key of the page's title.
    pub title: &'static str,
}

/// One item.
#[derive(Debug, Clone, Default)]
pub struct Item {
    /// What names it when it is settled.
    pub key: String,
    /// What it is, in the reader's language.
    pub title: String,
    /// Whether it is about somebody who may be in danger.
    pub bad: bool,
    /// Who and what is concerned, a paragraph each.
    pub lines: Vec<Html>,
    /// What is to be done, in the reader's language.
    pub hint: String,
    /// Where it can be looked into: address and words.
    pub links: Vec<(String, Html)>,
    /// Since when.
    pub since: Html,
    /// Whether words settle it; otherwise it goes with its cause alone.
    pub settles: bool,
}

struct Card {
    item: Item,
    /// Key of its form: one item is settled once.
    key: String,
    id: String,
    /// Whether its form was sent and refused: it shows what was typed and what is wrong.
    refused: bool,
}

#[derive(Template)]
#[template(path = "render/items.html")]
struct Items<'a> {
    words: &'a Words,
    f: Fields<'a>,
    head: Html,
    title: String,
    path: &'static str,
    /// Where a form is sent: this page of the list, which shows it again when it is refused.
    action: String,
    field: &'static str,
    cards: Vec<Card>,
    pages: Html,
    settled: bool,
    may: bool,
}

/// The page, under `head`; `item` reads a row of the view.
pub fn page(visit: &Visit<'_>, list: List, head: Html, mut item: impl FnMut(&[Cell]) -> Item) -> Result<Page, Problem> {
    let query = visit.view_query();
    let Answer::Table { rows, total, .. } = visit.view(list.view, &query)? else { return Err(Problem::not_found()) };
    let fresh = form::fresh_key(visit.gate);
    let sent = visit.problem.as_ref().and(visit.form.get(list.field));
    let card = |(n, row): (usize, &Vec<Cell>)| {
        let item = item(row);
        let refused = sent == Some(item.key.as_str());
        let id = if refused { "note".to_owned() } else { format!("note-{n}") };
        Card { key: format!("{fresh}-{}", item.key), id, refused, item }
    };
    let title = visit.t(list.title);
    let settled = visit.query.get("settled") == Some("true");
    let page = Items {
        words: &visit.words,
        f: visit.fields(),
        head,
        title: title.clone(),
        path: list.path,
        action: if query.page == 0 { list.path.to_owned() } else { format!("{}?page={}", list.path, query.page) },
        field: list.field,
        cards: rows.iter().enumerate().map(card).collect(),
        pages: Html::trusted(pages(&visit.words, rows.len(), total, &query, list.path)),
        settled,
        may: visit.may(list.settle),
    };
    Ok(Page::new(title, &page))
}

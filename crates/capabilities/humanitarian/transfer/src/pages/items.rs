//! Items that wait for a person: who is missing, counts that differ, families apart, more people than seats, convoys overdue. Who is missing
//! and counts are explained on the convoy's page; the others can be settled with words, and most go by themselves when their cause goes.

use access::{Answer, Cell, Query};
use askama::Template;
use kernel::Problem;
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields, table::text};

/// The page.
pub const ITEMS: PageDef =
    PageDef { path: "/transfer/items", action: "transfer.items", show, act: Some(act), menu: None };

struct Item {
    /// Key of its form: one item is settled once.
    form: String,
    key: String,
    kind: String,
    from: Option<String>,
    names: Option<String>,
    numbers: Option<String>,
    reason: Option<String>,
    note: Option<String>,
    since: Html,
    convoy: Option<String>,
    /// Whether it goes only by being explained.
    explained: bool,
}

#[derive(Template)]
#[template(path = "items.html")]
struct Items<'a> {
    words: &'a Words,
    f: Fields<'a>,
    items: Vec<Item>,
    settled: bool,
    may: bool,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let settled = visit.query.get("settled") == Some("true");
    let query = Query { per_page: Query::MOST, ..Query::by("settled", settled) };
    let Answer::Table { rows, .. } = visit.view("transfer.items", &query)? else { return Err(Problem::not_found()) };
    let key = shell::form::fresh_key(visit.gate);
    let own = |row: &[Cell], column: usize| text(row, column).map(str::to_owned);
    let item = |row: &Vec<Cell>| Item {
        form: format!("{key}-{}", text(row, 0).unwrap_or_default()),
        key: own(row, 0).unwrap_or_default(),
        explained: text(row, 1).is_some_and(crate::views::is_explained),
        kind: own(row, 1).unwrap_or_default(),
        from: own(row, 2),
        names: own(row, 3),
        numbers: own(row, 5),
        reason: own(row, 6),
        note: own(row, 7),
        since: match row.get(8) {
            Some(Cell::Moment(at)) => Html::time(&visit.words, *at),
            _ => Html::default(),
        },
        convoy: own(row, 9),
    };
    let page = Items {
        words: &visit.words,
        f: visit.fields(),
        items: rows.iter().map(item).collect(),
        settled,
        may: visit.may("transfer.settle_item"),
    };
    Ok(Page::new(visit.t("transfer-items"), &page))
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    visit.run_form("transfer.settle_item", |_| {})?;
    Ok(Reply::Go("/transfer/items".to_owned()))
}

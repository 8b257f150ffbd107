//! Items that wait for a person: beds with two holders, people who belong together and are apart, people without a bed, and what
//! two posts did while apart. Each can be settled with words; most go by themselves when their cause goes.

use access::{Answer, Cell, Query};
use askama::Template;
use kernel::Problem;
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields, table::text};

/// The page.
pub const ITEMS: PageDef = PageDef {
    path: "/reception/items",
    action: "reception.items",
    show,
    act: Some(act),
    menu: Some((34, "reception-menu-items")),
};

struct Item {
    /// Key of its form: one item is settled once.
    form: String,
    key: String,
    kind: String,
    place: Option<String>,
    names: Option<String>,
    reason: Option<String>,
    note: Option<String>,
    since: Html,
    household: Option<String>,
    unit: Option<String>,
}

#[derive(Template)]
#[template(path = "site/items.html")]
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
    let Answer::Table { rows, .. } = visit.view("reception.items", &query)? else { return Err(Problem::not_found()) };
    let key = shell::form::fresh_key(visit.gate);
    let own = |row: &[Cell], column: usize| text(row, column).map(str::to_owned);
    let item = |row: &Vec<Cell>| Item {
        form: format!("{key}-{}", text(row, 0).unwrap_or_default()),
        key: own(row, 0).unwrap_or_default(),
        kind: own(row, 1).unwrap_or_default(),
        place: own(row, 2),
        names: own(row, 3),
        reason: own(row, 5),
        note: own(row, 6),
        since: match row.get(7) {
            Some(Cell::Moment(at)) => Html::time(&visit.words, *at),
            _ => Html::default(),
        },
        household: own(row, 8),
        unit: own(row, 9),
    };
    let page = Items {
        words: &visit.words,
        f: visit.fields(),
        items: rows.iter().map(item).collect(),
        settled,
        may: visit.may("reception.settle_item"),
    };
    Ok(Page::new(visit.t("reception-items"), &page))
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    visit.run_form("reception.settle_item", |_| {})?;
    Ok(Reply::Go("/reception/items".to_owned()))
}

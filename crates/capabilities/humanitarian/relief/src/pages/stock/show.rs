//! Stock of the site: what should be on the shelf, as a table and a chart, what is on the way, and what was counted.

use crate::pages::{
    parts::{number, rows, site_name},
    subnav::subnav,
};
use access::{Answer, Cell, Query};
use askama::Template;
use kernel::{ConsignmentId, Problem};
use people::Sites;
use shell::{
    Html, Page, PageDef, Visit, Words,
    chart::{Chart, Series, bars},
    table::text,
    table::{Place, table},
};

/// The page.
pub const STOCK: PageDef = PageDef { path: "/relief/stock", action: "relief.stock", show, act: None, menu: None };

#[derive(Template)]
#[template(path = "stock/show.html")]
struct Stock<'a> {
    words: &'a Words,
    subnav: Html,
    table: Html,
    chart: Html,
    due: Vec<Due>,
    below_zero: bool,
    counts: Html,
    may: [bool; 3],
}

/// A line of a consignment that did not arrive yet.
struct Due {
    consignment: ConsignmentId,
    incoming: bool,
    other: Html,
    at: Html,
    name: String,
    sent: i64,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let query = Query { per_page: Query::MOST, ..Query::default() };
    let answer = visit.view("relief.stock", &query)?;
    let def = visit.gate.view_def("relief.stock").ok_or_else(Problem::not_found)?;
    let place = Place {
        action: "relief.stock",
        caption: "relief-stock",
        path: "/relief/stock",
        row: "",
        empty: "relief-stock-none",
    };
    let Answer::Table { rows: items, .. } = &answer else { return Err(Problem::not_found()) };
    let page = Stock {
        words: &visit.words,
        subnav: subnav(visit),
        chart: if items.is_empty() { Html::default() } else { chart(&visit.words, items) },
        below_zero: items.iter().any(|row| number(row, 4) < 0),
        table: table(&visit.words, def, &answer, &query, place),
        due: due(visit)?,
        counts: counts(visit)?,
        may: ["relief.receive_stock", "relief.count_stock", "relief.send_stock"].map(|action| visit.may(action)),
    };
    Ok(Page::new(visit.t("relief-stock"), &page))
}

/// What is left of what there was, in percent: items are counted in units of their own, so that only shares stand side by side.
fn chart(words: &Words, items: &[Vec<Cell>]) -> Html {
    let left = |row: &Vec<Cell>| {
        let (here, out) = (number(row, 4).max(0), number(row, 6).max(0));
        (here * 100).checked_div(here + out).unwrap_or(0)
    };
    let chart = Chart {
        title: words.t("relief-left"),
        axis: words.t("column-relief-code"),
        labels: items.iter().map(|row| text(row, 1).unwrap_or_default().to_owned()).collect(),
        series: vec![Series { name: words.t("relief-left-percent"), values: items.iter().map(left).collect() }],
    };
    bars(words, &chart)
}

fn due(visit: &Visit<'_>) -> Result<Vec<Due>, Problem> {
    let sites = Sites::of(visit);
    let line = |row: &Vec<Cell>| {
        Some(Due {
            consignment: text(row, 0)?.parse().ok()?,
            incoming: text(row, 2) == Some("in"),
            other: site_name(&visit.words, &sites, text(row, 10).and_then(|site| site.parse().ok())),
            at: match row.get(1) {
                Some(Cell::Moment(at)) => Html::time(&visit.words, *at),
                _ => Html::default(),
            },
            name: text(row, 5).unwrap_or_default().to_owned(),
            sent: number(row, 6),
        })
    };
    Ok(rows(visit, "relief.consignments", Query::by("open", true))?.iter().filter_map(line).collect())
}

fn counts(visit: &Visit<'_>) -> Result<Html, Problem> {
    if !visit.may("relief.counts") {
        return Ok(Html::default());
    }
    let query = visit.view_query();
    let answer = visit.view("relief.counts", &query)?;
    let def = visit.gate.view_def("relief.counts").ok_or_else(Problem::not_found)?;
    let place = Place {
        action: "relief.counts",
        caption: "relief-counts",
        path: "/relief/stock",
        row: "",
        empty: "relief-counts-none",
    };
    Ok(table(&visit.words, def, &answer, &query, place))
}

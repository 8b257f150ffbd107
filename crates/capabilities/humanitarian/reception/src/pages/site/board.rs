//! The board of a site: free places now, by unit and by whom they are for; who is expected, there and away; what is open.

use access::{Answer, Cell, Query};
use askama::Template;
use kernel::{ConvoyId, Moment, Problem, UnitId};
use serde::Deserialize;
use shell::{
    Html, Page, PageDef, Visit, Words,
    chart::{Chart, Series, lines},
};

/// The page.
pub const BOARD: PageDef = PageDef {
    path: "/reception",
    action: "reception.board",
    show,
    act: None,
    menu: Some((30, "reception-menu-board")),
};

#[derive(Deserialize)]
struct Record {
    beds: i64,
    blocked: i64,
    free: i64,
    planned: i64,
    present: i64,
    absent: i64,
    items: i64,
    due: i64,
    all_arrivals: i64,
    arrivals: Vec<Arrival>,
    units: Vec<Unit>,
    groups: Vec<Group>,
}

#[derive(Deserialize)]
struct Arrival {
    convoy: ConvoyId,
    due: Moment,
    from: String,
    people: i64,
    listed: i64,
    left: bool,
}

#[derive(Deserialize)]
struct Unit {
    unit: UnitId,
    code: String,
    name: String,
    #[serde(rename = "for")]
    is_for: String,
    closed: Option<String>,
    beds: i64,
    held: i64,
    blocked: i64,
    free: i64,
    defects: i64,
}

impl Unit {
    /// Held beds of a hundred, for the meter.
    fn share(&self) -> i64 {
        (self.held * 100).checked_div(self.beds).unwrap_or(0).min(100)
    }
}

#[derive(Deserialize)]
struct Group {
    #[serde(rename = "for")]
    is_for: String,
    beds: i64,
    free: i64,
}

#[derive(Template)]
#[template(path = "site/board.html")]
struct Board<'a> {
    words: &'a Words,
    board: Record,
    chart: Html,
    times: Vec<Html>,
    may_convoys: bool,
    may_define: bool,
    may_place: bool,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let board: Record = visit.read("reception.board", &Query::default())?;
    let days = visit.view("reception.occupancy", &Query { per_page: 60, ..Query::default() })?;
    let times: Vec<Html> = board.arrivals.iter().map(|arrival| Html::time(&visit.words, arrival.due)).collect();
    let page = Board {
        words: &visit.words,
        chart: chart(&visit.words, &days),
        times,
        may_convoys: visit.may("transfer.convoy"),
        may_define: visit.may("reception.define_unit"),
        may_place: visit.may("reception.assign_places"),
        board,
    };
    Ok(Page::new(visit.t("reception-board"), &page))
}

fn chart(words: &Words, days: &Answer) -> Html {
    let Answer::Table { rows, .. } = days else { return Html::default() };
    let number = |row: &Vec<Cell>, column: usize| match row.get(column) {
        Some(Cell::Int(number)) => *number,
        _ => 0,
    };
    let label = |row: &Vec<Cell>| match row.first() {
        Some(Cell::Date(day)) => format!("{:02}-{:02}", day.month(), day.day()),
        _ => String::new(),
    };
    let series = [(1, "present"), (2, "came"), (3, "left")].map(|(column, key)| Series {
        name: words.code("reception-series", key),
        values: rows.iter().map(|row| number(row, column)).collect(),
    });
    let chart = Chart {
        title: words.t("reception-occupancy"),
        axis: words.t("column-reception-day"),
        labels: rows.iter().map(label).collect(),
        series: series.to_vec(),
    };
    lines(words, &chart)
}

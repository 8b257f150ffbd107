//! The registered in numbers: by day, origin, age and sex. For the supervisor and, with small counts left out, for everybody who
//! plans.

use access::{Answer, Cell, Query};
use askama::Template;
use kernel::Problem;
use shell::{
    Html, Page, PageDef, Visit, Words,
    chart::{Chart, Series, bars},
    field::Fields,
    places,
    table::{Place, table},
};

/// The page.
pub const STATISTICS: PageDef = PageDef {
    path: "/registration/statistics",
    action: "registration.statistics",
    show,
    act: None,
    menu: Some((25, "registration-menu-statistics")),
};

const BANDS: [&str; 5] = ["0_4", "5_11", "12_17", "18_59", "60_more"];

#[derive(Template)]
#[template(path = "desk/statistics.html")]
struct Statistics<'a> {
    words: &'a Words,
    f: Fields<'a>,
    chart: Html,
    table: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let mut query = visit.view_query();
    let place = Place {
        action: "registration.statistics",
        caption: "registration-statistics",
        path: "/registration/statistics",
        row: "",
        empty: "registration-statistics-none",
    };
    let all = visit.view("registration.statistics", &Query { page: 0, per_page: Query::MOST, ..query.clone() })?;
    query.per_page = query.per_page.max(Query::PER_PAGE);
    let answer = with_names(&visit.words, visit.view("registration.statistics", &query)?);
    let def = visit.gate.view_def("registration.statistics").ok_or_else(Problem::not_found)?;
    let page = Statistics {
        words: &visit.words,
        f: Fields::new(&visit.words, &visit.query, None),
        chart: chart(&visit.words, &all),
        table: table(&visit.words, def, &answer, &query, place),
    };
    Ok(Page::new(visit.t("registration-statistics"), &page))
}

/// The same with names of places; exports keep the codes, which others can join to theirs.
fn with_names(words: &Words, mut answer: Answer) -> Answer {
    if let Answer::Table { rows, .. } = &mut answer {
        for origin in rows.iter_mut().filter_map(|row| row.get_mut(1)) {
            if let Cell::Text(code) = origin {
                *code = places::name_of(words, code);
            }
        }
    }
    answer
}

fn chart(words: &Words, answer: &Answer) -> Html {
    let Answer::Table { rows, .. } = answer else { return Html::default() };
    let sum = |sex: &str, band: &str| -> i64 {
        let is = |cell: Option<&Cell>, word: &str| matches!(cell, Some(Cell::Text(text)) if text == word);
        let cell = |row: &Vec<Cell>| match row.get(4) {
            Some(Cell::Int(people)) if is(row.get(2), sex) && is(row.get(3), band) => *people,
            _ => 0,
        };
        rows.iter().map(cell).sum()
    };
    let series = ["female", "male"]
        .map(|sex| Series { name: words.code("sex", sex), values: BANDS.iter().map(|band| sum(sex, band)).collect() });
    let chart = Chart {
        title: words.t("registration-statistics-chart"),
        axis: words.t("column-registration-band"),
        labels: BANDS.iter().map(|band| words.code("registration-band", band)).collect(),
        series: series.to_vec(),
    };
    if rows.is_empty() { Html::default() } else { bars(words, &chart) }
}

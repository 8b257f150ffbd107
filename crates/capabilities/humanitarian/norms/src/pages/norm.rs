//! One norm at a site: what it says and where from, the last days, and what was measured, however old.

use super::parts::{about, address, by_day, day_label, rows, site};
use crate::{shipped, views::MEASUREMENTS};
use access::Query;
use askama::Template;
use kernel::Problem;
use provision::Norm;
use shell::{
    Html, Page, PageDef, Visit, Words,
    chart::{Chart, Series},
    table::{Place, table},
};

/// The page.
pub const NORM: PageDef = PageDef { path: "/norms/of/{code}", action: "norms.days", show, act: None, menu: None };

#[derive(Template)]
#[template(path = "norm.html")]
struct NormPage<'a> {
    words: &'a Words,
    board: String,
    name: String,
    language: &'static str,
    editions: Vec<&'static Norm>,
    chart: Html,
    table: Html,
    to_record: Option<String>,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let code: String = visit.part("code")?;
    let editions = shipped::editions(&code);
    let newest = editions.first().ok_or_else(Problem::not_found)?;
    let item = shipped::item(&newest.item).ok_or_else(Problem::not_found)?;
    let (words, asked) = (&visit.words, site(visit));
    let language = words.language.tag();
    let name = if newest.part.is_some() { &newest.text } else { &item.text };
    let query = visit.view_query();
    let query = Query { values: about(asked).and("item", &item.code).values, ..query };
    let path = format!("/norms/of/{code}");
    let answer = visit.view("norms.measurements", &query)?;
    let place = Place {
        action: "norms.measurements",
        caption: "norms-measurements",
        path: &path,
        row: "",
        empty: "norms-measurements-none",
    };
    let page = NormPage {
        words,
        board: address("/norms", asked),
        chart: chart(visit, &about(asked).and("norm", &code))?,
        table: table(words, &MEASUREMENTS, &answer, &query, place),
        name: name.within(language).to_owned(),
        language,
        to_record: (asked.is_none() && visit.may("norms.record_measurement"))
            .then(|| format!("/norms/record?item={}", item.code)),
        editions,
    };
    Ok(Page::new(page.name.clone(), &page))
}

fn chart(visit: &Visit<'_>, query: &Query) -> Result<Html, Problem> {
    let (words, days) = (&visit.words, rows(visit, "norms.days", query)?);
    let there: Vec<i64> = days.iter().map(|row| row.count(3)).collect();
    let series = vec![
        Series { name: words.t("column-norms-needed"), values: days.iter().map(|row| row.count(2)).collect() },
        Series { name: words.t("column-norms-has"), values: there },
    ];
    let chart = Chart {
        title: words.t("norms-needed-and-there"),
        axis: words.t("column-norms-day"),
        labels: days.iter().map(day_label).collect(),
        series,
    };
    Ok(by_day(words, &chart))
}

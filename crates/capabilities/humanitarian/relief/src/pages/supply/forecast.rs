//! The forecast: who is there and who is on the way, what they use by the site's own rates, and until when the shelf lasts. Each figure
//! stands there with its unit and its source.

use crate::{
    pages::{
        parts::{choices, items},
        subnav::subnav,
    },
    supply::{Rate, RateBasis},
};
use access::Query;
use askama::Template;
use kernel::{Date, ItemId, Problem};
use serde::Deserialize;
use shell::{
    Html, Page, PageDef, Reply, Visit, Words,
    chart::{Chart, Series, lines},
    field::Fields,
};

/// The page.
pub const FORECAST: PageDef =
    PageDef { path: "/relief/forecast", action: "relief.forecast", show, act: Some(act), menu: None };

#[derive(Deserialize)]
struct Record {
    present: i64,
    undated: i64,
    days: Vec<Day>,
    items: Vec<Item>,
}

#[derive(Deserialize)]
struct Day {
    day: Date,
    arrivals: i64,
    people: i64,
}

#[derive(Deserialize)]
struct Item {
    item: ItemId,
    name: String,
    unit: String,
    on_hand: i64,
    need: i64,
    days_left: Option<i64>,
    source: String,
    rate: Rate,
    days: Vec<OfDay>,
}

#[derive(Deserialize)]
struct OfDay {
    need: i64,
    left: i64,
}

impl Item {
    /// The rate in words.
    fn per(&self, words: &Words) -> String {
        let Rate { basis, quantity, people, days } = self.rate;
        let [quantity, people, days] = [quantity, people, days].map(i64::from);
        let key = if basis == RateBasis::Day { "relief-rate-said-day" } else { "relief-rate-said-arrival" };
        words.with(key, &[("quantity", quantity.into()), ("people", people.into()), ("days", days.into())])
    }
}

#[derive(Template)]
#[template(path = "supply/forecast.html")]
struct Forecast<'a> {
    words: &'a Words,
    f: Fields<'a>,
    subnav: Html,
    forecast: Record,
    /// The item whose days are shown.
    chosen: Option<usize>,
    chart: Html,
    of: Html,
    basis: Html,
    failed: bool,
    key: String,
    may: bool,
}

impl Forecast<'_> {
    fn here(&self, n: &usize) -> bool {
        self.chosen == Some(*n)
    }

    fn day(&self, n: &usize) -> Option<&OfDay> {
        self.forecast.items.get(self.chosen?)?.days.get(*n)
    }

    /// How many days it looks ahead.
    fn ahead(&self) -> i64 {
        i64::try_from(self.forecast.days.len()).unwrap_or(i64::MAX)
    }

    fn arrivals(&self) -> i64 {
        self.forecast.days.iter().map(|day| day.arrivals).sum()
    }
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let (words, f) = (&visit.words, visit.fields());
    let days = visit.query.get("days").unwrap_or("7");
    let forecast: Record = visit.read("relief.forecast", &Query::by("days", days))?;
    let asked: Option<ItemId> = visit.query.get("item").and_then(|item| item.parse().ok());
    let chosen = asked.and_then(|asked| forecast.items.iter().position(|item| item.item == asked));
    let first_out = (0..).zip(&forecast.items).min_by_key(|(n, item)| (item.days_left.unwrap_or(i64::MAX), *n));
    let chosen = chosen.or(first_out.map(|(n, _)| n));
    let page = Forecast {
        words,
        subnav: subnav(visit),
        chart: chosen.and_then(|n| chart(words, &forecast, n)).unwrap_or_default(),
        chosen,
        of: f.select("item", "relief-item", &choices(&items(visit)?)),
        basis: f.choice("basis", "relief-rate-basis", "relief-rate", RateBasis::NAMES),
        failed: visit.problem.is_some(),
        key: visit.form_key(),
        may: visit.may("relief.state_rate"),
        forecast,
        f,
    };
    Ok(Page::new(visit.t("relief-forecast"), &page))
}

fn chart(words: &Words, forecast: &Record, n: usize) -> Option<Html> {
    let item = forecast.items.get(n)?;
    let label = |day: &Day| format!("{:02}-{:02}", day.day.month(), day.day.day());
    let series = |key: &str, values: Vec<i64>| Series { name: words.t(key), values };
    let chart = Chart {
        title: format!("{} · {}", item.name, words.code("relief-unit", &item.unit)),
        axis: words.t("relief-day"),
        labels: forecast.days.iter().map(label).collect(),
        series: vec![
            series("relief-need", item.days.iter().map(|day| day.need).collect()),
            series("relief-left-then", item.days.iter().map(|day| day.left).collect()),
        ],
    };
    Some(lines(words, &chart))
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    visit.run_form("relief.state_rate", |_| {})?;
    Ok(Reply::Go("/relief/forecast".to_owned()))
}

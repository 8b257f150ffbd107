//! The forecast of a site: for each item with a rate, what people use day by day, and when the shelf is empty. It names nobody.

use super::{
    arrivals::{Expected, expected},
    rates::rates,
};
use crate::{
    supply::{days_left, forecast},
    views::on_hand,
};
use access::{Answer, Kind, Param, Query, Reading, ViewDef};
use kernel::Problem;
use serde_json::{Value, json};

/// The forecast for `days` from today on, at most [`MOST`]; seven where none are asked for.
pub const FORECAST: ViewDef = ViewDef {
    name: "forecast",
    params: &[Param { name: "days", kind: Kind::Number, required: false }],
    columns: &[],
    read,
};

/// Most days.
const MOST: usize = 30;

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let days = query.parsed::<usize>("days")?.unwrap_or(7);
    if !(1..=MOST).contains(&days) {
        return Err(Problem::field("days", "GEN-005"));
    }
    let site = reading.site.ok_or_else(Problem::not_found)?;
    let Expected { present, undated, arrivals } = expected(reading.sql, site, reading.at, days)?;
    let today = reading.at.today();
    let mut items: Vec<Value> = vec![];
    for stated in rates(reading.sql, Some(site))? {
        let here = on_hand(reading.sql, site, stated.item)?;
        let of = forecast(stated.rate, present, &arrivals, here);
        let need: i64 = of.iter().map(|day| day.need).sum();
        items.push(json!({
            "item": stated.item, "code": stated.code, "name": stated.name, "unit": stated.unit, "on_hand": here, "need": need,
            "days_left": days_left(&of), "source": stated.source, "rate": stated.rate,
            "days": of.iter().map(|day| json!({ "need": day.need, "left": day.left })).collect::<Vec<_>>(),
        }));
    }
    let mut people = present;
    let by_day: Vec<Value> = (0i64..)
        .zip(&arrivals)
        .map(|(n, arrive)| {
            people += arrive;
            json!({ "day": today.plus_days(n), "arrivals": arrive, "people": people })
        })
        .collect();
    let value = json!({ "present": present, "undated": undated, "days": by_day, "items": items });
    Ok(Answer::Record { value, subjects: vec![] })
}

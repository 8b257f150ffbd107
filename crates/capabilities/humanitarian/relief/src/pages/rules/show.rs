//! Items and entitlements of the site: describe an item, state who is due what and when, end it.

use crate::{
    entitlement::Basis,
    item::Unit,
    pages::{
        parts::{Item, choices, items, number, rows},
        subnav::subnav,
    },
};
use access::{Cell, Query};
use askama::Template;
use kernel::{EntitlementId, Problem};
use serde_json::{Value, json};
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields, table::text};

/// The page.
pub const RULES: PageDef =
    PageDef { path: "/relief/rules", action: "relief.entitlements", show, act: Some(act), menu: None };

#[derive(Template)]
#[template(path = "rules/show.html")]
struct Rules<'a> {
    words: &'a Words,
    f: Fields<'a>,
    subnav: Html,
    rules: Vec<Rule>,
    items: Vec<Item>,
    units: Html,
    of: Html,
    basis: Html,
    doing: String,
    key: String,
    may: bool,
}

/// An entitlement as a sentence of parts.
struct Rule {
    entitlement: EntitlementId,
    name: String,
    quantity: i64,
    basis: String,
    conditions: Vec<String>,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let (words, f) = (&visit.words, visit.fields());
    let items = items(visit)?;
    let entitled = rows(visit, "relief.entitlements", Query::default())?;
    let page = Rules {
        words,
        subnav: subnav(visit),
        rules: entitled.iter().filter_map(|row| rule(words, row)).collect(),
        units: f.select("unit", "relief-unit", &words.options("relief-unit", Unit::NAMES)),
        of: f.select("item", "relief-item", &choices(&items)),
        basis: f.choice("basis", "relief-basis", "relief-basis", Basis::NAMES),
        doing: visit.form.get("_do").unwrap_or_default().to_owned(),
        key: visit.form_key(),
        may: visit.may("relief.define_entitlement"),
        items,
        f,
    };
    Ok(Page::new(visit.t("relief-rules"), &page))
}

fn rule(words: &Words, row: &[Cell]) -> Option<Rule> {
    let flag = |column: usize, key: &str| (row.get(column) == Some(&Cell::Flag(true))).then(|| words.t(key));
    let count = |column: usize, key: &str| match row.get(column) {
        Some(Cell::Int(n)) => Some(words.with(key, &[("n", (*n).into())])),
        _ => None,
    };
    let instead = text(row, 11).map(|codes| format!("{} {codes}", words.t("relief-rule-excluded-by")));
    let conditions = [
        flag(6, "relief-rule-once"),
        interval(words, row),
        count(8, "relief-rule-per-day"),
        flag(9, "relief-rule-residents"),
        flag(10, "relief-rule-presence"),
        instead,
    ];
    Some(Rule {
        entitlement: text(row, 0)?.parse().ok()?,
        name: text(row, 2).unwrap_or_default().to_owned(),
        quantity: number(row, 3),
        basis: words.code("relief-basis", text(row, 5)?),
        conditions: conditions.into_iter().flatten().collect(),
    })
}

/// The interval in days where it is whole days, otherwise in hours.
fn interval(words: &Words, row: &[Cell]) -> Option<String> {
    let Some(Cell::Int(hours)) = row.get(7) else { return None };
    Some(match hours % 24 {
        0 => words.with("relief-rule-days", &[("n", (hours / 24).into())]),
        _ => words.with("relief-rule-hours", &[("n", (*hours).into())]),
    })
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let action = match visit.form.get("_do") {
        Some("item") => "relief.define_item",
        Some("entitlement") => "relief.define_entitlement",
        Some("end") => "relief.end_entitlement",
        _ => return Err(Problem::not_found()),
    };
    let days = visit.form.get("_days").map(kernel::text::latin_digits);
    let days =
        days.map(|days| days.trim().parse::<u32>().map_err(|_| Problem::field("_days", "GEN-003"))).transpose()?;
    visit.run_form(action, |command| {
        if let (Some(days), Some(Value::Object(map))) = (days, Some(command)) {
            let rule = map.entry("rule").or_insert_with(|| json!({}));
            if let Value::Object(rule) = rule {
                rule.insert("min_interval_hours".to_owned(), json!(days.saturating_mul(24)));
            }
        }
    })?;
    Ok(Reply::Go("/relief/rules".to_owned()))
}

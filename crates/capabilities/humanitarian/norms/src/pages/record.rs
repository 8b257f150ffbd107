//! Record what the site has: one item, how many, of how much each, when and how. Kept on the device for when the post's server does not
//! answer.

use super::parts::day;
use crate::{record_measurement::Method, shipped};
use askama::Template;
use kernel::Problem;
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const RECORD: PageDef =
    PageDef { path: "/norms/record", action: "norms.record_measurement", show, act: Some(act), menu: None };

#[derive(Template)]
#[template(path = "record.html")]
struct Record<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    item: Html,
    by_sex: String,
    day: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let words = &visit.words;
    let language = words.language.tag();
    let named = |item: &provision::Item| {
        let unit = words.code("norms-unit", &item.unit);
        (item.code.clone(), format!("{} ({unit})", item.text.within(language)))
    };
    let options: Vec<(String, String)> = shipped::items().iter().map(named).collect();
    let apart = shipped::items().iter().filter(|item| item.by_sex).map(|item| item.text.within(language));
    // An item that the address names stands chosen already.
    let form = if visit.form.get("item").is_some() { &visit.form } else { &visit.query };
    let page = Record {
        words,
        f: visit.fields(),
        key: visit.form_key(),
        item: Fields::new(words, form, visit.problem.as_ref()).select("item", "norms-item", &options),
        day: day(&visit.fields(), "on", "norms-on"),
        by_sex: apart.collect::<Vec<_>>().join(" · "),
    };
    Ok(Page::new(visit.t("norms-record"), &page).narrow().kept())
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    visit.run_form("norms.record_measurement", |_| {})?;
    Ok(Reply::Go("/norms".to_owned()))
}

/// The ways to measure, for the template.
const METHODS: [&str; 4] = Method::NAMES;

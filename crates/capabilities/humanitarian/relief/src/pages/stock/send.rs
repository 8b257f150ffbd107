//! Send items to another site.

use crate::pages::{
    parts::{items, typed_lines},
    point::rows,
    subnav::subnav,
};
use askama::Template;
use kernel::Problem;
use people::Sites;
use serde_json::{Value, json};
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const SEND: PageDef =
    PageDef { path: "/relief/stock/send", action: "relief.send_stock", show, act: Some(act), menu: None };

#[derive(Template)]
#[template(path = "stock/send.html")]
struct Send<'a> {
    words: &'a Words,
    f: Fields<'a>,
    subnav: Html,
    to: Html,
    rows: Html,
    key: String,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let f = visit.fields();
    let rows = rows(&visit.words, &items(visit)?);
    let to = f.select("to", "relief-send-to", &Sites::of(visit).others(visit.who.site));
    let page = Send { words: &visit.words, subnav: subnav(visit), to, rows, key: visit.form_key(), f };
    Ok(Page::new(visit.t("relief-send"), &page).narrow())
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let lines = typed_lines(visit, &items(visit)?)?;
    visit.run_form("relief.send_stock", |command| {
        if let Value::Object(map) = command {
            map.insert("lines".to_owned(), json!(lines));
        }
    })?;
    Ok(Reply::Go("/relief/stock".to_owned()))
}

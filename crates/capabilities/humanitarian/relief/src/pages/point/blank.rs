//! A blank form for the tablet: a card or number, or so many people without a record, and how much of each item. It is kept on the
//! device when the post does not answer; what was handed out meanwhile is recorded later, with its hour.

use crate::pages::{
    parts::{Item, items, typed_lines},
    subnav::subnav,
};
use askama::Template;
use kernel::Problem;
use serde_json::{Value, json};
use shell::{
    Html, Page, PageDef, Reply, Visit, Words,
    field::{Fields, Look},
};

/// The page.
pub const BLANK: PageDef =
    PageDef { path: "/relief/hand-out", action: "relief.hand_out", show, act: Some(act), menu: None };

/// How the box of a card behaves: a scan goes into it and does not yet send the form.
const SCANNED: &str = "dir=\"auto\" autocomplete=\"off\" spellcheck=\"false\" data-scan=\"token\"";

#[derive(Template)]
#[template(path = "point/blank.html")]
struct Blank<'a> {
    words: &'a Words,
    f: Fields<'a>,
    subnav: Html,
    code: Html,
    rows: Html,
    key: String,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let rows = rows(&visit.words, &items(visit)?);
    let f = visit.fields();
    let code = f.input("code", "relief-code", Look { class: "input--20", more: SCANNED, ..Look::default() });
    let page = Blank { words: &visit.words, subnav: subnav(visit), code, rows, key: visit.form_key(), f };
    Ok(Page::new(visit.t("relief-blank"), &page).narrow().kept())
}

#[derive(Template)]
#[template(path = "quantities.html")]
struct Quantities<'a> {
    words: &'a Words,
    items: &'a [Item],
}

/// The items as rows with an input each.
pub fn rows(words: &Words, items: &[Item]) -> Html {
    Html::template(&Quantities { words, items })
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let lines = typed_lines(visit, &items(visit)?)?;
    let done = visit.run_form("relief.hand_out", |command| {
        if let Value::Object(map) = command {
            map.insert("lines".to_owned(), json!(lines));
        }
    })?;
    let handout = done.answer.get("handout").and_then(Value::as_str).unwrap_or_default();
    Ok(Reply::Go(format!("/relief?done={handout}")))
}

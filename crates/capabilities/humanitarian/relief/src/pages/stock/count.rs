//! Count an item on the shelf. What is expected is not shown beforehand: a count that knows the answer finds it.

use crate::{
    pages::{
        parts::{choices, items},
        subnav::subnav,
    },
    stock::CountReason,
};
use askama::Template;
use kernel::Problem;
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const COUNT: PageDef =
    PageDef { path: "/relief/stock/count", action: "relief.count_stock", show, act: Some(act), menu: None };

#[derive(Template)]
#[template(path = "stock/count.html")]
struct Count<'a> {
    words: &'a Words,
    f: Fields<'a>,
    subnav: Html,
    item: Html,
    why: Html,
    key: String,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let f = visit.fields();
    let page = Count {
        words: &visit.words,
        subnav: subnav(visit),
        item: f.select("item", "relief-item", &choices(&items(visit)?)),
        why: f.select("why", "relief-count-why", &visit.words.options("relief-count", CountReason::NAMES)),
        key: visit.form_key(),
        f,
    };
    Ok(Page::new(visit.t("relief-count"), &page).narrow().kept())
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    visit.run_form("relief.count_stock", |_| {})?;
    Ok(Reply::Go("/relief/stock".to_owned()))
}

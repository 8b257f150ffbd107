//! Receive items from outside, or what another site sent: count, and write what was counted.

use crate::pages::{
    parts::{items, number, rows as read_rows, typed_lines},
    point::rows,
    subnav::subnav,
};
use access::Query;
use askama::Template;
use kernel::{ConsignmentId, Problem};
use serde_json::{Value, json};
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields, table::text};

/// The page; kept on the device as long as no consignment is named.
pub const RECEIVE: PageDef =
    PageDef { path: "/relief/stock/receive", action: "relief.receive_stock", show, act: Some(act), menu: None };

#[derive(Template)]
#[template(path = "stock/receive.html")]
struct Receive<'a> {
    words: &'a Words,
    f: Fields<'a>,
    subnav: Html,
    rows: Html,
    consignment: Option<ConsignmentId>,
    key: String,
}

fn consignment(visit: &Visit<'_>) -> Option<ConsignmentId> {
    let named = visit.form.get("consignment").or_else(|| visit.query.get("consignment"));
    named.and_then(|id| id.parse().ok())
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let consignment = consignment(visit);
    let mut items = items(visit)?;
    if let Some(consignment) = consignment {
        // Only what was sent is asked for, and what was sent is not filled in: it is counted.
        let sent = read_rows(visit, "relief.consignments", Query::by("open", true))?;
        let id = consignment.to_string();
        let of: Vec<String> = sent
            .iter()
            .filter(|row| text(row, 0) == Some(&id) && number(row, 6) > 0)
            .filter_map(|row| text(row, 9).map(str::to_owned))
            .collect();
        items.retain(|item| of.contains(&item.item.to_string()));
    }
    let rows = rows(&visit.words, &items);
    let page = Receive {
        words: &visit.words,
        f: visit.fields(),
        subnav: subnav(visit),
        rows,
        consignment,
        key: visit.form_key(),
    };
    let page = Page::new(visit.t("relief-receive"), &page).narrow();
    Ok(if consignment.is_none() { page.kept() } else { page })
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let lines = typed_lines(visit, &items(visit)?)?;
    visit.run_form("relief.receive_stock", |command| {
        if let Value::Object(map) = command {
            map.insert("lines".to_owned(), json!(lines));
        }
    })?;
    Ok(Reply::Go("/relief/stock".to_owned()))
}

//! Items that wait for a person: who is missing, counts that differ, families apart, more people than seats, convoys overdue. Who is missing
//! and counts are explained on the convoy's page; the others can be settled with words, and most go by themselves when their cause goes.

use crate::views::is_explained;
use access::Cell;
use kernel::Problem;
use shell::{
    Html, Page, PageDef, Reply, Visit,
    items::{self, Item, List},
    table::{text, time},
};

/// The page.
pub const ITEMS: PageDef =
    PageDef { path: "/transfer/items", action: "transfer.items", show, act: Some(act), menu: None };

const LIST: List = List {
    view: "transfer.items",
    settle: "transfer.settle_item",
    field: "item",
    path: "/transfer/items",
    title: "transfer-items",
};

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let convoys = Html::text(&visit.t("transfer-convoys"));
    let head = format!(
        "<nav class=\"breadcrumb\" aria-label=\"{convoys}\"><ol><li><a href=\"/transfer\">{convoys}</a></li></ol></nav>"
    );
    items::page(visit, LIST, Html::trusted(head), |row| item(visit, row))
}

fn item(visit: &Visit<'_>, row: &[Cell]) -> Item {
    let (words, kind) = (&visit.words, text(row, 1).unwrap_or_default());
    let reason = text(row, 6).map(|reason| Html::text(&words.code("people-apart", reason)));
    let lines = [text(row, 3).map(Html::name), text(row, 5).map(Html::ltr), reason, text(row, 7).map(Html::name)];
    let convoy = text(row, 9).map(|id| {
        let from = text(row, 2).map(|from| format!(" · {}", Html::name(from)));
        let label = format!("{}{}", Html::text(&words.t("transfer-convoy")), from.unwrap_or_default());
        (format!("/transfer/convoys/{id}"), Html::trusted(label))
    });
    Item {
        key: text(row, 0).unwrap_or_default().to_owned(),
        title: words.code("transfer-item", kind),
        bad: kind == "missing",
        lines: lines.into_iter().flatten().collect(),
        hint: words.code("transfer-item-hint", kind),
        links: convoy.into_iter().collect(),
        since: time(words, row, 8),
        settles: !is_explained(kind),
    }
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    visit.run_form("transfer.settle_item", |_| {})?;
    Ok(Reply::Go("/transfer/items".to_owned()))
}

//! Items that wait for a person: beds with two holders, people who belong together and are apart, people without a bed, and what
//! two posts did while apart. Each can be settled with words; most go by themselves when their cause goes.

use access::Cell;
use kernel::Problem;
use shell::{
    Html, Page, PageDef, Reply, Visit,
    items::{self, Item, List},
    table::{text, time},
};

/// The page.
pub const ITEMS: PageDef = PageDef {
    path: "/reception/items",
    action: "reception.items",
    show,
    act: Some(act),
    menu: Some((34, "reception-menu-items")),
};

const LIST: List = List {
    view: "reception.items",
    settle: "reception.settle_item",
    field: "item",
    path: "/reception/items",
    title: "reception-items",
};

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    items::page(visit, LIST, Html::default(), |row| item(visit, row))
}

fn item(visit: &Visit<'_>, row: &[Cell]) -> Item {
    let (words, kind) = (&visit.words, text(row, 1).unwrap_or_default());
    let place = text(row, 2).map(Html::ltr);
    let reason = text(row, 5).map(|reason| Html::text(&words.code("people-apart", reason)));
    let household = text(row, 8).map(|id| (format!("/reception/households/{id}"), "column-reception-household"));
    let unit = text(row, 9).map(|id| (format!("/reception/units/{id}"), "column-reception-unit"));
    Item {
        key: text(row, 0).unwrap_or_default().to_owned(),
        title: words.code("reception-item", kind),
        lines: [place, text(row, 3).map(Html::name), reason, text(row, 6).map(Html::name)]
            .into_iter()
            .flatten()
            .collect(),
        hint: words.code("reception-item-hint", kind),
        links: household.into_iter().chain(unit).map(|(to, label)| (to, Html::text(&words.t(label)))).collect(),
        since: time(words, row, 7),
        settles: true,
        ..Item::default()
    }
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    visit.run_form("reception.settle_item", |_| {})?;
    Ok(Reply::Go("/reception/items".to_owned()))
}

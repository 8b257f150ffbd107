//! Who was expected, left, arrived and is missing, by day and site, for the coordinator: counts without anybody's name, on screen and for
//! export.

use crate::views::ARRIVALS as VIEW;
use access::{Answer, Cell};
use askama::Template;
use kernel::Problem;
use people::Sites;
use shell::{Html, Page, PageDef, Visit, Words, field::Fields, table};

/// The page.
pub const ARRIVALS: PageDef = PageDef {
    path: "/transfer/arrivals",
    action: "transfer.arrivals",
    show,
    act: None,
    menu: Some((36, "transfer-menu-arrivals")),
};

#[derive(Template)]
#[template(path = "desk/arrivals.html")]
struct Arrivals<'a> {
    words: &'a Words,
    from: Html,
    to: Html,
    table: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let mut query = visit.view_query();
    query.per_page = 100;
    let mut answer = visit.view("transfer.arrivals", &query)?;
    if let Answer::Table { rows, .. } = &mut answer {
        let sites = Sites::of(visit);
        for cell in rows.iter_mut().filter_map(|row| row.get_mut(1)) {
            let Cell::Text(site) = cell else { continue };
            let name = site.parse().ok().and_then(|site| sites.name(site));
            *cell = Cell::Text(name.unwrap_or("–").to_owned());
        }
    }
    let place = table::Place {
        action: "transfer.arrivals",
        caption: "transfer-arrivals",
        path: "/transfer/arrivals",
        row: "",
        empty: "transfer-arrivals-none",
    };
    let f = Fields::new(&visit.words, &visit.query, None);
    let page = Arrivals {
        words: &visit.words,
        from: f.date("from", "transfer-arrivals-from"),
        to: f.date("to", "transfer-arrivals-to"),
        table: table::table(&visit.words, &VIEW, &answer, &query, place),
    };
    Ok(Page::new(visit.t("transfer-arrivals"), &page))
}

//! Where the service is open, and a button to open it here.

use crate::{open_service::OpenService, views::services};
use askama::Template;
use kernel::Problem;
use shell::{
    Html, Page, PageDef, Reply, Visit, Words,
    field::Fields,
    table::{Place, table},
};

/// The page.
pub const SERVICES: PageDef = PageDef {
    path: "/@name@",
    action: "@name@.services",
    show,
    act: Some(act),
    menu: Some((90, "@name@-menu")),
};

#[derive(Template)]
#[template(path = "services.html")]
struct Services<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    may_open: bool,
    table: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let query = visit.view_query();
    let answer = visit.view("@name@.services", &query)?;
    let place = Place {
        action: "@name@.services",
        caption: "@name@-open-at",
        path: "/@name@",
        row: "",
        empty: "@name@-open-nowhere",
    };
    let page = Services {
        words: &visit.words,
        f: visit.fields(),
        key: visit.form_key(),
        may_open: visit.may("@name@.open_service"),
        table: table(&visit.words, &services::SERVICES, &answer, &query, place),
    };
    Ok(Page::new(visit.t("@name@-title"), &page))
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    visit.command("@name@", &OpenService {})?;
    Ok(Reply::Go("/@name@".to_owned()))
}

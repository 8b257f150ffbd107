//! Sites, and the form that opens one.

use crate::pages::subnav::subnav;
use crate::views::sites;
use askama::Template;
use kernel::Problem;
use shell::{
    Html, Page, PageDef, Reply, Visit, Words,
    field::Fields,
    table::{Place, table},
};

/// The page.
pub const SITES: PageDef =
    PageDef { path: "/administration/sites", action: "administration.sites", show, act: Some(act), menu: None };

#[derive(Template)]
#[template(path = "site/list.html")]
struct View<'a> {
    words: &'a Words,
    subnav: Html,
    f: Fields<'a>,
    key: String,
    may_open: bool,
    table: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let query = visit.view_query();
    let answer = visit.view("administration.sites", &query)?;
    let place = Place {
        action: "administration.sites",
        caption: "sites-title",
        path: "/administration/sites",
        row: "/administration/sites/{}",
        empty: "sites-none",
    };
    let view = View {
        words: &visit.words,
        subnav: subnav(visit),
        f: visit.fields(),
        key: visit.form_key(),
        may_open: visit.may("administration.open_site"),
        table: table(&visit.words, &sites::SITES, &answer, &query, place),
    };
    Ok(Page::new(visit.t("sites-title"), &view))
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    visit.run_form("administration.open_site", |_| {})?;
    Ok(Reply::Go("/administration/sites".to_owned()))
}

//! Accounts, and the form that opens one.

use super::entry_code;
use crate::pages::subnav::subnav;
use crate::views::accounts;
use askama::Template;
use kernel::Problem;
use shell::{
    Html, Page, PageDef, Reply, Visit, Words,
    field::{Fields, Look},
    table::{Place, table},
};

/// The page.
pub const ACCOUNTS: PageDef = PageDef {
    path: "/administration",
    action: "administration.accounts",
    show,
    act: Some(act),
    menu: Some((90, "administration-menu")),
};

#[derive(Template)]
#[template(path = "account/list.html")]
struct View<'a> {
    words: &'a Words,
    subnav: Html,
    f: Fields<'a>,
    key: String,
    login: Html,
    table: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let query = visit.view_query();
    let answer = visit.view("administration.accounts", &query)?;
    let place = Place {
        action: "administration.accounts",
        caption: "accounts-title",
        path: "/administration",
        row: "/administration/accounts/{}",
        empty: "accounts-none",
    };
    let f = visit.fields();
    let look = Look {
        class: "input--20",
        more: "dir=\"auto\" autocomplete=\"off\" autocapitalize=\"none\" spellcheck=\"false\"",
        ..Look::default()
    };
    let login = f.input("login", "signin-login", look);
    let table = table(&visit.words, &accounts::ACCOUNTS, &answer, &query, place);
    let view = View { words: &visit.words, subnav: subnav(visit), f, key: visit.form_key(), login, table };
    Ok(Page::new(visit.t("accounts-title"), &view))
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let done = visit.run_form("administration.open_account", |_| {})?;
    entry_code::reply(visit, &done)
}

//! The printed ticket: an 80 mm slip with the token as a code and in figures. It says nothing about anybody.

use access::Query;
use askama::Template;
use contracts::token::Token;
use kernel::{GroupId, Moment, Problem};
use serde::Deserialize;
use shell::{Html, Page, PageDef, Visit, qr};

/// The page.
pub const PAGE: PageDef = PageDef {
    path: "/crossing/groups/{group}/ticket",
    action: "crossing.pre_register_group",
    show,
    act: None,
    menu: None,
};

#[derive(Deserialize)]
struct Group {
    token: String,
    people: i64,
    at: Moment,
}

#[derive(Template)]
#[template(path = "surge/ticket.html")]
struct Ticket<'a> {
    v: &'a Visit<'a>,
    spaced: String,
    code: Html,
    people: i64,
    at: Html,
    back: &'a str,
    next: (&'a str, &'a str),
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let group: GroupId = visit.part("group")?;
    let seen: Group = visit.read("crossing.group", &Query::by("group", group))?;
    let (back, next) = (format!("/crossing/groups/{group}"), ("crossing-next", "/crossing/surge"));
    printed(visit, &seen.token, (seen.people, seen.at), &back, next)
}

/// A slip with a token, for so many people since a moment, with the word and the address of what comes next. It is signed by
/// this node, so that another post can tell it from a copy with a changed number.
pub(crate) fn printed(
    visit: &Visit<'_>,
    token: &str,
    (people, at): (i64, Moment),
    back: &str,
    next: (&str, &str),
) -> Result<Page, Problem> {
    let token: Token = token.parse().map_err(|_| Problem::new("GEN-500", 500))?;
    let payload = token.payload(&visit.gate.sign(&token.signed_text()));
    let ticket = Ticket {
        v: visit,
        spaced: token.spaced(),
        code: qr::svg(&payload, &visit.t("column-crossing-token")),
        people,
        at: Html::time(&visit.words, at),
        back,
        next,
    };
    Ok(Page { body_class: "print-ticket", ..Page::new(visit.t("crossing-ticket"), &ticket).narrow() })
}

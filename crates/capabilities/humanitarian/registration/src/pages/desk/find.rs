//! Find somebody by card, number, token or name; candidates side by side with the reason for each. For the clerk, the
//! protection officer and the data protection officer. What was typed is sent in a form, not in the address: addresses stay
//! in histories.

use askama::Template;
use contracts::token::Token;
use kernel::Problem;
use people::Candidate;
use seal::code::{CardCode, PREFIX};
use shell::{Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const FIND: PageDef = PageDef {
    path: "/registration/find",
    action: "registration.find",
    show,
    act: Some(|visit| show(visit).map(|page| Reply::Page(Box::new(page)))),
    menu: Some((22, "registration-menu-find")),
};

#[derive(Template)]
#[template(path = "desk/find.html")]
struct Find<'a> {
    words: &'a Words,
    f: Fields<'a>,
    asked: String,
    token: Option<String>,
    key: String,
    may_open: bool,
    found: Option<Vec<Candidate>>,
    many: bool,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let asked = visit.form.get("q").unwrap_or("").trim().to_owned();
    let prefixed = asked.get(..PREFIX.len()).is_some_and(|start| start.eq_ignore_ascii_case(PREFIX));
    // A ticket whose code cannot be scanned is typed: its check characters tell it from a name.
    let read = asked.parse::<Token>().ok();
    let ticket = read.is_some() || (prefixed && CardCode::read(&asked, &[]).is_none());
    // A scanned ticket carries its signature; people read and compare the token alone.
    let token = ticket.then(|| read.map_or_else(|| asked.clone(), |token| token.to_string()));
    let found = match (&token, asked.is_empty()) {
        (None, false) if visit.problem.is_none() => Some(people::candidates(visit, "registration.find", &asked)?),
        _ => None,
    };
    let page = Find {
        words: &visit.words,
        f: visit.fields(),
        asked: if ticket || prefixed { String::new() } else { asked },
        token,
        key: visit.form_key(),
        may_open: visit.may("registration.open_household"),
        many: found.as_ref().is_some_and(|found| found.len() >= people::FOUND_AT_ONCE),
        found,
    };
    Ok(Page::new(visit.t("registration-find"), &page))
}

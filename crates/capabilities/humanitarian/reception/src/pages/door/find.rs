//! The door: one box for a card, a number or a name; a card leads straight to its household. Works with a scanner in the hand.

use askama::Template;
use kernel::Problem;
use people::Candidate;
use shell::{Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const DOOR: PageDef = PageDef {
    path: "/reception/door",
    action: "reception.find",
    show,
    act: Some(act),
    menu: Some((31, "reception-menu-door")),
};

#[derive(Template)]
#[template(path = "door/find.html")]
struct Door<'a> {
    words: &'a Words,
    f: Fields<'a>,
    asked: String,
    found: Option<Vec<Candidate>>,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    page(visit, None)
}

fn page(visit: &Visit<'_>, found: Option<Vec<Candidate>>) -> Result<Page, Problem> {
    let asked = visit.form.get("q").unwrap_or_default();
    // The content of a card's code stays out of the box.
    let asked = if asked.contains(':') { String::new() } else { asked.to_owned() };
    let page = Door { words: &visit.words, f: visit.fields(), asked, found };
    Ok(Page::new(visit.t("reception-door"), &page))
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let asked = visit.form.get("q").ok_or_else(|| Problem::field("q", "GEN-001"))?;
    let found = people::candidates(visit, "reception.find", asked)?;
    let first = found.first().map(|one| one.household);
    match first {
        Some(household) if found.iter().all(|one| one.exact && one.household == household) => {
            Ok(Reply::Go(format!("/reception/households/{household}")))
        }
        _ => page(visit, Some(found)).map(|page| Reply::Page(Box::new(page))),
    }
}

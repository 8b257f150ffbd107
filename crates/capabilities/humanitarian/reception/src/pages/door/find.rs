//! The door: one box for a card, a number or a name; a card leads straight to its household. Works with a scanner in the hand.

use askama::Template;
use kernel::{PersonId, Problem};
use people::Candidate;
use serde_json::json;
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
    key: String,
    may: bool,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    page(visit, None)
}

fn page(visit: &Visit<'_>, found: Option<Vec<Candidate>>) -> Result<Page, Problem> {
    let asked = visit.form.get("q").unwrap_or_default();
    // The content of a card's code stays out of the box.
    let asked = if asked.contains(':') { String::new() } else { asked.to_owned() };
    let blank = found.is_none();
    let (key, may) = (visit.form_key(), visit.may("reception.check_in"));
    let page =
        Page::new(visit.t("reception-door"), &Door { words: &visit.words, f: visit.fields(), asked, found, key, may });
    Ok(if blank { page.kept() } else { page })
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    if visit.form.get("_do") == Some("check_in") {
        return by_card(visit);
    }
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

/// Checks in everybody of the household whose card or number was typed, without a look at it: what works while the server does not answer,
/// since a kept form asks nothing back.
fn by_card(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let card = visit.form.get("card").ok_or_else(|| Problem::field("card", "GEN-001"))?;
    let found = people::candidates(visit, "reception.find", card)?;
    let exact: Vec<&Candidate> = found.iter().filter(|one| one.exact).collect();
    let household = exact.first().map(|one| one.household).ok_or_else(|| Problem::field("card", "REC-024"))?;
    if exact.iter().any(|one| one.household != household) {
        return Err(Problem::field("card", "REC-024"));
    }
    let people: Vec<PersonId> = exact.iter().map(|one| one.person).collect();
    visit.run("reception.check_in", &json!({ "people": people }))?;
    Ok(Reply::Go(format!("/reception/households/{household}")))
}

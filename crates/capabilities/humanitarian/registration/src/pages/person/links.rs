//! Links of a person to others: recorded, seen from both sides, taken back. For the clerk and the protection officer.

use super::show::{LinkRow, link_row};
use crate::{
    pages::records::{self, Household, by_number},
    person::{LinkBasis, LinkKind},
};
use access::Query;
use askama::Template;
use kernel::{PersonId, Problem};
use serde_json::{Value, json};
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const LINKS: PageDef = PageDef {
    path: "/registration/people/{id}/links",
    action: "registration.assert_link",
    show,
    act: Some(act),
    menu: None,
};

#[derive(Template)]
#[template(path = "person/links.html")]
struct Links<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    id: PersonId,
    name: String,
    links: Vec<LinkRow>,
    may_retract: bool,
    typed: String,
    others: Option<Others>,
}

struct Others {
    is: Html,
    who: Html,
    basis: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let person = records::person(visit)?;
    let (words, f) = (&visit.words, visit.fields());
    let others = match visit.form.get("number") {
        Some(_) => members(visit, &person)?,
        None => None,
    };
    let page = Links {
        words,
        key: visit.form_key(),
        id: person.person,
        name: person.details.name.original.to_string(),
        links: person.links.iter().map(|link| link_row(words, link)).collect(),
        may_retract: visit.may("registration.retract_link"),
        typed: visit.form.get("number").unwrap_or("").to_owned(),
        others,
        f,
    };
    Ok(Page::new(visit.t("registration-link-title"), &page).narrow())
}

/// The members of the household whose number was typed, without the person.
fn members(visit: &Visit<'_>, person: &records::Person) -> Result<Option<Others>, Problem> {
    let Ok(household) = by_number(visit, "number") else { return Ok(None) };
    let household: Household = visit.read("registration.household", &Query::by("id", household))?;
    let others = household.members.iter().filter(|member| member.person != person.person);
    let who: Vec<(String, String)> = others.map(|m| (m.person.to_string(), m.name.clone())).collect();
    let (words, f) = (&visit.words, visit.fields());
    Ok(Some(Others {
        is: f.select("is", "registration-link-is", &words.options("registration-link", LinkKind::NAMES)),
        who: f.select("other", "registration-link-who", &who),
        basis: f.choice("basis", "registration-link-basis", "registration-basis", LinkBasis::NAMES),
    }))
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let person: PersonId = visit.part("id")?;
    let typed = |command: &mut Value, fields: &[&str]| {
        for field in fields {
            if let (Some(value), Value::Object(map)) = (visit.form.get(field), &mut *command) {
                map.insert((*field).to_owned(), value.into());
            }
        }
    };
    match visit.form.get("_do") {
        Some("choose") => {
            by_number(visit, "number")?;
            return show(visit).map(|page| Reply::Page(Box::new(page)));
        }
        Some("assert") => {
            let mut command = json!({ "person": person });
            typed(&mut command, &["is", "other", "basis"]);
            visit.run("registration.assert_link", &command)?;
        }
        Some("retract") => {
            let mut command = json!({});
            typed(&mut command, &["person", "link", "reason"]);
            visit.run("registration.retract_link", &command)?;
        }
        _ => return Err(Problem::not_found()),
    }
    Ok(Reply::Go(format!("/registration/people/{person}/links")))
}

//! Move a member, split a household, join two. For the supervisor.

use crate::{
    household::{JoinHouseholds, MoveMember, Relationship, SplitHousehold},
    pages::records::{self, by_number},
};
use askama::Template;
use kernel::{HouseholdId, PersonId, Problem};
use serde_json::{Value, json};
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const CHANGE: PageDef = PageDef {
    path: "/registration/households/{id}/change",
    action: "registration.join_households",
    show,
    act: Some(act),
    menu: None,
};

#[derive(Template)]
#[template(path = "household/change.html")]
struct Change<'a> {
    words: &'a Words,
    f: Fields<'a>,
    split_key: String,
    move_key: String,
    join_key: String,
    id: HouseholdId,
    title: String,
    several: bool,
    who: Html,
    relationship: Html,
    head: Html,
    others: Vec<(PersonId, String, bool)>,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let household = records::household(visit)?;
    let (words, f) = (&visit.words, visit.fields());
    let people: Vec<(String, String)> =
        household.members.iter().map(|m| (m.person.to_string(), m.name.clone())).collect();
    let is_ticked = |person: PersonId| visit.form.0.iter().any(|(n, v)| n == "others[]" && *v == person.to_string());
    let (number, key) = (household.number.as_deref().unwrap_or("–"), shell::form::fresh_key(visit.gate));
    let page = Change {
        words,
        split_key: format!("{key}-split"),
        move_key: format!("{key}-move"),
        join_key: format!("{key}-join"),
        id: household.household,
        title: words.with("registration-change-title", &[("number", number.into())]),
        several: people.len() > 1,
        who: f.select("person", "registration-move-who", &people),
        relationship: f.select(
            "relationship",
            "registration-relationship",
            &words.options("people-relationship", &Relationship::OF_MEMBERS),
        ),
        head: f.select("head", "registration-split-head", &people),
        others: household.members.iter().map(|m| (m.person, m.name.clone(), is_ticked(m.person))).collect(),
        f,
    };
    Ok(Page::new(page.title.clone(), &page).narrow())
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let household: HouseholdId = visit.part("id")?;
    let typed = |field: &str| -> Value { visit.form.get(field).into() };
    let run = |name: &str, mut command: Value| {
        if let Value::Object(map) = &mut command {
            map.retain(|_, value| !value.is_null());
        }
        visit.run(&format!("registration.{name}"), &command)
    };
    let to = match visit.form.get("_do") {
        Some("move") => {
            let to = by_number(visit, "to")?;
            let command = json!({ "person": typed("person"), "from": household, "to": to, "relationship": typed("relationship") });
            run(<MoveMember as access::Command>::NAME, command)?;
            household.to_string()
        }
        Some("split") => {
            let ticked = visit.form.0.iter().filter(|(name, _)| name == "others[]").map(|(_, value)| value.as_str());
            let others: Vec<&str> = ticked.filter(|other| Some(*other) != visit.form.get("head")).collect();
            let command = json!({ "household": household, "head": typed("head"), "others": others });
            let done = run(<SplitHousehold as access::Command>::NAME, command)?;
            done.answer.get("household").and_then(Value::as_str).unwrap_or_default().to_owned()
        }
        Some("join") => {
            let from = by_number(visit, "from")?;
            visit.command("registration", &JoinHouseholds { household, from })?;
            household.to_string()
        }
        _ => return Err(Problem::not_found()),
    };
    Ok(Reply::Go(format!("/registration/households/{to}")))
}

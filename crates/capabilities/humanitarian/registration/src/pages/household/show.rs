//! A household: who belongs to it, its card, and what can be done. For the clerk and the supervisor; the protection officer and
//! the data protection officer read it.

use crate::{
    card::IssueCard,
    household::{NameHead, UndoJoin},
    pages::records::{self, Other, age, when},
};
use askama::Template;
use kernel::{HouseholdId, PersonId, Problem};
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields, places};

/// The page.
pub const HOUSEHOLD: PageDef = PageDef {
    path: "/registration/households/{id}",
    action: "registration.household",
    show,
    act: Some(act),
    menu: None,
};

#[derive(Template)]
#[template(path = "household/show.html")]
struct Show<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    id: HouseholdId,
    title: String,
    size: String,
    registered: Option<Html>,
    registered_already: bool,
    rests: Option<(HouseholdId, String)>,
    joined: Vec<(HouseholdId, String)>,
    card: &'static str,
    may_issue: bool,
    may_add: bool,
    may_change: bool,
    may_name: bool,
    may_print: bool,
    members: Vec<Row>,
}

struct Row {
    person: PersonId,
    name: String,
    relationship: String,
    sex: String,
    age: Html,
    born: Html,
    nationality: String,
    origin: String,
    head: bool,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let household = records::household(visit)?;
    let words = &visit.words;
    let title = match &household.number {
        Some(number) => words.with("registration-household", &[("number", number.into())]),
        None => words.t("registration-household-open"),
    };
    let resting = household.rests_with.is_some();
    let line = |key: &str, other: &Other| {
        (other.household, words.with(key, &[("number", other.number.as_deref().unwrap_or("–").into())]))
    };
    let card = match &household.card {
        None => "none",
        Some(card) if card.ended.is_none() => "valid",
        Some(_) => "ended",
    };
    let active = !resting && household.number.is_some();
    let page = Show {
        words,
        f: visit.fields(),
        key: visit.form_key(),
        id: household.household,
        size: words.with("registration-members", &[("n", household.size.into())]),
        registered: household.registered.as_deref().map(|at| when(visit, at)),
        registered_already: household.number.is_some(),
        rests: household.rests_with.as_ref().map(|other| line("registration-resting", other)),
        joined: household.joined.iter().map(|other| line("registration-joined-with", other)).collect(),
        card,
        may_issue: active && card != "valid" && household.size > 0 && visit.may("registration.issue_card"),
        may_add: active && visit.may("registration.add_member"),
        may_change: active && visit.may("registration.join_households"),
        may_name: active && visit.may("registration.name_head"),
        may_print: card != "none" && visit.may("registration.card"),
        members: household.members.iter().map(|member| row(words, member, household.head)).collect(),
        title: title.clone(),
    };
    Ok(Page::new(title, &page))
}

fn row(words: &Words, member: &records::Member, head: Option<PersonId>) -> Row {
    let head = head == Some(member.person);
    Row {
        person: member.person,
        name: member.name.clone(),
        relationship: words.code("people-relationship", if head { "head" } else { &member.relationship }),
        sex: words.code("sex", &member.sex),
        age: age(member.age),
        born: Html::ltr(&member.born),
        nationality: places::nationality(words, &member.nationality),
        origin: member.origin.as_deref().map_or_else(String::new, |code| places::name_of(words, code)),
        head,
    }
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let household: HouseholdId = visit.part("id")?;
    let here = format!("/registration/households/{household}");
    let id = |field: &str| visit.form.get(field).ok_or_else(|| Problem::field(field, "GEN-001"));
    match visit.form.get("_do") {
        Some("issue") => {
            visit.command("registration", &IssueCard { household })?;
            return Ok(Reply::Go(format!("{here}/card")));
        }
        Some("head") => {
            let head = id("person")?.parse().map_err(|_| Problem::not_found())?;
            visit.command("registration", &NameHead { household, head })?;
        }
        Some("undo") => {
            let from = id("from")?.parse().map_err(|_| Problem::not_found())?;
            visit.command("registration", &UndoJoin { household, from })?;
        }
        _ => return Err(Problem::not_found()),
    }
    Ok(Reply::Go(here))
}

//! Add a member to a household, for the clerk.

use crate::{
    pages::{
        person_form::{self, Ask},
        records,
    },
    person_answers::{answers, at_boxes},
};
use askama::Template;
use kernel::{HouseholdId, Problem};
use serde_json::{Value, json};
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const ADD: PageDef = PageDef {
    path: "/registration/households/{id}/add",
    action: "registration.add_member",
    show,
    act: Some(act),
    menu: None,
};

#[derive(Template)]
#[template(path = "household/add.html")]
struct Add<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    id: HouseholdId,
    title: String,
    boxes: Html,
    relationship: Html,
    lists: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let household = records::household(visit)?;
    let words = &visit.words;
    // What a member shares with the head in most households is there already, and can be typed over.
    let mut form = visit.form.clone();
    if let (true, Some(head)) = (form.is_empty(), household.members.first()) {
        form = form
            .with("details.nationality", &head.nationality)
            .with("details.languages", head.languages.join(" "))
            .with("details.origin", head.origin.as_deref().unwrap_or(""));
    }
    let f = Fields::new(words, &form, visit.problem.as_ref());
    let number = household.number.as_deref().unwrap_or("–");
    let page = Add {
        words,
        key: visit.form_key(),
        id: household.household,
        title: words.with("registration-household", &[("number", number.into())]),
        boxes: person_form::boxes(words, &f, Ask { path: "details", all: true }),
        relationship: person_form::relationship(words, &f, "relationship", visit.problem.is_none()),
        lists: person_form::lists(words),
        f,
    };
    Ok(Page::new(visit.t("registration-add-member"), &page).narrow())
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let household: HouseholdId = visit.part("id")?;
    let mut wrong = Vec::new();
    let today = visit.gate.now().date_at(visit.who.utc_offset_minutes);
    let details = answers(&visit.form, "details", today, &mut wrong);
    if !wrong.is_empty() {
        return Err(Problem { fields: wrong, ..Problem::refused("GEN-422") });
    }
    let mut command = json!({ "household": household, "details": details });
    if let (Some(word), Value::Object(map)) = (visit.form.get("relationship"), &mut command) {
        map.insert("relationship".into(), word.into());
    }
    visit.run("registration.add_member", &command).map_err(at_boxes)?;
    Ok(Reply::Go(format!("/registration/households/{household}")))
}

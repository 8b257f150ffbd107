//! Register a household: the head with few keys, each further member with fewer, then the questions to read aloud. For the
//! clerk; kept on the device for when the post's server does not answer.

use crate::{
    household_form::{MOST_ROWS, at_boxes, at_rows, command},
    pages::person_form::{self, Ask},
    person::ConsentPurpose,
};
use askama::Template;
use kernel::{HouseholdId, Problem};
use serde_json::Value;
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const REGISTER: PageDef = PageDef {
    path: "/registration/register",
    action: "registration.register_household",
    show,
    act: Some(act),
    menu: None,
};

/// Members asked for at first.
const ROWS: usize = 2;

#[derive(Template)]
#[template(path = "household/register.html")]
struct Register<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    household: Option<HouseholdId>,
    rows: usize,
    more: bool,
    head: Html,
    members: Vec<Row>,
    questions: Vec<(String, Html)>,
    lists: Html,
}

struct Row {
    title: String,
    family: Option<String>,
    relationship: Html,
    boxes: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let (words, f) = (&visit.words, visit.fields());
    let household = visit.form.get("household").or_else(|| visit.query.get("household"));
    let household = household.map(|id| id.parse().map_err(|_| Problem::not_found())).transpose()?;
    let wanted = visit.form.get("_rows").and_then(|rows| rows.parse().ok()).unwrap_or(ROWS);
    let rows = (wanted + usize::from(visit.form.get("_more").is_some()) * ROWS).clamp(ROWS, MOST_ROWS);
    let family = visit.form.get("head.name.family");
    // Where members were asked for, the typing goes on at the first of them.
    let added = visit.form.get("_more").map(|_| wanted);
    let members = (0..rows).map(|i| row(words, &f, i, family, added == Some(i))).collect();
    let question = |about: &ConsentPurpose| {
        let name = about.name();
        let text = words.t(&format!("registration-text-{name}"));
        let field = format!("_consent-{name}");
        (text, f.choice(&field, &format!("registration-consent-{name}"), "registration-yes", &["true", "false"]))
    };
    let page = Register {
        words,
        key: visit.form_key(),
        household,
        rows,
        more: rows < MOST_ROWS,
        head: person_form::boxes(words, &f, Ask { path: "head", all: true }),
        members,
        questions: ConsentPurpose::ALL.iter().map(question).collect(),
        lists: person_form::lists(words),
        f,
    };
    let page = Page::new(visit.t("registration-register"), &page).narrow();
    // A household that is open already is known to the server only: its form is not kept.
    Ok(if household.is_none() { page.kept() } else { page })
}

fn row(words: &Words, f: &Fields<'_>, i: usize, family: Option<&str>, first: bool) -> Row {
    let number = i64::try_from(i + 2).unwrap_or(0);
    let path = format!("members[{i}].details");
    Row {
        title: words.with("registration-member-part", &[("n", number.into())]),
        family: family.map(|family| words.with("registration-family-hint", &[("family", family.into())])),
        relationship: person_form::relationship(words, f, &format!("members[{i}].relationship"), first),
        boxes: person_form::boxes(words, f, Ask { path: &path, all: false }),
    }
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    if visit.form.get("_more").is_some() {
        return show(visit).map(|page| Reply::Page(Box::new(page)));
    }
    let today = visit.gate.now().date_at(visit.who.utc_offset_minutes);
    let (command, rows) = command(&visit.form, today)?;
    let done = visit.run("registration.register_household", &command).map_err(|p| at_rows(at_boxes(p), &rows))?;
    let household = done.answer.get("household").and_then(Value::as_str).unwrap_or_default();
    Ok(Reply::Go(format!("/registration/households/{household}")))
}

//! Change what was written, before it is sent or after it came back.

use crate::{
    pages::records,
    words::{Category, Priority},
};
use askama::Template;
use kernel::{Problem, ReferralId};
use serde_json::{Value, json};
use shell::{Form, Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const CHANGE: PageDef =
    PageDef { path: "/referral/cases/{id}/change", action: "referral.change_draft", show, act: Some(act), menu: None };

#[derive(Template)]
#[template(path = "case/change.html")]
struct Change<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    id: ReferralId,
    category: Html,
    priority: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let case = records::case(visit)?;
    let form = if visit.form.is_empty() { written(&case) } else { visit.form.clone() };
    let words = &visit.words;
    let f = Fields::new(words, &form, visit.problem.as_ref());
    let page = Change {
        words,
        key: visit.form_key(),
        id: case.referral,
        category: f.select("category", "referral-category", &words.options("referral-category", Category::NAMES)),
        priority: f.choice("priority", "referral-priority", "referral-priority", Priority::NAMES),
        f,
    };
    Ok(Page::new(visit.t("referral-change"), &page).narrow())
}

/// What was written, as a form.
fn written(case: &records::Case) -> Form {
    let mut form = Form::default();
    for (name, value) in [
        ("category", case.category.map(|category| category.name())),
        ("priority", case.priority.map(|priority| priority.name())),
    ] {
        form = form.with(name, value.unwrap_or(""));
    }
    let answers = serde_json::to_value(&case.answers).unwrap_or_default();
    for (name, value) in answers.as_object().into_iter().flatten() {
        form = form.with(&format!("answers.{name}"), value.as_str().unwrap_or(""));
    }
    form
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let id: ReferralId = visit.part("id")?;
    visit.run_form("referral.change_draft", |json: &mut Value| {
        if let Value::Object(map) = json {
            map.insert("referral".into(), json!(id));
        }
    })?;
    Ok(Reply::Go(format!("/referral/cases/{id}")))
}

//! Correct what is recorded of a person. For the clerk, the supervisor and the data protection officer.

use crate::{
    pages::{
        person_form::{self, Ask},
        records,
    },
    person_answers::{answers, at_boxes, filled},
};
use askama::Template;
use kernel::{Date, PersonId, Problem};
use serde_json::{Map, Value, json};
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const CORRECT: PageDef = PageDef {
    path: "/registration/people/{id}/correct",
    action: "registration.correct_person",
    show,
    act: Some(act),
    menu: None,
};

#[derive(Template)]
#[template(path = "person/correct.html")]
struct Correct<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    id: PersonId,
    name: String,
    boxes: Html,
    lists: Html,
}

fn today(visit: &Visit<'_>) -> Date {
    visit.gate.now().date_at(visit.who.utc_offset_minutes)
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let person = records::person(visit)?;
    let form = match visit.form.is_empty() {
        true => filled(visit.form.clone(), "details", &person.details),
        false => visit.form.clone(),
    };
    let f = Fields::new(&visit.words, &form, visit.problem.as_ref());
    let page = Correct {
        words: &visit.words,
        key: visit.form_key(),
        id: person.person,
        name: person.details.name.original.to_string(),
        boxes: person_form::boxes(&visit.words, &f, Ask { path: "details", all: true }),
        lists: person_form::lists(&visit.words),
        f,
    };
    Ok(Page::new(visit.t("registration-correct-title"), &page).narrow())
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let person = records::person(visit)?;
    let mut wrong = Vec::new();
    let typed = answers(&visit.form, "details", today(visit), &mut wrong);
    if !wrong.is_empty() {
        return Err(Problem { fields: wrong, ..Problem::refused("GEN-422") });
    }
    let recorded = serde_json::to_value(&person.details).unwrap_or_default();
    let before =
        answers(&filled(shell::Form::default(), "details", &person.details), "details", today(visit), &mut Vec::new());
    let details = overlaid(&recorded, &before, &typed);
    let mut command = json!({ "person": person.person, "details": details });
    if let (Some(reason), Value::Object(map)) = (visit.form.get("reason"), &mut command) {
        map.insert("reason".into(), reason.into());
    }
    visit.run("registration.correct_person", &command).map_err(at_boxes)?;
    Ok(Reply::Go(format!("/registration/people/{}", person.person)))
}

/// What is recorded, with the boxes that were changed. A form has fewer boxes than a record has answers (a second rendering of a
/// name, the day of an estimate): what nobody touched stays as it is.
fn overlaid(recorded: &Value, before: &Value, typed: &Value) -> Value {
    let (Value::Object(recorded), Value::Object(before), Value::Object(typed)) = (recorded, before, typed) else {
        return typed.clone();
    };
    let mut out = Map::new();
    let names: std::collections::BTreeSet<&String> = recorded.keys().chain(typed.keys()).collect();
    for name in names {
        let value = match (before.get(name), typed.get(name)) {
            (before, typed) if before == typed => recorded.get(name).cloned(),
            (Some(before @ Value::Object(_)), Some(typed @ Value::Object(_))) if name == "name" => {
                recorded.get(name).map(|recorded| overlaid(recorded, before, typed))
            }
            (_, typed) => typed.cloned(),
        };
        out.extend(value.map(|value| (name.clone(), value)));
    }
    Value::Object(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_touched_stays_as_it_is() {
        let recorded = json!({ "name": { "original": "a", "renderings": ["b", "c"], "given": "a" }, "sex": "male" });
        let before = json!({ "name": { "original": "a", "renderings": ["b"] }, "sex": "male" });
        let typed = json!({ "name": { "original": "d", "renderings": ["b"] }, "sex": "female" });
        let expected = json!({ "name": { "original": "d", "renderings": ["b", "c"], "given": "a" }, "sex": "female" });
        assert_eq!(overlaid(&recorded, &before, &typed), expected);
        assert_eq!(overlaid(&recorded, &before, &before), recorded);
    }
}

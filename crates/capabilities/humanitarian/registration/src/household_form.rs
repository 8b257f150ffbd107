//! The household form as a command: the same for the screen and for a line list.

use crate::{
    household::MOST_MEMBERS,
    person::ConsentPurpose,
    person_answers::{answers, is_blank},
};
use kernel::{Date, FieldProblem, Problem};
use serde_json::{Value, json};
use shell::Form;

pub(crate) use crate::person_answers::at_boxes;

/// Most members that a form asks for.
pub(crate) const MOST_ROWS: usize = MOST_MEMBERS - 1;

/// The command, and which row of the form each member stood in.
pub(crate) fn command(form: &Form, today: Date) -> Result<(Value, Vec<usize>), Problem> {
    let mut wrong = Vec::new();
    let head = answers(form, "head", today, &mut wrong);
    let rows: Vec<usize> = (0..MOST_ROWS).filter(|i| !is_blank(form, &format!("members[{i}]"))).collect();
    let member = |i: &usize| {
        let mut details = answers(form, &format!("members[{i}].details"), today, &mut wrong);
        inherit(&mut details, &head);
        json!({ "relationship": form.get(&format!("members[{i}].relationship")), "details": details })
    };
    let members: Vec<Value> = rows.iter().map(member).collect();
    for (i, member) in rows.iter().zip(&members) {
        if member.get("relationship").is_none_or(Value::is_null) {
            let field = format!("members[{i}].relationship");
            wrong.push(FieldProblem { field, code: "GEN-001".into() });
        }
    }
    if !wrong.is_empty() {
        return Err(Problem { fields: wrong, ..Problem::refused("GEN-422") });
    }
    let answered = |about: &ConsentPurpose| {
        let said = form.get(&format!("_consent-{}", about.name()))?;
        Some(json!({ "about": about.name(), "agreed": said == "true" }))
    };
    let consents: Vec<Value> = ConsentPurpose::ALL.iter().filter_map(answered).collect();
    let mut command = json!({ "head": head, "members": members, "consents": consents });
    if let (Some(id), Value::Object(map)) = (form.get("household"), &mut command) {
        map.insert("household".into(), id.into());
    }
    Ok((command, rows))
}

/// What a member did not answer is taken from the head; a single word gets the head's family name.
fn inherit(details: &mut Value, head: &Value) {
    let Value::Object(map) = details else { return };
    for field in ["nationality", "languages", "origin"] {
        if let (None, Some(value)) = (map.get(field), head.get(field)) {
            map.insert(field.to_owned(), value.clone());
        }
    }
    let family = head.pointer("/name/family").and_then(Value::as_str);
    let Some(Value::Object(name)) = map.get_mut("name") else { return };
    let given = name.get("original").and_then(Value::as_str).map(str::to_owned);
    if let (Some(family), Some(given), None) = (family, given, name.get("family"))
        && !given.contains(char::is_whitespace)
    {
        name.insert("original".into(), format!("{given} {family}").into());
        name.insert("family".into(), family.into());
        name.insert("given".into(), given.into());
    }
}

/// Members are numbered without the blank rows; the boxes are not.
pub(crate) fn at_rows(mut problem: Problem, rows: &[usize]) -> Problem {
    for field in &mut problem.fields {
        let Some((n, rest)) = field.field.strip_prefix("members[").and_then(|rest| rest.split_once(']')) else {
            continue;
        };
        if let Some(row) = n.parse::<usize>().ok().and_then(|n| rows.get(n)) {
            field.field = format!("members[{row}]{rest}");
        }
    }
    problem
}

//! The boxes about one person as a command's answers, and back: the same for screens and for a line list.

use contracts::registration::{ContactKind, Details};
use kernel::{BirthDate, Date, FieldProblem, Problem, birth_entry};
use serde_json::{Map, Value, json};
use shell::Form;

/// The form that shows what is recorded.
pub(crate) fn filled(mut form: Form, path: &str, details: &Details) -> Form {
    let mut put = |field: &str, value: &str| form.0.push((format!("{path}.{field}"), value.to_owned()));
    put("name.original", &details.name.original);
    put("name.family", details.name.family.as_deref().unwrap_or(""));
    put("name.rendering", details.name.renderings.first().map_or("", |r| r.as_str()));
    put("sex", details.sex.name());
    put("birth", &birth_entry::write(details.birth));
    put("nationality", details.nationality.code());
    put("languages", &details.languages.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
    put("origin", details.origin.as_ref().map_or("", |origin| origin.as_str()));
    put("phone", details.contacts.iter().find(|c| c.by == ContactKind::Phone).map_or("", |c| c.value.as_str()));
    form
}

/// The answers under `path` as the command wants them. What cannot be read is named in `wrong`.
pub(crate) fn answers(form: &Form, path: &str, today: Date, wrong: &mut Vec<FieldProblem>) -> Value {
    let get = |field: &str| form.get(&format!("{path}.{field}")).map(str::trim);
    let mut out = Map::new();
    let mut name = Map::new();
    name.extend(get("name.original").map(|text| ("original".into(), text.into())));
    name.extend(get("name.family").map(|text| ("family".into(), text.into())));
    name.extend(get("name.rendering").map(|text| ("renderings".into(), json!([text]))));
    out.insert("name".into(), Value::Object(name));
    for field in ["sex", "nationality", "origin"] {
        out.extend(get(field).map(|text| (field.into(), text.into())));
    }
    if let Some(text) = get("birth") {
        match birth_entry::read(text, today) {
            Some(birth) => _ = out.insert("birth".into(), json!(birth)),
            None => {
                wrong.push(FieldProblem { field: format!("{path}.birth"), code: "PER-004".into() });
            }
        }
    }
    if let Some(text) = get("languages") {
        let codes: Vec<&str> = text.split([' ', ',', ';', '،', '؛']).filter(|code| !code.is_empty()).collect();
        out.insert("languages".into(), json!(codes));
    }
    out.extend(get("phone").map(|text| ("contacts".into(), json!([{ "by": "phone", "value": text }]))));
    Value::Object(out)
}

/// Whether anything was typed under `path`.
pub(crate) fn is_blank(form: &Form, path: &str) -> bool {
    let below = format!("{path}.");
    !form.0.iter().any(|(name, value)| name.starts_with(&below) && !value.trim().is_empty())
}

/// The problem with its fields named as the boxes are.
pub(crate) fn at_boxes(mut problem: Problem) -> Problem {
    for field in &mut problem.fields {
        for (from, to) in
            [(".languages[", ".languages"), (".contacts[", ".phone"), (".name.renderings", ".name.rendering")]
        {
            if let Some(at) = field.field.find(from) {
                field.field = format!("{}{to}", field.field.get(..at).unwrap_or_default());
            }
        }
        if field.field.ends_with(".name") && field.code == "GEN-001" {
            field.field.push_str(".original");
        }
    }
    problem
}

/// Most entries of a list of answers.
const MOST_ANSWERS: usize = 10;

/// What is wrong with the answers, as paths below `path` with their codes; nothing when all is well.
pub(crate) fn check(details: &Details, path: &str, today: Date) -> Vec<FieldProblem> {
    let mut wrong = Vec::new();
    let mut add = |field: &str, code: &'static str| {
        wrong.push(FieldProblem { field: format!("{path}.{field}"), code: code.into() });
    };
    let early = matches!(details.birth, BirthDate::Estimated { on, .. } if on > today);
    match details.birth.check(today) {
        Err(bad) => add("birth", bad.code()),
        Ok(_) if early => add("birth", "PER-001"),
        Ok(_) => {}
    }
    for (field, count) in [
        ("name.renderings", details.name.renderings.len()),
        ("languages", details.languages.len()),
        ("contacts", details.contacts.len()),
    ] {
        if count > MOST_ANSWERS {
            add(field, "REG-013");
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_estimate_made_tomorrow_and_a_list_too_long_are_refused() {
        let today: Date = "2026-11-24".parse().unwrap();
        let mut details = Details::example();
        assert!(check(&details, "head", today).is_empty());
        details.birth = BirthDate::Estimated { age_years: 3, on: today.plus_days(1) };
        details.languages = vec!["ar".parse().unwrap(); 11];
        let wrong: Vec<_> = check(&details, "head", today).into_iter().map(|f| (f.field, f.code)).collect();
        assert_eq!(wrong, [("head.birth".into(), "PER-001".into()), ("head.languages".into(), "REG-013".into())]);
    }
}

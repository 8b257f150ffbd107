//! Import a household line list. A household with a wrong row is not imported, the others are; a second run adds nothing, because
//! each household is one request under a key that follows from the list's name and the household's own.

use crate::{
    household::{RegisterHousehold, Relationship},
    household_form,
    person_answers::check,
};
use kernel::{Date, Problem};
use linelist::{Group, List, Mapping, Row};
use serde_json::Value;
use shell::Form;
use std::collections::BTreeSet;

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Households registered now; in a dry run, those that would be.
    pub households: usize,
    /// Their people.
    pub people: usize,
    /// Households that an earlier run had registered.
    pub repeated: usize,
    /// Households left out because of a row.
    pub left_out: usize,
    /// What is wrong, row by row.
    pub errors: Vec<RowError>,
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowError {
    /// Its number in the file, the headings being 1.
    pub row: usize,
    /// The field of the mapping; empty for the whole row.
    pub field: String,
    /// The stable code; its words are under `error-<code>`.
    pub code: String,
}

/// Carries out one `register_household` under a key; whether it had been carried out before.
pub type Run<'a> = dyn FnMut(&Value, &str) -> Result<bool, Problem> + 'a;

/// Imports `bytes`; without `run` it only checks.
///
/// # Errors
/// A file or mapping that cannot be read at all, in words; nothing was imported then. A store that fails in the middle stops the
/// import with its problem among the errors: what was imported stays, and running again goes on.
pub fn import(bytes: &[u8], mapping: &Mapping, today: Date, mut run: Option<&mut Run<'_>>) -> Result<Report, String> {
    let List { groups, bad } = linelist::read(bytes, mapping)?;
    let broken: BTreeSet<&str> = bad.iter().map(|row| row.key.as_str()).filter(|key| !key.is_empty()).collect();
    let wrong_row = |row: usize| RowError { row, field: String::new(), code: "REG-090".into() };
    let mut report = Report { errors: bad.iter().map(|row| wrong_row(row.number)).collect(), ..Report::default() };
    for group in &groups {
        if broken.contains(group.key.as_str()) {
            report.left_out += 1;
            continue;
        }
        let people = group.rows.len();
        match one(group, mapping, today, run.as_deref_mut()) {
            Ok(true) => report.repeated += 1,
            Ok(false) => (report.households, report.people) = (report.households + 1, report.people + people),
            Err(errors) => {
                let stop = errors.iter().any(|error| error.code.starts_with("STO-"));
                report.left_out += 1;
                report.errors.extend(errors);
                if stop {
                    break;
                }
            }
        }
    }
    report.errors.sort();
    Ok(report)
}

/// The errors as CSV: row, field, code, words.
#[must_use]
pub fn error_file(report: &Report, words: &dyn Fn(&str) -> String) -> String {
    let mut out = csv::Writer::from_writer(Vec::new());
    // Writing into memory does not fail.
    let _ = out.write_record(["row", "field", "code", "words"]);
    for error in &report.errors {
        let _ = out.write_record([&error.row.to_string(), &error.field, &error.code, &words(&error.code)]);
    }
    let text = out.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    format!("\u{feff}{text}")
}

/// One household: the head first, then the others in the list's order.
fn one(group: &Group, mapping: &Mapping, today: Date, run: Option<&mut Run<'_>>) -> Result<bool, Vec<RowError>> {
    let is_head = |row: &&Row| row.fields.get("relationship").map(String::as_str) == Some("head");
    let head = group.rows.iter().find(is_head).or(group.rows.first()).ok_or_else(Vec::new)?;
    let mut rows = vec![head];
    rows.extend(group.rows.iter().filter(|row| row.number != head.number));
    let form = form(&rows);
    let errors = |problem: &Problem| errors(problem, &rows);
    let (command, _) = household_form::command(&form, today).map_err(|problem| errors(&problem))?;
    // Everything that the command itself would refuse is found before anything is sent.
    checked(&command, today).map_err(|problem| errors(&problem))?;
    match run {
        None => Ok(false),
        Some(run) => run(&command, &key(group, mapping)).map_err(|problem| errors(&problem)),
    }
}

/// The row as the boxes of the registration form, so that a list and a clerk feed the same command.
fn form(rows: &[&Row]) -> Form {
    let mut form = Form::default();
    for (n, row) in rows.iter().enumerate() {
        let path = if n == 0 { "head".to_owned() } else { format!("members[{}].details", n - 1) };
        for (field, value) in &row.fields {
            let name = match field.as_str() {
                "name" => format!("{path}.name.original"),
                "family" | "rendering" => format!("{path}.name.{field}"),
                "relationship" if n == 0 => continue,
                "relationship" => format!("members[{}].relationship", n - 1),
                other => format!("{path}.{other}"),
            };
            form = form.with(&name, value);
        }
    }
    form
}

fn checked(command: &Value, today: Date) -> Result<(), Problem> {
    let command: RegisterHousehold = access::action::parse(command)?;
    let mut wrong = check(&command.head, "head", today);
    for (i, member) in command.members.iter().enumerate() {
        wrong.extend(check(&member.details, &format!("members[{i}].details"), today));
        if member.relationship == Relationship::Head {
            let field = format!("members[{i}].relationship");
            wrong.push(kernel::FieldProblem { field, code: "REG-014".into() });
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(Problem { fields: wrong, ..Problem::refused("GEN-422") }) }
}

/// The request's key: the list's name and the household's; for a row that stands alone, what it says.
fn key(group: &Group, mapping: &Mapping) -> String {
    let mut hash = blake3::Hasher::new();
    let mut part = |text: &str| {
        hash.update(&u64::try_from(text.len()).unwrap_or(0).to_le_bytes()).update(text.as_bytes());
    };
    part(&mapping.list);
    part(&group.key);
    if group.key.is_empty() {
        group.rows.iter().flat_map(|row| &row.fields).for_each(|(field, value)| {
            part(field);
            part(value);
        });
    }
    format!("import {}", hash.finalize().to_hex())
}

/// A problem of the command as errors of rows and fields.
fn errors(problem: &Problem, rows: &[&Row]) -> Vec<RowError> {
    let row = |n: usize| rows.get(n).map_or(0, |row| row.number);
    let problem = crate::household_form::at_boxes(problem.clone());
    let mut out: Vec<RowError> = problem
        .fields
        .iter()
        .map(|field| {
            let member = field.field.strip_prefix("members[").and_then(|rest| rest.split_once(']'));
            let n = member.and_then(|(n, _)| n.parse::<usize>().ok()).map_or(0, |n| n + 1);
            let path = member.map_or(field.field.as_str(), |(_, rest)| rest);
            let name = path.trim_start_matches(".details").trim_start_matches("head").trim_start_matches('.');
            let name = name.strip_prefix("name.").unwrap_or(name);
            let name = if name == "original" { "name" } else { name };
            RowError { row: row(n), field: name.to_owned(), code: field.code.to_string() }
        })
        .collect();
    if out.is_empty() {
        out.push(RowError { row: row(0), field: String::new(), code: problem.code.to_string() });
    }
    out
}

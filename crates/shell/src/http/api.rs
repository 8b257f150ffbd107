//! The JSON API: each command and each view, and nothing that is not one.

use crate::{
    App, Entry, Raw, RawReply, Words, export,
    form::{Form, view_query},
};
use access::{Request, Who};
use kernel::Problem;
use serde_json::{Value, json};

/// Answers an address under `/api/`.
#[must_use]
pub fn answer(app: &App, raw: &Raw, entry: &Entry) -> RawReply {
    if raw.path == "/api/v1/openapi.json" {
        return RawReply::new(200, "application/json", app.openapi.clone());
    }
    let who = match entry {
        Entry::In(who) => who,
        Entry::Locked(_) | Entry::Out => return problem(app, raw, None, &Problem::new("GEN-401", 401)),
    };
    let done = match (raw.method.as_str(), raw.path.strip_prefix("/api/v1/").and_then(|rest| rest.split_once('/'))) {
        ("POST", Some(("commands", name))) => command(app, raw, who, name),
        ("GET", Some(("views", name))) => view(app, raw, who, name),
        (_, Some(("commands" | "views", _))) => Err(Problem::new("GEN-405", 405)),
        _ => Err(Problem::not_found()),
    };
    done.unwrap_or_else(|p| problem(app, raw, Some(who), &p))
}

fn command(app: &App, raw: &Raw, who: &Who, name: &str) -> Result<RawReply, Problem> {
    let json: Value = serde_json::from_slice(&raw.body).map_err(|_| Problem::new("GEN-400", 400))?;
    let happened =
        raw.header("x-happened-at").map(|at| at.parse().map_err(|_| Problem::field("x-happened-at", "KRN-002")));
    let key = raw.header("idempotency-key").map(str::to_owned);
    if key.as_ref().is_some_and(|key| key.is_empty() || key.len() > 200) {
        return Err(Problem::field("idempotency-key", "TXT-002"));
    }
    let done = app.gate.run(who, name, &json, &Request { key, happened: happened.transpose()? })?;
    (app.after_command)();
    let status = match &done {
        // Accepted, and not carried out before a second person agrees.
        _ if done.waits_for().is_some() => 202,
        _ if done.repeated => 200,
        _ => 201,
    };
    Ok(RawReply::json(status, &json!({ "answer": done.answer, "repeated": done.repeated })))
}

fn view(app: &App, raw: &Raw, who: &Who, name: &str) -> Result<RawReply, Problem> {
    let answer = app.gate.view(who, name, &view_query(&raw.query))?;
    let def = app.gate.view_def(name).ok_or_else(Problem::not_found)?;
    let file = |ending: &str| format!("attachment; filename=\"{name}.{ending}\"");
    Ok(match raw.query.get("format").unwrap_or("json") {
        "json" => RawReply::json(200, &export::json(def, &answer)),
        "csv" => RawReply::new(200, "text/csv; charset=utf-8", export::csv(def, &answer, false))
            .with("content-disposition", file("csv")),
        "hxl" => RawReply::new(200, "text/csv; charset=utf-8", export::csv(def, &answer, true))
            .with("content-disposition", file("hxl.csv")),
        _ => return Err(Problem::field("format", "GEN-004")),
    })
}

/// A problem as `application/problem+json` (RFC 9457), in the caller's language.
#[must_use]
pub fn problem(app: &App, raw: &Raw, who: Option<&Who>, problem: &Problem) -> RawReply {
    let words = Words::new(app.catalogue.clone(), raw.language(who));
    let body = problem_json(&words, problem);
    RawReply::new(problem.status, "application/problem+json", body.to_string())
        .with("content-language", words.language.tag())
}

/// The members of a problem document.
#[must_use]
pub fn problem_json(words: &Words, problem: &Problem) -> Value {
    let fields: Vec<Value> = problem
        .fields
        .iter()
        .map(|f| json!({ "field": f.field, "code": f.code, "detail": plain(&words.problem_of(problem, &f.code)) }))
        .collect();
    json!({
        "type": format!("urn:manara:problem:{}", problem.code),
        "title": plain(&words.problem(problem)),
        "status": problem.status,
        "code": problem.code,
        "fields": fields,
    })
}

/// Without the isolation marks that Fluent puts around values: programs compare texts.
fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

/// A query for a view from the command line or a test.
#[must_use]
pub fn query_of(text: &str) -> access::Query {
    view_query(&Form::parse(text.as_bytes()))
}

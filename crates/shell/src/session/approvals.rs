//! What waits for a second person: the list, one of them with what was asked, and the decision.

use crate::{Html, Page, RawReply, signin::Knock};
use access::{signin::Session, two_persons::Standing};
use askama::Template;
use kernel::{Problem, StreamId, Zone};
use serde_json::Value;

#[derive(Template)]
#[template(path = "session/approvals.html")]
struct List<'a> {
    words: &'a crate::Words,
    open: Vec<Row>,
    over: Vec<Row>,
}

struct Row {
    address: String,
    action: String,
    by: Html,
    since: Html,
    until: Html,
    outcome: String,
    own: bool,
}

#[derive(Template)]
#[template(path = "session/standing.html")]
struct How<'a> {
    words: &'a crate::Words,
    row: Row,
    waits: bool,
    decided_by: Option<String>,
    decided: Option<Html>,
    reason: Option<String>,
}

#[derive(Template)]
#[template(path = "session/approval.html")]
struct One<'a> {
    words: &'a crate::Words,
    row: Row,
    parts: Vec<(Html, Html)>,
}

/// `/approvals`.
pub(super) fn list(knock: &Knock<'_>, session: &Session) -> Result<RawReply, Problem> {
    let rows = |standings: Vec<Standing>| standings.iter().map(|standing| row(knock, standing)).collect();
    let open = rows(knock.gate().approvals(&session.who)?);
    let over = rows(knock.gate().decided_approvals(&session.who)?);
    Ok(knock.page(200, &Page::new(knock.t("approvals-title"), &List { words: &knock.words, open, over })))
}

fn row(knock: &Knock<'_>, standing: &Standing) -> Row {
    let row = &standing.row;
    Row {
        address: format!("/approvals/{}/{}", standing.zone, row.approval),
        action: knock.words.code("action", &row.action.replace('.', "-")),
        by: Html::name(standing.asked_by.as_deref().unwrap_or_default()),
        since: Html::time(&knock.words, row.asked),
        until: Html::time(&knock.words, row.until),
        outcome: knock.words.code("approval-outcome", &row.outcome),
        own: standing.own,
    }
}

/// `/approvals/{zone}/{number}`: the decision for a second person, how it stands for everybody else whom it concerns.
pub(super) fn one(knock: &Knock<'_>, session: &Session) -> Result<RawReply, Problem> {
    let mut parts = knock.raw.path.strip_prefix("/approvals/").ok_or_else(Problem::not_found)?.splitn(2, '/');
    let zone: Zone = parts.next().and_then(|zone| zone.parse().ok()).ok_or_else(Problem::not_found)?;
    let approval: StreamId = parts.next().and_then(|id| id.parse().ok()).ok_or_else(Problem::not_found)?;
    if knock.is_post() {
        return decide(knock, session, zone, approval);
    }
    let standing = knock.gate().standing(&session.who, zone, approval)?;
    if standing.own || !standing.row.is_open() {
        return Ok(how(knock, standing));
    }
    let (action, command) = knock.gate().approval(&session.who, zone, approval)?;
    let mut leaves = Vec::new();
    leaves_of(&command, String::new(), &mut leaves);
    let capability = action.split('.').next().unwrap_or_default();
    let parts = leaves.into_iter().map(|(name, value)| part(knock, session, capability, &name, &value)).collect();
    let view = One { words: &knock.words, row: row(knock, &standing), parts };
    Ok(knock.page(200, &Page::new(knock.t("approvals-one"), &view).narrow()))
}

fn how(knock: &Knock<'_>, standing: Standing) -> RawReply {
    let row = row(knock, &standing);
    let title = row.action.clone();
    let view = How {
        words: &knock.words,
        row,
        waits: standing.row.outcome == "waiting",
        decided_by: standing.decided_by,
        decided: standing.row.decided.map(|decided| Html::time(&knock.words, decided)),
        reason: standing.row.code.map(|code| knock.words.field_problem(&code)),
    };
    knock.page(200, &Page::new(title, &view).narrow())
}

fn decide(knock: &Knock<'_>, session: &Session, zone: Zone, approval: StreamId) -> Result<RawReply, Problem> {
    let gate = knock.gate();
    match knock.form.get("decision") {
        Some("approve") => {
            gate.approve(&session.who, zone, approval)?;
            (knock.app.after_command)();
            Ok(RawReply::go("/approvals"))
        }
        Some("refuse") => gate.refuse(&session.who, zone, approval).map(|()| RawReply::go("/approvals")),
        _ => Err(Problem::field("decision", "GEN-001")),
    }
}

/// A part of a command in the capability's own words where it has them; what has a page of its own leads there.
fn part(knock: &Knock<'_>, session: &Session, capability: &str, name: &str, value: &str) -> (Html, Html) {
    let in_words = |prefixes: &[&str], code: &str| {
        let said = prefixes.iter().map(|prefix| knock.words.code(prefix, code)).find(|said| said != code);
        said.map(|said| Html::text(&said))
    };
    // One of several: `roles.1` is a role.
    let (whole, number) = name.rsplit_once('.').filter(|(_, n)| n.parse::<u32>().is_ok()).unwrap_or((name, ""));
    let one = if number.is_empty() { name } else { whole.strip_suffix('s').unwrap_or(whole) };
    let column = format!("column-{capability}");
    let label = in_words(&[&column, capability], one).unwrap_or_else(|| {
        let known = knock.words.code("approval-part", one);
        if known == one { Html::ltr(name) } else { Html::text(&known) }
    });
    let here = format!("/{{{one}}}");
    let page =
        knock.app.pages.iter().find(|page| page.path.ends_with(&here) && knock.gate().may(&session.who, page.action));
    if let (Some(page), Ok(_)) = (page, value.parse::<StreamId>()) {
        let address = page.path.replace(here.trim_start_matches('/'), value);
        let look = Html::text(&knock.t("approvals-look-up"));
        return (label, Html::trusted(format!("<a href=\"{}\">{look}</a>", Html::text(&address))));
    }
    let coded = in_words(&[&format!("{capability}-{one}"), &format!("{column}-{one}"), one], value);
    (label, coded.unwrap_or_else(|| Html::name(value)))
}

/// The parts of a command with their values, so that whoever agrees sees all that was asked.
fn leaves_of(value: &Value, path: String, out: &mut Vec<(String, String)>) {
    let under = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match value {
        Value::Object(map) => map.iter().for_each(|(name, value)| leaves_of(value, under(name), out)),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(i, value)| leaves_of(value, under(&(i + 1).to_string()), out))
        }
        Value::Null => {}
        Value::String(text) => out.push((path, text.clone())),
        other => out.push((path, other.to_string())),
    }
}

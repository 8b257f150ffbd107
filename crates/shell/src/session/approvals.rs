//! What waits for a second person: the list, one of them with what was asked, and the decision.

use crate::{Html, Page, RawReply, signin::Knock};
use access::{signin::Session, two_persons::Waiting};
use askama::Template;
use kernel::{Problem, StreamId, Zone};
use serde_json::Value;

#[derive(Template)]
#[template(path = "session/approvals.html")]
struct List<'a> {
    words: &'a crate::Words,
    waiting: Vec<Row>,
}

struct Row {
    address: String,
    action: String,
    by: String,
    since: String,
    own: bool,
}

#[derive(Template)]
#[template(path = "session/approval.html")]
struct One<'a> {
    words: &'a crate::Words,
    action: String,
    parts: Vec<(Html, Html)>,
    address: &'a str,
}

/// `/approvals`.
pub(super) fn list(knock: &Knock<'_>, session: &Session) -> Result<RawReply, Problem> {
    let offset = session.who.utc_offset_minutes;
    let row = |waiting: Waiting| {
        let (hour, minute) = waiting.row.asked.time_at(offset);
        Row {
            address: format!("/approvals/{}/{}", waiting.zone, waiting.row.approval),
            action: knock.words.code("action", &waiting.row.action.replace('.', "-")),
            by: waiting.asked_by.unwrap_or_default(),
            since: format!("{} {hour:02}:{minute:02}", waiting.row.asked.date_at(offset)),
            own: waiting.own,
        }
    };
    let waiting = knock.gate().approvals(&session.who)?.into_iter().map(row).collect();
    Ok(knock.page(200, &Page::new(knock.t("approvals-title"), &List { words: &knock.words, waiting })))
}

/// `/approvals/{zone}/{number}`.
pub(super) fn one(knock: &Knock<'_>, session: &Session) -> Result<RawReply, Problem> {
    let mut parts = knock.raw.path.strip_prefix("/approvals/").ok_or_else(Problem::not_found)?.splitn(2, '/');
    let zone: Zone = parts.next().and_then(|zone| zone.parse().ok()).ok_or_else(Problem::not_found)?;
    let approval: StreamId = parts.next().and_then(|id| id.parse().ok()).ok_or_else(Problem::not_found)?;
    let gate = knock.gate();
    match (knock.is_post(), knock.form.get("decision")) {
        (true, Some("approve")) => {
            gate.approve(&session.who, zone, approval)?;
            (knock.app.after_command)();
            Ok(RawReply::go("/approvals"))
        }
        (true, Some("refuse")) => gate.refuse(&session.who, zone, approval).map(|()| RawReply::go("/approvals")),
        (true, _) => Err(Problem::field("decision", "GEN-001")),
        (false, _) => {
            let (action, command) = gate.approval(&session.who, zone, approval)?;
            let mut leaves = Vec::new();
            leaves_of(&command, String::new(), &mut leaves);
            let capability = action.split('.').next().unwrap_or_default();
            let parts =
                leaves.into_iter().map(|(name, value)| part(knock, session, capability, &name, &value)).collect();
            let action = knock.words.code("action", &action.replace('.', "-"));
            let view = One { words: &knock.words, action, parts, address: &knock.raw.path };
            Ok(knock.page(200, &Page::new(knock.t("approvals-one"), &view).narrow()))
        }
    }
}

/// A part of a command in the capability's own words where it has them; what has a page of its own leads there.
fn part(knock: &Knock<'_>, session: &Session, capability: &str, name: &str, value: &str) -> (Html, Html) {
    let in_words = |prefixes: [String; 2], code: &str| {
        let said = prefixes.iter().map(|prefix| knock.words.code(prefix, code)).find(|said| said != code);
        said.map(|said| Html::text(&said))
    };
    let label =
        in_words([format!("column-{capability}"), capability.to_owned()], name).unwrap_or_else(|| Html::ltr(name));
    let here = format!("/{{{name}}}");
    let page =
        knock.app.pages.iter().find(|page| page.path.ends_with(&here) && knock.gate().may(&session.who, page.action));
    if let (Some(page), Ok(_)) = (page, value.parse::<StreamId>()) {
        let address = page.path.replace(here.trim_start_matches('/'), value);
        let look = Html::text(&knock.t("approvals-look-up"));
        return (label, Html::trusted(format!("<a href=\"{}\">{look}</a>", Html::text(&address))));
    }
    let coded = in_words([format!("{capability}-{name}"), format!("column-{capability}-{name}")], value);
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

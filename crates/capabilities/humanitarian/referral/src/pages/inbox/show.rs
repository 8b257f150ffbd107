//! One referral as the organisation sees it, and its answer.

use crate::{
    case::SendingId,
    fhir::Told,
    pages::{
        lines,
        records::{self, Received, when},
    },
    words::{Decline, Outcome, Stage},
};
use access::Query;
use askama::Template;
use kernel::Problem;
use serde_json::{Map, Value, json};
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const RECEIVED: PageDef =
    PageDef { path: "/referral/inbox/{id}", action: "referral.received", show, act: Some(act), menu: None };

#[derive(Template)]
#[template(path = "inbox/show.html")]
struct Show<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    id: SendingId,
    reference: String,
    category: String,
    priority: String,
    urgent: bool,
    stage: String,
    badge: &'static str,
    to: String,
    from: Option<String>,
    sent: Html,
    owed: Option<(String, Html)>,
    overdue: bool,
    readable: bool,
    content: Html,
    expected: Option<Html>,
    declined: Option<String>,
    outcome: Option<String>,
    notes: Vec<String>,
    apart: bool,
    answers: bool,
    may: May,
    why: Html,
    how: Html,
}

/// What can be done next.
struct May {
    acknowledge: bool,
    answer: bool,
    begin: bool,
    finish: bool,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let id: SendingId = visit.part("id")?;
    let got: Received = visit.read("referral.received", &Query::by("id", id))?;
    let (words, f) = (&visit.words, visit.fields());
    let may = |to: Stage, command: &str| got.next.contains(&to) && visit.may(command);
    let page = Show {
        words,
        key: visit.form_key(),
        id: got.sending,
        category: words.code("referral-category", got.category.name()),
        priority: words.code("referral-priority", got.priority.name()),
        urgent: got.priority != crate::words::Priority::Normal,
        stage: words.code("referral-stage", got.stage.name()),
        badge: crate::pages::case::badge(got.stage),
        to: [got.service_name, got.organisation_name].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        from: got.from,
        sent: when(visit, got.sent),
        owed: got
            .clock
            .zip(got.owed_by)
            .map(|(clock, by)| (words.code("referral-clock", clock.name()), when(visit, by))),
        overdue: got.clock_state == "overdue",
        readable: got.readable,
        content: lines::list(words, &got.content),
        expected: got.expected.map(|day| Html::ltr(&day.to_string())),
        declined: got.declined.map(|why| words.code("referral-decline", why.name())),
        outcome: got.outcome.map(|outcome| words.code("referral-outcome", outcome.name())),
        notes: got.notes.iter().map(|note| note.text.to_string()).collect(),
        apart: got.apart,
        answers: got.answer_key.is_some() && got.stage != Stage::Sent,
        may: May {
            acknowledge: may(Stage::Acknowledged, "referral.acknowledge_referral"),
            answer: may(Stage::Accepted, "referral.accept_referral"),
            begin: may(Stage::InProgress, "referral.begin_help"),
            finish: may(Stage::Done, "referral.record_outcome"),
        },
        why: f.select("why", "referral-decline-why", &words.options("referral-decline", Decline::NAMES)),
        how: f.select("outcome", "referral-outcome", &words.options("referral-outcome", Outcome::NAMES)),
        reference: got.reference,
        f,
    };
    Ok(Page::new(visit.t("referral-referral"), &page).narrow())
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let sending: SendingId = visit.part("id")?;
    if visit.form.get("_do") == Some("fhir") {
        return export(visit, sending);
    }
    let (command, fields): (&str, &[&str]) = match visit.form.get("_do") {
        Some("acknowledge") => ("acknowledge_referral", &[]),
        Some("accept") => ("accept_referral", &["expected", "note"]),
        Some("decline") => ("decline_referral", &["why", "note"]),
        Some("begin") => ("begin_help", &[]),
        Some("finish") => ("record_outcome", &["outcome", "note"]),
        _ => return Err(Problem::not_found()),
    };
    let mut json: Map<String, Value> =
        fields.iter().filter_map(|field| Some(((*field).to_owned(), Value::from(visit.form.get(field)?)))).collect();
    json.insert("sending".to_owned(), json!(sending));
    visit.run(&format!("referral.{command}"), &Value::Object(json))?;
    Ok(Reply::Go(format!("/referral/inbox/{sending}")))
}

fn export(visit: &Visit<'_>, sending: SendingId) -> Result<Reply, Problem> {
    let got: Received = visit.read("referral.received", &Query::by("id", sending))?;
    Ok(records::exported(&Told {
        sending,
        category: got.category,
        priority: got.priority,
        stage: got.stage,
        content: &got.content,
        organisation: got.organisation_name.as_deref().unwrap_or_default(),
        from: got.from.as_deref().unwrap_or(&visit.who.site_name),
        sent: got.sent,
        due: got.due,
        declined: got.declined,
        outcome: got.outcome,
    }))
}

//! One person at second line: what the lane saw, and the outcomes. Only an adverse one asks for a colleague.

use crate::{
    facts::CrossingContent,
    pages::{
        lane::crossing::person_rows,
        record::{EvidenceRow, evidence_rows, put, stage_badge},
    },
    second_line::reason::AdverseReason,
};
use access::Query;
use askama::Template;
use kernel::{CrossingId, Moment, Problem, ReferralId};
use serde::Deserialize;
use serde_json::{Value, json};
use shell::{Html, Page, PageDef, Reply, Visit, field::Fields};

/// The page.
pub const PAGE: PageDef =
    PageDef { path: "/crossing/second-line/{referral}", action: "crossing.referral", show, act: Some(act), menu: None };

#[derive(Deserialize)]
struct Seen {
    referral: ReferralId,
    crossing: CrossingId,
    opened: Moment,
    reason: String,
    note: Option<String>,
    stage: String,
    open: bool,
}

#[derive(Deserialize)]
struct Record {
    now: CrossingContent,
}

#[derive(Template)]
#[template(path = "second_line/referral.html")]
struct Show<'a> {
    v: &'a Visit<'a>,
    f: Fields<'a>,
    s: Seen,
    name: String,
    rows: Vec<(String, Html)>,
    evidence: Vec<EvidenceRow>,
    opened: Html,
    reason: String,
    stage: Html,
    grounds: Vec<(String, String)>,
    protected: bool,
    key: String,
}

impl Show<'_> {
    /// The page has two forms: each has a key of its own.
    fn keyed(&self, form: &str) -> String {
        format!("{}-{form}", self.key)
    }
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let referral: ReferralId = visit.part("referral")?;
    let s: Seen = visit.read("crossing.referral", &Query::by("referral", referral))?;
    let seen: Record = visit.read("crossing.crossing", &Query::by("crossing", s.crossing))?;
    let words = &visit.words;
    let zone = seen.now.person.document.as_ref().and_then(|document| document.zone.as_ref());
    let page = Show {
        v: visit,
        f: visit.fields(),
        name: seen.now.person.shown_name().to_owned(),
        rows: person_rows(visit, &seen.now.person),
        evidence: zone.map(|zone| evidence_rows(words, &zone.evidence)).unwrap_or_default(),
        opened: Html::time(words, s.opened),
        reason: words.code("crossing-reason", &s.reason),
        stage: stage_badge(words, &s.stage),
        grounds: words.options("crossing-ground", AdverseReason::NAMES),
        protected: s.reason == "asks_for_protection",
        key: visit.form_key(),
        s,
    };
    Ok(Page::new(visit.t("crossing-referral"), &page))
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let referral: ReferralId = visit.part("referral")?;
    let step = visit.form.get("_do").unwrap_or("");
    if step == "adverse" {
        let mut command = json!({ "referral": referral });
        for (field, typed) in [("reason", "reason"), ("note", "ground_note")] {
            if let Some(typed) = visit.form.get(typed) {
                put(&mut command, field, typed);
            }
        }
        visit.run("crossing.record_adverse_outcome", &command).map_err(under_the_forms_names)?;
        return Ok(Reply::Go(visit.path.clone()));
    }
    let mut command = json!({ "referral": referral, "outcome": step, "urgent": visit.form.get("urgent").is_some() });
    if let Some(note) = visit.form.get("note") {
        put(&mut command, "note", note);
    }
    let answer = visit.run("crossing.decide_second_line", &command)?.answer;
    let crossing = answer.get("crossing").and_then(Value::as_str).unwrap_or_default();
    Ok(Reply::Go(match answer.get("token").filter(|token| !token.is_null()) {
        Some(_) => format!("/crossing/crossings/{crossing}/slip"),
        None => "/crossing/second-line".into(),
    }))
}

/// The page has two notes; the command knows one.
fn under_the_forms_names(mut problem: Problem) -> Problem {
    for field in &mut problem.fields {
        if field.field == "note" {
            field.field = "ground_note".into();
        }
    }
    problem
}

//! One crossing: who, the evidence for each field, what was corrected, and what can be done now.

use crate::{
    facts::CrossingContent,
    pages::record::{EvidenceRow, evidence_rows, put, stage_badge},
    second_line::reason::ReferralReason,
};
use access::Query;
use askama::Template;
use kernel::{CrossingId, Moment, Problem};
use serde::Deserialize;
use serde_json::{Value, json};
use shell::{Html, Page, PageDef, Reply, Visit, field::Fields, places::nationality};
use traveldoc::Person;

/// The page.
pub const PAGE: PageDef =
    PageDef { path: "/crossing/crossings/{crossing}", action: "crossing.crossing", show, act: Some(act), menu: None };

#[derive(Deserialize)]
struct Event {
    at: Moment,
    kind: String,
    body: Value,
}

#[derive(Deserialize)]
struct Other {
    crossing: CrossingId,
    at: Moment,
    direction: String,
}

#[derive(Deserialize)]
struct Record {
    crossing: CrossingId,
    at: Moment,
    stage: String,
    stay_until: Option<String>,
    overstayed_days: Option<i64>,
    corrected: bool,
    recorded: CrossingContent,
    now: CrossingContent,
    lane: String,
    people: i64,
    history: Vec<Event>,
    others: Vec<Other>,
}

#[derive(Template)]
#[template(path = "lane/crossing.html")]
struct Show<'a> {
    v: &'a Visit<'a>,
    f: Fields<'a>,
    r: Record,
    evidence: Vec<EvidenceRow>,
    stage: Html,
    reasons: Vec<(String, String)>,
    key: String,
    handed_over: bool,
    at_second_line: bool,
}

impl Show<'_> {
    fn when(&self, at: &Moment) -> Html {
        Html::time(&self.v.words, *at)
    }

    /// What a fact of the history says, in one line.
    fn said(&self, event: &Event) -> String {
        let words = &self.v.words;
        let text = |key: &str| event.body.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        match event.kind.as_str() {
            "crossing_corrected" => text("reason"),
            "stay_extended" => format!("{} · {}", text("until"), text("reason")),
            "referral_opened" => words.code("crossing-reason", &text("reason")),
            "referral_decided" => words.code("crossing-stage", &text("outcome")),
            "adverse_outcome_recorded" => {
                format!("{} · {}", words.code("crossing-ground", &text("reason")), text("note"))
            }
            _ => String::new(),
        }
    }

    /// The page has several forms: each has a key of its own.
    fn keyed(&self, form: &str) -> String {
        format!("{}-{form}", self.key)
    }

    fn event(&self, event: &Event) -> String {
        self.v.words.code("crossing-event", &event.kind)
    }

    fn rows(&self, content: &CrossingContent) -> Vec<(String, Html)> {
        let words = &self.v.words;
        let mut rows = vec![(
            words.t("column-crossing-direction"),
            Html::text(&words.code("crossing-direction", content.direction.name())),
        )];
        rows.extend(person_rows(self.v, &content.person));
        if !content.companions.is_empty() {
            rows.push((words.t("crossing-companions"), Html::ltr(&content.companions.people().to_string())));
        }
        if let Some(vehicle) = &content.vehicle {
            let kind = words.code("crossing-vehicle", vehicle.stated.kind.name());
            let plate = vehicle.stated.plate.as_deref().unwrap_or_default();
            rows.push((words.t("crossing-vehicle"), Html::name(&format!("{kind} {plate}"))));
        }
        rows
    }
}

/// The parts of a person that a page lists: label and value; what is not known is left out.
pub(crate) fn person_rows(visit: &Visit<'_>, person: &Person) -> Vec<(String, Html)> {
    let words = &visit.words;
    let mut rows = Vec::new();
    let mut add = |key: &str, value: Option<Html>| rows.extend(value.map(|value| (words.t(key), value)));
    let renderings: Vec<&str> =
        person.name.iter().flat_map(|name| &name.renderings).map(|rendering| rendering.as_str()).collect();
    add("column-crossing-name", person.name.as_ref().map(|name| Html::name(&name.original)));
    add("crossing-renderings", (!renderings.is_empty()).then(|| Html::name(&renderings.join(" · "))));
    add("column-crossing-sex", Some(Html::text(&words.code("sex", person.sex.name()))));
    add("crossing-person-birth", person.birth.map(|birth| Html::ltr(&kernel::birth_entry::write(birth))));
    add("column-crossing-nationality", Some(Html::text(&nationality(words, person.nationality.code()))));
    let document = person.document.as_ref();
    add("column-crossing-document", document.map(|d| Html::text(&words.code("crossing-document", d.kind.name()))));
    add("column-crossing-document-number", document.map(|d| Html::ltr(&format!("{} {}", d.issuer, d.number))));
    add("crossing-field-expiry-date", document.and_then(|d| d.expires).map(|day| Html::ltr(&day.to_string())));
    rows
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let crossing: CrossingId = visit.part("crossing")?;
    let r: Record = visit.read("crossing.crossing", &Query::by("crossing", crossing))?;
    let zone = r.now.person.document.as_ref().and_then(|document| document.zone.as_ref());
    let page = Show {
        v: visit,
        f: visit.fields(),
        evidence: zone.map(|zone| evidence_rows(&visit.words, &zone.evidence)).unwrap_or_default(),
        stage: stage_badge(&visit.words, &r.stage),
        reasons: visit.words.options("crossing-reason", ReferralReason::NAMES),
        key: visit.form_key(),
        handed_over: r.history.iter().any(|event| event.kind == "person_handed_over"),
        at_second_line: r.stage == "second_line",
        r,
    };
    Ok(Page::new(visit.t("crossing-record"), &page))
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let crossing: CrossingId = visit.part("crossing")?;
    let here = format!("/crossing/crossings/{crossing}");
    match visit.form.get("_do") {
        Some("hand_over") => {
            let urgent = visit.form.get("urgent").is_some();
            visit.run("crossing.hand_over_person", &json!({ "crossing": crossing, "urgent": urgent }))?;
            return Ok(Reply::Go(format!("{here}/slip")));
        }
        Some("extend") => visit.run_form("crossing.extend_stay", |json| put(json, "crossing", json!(crossing)))?,
        Some("refer") => {
            visit.run_form("crossing.refer_to_second_line", |json| put(json, "crossing", json!(crossing)))?
        }
        _ => return Err(Problem::new("GEN-004", 422)),
    };
    Ok(Reply::Go(here))
}

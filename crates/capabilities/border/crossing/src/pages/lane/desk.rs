//! The lane desk: scan, look at the evidence, one key. Without a document: a short form, no mouse.

use crate::{
    pages::record::{CountRow, EvidenceRow, LaneRow, born, count_rows, evidence_rows, post, today, with_default},
    second_line::reason::ReferralReason,
    traveller::vehicle::VehicleKind,
};
use askama::Template;
use kernel::Problem;
use kernel::counts::AgeBand;
use serde_json::{Value, json};
use shell::{Form, Html, Page, PageDef, Reply, Visit, field::Fields, form::encoded};
use traveldoc::{BadZone, DocumentKind, Proof, ReadDocument};

/// The page.
pub const PAGE: PageDef = PageDef {
    path: "/crossing/desk",
    action: "crossing.record_crossing",
    show,
    act: Some(act),
    menu: Some((20, "crossing-desk")),
};

#[derive(Template)]
#[template(path = "lane/desk.html")]
struct Desk<'a> {
    v: &'a Visit<'a>,
    f: Fields<'a>,
    lanes: Vec<LaneRow>,
    lane: Option<LaneRow>,
    scanned: Option<Scanned>,
    reasons: Vec<(String, String)>,
    vehicles: Vec<(String, String)>,
    documents: Vec<(String, String)>,
    key: String,
    done: Option<Done>,
}

/// A zone on the desk.
struct Scanned {
    name: String,
    rows: Vec<EvidenceRow>,
    failed: bool,
    mended: bool,
    expired: bool,
    document: String,
}

/// What was recorded last.
struct Done {
    crossing: String,
    stage: Html,
    party: Option<String>,
    until: Option<String>,
    overstayed: Option<String>,
}

impl Desk<'_> {
    fn companions(&self) -> Vec<CountRow> {
        count_rows(&self.f, &self.v.words, "companions", &AgeBand::ALL)
    }
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let lanes: Vec<LaneRow> =
        post(visit)?.lanes.into_iter().filter(|lane| !matches!(lane.kind.as_str(), "surge" | "second_line")).collect();
    let wanted = visit.form.get("lane").or_else(|| visit.query.get("lane"));
    let lane = lanes.iter().find(|lane| wanted == Some(lane.lane.to_string().as_str()));
    let lane = lane.or_else(|| lanes.iter().find(|lane| lane.open)).or(lanes.first()).cloned();
    let read = visit.form.get("mrz").and_then(|text| traveldoc::read(text, today(visit)).ok());
    let form = prefilled(visit, lane.as_ref(), read.as_ref());
    let words = &visit.words;
    let desk = Desk {
        v: visit,
        f: Fields::new(words, &form, visit.problem.as_ref()),
        scanned: read.map(|read| scanned(visit, read)),
        reasons: words.options("crossing-reason", ReferralReason::NAMES),
        vehicles: words.options("crossing-vehicle", VehicleKind::NAMES),
        documents: words.options("crossing-document", &DocumentKind::ALL.map(DocumentKind::name)),
        key: visit.form_key(),
        done: done(visit),
        lanes,
        lane,
    };
    Ok(Page::new(visit.t("crossing-desk"), &desk).kept())
}

/// The form with what the lane and the zone already say.
fn prefilled(visit: &Visit<'_>, lane: Option<&LaneRow>, read: Option<&ReadDocument>) -> Form {
    let way = lane.map_or("entry", |lane| lane.direction.as_str());
    let way = if way == "both" { visit.query.get("direction").unwrap_or("entry") } else { way };
    let mut form = with_default(visit.form.clone(), "direction", way);
    if form.get("party").is_none()
        && let Some(party) = visit.query.get("party")
    {
        form = form.with("party", party);
    }
    if let Some(read) = read {
        form = with_default(form, "person.sex", read.sex.name());
        let doubtful = read.zone.evidence.iter().any(|field| field.proof == Proof::Failed);
        form = with_default(form, "refer.reason", if doubtful { "document_check" } else { "identity_unclear" });
    }
    with_default(form, "refer.reason", "identity_unclear")
}

fn scanned(visit: &Visit<'_>, read: ReadDocument) -> Scanned {
    let words = &visit.words;
    Scanned {
        failed: read.zone.evidence.iter().any(|field| field.proof == Proof::Failed),
        rows: evidence_rows(words, &read.zone.evidence),
        mended: read.zone.mended,
        expired: read.expires.is_some_and(|day| day < today(visit)),
        document: words.code("crossing-document", read.kind.name()),
        name: read.name.map_or_else(String::new, |name| name.original.to_string()),
    }
}

fn done(visit: &Visit<'_>) -> Option<Done> {
    let text = |name: &str| visit.query.get(name).map(str::to_owned);
    let stage = if text("stage").as_deref() == Some("second_line") { "second_line" } else { "cleared" };
    Some(Done {
        crossing: text("done")?,
        stage: crate::pages::record::stage_badge(&visit.words, stage),
        party: text("with"),
        until: text("until"),
        overstayed: text("over"),
    })
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let step = visit.form.get("_do").unwrap_or("clear");
    if step == "read" {
        let text = visit.form.get("mrz").ok_or(Problem::field("mrz", "GEN-001"))?;
        return match traveldoc::read(text, today(visit)) {
            Ok(_) => Ok(Reply::Page(Box::new(show(visit)?))),
            Err(BadZone::NotFound) => Err(Problem::field("mrz", "CRO-005")),
            Err(BadZone::Broken) => Err(Problem::field("mrz", "CRO-006")),
        };
    }
    let born = born(visit)?;
    let answer = visit
        .run_form("crossing.record_crossing", |command| {
            let Some(command) = command.as_object_mut() else { return };
            if step != "refer" {
                command.remove("refer");
            }
            if let Some(person) = command.get_mut("person").and_then(Value::as_object_mut) {
                if let Some(born) = born {
                    person.insert("birth".into(), json!(born));
                }
                // A document is typed when it has a number; its kind alone is a drop-down that nobody touched.
                if person.get("document").is_some_and(|document| document.get("number").is_none()) {
                    person.remove("document");
                }
            }
        })?
        .answer;
    Ok(Reply::Go(next(visit, step, &answer)))
}

/// The desk for the next person, telling what was recorded.
fn next(visit: &Visit<'_>, step: &str, answer: &Value) -> String {
    let stage = if step == "refer" { "second_line" } else { "cleared" };
    let mut address = format!("/crossing/desk?stage={stage}");
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    for (name, key) in [("done", "crossing"), ("with", "party"), ("until", "stay_until"), ("over", "overstayed_days")] {
        if let Some(value) = answer.get(key).filter(|value| !value.is_null()) {
            address.push_str(&format!("&{name}={}", encoded(&text(value))));
        }
    }
    for name in ["lane", "direction"] {
        if let Some(value) = visit.form.get(name) {
            address.push_str(&format!("&{name}={}", encoded(value)));
        }
    }
    address
}

//! One procedure: how far it is, what is known, who cares, who advises, what was decided, and what the reader may do.

use super::{
    acts::act,
    said::{Rule, said},
    shown::{coded, colleagues, name, when},
};
use crate::{
    panel::{Advice, Panel},
    procedure::{Heard, Procedure},
    words::{CareKind, DocumentKind, Found, Opinion, Outcome, Proof, Stage, Telling, Wish},
};
use access::Query;
use askama::Template;
use kernel::{Date, Problem, ProcedureId};
use serde::Deserialize;
use shell::{Html, Page, PageDef, Visit, Words, field::Fields};

/// The page.
pub const SHOW: PageDef =
    PageDef { path: "/best-interests/{id}", action: "best_interests.procedure", show, act: Some(act), menu: None };

#[derive(Deserialize)]
struct Read {
    stage: Stage,
    review_by: Option<Date>,
    name: Option<String>,
    age: Option<(u16, u16)>,
    mine: bool,
    procedure: Procedure,
}

#[derive(Template)]
#[template(path = "show.html")]
struct Show<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    id: ProcedureId,
    child: String,
    age: String,
    why: String,
    reason: String,
    asks_for_panel: bool,
    steps: Vec<(String, &'static str)>,
    stage: &'static str,
    review_by: Option<Html>,
    owner: String,
    supervisor: String,
    works: bool,
    mine: bool,
    rules: bool,
    advises: bool,
    assessment: Option<AssessmentShown>,
    caregivers: Vec<CaregiverShown>,
    care: Vec<CareShown>,
    documents: Vec<(String, String, String, Html)>,
    panel: Option<(Html, Vec<MemberShown>)>,
    decision: Option<(String, Html)>,
    told: Option<(String, Option<String>, Html)>,
    closing: Option<(String, String, Html)>,
    forms: Forms,
}

struct AssessmentShown {
    lines: [(&'static str, String); 5],
    panel: bool,
    said: Html,
}

struct CaregiverShown {
    name: String,
    relation: String,
    lines: Vec<(&'static str, String)>,
    note: Option<String>,
    verified: bool,
    said: Html,
}

struct CareShown {
    id: String,
    kind: String,
    caregiver: Option<String>,
    from: Html,
    review_by: Html,
    urgent: Option<String>,
    ended: Option<(Html, String)>,
}

struct MemberShown {
    name: String,
    opinion: Option<String>,
    text: Option<String>,
}

/// The lists from which forms choose.
struct Forms {
    members: Vec<(String, String)>,
    to: Html,
    proof: Html,
    wish: Html,
    found: Html,
    kind: Html,
    caregiver: Html,
    document: Html,
    opinion: Html,
    how: Html,
    outcome: Html,
}

fn day(day: Date) -> Html {
    Html::ltr(&day.to_string())
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let id: ProcedureId = visit.part("id")?;
    let read: Read = visit.read("best_interests.procedure", &Query::by("id", id))?;
    let (words, me, procedure) = (&visit.words, visit.who.actor, &read.procedure);
    let open = read.stage != Stage::Closed;
    let (why, reason) = procedure.why.clone().ok_or_else(Problem::not_found)?;
    let person = |actor: Option<kernel::ActorId>| actor.map_or_else(String::new, |actor| name(visit, actor));
    let rules = open && !read.mine && procedure.supervisor == Some(me);
    let page = Show {
        words,
        key: visit.form_key(),
        id,
        child: read.name.clone().unwrap_or_else(|| "–".to_owned()),
        age: read
            .age
            .map_or_else(String::new, |(from, to)| if from == to { from.to_string() } else { format!("{from}–{to}") }),
        why: words.code("best-interests-why", why.name()),
        reason,
        asks_for_panel: why.asks_for_panel(),
        steps: steps(words, read.stage, procedure),
        stage: read.stage.name(),
        review_by: read.review_by.map(day),
        owner: person(procedure.owner),
        supervisor: person(procedure.supervisor),
        works: open && (read.mine || rules),
        mine: open && read.mine,
        rules,
        advises: matches!(read.stage, Stage::Opinions | Stage::Decide)
            && procedure.panel.as_ref().is_some_and(|panel| panel.members.contains_key(&me)),
        assessment: procedure.assessment.as_ref().map(|heard| {
            let what = &heard.what;
            let lines = [
                ("best-interests-child", &what.child),
                ("best-interests-family", &what.family),
                ("best-interests-safety", &what.safety),
                ("best-interests-options", &what.options),
                ("best-interests-recommendation", &what.recommendation),
            ];
            AssessmentShown {
                lines: lines.map(|(key, text)| (key, text.to_string())),
                panel: what.panel,
                said: said(visit, heard, Rule::Waits(rules.then(|| (id, "step", "assessment".to_owned())))),
            }
        }),
        caregivers: caregivers(visit, (id, rules), procedure),
        care: care(visit, procedure),
        documents: documents(visit, procedure),
        panel: procedure.panel.as_ref().map(|panel| (day(panel.day), members(visit, panel))),
        decision: procedure.decision.as_ref().map(|heard| (heard.what.0.clone(), said(visit, heard, Rule::None))),
        told: procedure.told.as_ref().map(|heard| {
            let how = words.code("best-interests-telling", heard.what.0.name());
            (how, heard.what.1.clone(), said(visit, heard, Rule::None))
        }),
        closing: procedure.closing.as_ref().map(|heard| {
            let outcome = words.code("best-interests-outcome", heard.what.0.name());
            (
                outcome,
                heard.what.1.clone(),
                said(visit, heard, Rule::Waits(rules.then(|| (id, "step", "closing".to_owned())))),
            )
        }),
        forms: forms(visit, procedure)?,
        f: visit.fields(),
    };
    Ok(Page::new(words.t("best-interests-one"), &page))
}

/// The way of a procedure: what is done, what is next, what comes later. Without a panel its steps are left out.
fn steps(words: &Words, now: Stage, procedure: &Procedure) -> Vec<(String, &'static str)> {
    let panel = procedure.assessment.as_ref().is_none_or(|heard| heard.what.panel);
    let all = [
        Stage::Assess,
        Stage::Approve,
        Stage::CallPanel,
        Stage::Opinions,
        Stage::Decide,
        Stage::Tell,
        Stage::FollowUp,
        Stage::Closing,
    ];
    let of_panel = |stage: &Stage| matches!(stage, Stage::CallPanel | Stage::Opinions | Stage::Decide);
    let shown = all.into_iter().filter(|stage| panel || !of_panel(stage));
    let state = |stage: Stage| match stage.cmp(&now) {
        std::cmp::Ordering::Less => "done",
        std::cmp::Ordering::Equal => "now",
        std::cmp::Ordering::Greater => "later",
    };
    shown.map(|stage| (words.code("best-interests-stage", stage.name()), state(stage))).collect()
}

fn caregivers(
    visit: &Visit<'_>,
    (procedure_id, rules): (ProcedureId, bool),
    procedure: &Procedure,
) -> Vec<CaregiverShown> {
    let words = &visit.words;
    let shown = |(id, caregiver): (&kernel::StepId, &crate::care::Caregiver)| {
        let check = &caregiver.check.what;
        let lines = vec![
            ("best-interests-proof", words.code("best-interests-proof", check.proof.name())),
            ("best-interests-wish", words.code("best-interests-wish", check.wish.name())),
            ("best-interests-found", words.code("best-interests-found", check.found.name())),
        ];
        CaregiverShown {
            name: check.name.to_string(),
            relation: check.relation.to_string(),
            lines,
            note: check.note.as_ref().map(ToString::to_string),
            verified: caregiver.is_verified(),
            said: said(
                visit,
                &caregiver.check,
                Rule::Waits(rules.then(|| (procedure_id, "caregiver", id.to_string()))),
            ),
        }
    };
    procedure.caregivers.iter().map(shown).collect()
}

fn care(visit: &Visit<'_>, procedure: &Procedure) -> Vec<CareShown> {
    let shown = |(id, care): (&kernel::StepId, &crate::care::Care)| {
        let what = &care.arrangement.what;
        let caregiver = what.caregiver.and_then(|id| procedure.caregivers.get(&id));
        let verified = caregiver.is_some_and(crate::care::Caregiver::is_verified);
        CareShown {
            id: id.to_string(),
            kind: visit.words.code("best-interests-care", what.kind.name()),
            caregiver: caregiver.map(|one| one.check.what.name.to_string()),
            from: day(what.from),
            review_by: day(what.review_by),
            urgent: what.urgent.as_ref().filter(|_| !verified).map(ToString::to_string),
            ended: care.ended.as_ref().map(|(on, why)| (day(*on), why.clone())),
        }
    };
    procedure.care.iter().map(shown).collect()
}

fn documents(visit: &Visit<'_>, procedure: &Procedure) -> Vec<(String, String, String, Html)> {
    let shown = |heard: &Heard<crate::procedure::Document>| {
        let kind = visit.words.code("best-interests-document", heard.what.kind.name());
        (kind, heard.what.title.to_string(), heard.what.place.to_string(), when(visit, heard.at))
    };
    procedure.documents.values().map(shown).collect()
}

fn members(visit: &Visit<'_>, panel: &Panel) -> Vec<MemberShown> {
    let shown = |(member, heard): (&kernel::ActorId, &Option<Advice>)| MemberShown {
        name: name(visit, *member),
        opinion: heard.as_ref().map(|heard| visit.words.code("best-interests-opinion", heard.what.0.name())),
        text: heard.as_ref().and_then(|heard| heard.what.1.clone()),
    };
    panel.members.iter().map(shown).collect()
}

fn forms(visit: &Visit<'_>, procedure: &Procedure) -> Result<Forms, Problem> {
    let (words, f) = (&visit.words, visit.fields());
    let others = colleagues(visit, false)?;
    let owner = procedure.owner.map(|owner| owner.to_string());
    let members = others.iter().filter(|(id, _)| Some(id) != owner.as_ref()).cloned().collect();
    let known: Vec<(String, String)> =
        procedure.caregivers.iter().map(|(id, one)| (id.to_string(), one.check.what.name.to_string())).collect();
    let select = |name: &str, key: &str, names: &[&str]| f.select(name, key, &coded(words, key, names));
    Ok(Forms {
        members,
        to: f.select("to", "best-interests-to", &others),
        proof: select("check.proof", "best-interests-proof", Proof::NAMES),
        wish: select("check.wish", "best-interests-wish", Wish::NAMES),
        found: select("check.found", "best-interests-found", Found::NAMES),
        kind: select("arrangement.kind", "best-interests-care", CareKind::NAMES),
        caregiver: f.select("arrangement.caregiver", "best-interests-caregiver", &known),
        document: select("document.kind", "best-interests-document", DocumentKind::NAMES),
        opinion: f.choice("opinion", "best-interests-opinion", "best-interests-opinion", Opinion::NAMES),
        how: select("how", "best-interests-telling", Telling::NAMES),
        outcome: select("outcome", "best-interests-outcome", Outcome::NAMES),
    })
}

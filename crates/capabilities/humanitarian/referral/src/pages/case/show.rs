//! One referral: what was written, on which basis, where it is, what is owed, and what can be done next.

use crate::{
    answer::NoteAnswer,
    case::{EscalateReferral, RevokeReferral, SendingId, TellPerson},
    fhir,
    pages::{
        lines,
        paper::file_problem,
        records::{self, Sent, age, when},
    },
    paper::{self, PaperError},
    words::{Revoke, Stage, Telling},
};
use askama::Template;
use kernel::{Problem, ReferralId};
use referring::answered::Answered;
use shell::{
    Html, Page, PageDef, Reply, Visit, Words,
    field::{Fields, Look},
};

/// The page.
pub const CASE: PageDef =
    PageDef { path: "/referral/cases/{id}", action: "referral.case", show, act: Some(act), menu: None };

#[derive(Template)]
#[template(path = "case/show.html")]
struct Show<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    id: ReferralId,
    name: String,
    about: String,
    category: String,
    priority: String,
    stage: String,
    badge: &'static str,
    written: Html,
    basis: Option<String>,
    basis_reason: Option<String>,
    covered: bool,
    free: bool,
    may_act: bool,
    readable: bool,
    awaits: bool,
    code: Html,
    sendings: Vec<Row>,
    why: Html,
    how: Html,
    language: String,
}

struct Row {
    id: SendingId,
    to: String,
    service: String,
    stage: String,
    badge: &'static str,
    events: Vec<(Html, String)>,
    notes: Vec<String>,
    owed: Option<(String, Html)>,
    overdue: bool,
    called: bool,
    apart: bool,
    may_tell: bool,
    content: Html,
    fields: Vec<String>,
    readable: bool,
    on_paper: bool,
}

/// The badge of a stage.
pub fn badge(stage: Stage) -> &'static str {
    match stage {
        Stage::Draft => "neutral",
        Stage::Sent | Stage::Acknowledged => "wait",
        Stage::Accepted | Stage::InProgress => "info",
        Stage::Done => "ok",
        Stage::Declined => "warn",
        Stage::Revoked => "bad",
    }
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let case = records::case(visit)?;
    let (words, f) = (&visit.words, visit.fields());
    let agreed = case.consent.as_ref().filter(|consent| consent.agreed && !case.withdrawn);
    let basis = match (agreed, &case.basis) {
        (Some(consent), _) => Some(format!(
            "{} · {} · {}",
            words.t("referral-consent-stands"),
            words.code("referral-giver", consent.by.name()),
            words.code("referral-form", consent.form.name())
        )),
        (None, Some(named)) => Some(words.code("referral-basis", named.basis.name())),
        (None, None) => None,
    };
    let known = case.known.as_ref();
    let about = known.map(|k| format!("{} · {}", words.code("sex", k.sex.name()), age(k.age)));
    let page = Show {
        words,
        key: visit.form_key(),
        id: case.referral,
        name: known.map_or_else(String::new, |known| known.name.clone()),
        about: about.unwrap_or_default(),
        category: case.category.map_or_else(String::new, |category| words.code("referral-category", category.name())),
        priority: case.priority.map_or_else(String::new, |priority| words.code("referral-priority", priority.name())),
        stage: words.code("referral-stage", case.stage.name()),
        badge: badge(case.stage),
        written: lines::list(words, &case.answers.as_ref().map(|answers| answers.lines()).unwrap_or_default()),
        basis_reason: case.basis.as_ref().filter(|_| agreed.is_none()).map(|named| named.reason.clone()),
        covered: basis.is_some(),
        basis,
        free: case.free,
        may_act: visit.may("referral.send_referral"),
        readable: case.sendings.iter().any(|sent| sent.readable),
        awaits: visit.may("referral.note_answer") && case.sendings.iter().any(|sent| sent.readable),
        code: f.input(
            "code",
            "referral-answer-code",
            Look {
                class: "input--full input--code",
                more: "data-scan=\"token\" autocomplete=\"off\" spellcheck=\"false\"",
                ..Look::default()
            },
        ),
        sendings: case.sendings.iter().rev().enumerate().map(|(n, sent)| row(visit, sent, n == 0)).collect(),
        why: f.select("why", "referral-revoke-why", &words.options("referral-revoke", Revoke::NAMES)),
        how: f.select("how", "referral-tell-how", &words.options("referral-telling", Telling::NAMES)),
        language: known.and_then(|known| known.language.as_ref()).map_or("ar".to_owned(), ToString::to_string),
        f,
    };
    Ok(Page::new(visit.t("referral-referral"), &page))
}

/// A sending. Of several, the last one's answer is told: it holds.
fn row(visit: &Visit<'_>, sent: &Sent, is_last: bool) -> Row {
    let words = &visit.words;
    let mut events = vec![(when(visit, sent.sent), words.t("referral-event-sent"))];
    let mut add = |at: Option<kernel::Moment>, text: String| events.extend(at.map(|at| (when(visit, at), text)));
    add(sent.acknowledged, words.t("referral-event-acknowledged"));
    let answer = match (&sent.declined, sent.expected) {
        (Some(why), _) => {
            format!("{}: {}", words.t("referral-event-declined"), words.code("referral-decline", why.name()))
        }
        (None, Some(day)) => words.with("referral-event-accepted-for", &[("day", day.to_string().as_str().into())]),
        (None, None) => words.t("referral-event-accepted"),
    };
    add(sent.answered, answer);
    if let Some(outcome) = sent.outcome {
        add(
            sent.finished,
            format!("{}: {}", words.t("referral-event-done"), words.code("referral-outcome", outcome.name())),
        );
    }
    if let Some(why) = sent.revoked {
        add(
            sent.finished,
            format!("{}: {}", words.t("referral-event-revoked"), words.code("referral-revoke", why.name())),
        );
    }
    for escalated in &sent.escalated {
        let owes = words.code("referral-owes", escalated.clock.name());
        add(Some(escalated.at), format!("{}: {owes}", words.t("referral-event-escalated")));
    }
    if let Some(told) = &sent.told {
        add(
            Some(told.at),
            format!("{}: {}", words.t("referral-event-told"), words.code("referral-telling", told.how.name())),
        );
    }
    let owed = sent.clock.zip(sent.owed_by);
    Row {
        id: sent.sending,
        to: sent.organisation_name.clone(),
        service: sent.service_name.clone().unwrap_or_default(),
        stage: words.code("referral-stage", sent.stage.name()),
        badge: badge(sent.stage),
        events,
        notes: sent.notes.iter().map(|note| note.text.to_string()).collect(),
        owed: owed.map(|(clock, by)| (words.code("referral-clock", clock.name()), when(visit, by))),
        overdue: sent.clock_state == "overdue",
        called: owed.is_some_and(|(clock, _)| sent.escalated.iter().any(|escalated| escalated.clock == clock)),
        apart: sent.apart,
        may_tell: is_last && sent.may_tell && visit.may("referral.tell_person"),
        content: lines::list(words, &sent.content),
        fields: sent.fields.iter().map(|field| words.code("referral-field", field.name())).collect(),
        readable: sent.readable,
        on_paper: is_last && sent.readable && sent.paper_key.is_some() && visit.may("referral.send_referral"),
    }
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let referral: ReferralId = visit.part("id")?;
    let required = |field: &str| visit.form.get(field).ok_or_else(|| Problem::field(field, "GEN-001"));
    let sending = || required("sending")?.parse::<SendingId>().map_err(|_| Problem::not_found());
    match visit.form.get("_do") {
        Some("revoke") => {
            let why = required("why")?.parse().map_err(|_| Problem::field("why", "GEN-004"))?;
            visit.command("referral", &RevokeReferral { referral, why })?;
        }
        Some("tell") => {
            let how = required("how")?.parse().map_err(|_| Problem::field("how", "GEN-004"))?;
            let language = required("language")?.parse().map_err(|_| Problem::field("language", "KRN-005"))?;
            visit.command("referral", &TellPerson { referral, sending: sending()?, how, language })?;
        }
        Some("escalate") => {
            visit.command("referral", &EscalateReferral { referral, sending: sending()? })?;
        }
        Some("answer") => {
            visit.command("referral", &NoteAnswer { referral, answered: answered(visit)? })?;
        }
        _ => return Err(Problem::not_found()),
    }
    Ok(Reply::Go(format!("/referral/cases/{referral}")))
}

/// The answer in a scanned code, or in another system's file.
fn answered(visit: &Visit<'_>) -> Result<Answered, Problem> {
    let case = records::case(visit)?;
    let sendings: Vec<SendingId> = case.sendings.iter().map(|sent| sent.sending).collect();
    match (visit.form.get("code"), visit.form.get("bundle")) {
        (Some(code), _) => paper::open_answer(visit.gate, code, &sendings).map_err(|error| match error {
            PaperError::NotForHere => Problem::field("code", "RFR-054"),
            error => error.into(),
        }),
        (None, Some(bundle)) => {
            let answered = fhir::read_answer(bundle).map_err(file_problem)?;
            let ours = sendings.contains(&answered.sending);
            ours.then_some(answered).ok_or_else(|| Problem::field("bundle", "RFR-054"))
        }
        (None, None) => Err(Problem::field("code", "GEN-001")),
    }
}

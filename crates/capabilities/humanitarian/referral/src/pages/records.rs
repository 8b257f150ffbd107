//! The records of views as pages read them.

use crate::{
    case::{Answers, Consent, Line, SendingId},
    directory::{Organisation, Service},
    fhir,
    words::{Basis, CapacityUnit, Category, Clock, Decline, Field, Outcome, Priority, Revoke, Stage, Telling},
};
use access::{Answer, Query};
use kernel::{ActorId, Date, LanguageCode, Moment, OrganisationId, Problem, ReferralId, ServiceId, Sex};
use serde::Deserialize;
use shell::{
    Html, Reply, Visit,
    table::{Place, table},
};

/// A referral as its writer sees it.
#[derive(Deserialize)]
pub struct Case {
    pub referral: ReferralId,
    pub known: Option<Known>,
    pub category: Option<Category>,
    pub priority: Option<Priority>,
    pub answers: Option<Answers>,
    pub consent: Option<Consent>,
    pub withdrawn: bool,
    pub basis: Option<Named>,
    pub stage: Stage,
    pub free: bool,
    pub lines: Vec<Line>,
    pub sendings: Vec<Sent>,
}

/// Whom it is about.
#[derive(Deserialize)]
pub struct Known {
    pub name: String,
    pub sex: Sex,
    pub age: (u16, u16),
    pub language: Option<LanguageCode>,
}

/// A named basis.
#[derive(Deserialize)]
pub struct Named {
    pub basis: Basis,
    pub reason: String,
}

/// One sending, as the writer sees it.
#[derive(Deserialize)]
pub struct Sent {
    pub sending: SendingId,
    pub organisation: OrganisationId,
    pub organisation_name: String,
    pub paper_key: Option<String>,
    pub service_name: Option<String>,
    pub stage: Stage,
    pub fields: Vec<Field>,
    pub content: Vec<Line>,
    pub sent: Moment,
    pub clock: Option<Clock>,
    pub owed_by: Option<Moment>,
    pub clock_state: String,
    pub acknowledged: Option<Moment>,
    pub answered: Option<Moment>,
    pub expected: Option<Date>,
    pub declined: Option<Decline>,
    pub outcome: Option<Outcome>,
    pub finished: Option<Moment>,
    pub notes: Vec<crate::answer::Note>,
    pub told: Option<Told>,
    pub revoked: Option<Revoke>,
    pub escalated: Vec<Escalated>,
    pub apart: bool,
    pub may_tell: bool,
    pub readable: bool,
}

/// When and how a person was told.
#[derive(Deserialize)]
pub struct Told {
    pub at: Moment,
    pub how: Telling,
}

/// When somebody was called, and for which clock.
#[derive(Deserialize)]
pub struct Escalated {
    pub clock: Clock,
    pub at: Moment,
}

/// A sending, as the organisation sees it.
#[derive(Deserialize)]
pub struct Received {
    pub sending: SendingId,
    pub reference: String,
    pub organisation_name: Option<String>,
    pub service_name: Option<String>,
    pub category: Category,
    pub priority: Priority,
    pub stage: Stage,
    pub from: Option<String>,
    pub content: Vec<Line>,
    pub readable: bool,
    pub sent: Moment,
    pub due: Moment,
    pub clock: Option<Clock>,
    pub owed_by: Option<Moment>,
    pub clock_state: String,
    pub expected: Option<Date>,
    pub declined: Option<Decline>,
    pub outcome: Option<Outcome>,
    pub notes: Vec<crate::answer::Note>,
    pub next: Vec<Stage>,
    pub apart: bool,
    pub answer_key: Option<kernel::Text<40>>,
}

/// A service of the directory.
#[derive(Deserialize)]
pub struct Listed {
    pub id: ServiceId,
    pub organisation: OrganisationId,
    pub organisation_name: String,
    pub service: Service,
    pub unit: Option<CapacityUnit>,
    pub total: Option<i64>,
    pub left: Option<i64>,
    pub now: String,
    pub until: Option<Date>,
    pub why: Option<String>,
    pub mine: bool,
}

/// An organisation of the directory.
#[derive(Deserialize)]
pub struct Office {
    pub description: Organisation,
    pub members: Vec<ActorId>,
    pub keys: Vec<String>,
}

/// The referral in the page's address.
pub fn case(visit: &Visit<'_>) -> Result<Case, Problem> {
    let id: ReferralId = visit.part("id")?;
    visit.read("referral.case", &Query::by("id", id))
}

/// The rows of a table view.
pub fn rows(visit: &Visit<'_>, view: &str, query: &Query) -> Result<Vec<Vec<access::Cell>>, Problem> {
    match visit.view(view, query)? {
        Answer::Table { rows, .. } => Ok(rows),
        Answer::Record { .. } => Err(Problem::not_found()),
    }
}

/// A table view as a table of the page. Addresses for sorting and paging never hold what was typed to find somebody.
pub fn listed(visit: &Visit<'_>, query: &Query, place: Place<'_>) -> Result<Html, Problem> {
    let answer = visit.view(place.action, query)?;
    let def = visit.gate.view_def(place.action).ok_or_else(Problem::not_found)?;
    let mut linked = query.clone();
    linked.values.remove("q");
    Ok(table(&visit.words, def, &answer, &linked, place))
}

/// A moment as day and minute on the wall clock of the user's site, with its exact time for machines.
pub fn when(visit: &Visit<'_>, at: Moment) -> Html {
    Html::time(&visit.words, at)
}

/// An age or a range of ages.
pub fn age((youngest, oldest): (u16, u16)) -> String {
    if youngest == oldest { youngest.to_string() } else { format!("{youngest}–{oldest}") }
}

/// A sending as a file for another system.
pub fn exported(told: &fhir::Told<'_>) -> Reply {
    let bytes = serde_json::to_vec_pretty(&fhir::write(told)).unwrap_or_default();
    let name = format!("referral-{}.json", ReferralId(told.sending.0).short());
    Reply::File { name, media: "application/fhir+json".to_owned(), bytes }
}

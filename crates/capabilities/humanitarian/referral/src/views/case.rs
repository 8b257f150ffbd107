//! One referral as the referrer sees it: what was written, what could leave, and every time it was sent.

use super::content;
use crate::{
    case::{Referral, Sending, clock},
    words::Stage,
};
use access::{Answer, Kind, Param, Query, Reading, Relation, ViewDef};
use kernel::{PersonId, Problem, ReferralId, SubjectId};
use log::{StoreError, params};
use serde_json::{Value, json};

/// A referral by its id.
pub const CASE: ViewDef =
    ViewDef { name: "case", params: &[Param { name: "id", kind: Kind::Id, required: true }], columns: &[], read };

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let id: ReferralId = query.required("id")?;
    let row = reading.sql.first("SELECT state FROM referral_record WHERE referral = $1", params![id]);
    let row = row.map_err(StoreError::problem)?.ok_or_else(Problem::not_found)?;
    let state: Referral = serde_json::from_str(row.text(0)).map_err(|_| Problem::not_found())?;
    let mine = match reading.relation {
        Relation::OwnCase => state.by == Some(reading.who.actor),
        Relation::OwnSite => state.site.is_some() && state.site == reading.site,
        Relation::Anywhere => state.site.is_some(),
        Relation::OwnOrganisation | Relation::Oneself => false,
    };
    let (true, Some(person)) = (mine, state.person) else { return Err(Problem::not_found()) };
    let lines = content::lines(reading.sql, reading.at.today(), &state)?;
    let mut sendings = Vec::new();
    for sending in &state.sendings {
        sendings.push(shown(reading, sending)?);
    }
    let value = json!({
        "referral": id, "person": person, "known": described(reading, person)?, "category": state.category,
        "priority": state.priority, "answers": state.answers, "consent": state.consent, "withdrawn": state.withdrawn,
        "basis": state.basis.as_ref().map(|(basis, reason)| json!({ "basis": basis, "reason": reason })),
        "stage": state.stage(), "free": state.is_free(), "lines": lines, "sendings": sendings, "by": state.by,
    });
    Ok(Answer::Record { value, subjects: vec![SubjectId::from(person)] })
}

fn described(reading: &mut Reading<'_>, id: PersonId) -> Result<Value, Problem> {
    let Some(person) = people::person(reading.sql, id)? else { return Ok(Value::Null) };
    let (youngest, oldest) = person.age_on(reading.at.today());
    Ok(json!({ "name": person.name(), "sex": person.details.sex, "age": [youngest, oldest],
               "language": person.details.languages.first() }))
}

fn shown(reading: &mut Reading<'_>, sending: &Sending) -> Result<Value, Problem> {
    let select = "SELECT o.name, s.name, (SELECT min(k.public_key) FROM referral_paper_key k \
                  WHERE k.organisation = o.organisation) FROM referral_organisation o \
                  LEFT JOIN referral_service s ON s.service = $2 WHERE o.organisation = $1";
    let row = reading.sql.first(select, params![sending.organisation, sending.service]).map_err(StoreError::problem)?;
    let text = |i: usize| row.as_ref().and_then(|row| row.opt_text(i)).map(str::to_owned);
    let (organisation, service, paper_key) = (text(0).unwrap_or_default(), text(1), text(2));
    let (clock, owed_by) = sending.owed().map_or((None, None), |(clock, by)| (Some(clock), Some(by)));
    let state = clock::state_at(sending, reading.at.now).name();
    Ok(json!({
        "sending": sending.id, "organisation": sending.organisation, "organisation_name": organisation,
        "service_name": service, "paper_key": paper_key, "stage": sending.stage, "fields": sending.fields, "content": sending.content,
        "sent": sending.sent, "due": sending.due, "clock": clock, "owed_by": owed_by, "clock_state": state,
        "acknowledged": sending.acknowledged, "answered": sending.answered, "expected": sending.expected,
        "declined": sending.declined, "outcome": sending.outcome, "finished": sending.finished, "notes": sending.notes,
        "told": sending.told.map(|(at, how)| json!({ "at": at, "how": how })), "revoked": sending.revoked,
        "escalated": sending.escalated.iter().map(|(clock, at)| json!({ "clock": clock, "at": at })).collect::<Vec<_>>(),
        "apart": sending.apart,
        "may_tell": sending.told.is_none() && !matches!(sending.stage, Stage::Draft | Stage::Sent | Stage::Acknowledged),
        "readable": sending.stage.is_readable(),
    }))
}

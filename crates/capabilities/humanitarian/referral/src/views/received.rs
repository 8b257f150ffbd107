//! One referral as the organisation sees it: the chosen lines, and nothing else of the person.

use super::{inbox::reference, lookups::organisations_of};
use crate::case::{Referral, SendingId, clock, may_follow};
use crate::words::Stage;
use access::{Answer, Kind, Param, Query, Reading, Relation, ViewDef};
use kernel::{OrganisationId, Problem, SubjectId};
use log::{StoreError, params};
use serde_json::json;

/// A sending by its id.
pub const RECEIVED: ViewDef =
    ViewDef { name: "received", params: &[Param { name: "id", kind: Kind::Id, required: true }], columns: &[], read };

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let id: SendingId = query.required("id")?;
    let select = "SELECT s.organisation, r.state, o.name, v.name FROM referral_sending s \
                  JOIN referral_record r ON r.referral = s.referral \
                  LEFT JOIN referral_organisation o ON o.organisation = s.organisation \
                  LEFT JOIN referral_service v ON v.service = s.service WHERE s.sending = $1";
    let row = reading.sql.first(select, params![*id.0.as_bytes()]).map_err(StoreError::problem)?;
    let row = row.ok_or_else(Problem::not_found)?;
    let own = organisations_of(reading.sql, reading.who.actor)?;
    let mine = own.iter().any(|(own, _)| Some(*own) == row.id::<OrganisationId>(0));
    let state: Referral = serde_json::from_str(row.text(1)).map_err(|_| Problem::not_found())?;
    let sending = state.sendings.iter().find(|sending| sending.id == id);
    let (true, Relation::OwnOrganisation, Some(sending)) = (mine, reading.relation, sending) else {
        return Err(Problem::not_found());
    };
    let readable = sending.stage.is_readable() && state.person.is_some();
    let clock_state = clock::state_at(sending, reading.at.now);
    let next: Vec<Stage> = Stage::ALL.iter().copied().filter(|to| readable && may_follow(sending.stage, *to)).collect();
    let value = json!({
        "sending": id, "reference": reference(id.0), "organisation_name": row.opt_text(2), "service_name": row.opt_text(3),
        "category": sending.category, "priority": sending.priority, "stage": sending.stage, "from": state.from,
        "content": if readable { sending.content.clone() } else { vec![] }, "readable": readable,
        "sent": sending.sent, "due": sending.due, "clock_state": clock_state.name(),
        "owed_by": sending.owed().map(|(_, by)| by), "clock": sending.owed().map(|(clock, _)| clock),
        "expected": sending.expected, "declined": sending.declined, "outcome": sending.outcome,
        "notes": if readable { sending.notes.clone() } else { vec![] }, "next": next, "apart": sending.apart,
        "answer_key": sending.answer_key,
    });
    let subjects = state.person.filter(|_| readable).map(SubjectId::from).into_iter().collect();
    Ok(Answer::Record { value, subjects })
}

//! The answer in a FHIR R4 bundle that comes back: how far the Task is, and why. It is told apart by the identifier that was sent.

use super::read::{FhirError, MOST, resource, sending};
use crate::{
    answered::Answered,
    words::{Decline, Outcome, Stage},
};
use kernel::Text;
use serde_json::Value;

/// The answer in a bundle.
///
/// # Errors
/// As [`FhirError`] says; `Task.status` where it tells of no answer.
pub fn read_answer(text: &str) -> Result<Answered, FhirError> {
    if text.len() > MOST {
        return Err(FhirError::TooLong);
    }
    let bundle: Value = serde_json::from_str(text).map_err(|_| FhirError::NotJson)?;
    let request = resource(&bundle, "ServiceRequest").ok_or(FhirError::NoRequest)?;
    let task = resource(&bundle, "Task").ok_or(FhirError::Element("Task"))?;
    let status = task.get("status").and_then(Value::as_str).unwrap_or_default();
    let coded = |element: &str| task.pointer(&format!("/{element}/coding/0/code")).and_then(Value::as_str);
    let outcome: Option<Outcome> = coded("businessStatus").and_then(|code| code.parse().ok());
    let (stage, declined, outcome) = match status {
        "received" => (Stage::Acknowledged, None, None),
        "accepted" | "ready" => (Stage::Accepted, None, None),
        "rejected" => {
            let why = coded("statusReason").and_then(|code| code.parse().ok()).unwrap_or(Decline::Other);
            (Stage::Declined, Some(why), None)
        }
        "in-progress" | "on-hold" => (Stage::InProgress, None, None),
        "completed" => (Stage::Done, None, Some(outcome.unwrap_or(Outcome::Helped))),
        "failed" => (Stage::Done, None, Some(outcome.unwrap_or(Outcome::NotHelped))),
        _ => return Err(FhirError::Element("Task.status")),
    };
    let note = ["/note/0/text", "/statusReason/text"].iter().find_map(|at| task.pointer(at).and_then(Value::as_str));
    let note = note.and_then(|note| Text::parse(note).ok());
    Ok(Answered { sending: sending(request)?, stage, expected: None, declined, outcome, note })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        fhir::{Told, write},
        words::{Category, Priority},
        written::SendingId,
    };
    use kernel::Moment;

    #[test]
    fn what_an_organisation_writes_back_is_read_as_its_answer() {
        let answer = |stage, declined, outcome| {
            let told = Told {
                sending: SendingId(uuid::Uuid::from_u128(4)),
                category: Category::Legal,
                priority: Priority::Urgent,
                stage,
                content: &[],
                organisation: "Clinic",
                from: "Adré",
                sent: Moment::from_millis(1_790_000_000_000),
                due: Moment::from_millis(1_790_000_000_000),
                declined,
                outcome,
            };
            read_answer(&write(&told).to_string()).map(|got| (got.sending, got.stage, got.declined, got.outcome))
        };
        let id = SendingId(uuid::Uuid::from_u128(4));
        for (stage, declined, outcome) in [
            (Stage::Acknowledged, None, None),
            (Stage::Accepted, None, None),
            (Stage::Declined, Some(Decline::Full), None),
            (Stage::InProgress, None, None),
            (Stage::Done, None, Some(Outcome::PartlyHelped)),
            (Stage::Done, None, Some(Outcome::DidNotCome)),
        ] {
            assert_eq!(answer(stage, declined, outcome), Ok((id, stage, declined, outcome)));
        }
        for stage in [Stage::Sent, Stage::Revoked] {
            assert_eq!(answer(stage, None, None), Err(FhirError::Element("Task.status")));
        }
    }
}

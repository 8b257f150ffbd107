//! A referral, written as a FHIR R4 bundle. Required by the specification: ServiceRequest `status`, `intent`, `subject`; Task `status`,
//! `intent`; of each Task `input` its `type` and `value[x]`; `statusReason` of what was rejected.

use super::SYSTEM;
use crate::{
    words::{Category, Decline, Field, Outcome, Priority, Stage},
    written::{Line, SendingId, derived},
};
use kernel::Moment;
use serde_json::{Value, json};

/// What is told of a sending.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// Its id.
    pub sending: SendingId,
    /// What help.
    pub category: Category,
    /// How soon.
    pub priority: Priority,
    /// How far it is.
    pub stage: Stage,
    /// The lines that were chosen.
    pub content: &'a [Line],
    /// The organisation it was sent to.
    pub organisation: &'a str,
    /// From where.
    pub from: &'a str,
    /// When.
    pub sent: Moment,
    /// Until when an answer is owed.
    pub due: Moment,
    /// Why it was declined.
    pub declined: Option<Decline>,
    /// How it ended.
    pub outcome: Option<Outcome>,
}

/// The bundle.
#[must_use]
pub fn write(told: &Told<'_>) -> Value {
    let id = told.sending.to_string();
    // An entry whose address is a urn:uuid is found by that address only (Bundle, "Resolving references in Bundles").
    let reference = |kind: &str| json!({ "reference": address(kind, &id) });
    let entry = |resource: Value| {
        let kind = resource.get("resourceType").and_then(Value::as_str).unwrap_or_default();
        json!({ "fullUrl": address(kind, &id), "resource": resource })
    };
    let coded =
        |system: &str, code: &str| json!({ "coding": [{ "system": format!("{SYSTEM}:{system}"), "code": code }] });
    // No element of FHIR is an empty text.
    let named = |name: &str| json!({ "display": if name.is_empty() { "–" } else { name } });
    let request = json!({
        "resourceType": "ServiceRequest",
        "id": id,
        "identifier": [{ "system": SYSTEM, "value": id }],
        "status": match told.stage { Stage::Done => "completed", Stage::Revoked => "revoked", _ => "active" },
        "intent": "order",
        "priority": match told.priority {
            Priority::Emergency => "stat",
            Priority::Urgent => "urgent",
            Priority::Normal => "routine",
        },
        "code": coded("category", told.category.name()),
        "subject": reference("Patient"),
        "authoredOn": told.sent,
        "requester": named(told.from),
        "performer": [named(told.organisation)],
    });
    let mut task = json!({
        "resourceType": "Task",
        "id": id,
        "status": status(told),
        "intent": "order",
        "focus": reference("ServiceRequest"),
        "for": reference("Patient"),
        "authoredOn": told.sent,
        "requester": named(told.from),
        "owner": named(told.organisation),
        "restriction": { "period": { "end": told.due } },
        "input": told.content.iter().map(|line| {
            json!({ "type": coded("field", line.field.name()), "valueString": line.value })
        }).collect::<Vec<_>>(),
    });
    if let Value::Object(map) = &mut task {
        let reason = told.declined.map(|why| coded("decline", why.name()));
        let outcome = told.outcome.map(|outcome| coded("outcome", outcome.name()));
        let revoked = (told.stage == Stage::Revoked).then(|| json!({ "text": "revoked by the referrer" }));
        map.extend(reason.or(revoked).or_else(|| outcome.clone()).map(|reason| ("statusReason".to_owned(), reason)));
        map.extend(outcome.map(|outcome| ("businessStatus".to_owned(), outcome)));
        if told.content.is_empty() {
            map.remove("input");
        }
    }
    json!({ "resourceType": "Bundle", "type": "collection", "timestamp": told.sent,
            "entry": [entry(patient(told, &id)), entry(request), entry(task)] })
}

/// Three resources cannot share one address: each has its own, derived from the sending's.
fn address(kind: &str, id: &str) -> String {
    format!("urn:uuid:{}", derived("fhir", &format!("{kind}/{id}")))
}

fn status(told: &Told<'_>) -> &'static str {
    match (told.stage, told.outcome) {
        (Stage::Draft, _) => "draft",
        (Stage::Sent, _) => "requested",
        (Stage::Acknowledged, _) => "received",
        (Stage::Accepted, _) => "accepted",
        (Stage::Declined, _) => "rejected",
        (Stage::InProgress, _) => "in-progress",
        (Stage::Done, Some(Outcome::Helped | Outcome::PartlyHelped) | None) => "completed",
        (Stage::Done, Some(_)) => "failed",
        (Stage::Revoked, _) => "cancelled",
    }
}

fn patient(told: &Told<'_>, id: &str) -> Value {
    let mut patient = json!({ "resourceType": "Patient", "id": id });
    let said = |field: Field| told.content.iter().find(|line| line.field == field).map(|line| line.value.as_str());
    if let Value::Object(map) = &mut patient {
        map.extend(said(Field::Name).map(|name| ("name".to_owned(), json!([{ "text": name }]))));
        let gender = said(Field::Sex).map(|sex| if matches!(sex, "female" | "male") { sex } else { "unknown" });
        map.extend(gender.map(|gender| ("gender".to_owned(), json!(gender))));
        // A FHIR date is a year, a month or a day; what is less exact stays in the lines.
        let date = said(Field::Birth).filter(|birth| birth.chars().all(|c| c.is_ascii_digit() || c == '-'));
        map.extend(date.map(|date| ("birthDate".to_owned(), json!(date))));
    }
    patient
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(stage: Stage, content: &[Line]) -> Told<'_> {
        Told {
            sending: SendingId(uuid::Uuid::from_u128(4)),
            category: Category::Health,
            priority: Priority::Emergency,
            stage,
            content,
            organisation: "Clinic",
            from: "Adré",
            sent: Moment::from_millis(1_790_000_000_000),
            due: Moment::from_millis(1_790_086_400_000),
            declined: None,
            outcome: None,
        }
    }

    /// What the specification says of the elements that are written (HL7 FHIR R4, 4.0.1: hl7.org/fhir/R4 servicerequest.html, task.html,
    /// bundle.html and the value sets named; read from stored copies of the code systems and of profiles derived from the resources):
    /// resource, element, codes of its required binding. Each of these is 1..1 but priority.
    const BOUND: [(&str, &str, &[&str]); 6] = [
        (
            "ServiceRequest",
            "status", // request-status
            &["draft", "active", "on-hold", "revoked", "completed", "entered-in-error", "unknown"],
        ),
        (
            "ServiceRequest",
            "intent", // request-intent
            &[
                "proposal",
                "plan",
                "directive",
                "order",
                "original-order",
                "reflex-order",
                "filler-order",
                "instance-order",
                "option",
            ],
        ),
        ("ServiceRequest", "priority", &["routine", "urgent", "asap", "stat"]), // request-priority
        (
            "Task",
            "status", // task-status
            &[
                "draft",
                "requested",
                "received",
                "accepted",
                "rejected",
                "ready",
                "cancelled",
                "in-progress",
                "on-hold",
                "failed",
                "completed",
                "entered-in-error",
            ],
        ),
        (
            "Task",
            "intent", // task-intent
            &[
                "unknown",
                "proposal",
                "plan",
                "order",
                "original-order",
                "reflex-order",
                "filler-order",
                "instance-order",
                "option",
            ],
        ),
        ("Patient", "gender", &["male", "female", "other", "unknown"]), // administrative-gender
    ];

    fn bundle(stage: Stage) -> Value {
        let line = |field, value: &str| Line { field, value: value.into() };
        let content = [line(Field::Name, "Zeinab"), line(Field::Sex, "unspecified")];
        let (declined, outcome) = (Some(Decline::Full), Some(Outcome::Helped));
        write(&Told {
            declined: declined.filter(|_| stage == Stage::Declined),
            outcome: outcome.filter(|_| stage == Stage::Done),
            ..told(stage, &content)
        })
    }

    #[test]
    fn every_stage_gives_the_elements_and_codes_that_the_specification_requires() {
        for stage in Stage::ALL {
            let bundle = bundle(*stage);
            let resource = |kind: &str| {
                let entries = bundle["entry"].as_array().unwrap();
                entries.iter().map(|entry| &entry["resource"]).find(|one| one["resourceType"] == kind).unwrap().clone()
            };
            for (kind, element, codes) in BOUND {
                let code = resource(kind)[element].clone();
                assert!(codes.contains(&code.as_str().unwrap()), "{stage:?}: {kind}.{element} is {code}");
            }
            assert!(resource("ServiceRequest")["subject"].is_object(), "ServiceRequest.subject is 1..1");
            for input in resource("Task")["input"].as_array().unwrap() {
                assert!(
                    input["type"].is_object() && input["valueString"].is_string(),
                    "Task.input.type, value[x] are 1..1"
                );
            }
        }
    }

    /// Bundle: `type` is 1..1; bdl-2 to bdl-4: a collection has no search, request or response; bdl-7: no address twice; bdl-8: an address
    /// names no version; a reference to a `urn:uuid` entry is that address. No element is empty (ele-1), no text blank.
    #[test]
    fn a_bundle_keeps_the_rules_of_bundles() {
        fn walk(value: &Value, found: &mut Vec<String>) {
            match value {
                Value::Object(map) => {
                    assert!(!map.is_empty(), "an element is empty");
                    found.extend(map.get("reference").and_then(Value::as_str).map(str::to_owned));
                    map.values().for_each(|value| walk(value, found));
                }
                Value::Array(list) => {
                    assert!(!list.is_empty(), "a list is empty");
                    list.iter().for_each(|value| walk(value, found));
                }
                Value::String(text) => assert!(!text.trim().is_empty(), "a text is blank"),
                other => assert!(!other.is_null(), "an element is null"),
            }
        }
        for stage in Stage::ALL {
            let bundle = bundle(*stage);
            let (mut references, entries) = (Vec::new(), bundle["entry"].as_array().unwrap());
            walk(&bundle, &mut references);
            let addresses: std::collections::BTreeSet<_> =
                entries.iter().map(|entry| entry["fullUrl"].as_str().unwrap().to_owned()).collect();
            assert_eq!((addresses.len(), bundle["type"].as_str()), (entries.len(), Some("collection")));
            for entry in entries {
                assert!(["search", "request", "response"].iter().all(|part| entry.get(part).is_none()));
                assert!(!entry["fullUrl"].as_str().unwrap().contains("/_history/"));
            }
            assert!(references.len() >= 3 && references.iter().all(|one| addresses.contains(one)), "{references:?}");
        }
    }

    #[test]
    fn an_uncertain_birth_is_no_fhir_date() {
        let born = |value: &str| {
            let content = [Line { field: Field::Birth, value: value.into() }];
            write(&told(Stage::Sent, &content))["entry"][0]["resource"]["birthDate"].clone()
        };
        assert_eq!(
            (born("1992-03"), born("~1996"), born("1990-01-01/1992-12-31")),
            ("1992-03".into(), Value::Null, Value::Null)
        );
    }
}

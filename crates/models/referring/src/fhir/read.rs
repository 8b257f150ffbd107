//! A FHIR R4 bundle, read as a referral. Our own lines are taken as they are; from another system's bundle come the patient's name,
//! sex and birth, the reason, and what is asked for. What is wrong is named by its element.

use super::SYSTEM;
use crate::{
    words::{Category, Field, Priority},
    written::{GivenLine, SendingId, Taken, derived},
};
use kernel::Text;
use serde_json::Value;

/// Most bytes of a bundle: a referral is a page, not a library.
pub(super) const MOST: usize = 64 * 1024;

/// Why a bundle is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FhirError {
    /// It is too long.
    TooLong,
    /// It is no JSON.
    NotJson,
    /// It is no FHIR bundle, or holds no ServiceRequest.
    NoRequest,
    /// An element is missing or is none that is known.
    Element(&'static str),
}

/// The referral in a bundle.
///
/// # Errors
/// As [`FhirError`] says.
pub fn read(text: &str) -> Result<Taken, FhirError> {
    if text.len() > MOST {
        return Err(FhirError::TooLong);
    }
    let bundle: Value = serde_json::from_str(text).map_err(|_| FhirError::NotJson)?;
    let request = resource(&bundle, "ServiceRequest").ok_or(FhirError::NoRequest)?;
    let task = resource(&bundle, "Task").unwrap_or(&Value::Null);
    let patient = resource(&bundle, "Patient").unwrap_or(&Value::Null);
    for (element, known) in [("status", "ServiceRequest.status"), ("intent", "ServiceRequest.intent")] {
        request.get(element).and_then(Value::as_str).ok_or(FhirError::Element(known))?;
    }
    request.get("subject").filter(|subject| subject.is_object()).ok_or(FhirError::Element("ServiceRequest.subject"))?;
    let priority = match request.get("priority").and_then(Value::as_str) {
        Some("stat") => Priority::Emergency,
        Some("asap" | "urgent") => Priority::Urgent,
        Some("routine") | None => Priority::Normal,
        Some(_) => return Err(FhirError::Element("ServiceRequest.priority")),
    };
    let from = task.pointer("/requester/display").or_else(|| request.pointer("/requester/display"));
    let from = from.and_then(Value::as_str).filter(|from| !from.trim().is_empty()).unwrap_or("FHIR");
    Ok(Taken {
        sending: sending(request)?,
        from: Text::parse(from).map_err(|_| FhirError::Element("ServiceRequest.requester"))?,
        category: category(request),
        priority,
        content: content(request, task, patient)?,
    })
}

pub(super) fn resource<'a>(bundle: &'a Value, kind: &str) -> Option<&'a Value> {
    let is_bundle = bundle.get("resourceType").and_then(Value::as_str) == Some("Bundle");
    let entries = bundle.get("entry").filter(|_| is_bundle)?.as_array()?;
    entries.iter().filter_map(|entry| entry.get("resource")).find(|one| one.get("resourceType") == Some(&kind.into()))
}

/// The sender's name for it: our own id, or one that follows from the sender's identifier.
pub(super) fn sending(request: &Value) -> Result<SendingId, FhirError> {
    let text = |pointer: &str| request.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    let (system, value) = (text("/identifier/0/system"), text("/identifier/0/value"));
    let value = if value.is_empty() { text("/id") } else { value };
    if value.is_empty() {
        return Err(FhirError::Element("ServiceRequest.identifier"));
    }
    match value.parse() {
        Ok(id) if system == SYSTEM => Ok(id),
        _ => Ok(SendingId(derived("fhir request", &format!("{system}|{value}")))),
    }
}

fn category(request: &Value) -> Category {
    let ours = request.pointer("/code/coding/0/code").and_then(Value::as_str).and_then(|code| code.parse().ok());
    // A ServiceRequest of another system comes from health care.
    ours.unwrap_or(Category::Health)
}

fn content(request: &Value, task: &Value, patient: &Value) -> Result<Vec<GivenLine>, FhirError> {
    let mut lines = Vec::new();
    let mut add = |field: Field, value: Option<&str>, element: &'static str| {
        let Some(value) = value.filter(|value| !value.trim().is_empty()) else { return Ok(()) };
        let value = Text::parse(value).map_err(|_| FhirError::Element(element))?;
        lines.push(GivenLine { field, value });
        Ok(())
    };
    for input in task.get("input").and_then(Value::as_array).into_iter().flatten() {
        let code = input.pointer("/type/coding/0/code").and_then(Value::as_str);
        let field = code.and_then(|code| code.parse::<Field>().ok()).ok_or(FhirError::Element("Task.input.type"))?;
        add(field, input.get("valueString").and_then(Value::as_str), "Task.input.value")?;
    }
    let text = |of: &Value, pointer: &str| of.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
    if task.get("input").is_none() {
        add(Field::Name, text(patient, "/name/0/text").or_else(|| parts(patient)).as_deref(), "Patient.name")?;
        let gender =
            text(patient, "/gender").map(|g| if g == "female" || g == "male" { g } else { "unspecified".into() });
        add(Field::Sex, gender.as_deref(), "Patient.gender")?;
        add(Field::Birth, text(patient, "/birthDate").as_deref(), "Patient.birthDate")?;
        add(Field::Contacts, text(patient, "/telecom/0/value").as_deref(), "Patient.telecom")?;
        add(Field::Help, text(request, "/code/text").as_deref(), "ServiceRequest.code")?;
        let reason = text(request, "/reasonCode/0/text").or_else(|| text(request, "/note/0/text"));
        add(Field::Reason, reason.as_deref(), "ServiceRequest.reasonCode")?;
    }
    if lines.is_empty() { Err(FhirError::Element("Patient")) } else { Ok(lines) }
}

/// A name in its parts: given names, then family name.
fn parts(patient: &Value) -> Option<String> {
    let given = patient.pointer("/name/0/given").and_then(Value::as_array).into_iter().flatten();
    let family = patient.pointer("/name/0/family");
    let all: Vec<&str> = given.chain(family).filter_map(Value::as_str).collect();
    (!all.is_empty()).then(|| all.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        fhir::{Told, write},
        words::Stage,
        written::Line,
    };
    use kernel::Moment;
    use serde_json::json;

    #[test]
    fn what_is_written_is_read_back_line_by_line() {
        let line = |field, value: &str| Line { field, value: value.to_owned() };
        let content = [line(Field::Name, "زينب"), line(Field::Age, "30–32"), line(Field::Reason, "Fever")];
        let told = Told {
            sending: SendingId(uuid::Uuid::from_u128(4)),
            category: Category::Legal,
            priority: Priority::Urgent,
            stage: Stage::Sent,
            content: &content,
            organisation: "Clinic",
            from: "Adré",
            sent: Moment::from_millis(1_790_000_000_000),
            due: Moment::from_millis(1_790_000_000_000),
            declined: None,
            outcome: None,
        };
        let got = read(&write(&told).to_string()).unwrap();
        let lines: Vec<Line> = got.content.iter().map(|l| line(l.field, l.value.as_str())).collect();
        assert_eq!(
            (lines.as_slice(), got.sending, got.category, got.priority),
            (&content[..], told.sending, told.category, told.priority)
        );
    }

    #[test]
    fn another_systems_bundle_is_read_by_its_standard_elements() {
        let bundle = json!({ "resourceType": "Bundle", "type": "collection", "entry": [
            { "resource": { "resourceType": "Patient", "name": [{ "given": ["Hawa"], "family": "Saleh" }], "gender": "female" } },
            { "resource": { "resourceType": "ServiceRequest", "identifier": [{ "system": "urn:x", "value": "77" }],
              "status": "active", "intent": "order", "priority": "asap", "code": { "text": "Wound care" },
              "subject": { "reference": "Patient/1" } } }] });
        let got = read(&bundle.to_string()).unwrap();
        let lines: Vec<_> = got.content.iter().map(|l| (l.field, l.value.to_string())).collect();
        let expected = [(Field::Name, "Hawa Saleh"), (Field::Sex, "female"), (Field::Help, "Wound care")];
        assert_eq!(lines, expected.map(|(field, value)| (field, value.to_owned())));
        assert_eq!(got.priority, Priority::Urgent);
    }

    #[test]
    fn what_is_wrong_is_named_by_its_element() {
        let request = |change: fn(&mut Value)| {
            let mut resource = json!({ "resourceType": "ServiceRequest", "id": "1", "status": "active", "intent": "order",
                "subject": {}, "reasonCode": [{ "text": "Fever" }] });
            change(&mut resource);
            let bundle = json!({ "resourceType": "Bundle", "type": "collection", "entry": [{ "resource": resource }] });
            read(&bundle.to_string()).map(|got| got.content.len())
        };
        assert_eq!(request(|_| ()), Ok(1));
        assert_eq!(request(|r| r["status"] = Value::Null), Err(FhirError::Element("ServiceRequest.status")));
        assert_eq!(request(|r| r["subject"] = json!("x")), Err(FhirError::Element("ServiceRequest.subject")));
        assert_eq!(request(|r| r["priority"] = json!("now")), Err(FhirError::Element("ServiceRequest.priority")));
        assert_eq!(request(|r| r["id"] = json!("")), Err(FhirError::Element("ServiceRequest.identifier")));
        assert_eq!(request(|r| r["reasonCode"] = json!([])), Err(FhirError::Element("Patient")));
        assert_eq!(request(|r| r["resourceType"] = json!("Patient")), Err(FhirError::NoRequest));
        for (text, error) in [("{", FhirError::NotJson), ("[]", FhirError::NoRequest), ("null", FhirError::NoRequest)] {
            assert_eq!(read(text).map(|_| ()), Err(error));
        }
        assert_eq!(read(&" ".repeat(MOST + 1)).map(|_| ()), Err(FhirError::TooLong));
    }
}

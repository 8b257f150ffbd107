//! What is recorded of a person: the name as the person writes it, and answers that may be uncertain and say so.

use kernel::{BirthDate, LanguageCode, Nationality, PCode, PersonName, Sex, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A person's answers. UNHCR's Guidance on Registration and Identity Management calls this the basic data set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Details {
    /// The name, in the person's own script, and any rendering.
    pub name: PersonName,
    /// Sex.
    pub sex: Sex,
    /// Birth, as well as it is known.
    pub birth: BirthDate,
    /// Nationality; `XXA` stateless and `XXX` unknown are answers.
    pub nationality: Nationality,
    /// Languages the person speaks, the preferred one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<LanguageCode>,
    /// Where the person comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<PCode>,
    /// How the person can be reached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Contact>,
}

/// A way to reach a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// What kind.
    pub by: ContactKind,
    /// Number, address or description.
    pub value: Text<80>,
}

/// A kind of contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    /// Telephone, also for messages.
    Phone,
    /// E-mail.
    Email,
    /// Through somebody else, or at a place.
    Other,
}

/// One answer that was corrected. Both values stay readable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// Which answer: a field of [`Details`].
    pub field: String,
    /// What was recorded before; null for nothing.
    pub before: Value,
    /// What is recorded now; null for nothing.
    pub after: Value,
}

impl Details {
    /// The answers that differ in `now`.
    #[must_use]
    pub fn changes(&self, now: &Details) -> Vec<Change> {
        let (before, after) = (fields(self), fields(now));
        let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
        names.sort();
        names.dedup();
        let value = |of: &Map<String, Value>, name: &String| of.get(name).cloned().unwrap_or(Value::Null);
        names
            .into_iter()
            .map(|name| Change { field: name.clone(), before: value(&before, name), after: value(&after, name) })
            .filter(|change| change.before != change.after)
            .collect()
    }

    /// The answers after `changes`; themselves where a change does not fit (a later program's field).
    #[must_use]
    pub fn changed(&self, changes: &[Change]) -> Self {
        let mut all = fields(self);
        for change in changes {
            if change.after.is_null() {
                all.remove(&change.field);
            } else {
                all.insert(change.field.clone(), change.after.clone());
            }
        }
        serde_json::from_value(Value::Object(all)).unwrap_or_else(|_| self.clone())
    }

    /// An invented person, for examples and tests.
    #[must_use]
    #[expect(clippy::unwrap_used, reason = "constants, parsed in every test run")]
    pub fn example() -> Self {
        let name = PersonName {
            original: Text::parse("زينب إدريس").unwrap(),
            family: Text::parse("إدريس").ok(),
            given: Text::parse("زينب").ok(),
            renderings: vec![Text::parse("Zeinab Idriss").unwrap()],
        };
        Self {
            name,
            sex: Sex::Female,
            birth: BirthDate::Partial { year: 1992, month: Some(3) },
            nationality: "SDN".parse().unwrap(),
            languages: vec!["ar".parse().unwrap(), "fr".parse().unwrap()],
            origin: "SD04".parse().ok(),
            contacts: vec![Contact { by: ContactKind::Phone, value: Text::parse("+235 66 00 00 00").unwrap() }],
        }
    }

    /// The example under another name.
    #[must_use]
    pub fn named(name: Text<120>) -> Self {
        Self { name: PersonName::whole(name), ..Self::example() }
    }
}

fn fields(details: &Details) -> Map<String, Value> {
    match serde_json::to_value(details) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_names_the_fields_that_differ_and_applies_to_the_same_answers() {
        let before = Details::example();
        let after = Details { sex: Sex::Unspecified, origin: None, ..before.clone() };
        let changes = before.changes(&after);
        assert_eq!(changes.iter().map(|c| c.field.as_str()).collect::<Vec<_>>(), ["origin", "sex"]);
        assert_eq!(before.changed(&changes), after);
        assert!(before.changes(&before).is_empty());
    }
}

//! Who crosses: as a document says, as the person says, or both.

use crate::{DocumentKind, ReadDocument, ReadZone};
use kernel::{BirthDate, Date, Nationality, PersonName, Sex, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A document typed by hand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TypedDocument {
    /// What it is.
    pub kind: DocumentKind,
    /// Who issued it.
    pub issuer: Nationality,
    /// Its number.
    pub number: Text<30>,
    /// Its last day of validity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Date>,
}

/// A person as an officer types it: everybody has a sex, everything else may be unknown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TypedPerson {
    /// The name as the person says or writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<PersonName>,
    /// Sex.
    pub sex: Sex,
    /// Birth date as well as it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth: Option<BirthDate>,
    /// Nationality; `XXA` stateless, `XXX` unknown.
    #[serde(default = "unknown")]
    pub nationality: Nationality,
    /// A document without zone, or whose zone cannot be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<TypedDocument>,
}

fn unknown() -> Nationality {
    Nationality::UNKNOWN
}

/// A document as recorded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SeenDocument {
    /// What it is.
    pub kind: DocumentKind,
    /// Issuer's code as printed.
    pub issuer: String,
    /// Its number.
    pub number: String,
    /// Its last day of validity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Date>,
    /// Its zone with the evidence for each field; none when it was typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<ReadZone>,
}

/// A person as recorded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// The name. Where an officer typed it beside a zone, the zone's spelling is a rendering of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<PersonName>,
    /// Sex.
    pub sex: Sex,
    /// Birth date as well as it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth: Option<BirthDate>,
    /// Nationality.
    pub nationality: Nationality,
    /// The document, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<SeenDocument>,
}

impl Person {
    /// The person of a zone.
    #[must_use]
    pub fn read(document: ReadDocument) -> Self {
        Self {
            name: document.name,
            sex: document.sex,
            birth: document.birth,
            nationality: document.nationality,
            document: Some(SeenDocument {
                kind: document.kind,
                issuer: document.issuer,
                number: document.number,
                expires: document.expires,
                zone: Some(document.zone),
            }),
        }
    }

    /// The person as typed.
    #[must_use]
    pub fn typed(person: TypedPerson) -> Self {
        let seen = |document: TypedDocument| SeenDocument {
            kind: document.kind,
            issuer: document.issuer.to_string(),
            number: document.number.to_string(),
            expires: document.expires,
            zone: None,
        };
        Self {
            name: person.name,
            sex: person.sex,
            birth: person.birth,
            nationality: person.nationality,
            document: person.document.map(seen),
        }
    }

    /// The same, with what an officer typed put above what was read. The zone stays as evidence.
    #[must_use]
    pub fn with_typed(mut self, typed: TypedPerson) -> Self {
        let said = Self::typed(typed);
        if let Some(mut name) = said.name {
            if let Some(read) = self.name.take()
                && read.original != name.original
            {
                name.renderings.push(read.original);
            }
            self.name = Some(name);
        }
        self.sex = said.sex;
        self.birth = said.birth.or(self.birth);
        if said.nationality != Nationality::UNKNOWN {
            self.nationality = said.nationality;
        }
        self.document = self.document.or(said.document);
        self
    }

    /// Its name on a page; empty when it is not known.
    #[must_use]
    pub fn shown_name(&self) -> &str {
        self.name.as_ref().map_or("", |name| name.original.as_str())
    }
}

/// A document number without what people write differently.
#[must_use]
pub fn bare_number(number: &str) -> String {
    kernel::text::latin_digits(number)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

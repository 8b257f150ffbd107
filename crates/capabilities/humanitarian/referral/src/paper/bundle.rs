//! What a paper referral carries: the least that helps, sealed to the organisation, small enough for one code. The secret half of an
//! organisation's key is never kept: it follows from this node's own signing key (deterministic signatures, RFC 8032), so that it
//! can be opened at the node where it was published and nowhere else.

use super::ReceiveReferral;
use crate::{
    case::{Line, SendingId},
    words::{Category, Field, Priority},
};
use access::Gate;
use kernel::{OrganisationId, Problem, Text};
use referring::written::GivenLine;
use seal::bundle::{self, Unreadable};
use serde::{Deserialize, Serialize};

/// What is inside, with names of one letter: paper is small.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// The sending.
    s: SendingId,
    /// What help.
    c: Category,
    /// How soon.
    p: Priority,
    /// From where.
    f: String,
    /// The lines.
    l: Vec<(Field, String)>,
    /// With what the answer is sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    k: Option<Text<40>>,
}

/// Why a paper referral is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperError {
    /// It is no referral, or a part is missing.
    Torn,
    /// It is of another version.
    Version,
    /// It is for another organisation or another node, or was altered.
    NotForHere,
}

impl From<PaperError> for Problem {
    fn from(error: PaperError) -> Self {
        let code = match error {
            PaperError::Torn => "RFR-040",
            PaperError::Version => "RFR-041",
            PaperError::NotForHere => "RFR-042",
        };
        Problem::field("code", code)
    }
}

/// What goes on paper first: who it is and how to reach the person, then what help; the long reason last.
const FIRST: [Field; 8] = [
    Field::Name,
    Field::Age,
    Field::Sex,
    Field::Languages,
    Field::Help,
    Field::SafeContact,
    Field::Needs,
    Field::Reason,
];

fn secret(gate: &Gate, organisation: OrganisationId) -> [u8; 32] {
    let message = [b"manara referral paper key v1".as_slice(), &organisation.bytes()].concat();
    blake3::derive_key("manara 2026 referral paper secret v1", &gate.sign(&message))
}

/// The public key with which this node opens paper referrals for an organisation.
#[must_use]
pub fn key(gate: &Gate, organisation: OrganisationId) -> Option<String> {
    let key = bundle::public_key(&secret(gate, organisation))?;
    Some(key.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The code for a sheet, and which lines it holds: as many as fit. `None` when the key is none.
#[must_use]
pub fn sealed(
    about: (SendingId, Category, Priority, &str),
    lines: &[Line],
    to: (OrganisationId, &str),
    answer_key: Option<Text<40>>,
    once: &[u8; 32],
) -> Option<(String, Vec<Field>)> {
    let (s, c, p, from) = about;
    let from = if from.is_empty() { "–" } else { from };
    let mut carried = Carried { s, c, p, f: from.chars().take(30).collect(), l: vec![], k: answer_key };
    for field in FIRST {
        let Some(line) = lines.iter().find(|line| line.field == field) else { continue };
        carried.l.push((field, line.value.clone()));
        if serde_json::to_vec(&carried).ok()?.len() > bundle::MOST {
            carried.l.pop();
        }
    }
    let key: Vec<u8> = (0..to.1.len())
        .step_by(2)
        .map(|i| to.1.get(i..i + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok()))
        .collect::<Option<_>>()?;
    let text = bundle::seal(&serde_json::to_vec(&carried).ok()?, &key, &to.0.bytes(), once)?;
    Some((text, carried.l.into_iter().map(|(field, _)| field).collect()))
}

/// The referral in a scanned code, for one of these organisations.
pub fn open(gate: &Gate, text: &str, organisations: &[OrganisationId]) -> Result<ReceiveReferral, PaperError> {
    let mut failed = PaperError::NotForHere;
    for organisation in organisations {
        match bundle::open(text, &secret(gate, *organisation), &organisation.bytes()) {
            Ok(plain) => return read(&plain, *organisation),
            Err(Unreadable::NotForHere) => {}
            Err(Unreadable::Torn) => failed = PaperError::Torn,
            Err(Unreadable::Version) => failed = PaperError::Version,
        }
    }
    Err(failed)
}

fn read(plain: &[u8], organisation: OrganisationId) -> Result<ReceiveReferral, PaperError> {
    let carried: Carried = serde_json::from_slice(plain).map_err(|_| PaperError::Torn)?;
    let text = |value: &str| Text::parse(value).map_err(|_| PaperError::Torn);
    let content = carried.l.iter().map(|(field, value)| Ok(GivenLine { field: *field, value: text(value)? }));
    Ok(ReceiveReferral {
        organisation,
        sending: carried.s,
        from: Text::parse(&carried.f).map_err(|_| PaperError::Torn)?,
        category: carried.c,
        priority: carried.p,
        content: content.collect::<Result<_, PaperError>>()?,
        answer_key: carried.k,
        known: false,
    })
}

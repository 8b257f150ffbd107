//! Receive a referral that came from outside: on paper, or from another system. The organisation answers it like any other; the same
//! one is received once, however often it is scanned.

use crate::{
    case::{Line, SendingId, clock},
    facts::Fact,
    record::{self, Record},
    views,
    words::{Category, Field, Priority},
};
use access::{Command, Here, Relation, Who};
use kernel::{OrganisationId, Problem, ReferralId, StreamId, Text};
use log::{At, Past};
use referring::written::{GivenLine, Taken};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Receives a referral.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiveReferral {
    /// For which organisation.
    pub organisation: OrganisationId,
    /// What the sender calls it.
    pub sending: SendingId,
    /// From where.
    pub from: Text<120>,
    /// What help.
    pub category: Category,
    /// How soon.
    pub priority: Priority,
    /// What is said of the person.
    pub content: Vec<GivenLine>,
    /// With what an answer on paper is sealed to the sender.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_key: Option<Text<40>>,
    #[serde(skip)]
    pub(crate) known: bool,
}

/// Why a referral is not received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReceiveError {
    /// There is no such organisation.
    NoOrganisation,
    /// It is here already.
    Already,
    /// It says nothing.
    Nothing,
}

impl From<ReceiveError> for Problem {
    fn from(error: ReceiveError) -> Self {
        match error {
            ReceiveError::NoOrganisation => Problem::not_found(),
            ReceiveError::Already => Problem::conflict("RFR-043"),
            ReceiveError::Nothing => Problem::field("content", "RFR-044"),
        }
    }
}

impl ReceiveReferral {
    /// The command for what came from outside.
    #[must_use]
    pub fn of(organisation: OrganisationId, taken: Taken) -> Self {
        let Taken { sending, from, category, priority, content } = taken;
        Self { organisation, sending, from, category, priority, content, answer_key: None, known: false }
    }

    /// The stream follows from the sender's name for it, so that a second reception meets the first.
    fn referral(&self) -> ReferralId {
        ReferralId(access::gate::derived_stream("referral received", self.sending.0.as_bytes()).0)
    }
}

impl Command for ReceiveReferral {
    const NAME: &'static str = "receive_referral";
    type State = Record;
    type Error = ReceiveError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        self.known = views::referral_of(here.sql, self.sending)?.is_some();
        Ok(())
    }

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.referral().into(), self.organisation.into()]
    }

    fn is_own(&self, past: &Past<Record>, relation: Relation, who: &Who) -> bool {
        record::is_own(past, relation, who, None, Some(self.organisation))
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, ReceiveError> {
        past.of(self.organisation).organisation.described.as_ref().ok_or(ReceiveError::NoOrganisation)?;
        if self.known || past.exists() {
            return Err(ReceiveError::Already);
        }
        if self.content.is_empty() {
            return Err(ReceiveError::Nothing);
        }
        let line = |given: &GivenLine| Line { field: given.field, value: given.value.to_string() };
        let content: Vec<Line> = self.content.iter().map(line).collect();
        let fields = content.iter().map(|line| line.field).collect();
        let (referral, sending, organisation) = (self.referral(), self.sending, self.organisation);
        let (category, priority, from) = (self.category, self.priority, self.from.clone());
        let (service, due) = (None, clock::answer_due(priority, at.when().1));
        // Whoever it is about is not registered here: the key that seals what is said belongs to this referral alone.
        let person = at.id(0);
        Ok(vec![
            Fact::ReferralReceived { referral, sending, organisation, service, category, priority, fields, from, due },
            Fact::ContentSealed { referral, person, sending, content, answer_key: self.answer_key.clone() },
        ])
    }

    fn answer(&self, _: &[Fact], _: &At) -> Value {
        json!({ "sending": self.sending })
    }

    #[expect(clippy::unwrap_used, reason = "constants, parsed in every test run")]
    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        let line = |field, value| GivenLine { field, value: Text::parse(value).unwrap() };
        Self {
            organisation: OrganisationId(id(3)),
            sending: SendingId(id(9)),
            from: Text::parse("Transit site, Adré").unwrap(),
            category: Category::Health,
            priority: Priority::Urgent,
            content: vec![line(Field::Name, "Zeinab Idriss"), line(Field::Help, "Antenatal care")],
            answer_key: None,
            known: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{at, listed};

    #[test]
    fn the_same_referral_is_received_once() {
        let command = ReceiveReferral::example();
        let past = |facts: &[Fact]| {
            let mut past = Past::given(command.referral().into(), facts);
            for (stream, facts) in listed() {
                past.and_given(stream, &facts);
            }
            past
        };
        let facts = command.decide(&past(&[]), &at()).unwrap();
        assert_eq!(command.decide(&past(&facts), &at()), Err(ReceiveError::Already));
        let empty = ReceiveReferral { content: vec![], ..command.clone() };
        assert_eq!(empty.decide(&past(&[]), &at()), Err(ReceiveError::Nothing));
    }
}

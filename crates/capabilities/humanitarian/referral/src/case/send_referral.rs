//! Send a referral to a service. Consent or a named basis comes first; what leaves is exactly what was chosen and shown; the
//! organisation owes an answer from this moment on. A referral that came back is sent to another service in the same way, without
//! asking the person for everything again.

use super::{Line, ReferralError, SendingId, chosen, clock};
use crate::{
    facts::Fact,
    record::{self, Record},
    views,
    words::Field,
};
use access::{Command, Here, Relation, Who};
use kernel::{OrganisationId, Problem, ReferralId, ServiceId, SiteId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Sends a referral.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SendReferral {
    /// The referral.
    pub referral: ReferralId,
    /// To which service.
    pub service: ServiceId,
    /// What leaves.
    pub fields: Vec<Field>,
    /// Digest of what was shown: when the record changed since, nothing is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<Text<64>>,
    #[serde(skip)]
    looked: Looked,
}

/// What the command looked up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Looked {
    organisation: Option<OrganisationId>,
    lines: Vec<Line>,
}

/// Why a referral is not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SendError {
    /// Nothing can be done to the referral.
    Referral(ReferralError),
    /// There is no such service.
    NoService,
    /// The service takes nobody now.
    Suspended,
    /// Nothing was chosen, or nothing of what was chosen is known.
    Nothing,
    /// Neither a consent covers it nor is a basis named.
    NoBasis,
    /// The record changed since it was shown.
    Changed,
}

impl From<SendError> for Problem {
    fn from(error: SendError) -> Self {
        match error {
            SendError::Referral(error) => error.into(),
            SendError::NoService => Problem::field("service", "RFR-011"),
            SendError::Suspended => Problem::conflict("RFR-012"),
            SendError::Nothing => Problem::field("fields", "RFR-013"),
            SendError::NoBasis => Problem::refused("RFR-014"),
            SendError::Changed => Problem::conflict("RFR-015"),
        }
    }
}

impl SendReferral {
    /// The command, before anything was looked up.
    #[must_use]
    pub fn new(referral: ReferralId, service: ServiceId, fields: Vec<Field>) -> Self {
        Self { referral, service, fields, shown: None, looked: Looked::default() }
    }

    /// The same, holding what was shown.
    #[must_use]
    pub fn shown(self, shown: Option<Text<64>>) -> Self {
        Self { shown, ..self }
    }

    fn sending(at: &At) -> SendingId {
        at.id(0)
    }
}

/// What stands for the lines that were shown.
#[must_use]
pub fn digest(lines: &[Line]) -> String {
    let text = serde_json::to_string(lines).unwrap_or_default();
    blake3::hash(text.as_bytes()).to_hex().as_str().to_owned()
}

impl Command for SendReferral {
    const NAME: &'static str = "send_referral";
    type State = Record;
    type Error = SendError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        self.looked.organisation = views::organisation_of(here.sql, self.service)?;
        self.looked.lines = views::lines_of(here.sql, here.at, self.referral)?;
        Ok(())
    }

    fn streams(&self, _: &At) -> Vec<StreamId> {
        let organisation = self.looked.organisation.map(StreamId::from);
        [self.referral.into(), self.service.into()].into_iter().chain(organisation).collect()
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        past.main().referral.site
    }

    fn is_own(&self, past: &Past<Record>, relation: Relation, who: &Who) -> bool {
        record::is_own(past, relation, who, Some(self.referral), None)
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, SendError> {
        let referral = &past.main().referral;
        let person = referral.person().map_err(SendError::Referral)?;
        let (Some(category), Some(priority)) = (referral.category, referral.priority) else {
            return Err(SendError::Referral(ReferralError::NotFound));
        };
        if !referral.is_free() {
            return Err(SendError::Referral(ReferralError::Stage(referral.stage())));
        }
        let service = &past.of(self.service).service;
        let organisation = service.organisation.ok_or(SendError::NoService)?;
        if !service.takes_people_on(at.today()) {
            return Err(SendError::Suspended);
        }
        let content = chosen(&self.looked.lines, &self.fields);
        let fields: Vec<Field> = content.iter().map(|line| line.field).collect();
        if fields.is_empty() {
            return Err(SendError::Nothing);
        }
        if !referral.consent_covers(organisation, &fields) && referral.basis.is_none() {
            return Err(SendError::NoBasis);
        }
        if self.shown.as_ref().is_some_and(|shown| shown.as_str() != digest(&content)) {
            return Err(SendError::Changed);
        }
        let (sending, due) = (Self::sending(at), clock::answer_due(priority, at.when().1));
        let (referral, service) = (self.referral, self.service);
        Ok(vec![
            Fact::ReferralSent { referral, sending, organisation, service, category, priority, fields, due },
            Fact::ContentSealed { referral, person, sending, content, answer_key: None },
        ])
    }

    fn answer(&self, _: &[Fact], at: &At) -> Value {
        json!({ "sending": Self::sending(at) })
    }

    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        Self::new(ReferralId(id(1)), ServiceId(id(2)), vec![Field::Name, Field::Age, Field::Reason])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{at, based, consented, declined, drafted, listed, past_with, refused, sent};

    fn command(fields: &[Field]) -> SendReferral {
        let line = |field: &Field| Line { field: *field, value: format!("a {}", field.name()) };
        let looked = Looked { organisation: None, lines: Field::ALL.iter().map(line).collect() };
        SendReferral { fields: fields.to_vec(), looked, ..SendReferral::example() }
    }

    #[test]
    fn nothing_leaves_without_a_consent_that_covers_it_or_a_named_basis() {
        let send = |given: &[Fact], fields: &[Field]| {
            let past = past_with(given, &listed());
            command(fields).decide(&past, &at()).map(|facts| facts.len())
        };
        let two = [Field::Name, Field::Age];
        assert_eq!(send(&[drafted()], &two), Err(SendError::NoBasis));
        assert_eq!(send(&[drafted(), refused()], &two), Err(SendError::NoBasis));
        assert_eq!(send(&[drafted(), consented()], &two), Ok(2));
        assert_eq!(send(&[drafted(), consented()], &[Field::Name, Field::Nationality]), Err(SendError::NoBasis));
        assert_eq!(send(&[drafted(), based()], &[Field::Name, Field::Nationality]), Ok(2));
        assert_eq!(send(&[drafted(), consented()], &[]), Err(SendError::Nothing));
    }

    #[test]
    fn exactly_the_chosen_fields_leave() {
        let past = past_with(&[drafted(), consented()], &listed());
        let facts = command(&[Field::Age, Field::Name]).decide(&past, &at()).unwrap();
        let Fact::ContentSealed { content, .. } = &facts[1] else { panic!("no content") };
        assert_eq!(content.iter().map(|line| line.field).collect::<Vec<_>>(), [Field::Name, Field::Age]);
    }

    #[test]
    fn what_was_declined_goes_to_another_service_and_what_is_open_does_not() {
        let open = [vec![drafted(), consented()], sent(1)].concat();
        let decide = |given: &[Fact]| command(&[Field::Name]).decide(&past_with(given, &listed()), &at());
        assert!(matches!(decide(&open), Err(SendError::Referral(ReferralError::Stage(_)))));
        assert!(decide(&[open, vec![declined(1)]].concat()).is_ok());
    }

    #[test]
    fn what_changed_since_it_was_shown_is_shown_again_first() {
        let past = past_with(&[drafted(), consented()], &listed());
        let shown = |text: &str| SendReferral { shown: Text::parse(text).ok(), ..command(&[Field::Name]) };
        assert_eq!(shown("another").decide(&past, &at()), Err(SendError::Changed));
        let right = digest(&[Line { field: Field::Name, value: "a name".into() }]);
        assert!(shown(&right).decide(&past, &at()).is_ok());
    }
}

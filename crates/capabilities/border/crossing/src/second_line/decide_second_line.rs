//! End second line with an outcome that one officer may decide: the person goes on, goes on with a condition that the law
//! sets, or asks for protection and is handed over to the humanitarian side (1951 Convention, article 33: no return).

use super::reason::SecondLineOutcome;
use crate::command::{At, Command, CrossingFact, Deserialize, Here, JsonSchema, Known, Past, Serialize, Value, json};
use crate::{group::ticket::fresh_token, views};
use kernel::{Problem, ReferralId, SiteId, StreamId, Text};

/// The command.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideSecondLine {
    /// The referral.
    pub referral: ReferralId,
    /// The outcome.
    pub outcome: SecondLineOutcome,
    /// Whether help is needed at once; told with a hand-over.
    #[serde(default)]
    pub urgent: bool,
    /// In the officer's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text<400>>,
    #[serde(skip)]
    traveller: Option<StreamId>,
}

refusals! {
    /// Why it may be refused.
    DecideSecondLineError {
        /// There is no such referral here.
        NoReferral => Problem::not_found(),
        /// It was decided before.
        Closed => Problem::conflict("CRO-017"),
    }
}

impl Command for DecideSecondLine {
    const NAME: &'static str = "decide_second_line";
    type State = Known;
    type Error = DecideSecondLineError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        self.traveller = views::second_line::traveller_stream(here.sql, self.referral)?;
        Ok(())
    }

    /// The referral first; the traveller, whose record a hand-over joins, second.
    fn streams(&self, _at: &At) -> Vec<StreamId> {
        std::iter::once(self.referral.into()).chain(self.traveller).collect()
    }

    fn site(&self, past: &Past<Known>) -> Option<SiteId> {
        past.main().referral.as_ref().map(|referral| referral.site)
    }

    fn decide(&self, past: &Past<Known>, at: &At) -> Result<Vec<CrossingFact>, DecideSecondLineError> {
        let referral = past.main().referral.as_ref().ok_or(DecideSecondLineError::NoReferral)?;
        if !referral.stage.is_open() {
            return Err(DecideSecondLineError::Closed);
        }
        let (crossing, traveller) = (referral.crossing, referral.traveller);
        let (outcome, note) = (self.outcome, self.note.clone());
        let mut facts =
            vec![CrossingFact::ReferralDecided { referral: self.referral, crossing, traveller, outcome, note }];
        let known = past.of(referral.stream).traveller.as_ref();
        let handed_over =
            known.and_then(|known| known.crossings.get(&crossing)).is_some_and(|passage| passage.handed_over);
        if outcome == SecondLineOutcome::Protection && !handed_over {
            let (site, token, stream) = (referral.site, fresh_token(at), referral.stream);
            facts.push(CrossingFact::PersonHandedOver { crossing, site, stream, token, urgent: self.urgent });
        }
        Ok(facts)
    }

    fn answer(&self, facts: &[CrossingFact], _at: &At) -> Value {
        let token = facts.iter().find_map(|fact| match fact {
            CrossingFact::PersonHandedOver { token, .. } => Some(*token),
            _ => None,
        });
        let crossing = facts.iter().find_map(|fact| match fact {
            CrossingFact::ReferralDecided { crossing, .. } => Some(*crossing),
            _ => None,
        });
        json!({ "referral": self.referral, "crossing": crossing, "token": token })
    }

    fn example() -> Self {
        crate::example::of(json!({
            "referral": "01900000-0000-7000-8000-000000000500", "outcome": "cleared", "urgent": false, "note": "visa seen",
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        post::state::given::{at, site},
        second_line::{
            reason::ReferralReason,
            state::given::{opened, referral},
        },
    };

    fn decide(outcome: SecondLineOutcome, given: &[CrossingFact]) -> Result<Vec<CrossingFact>, DecideSecondLineError> {
        let command =
            DecideSecondLine { referral: referral(), outcome, urgent: true, note: None, traveller: Some(at().id(0)) };
        command.decide(&Past::given(referral().into(), given), &at())
    }

    #[test]
    fn whoever_asks_for_protection_is_handed_over_whatever_the_reason_was() {
        let given = [opened(ReferralReason::DocumentCheck)];
        let facts = decide(SecondLineOutcome::Protection, &given).unwrap();
        let [CrossingFact::ReferralDecided { .. }, CrossingFact::PersonHandedOver { urgent: true, site: at_post, .. }] =
            facts.as_slice()
        else {
            panic!("{facts:?}")
        };
        assert_eq!(*at_post, site());
    }

    #[test]
    fn a_referral_is_decided_once() {
        let open = opened(ReferralReason::DocumentCheck);
        let cleared = decide(SecondLineOutcome::Cleared, std::slice::from_ref(&open)).unwrap();
        assert_eq!(cleared.len(), 1);
        assert_eq!(decide(SecondLineOutcome::Cleared, &[open, cleared[0].clone()]), Err(DecideSecondLineError::Closed));
        assert_eq!(decide(SecondLineOutcome::Cleared, &[]), Err(DecideSecondLineError::NoReferral));
    }
}

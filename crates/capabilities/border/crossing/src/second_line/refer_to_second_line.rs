//! Send a person to second line after the crossing was recorded, with a coded reason.

use super::reason::ReferralReason;
use crate::command::{At, Command, CrossingFact, Deserialize, Here, JsonSchema, Known, Past, Serialize, Value, json};
use crate::views;
use kernel::{CrossingId, Problem, ReferralId, SiteId, StreamId, Text};

/// The command.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReferToSecondLine {
    /// The crossing.
    pub crossing: CrossingId,
    /// Why.
    pub reason: ReferralReason,
    /// In the officer's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text<400>>,
    #[serde(skip)]
    found: Found,
}

/// What is known of the crossing, from [`Command::look`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Found {
    stream: Option<StreamId>,
    open: bool,
}

refusals! {
    /// Why it may be refused.
    ReferToSecondLineError {
        /// There is no such crossing here.
        NoCrossing => Problem::not_found(),
        /// The person is at second line already.
        Already => Problem::conflict("CRO-024"),
    }
}

impl Command for ReferToSecondLine {
    const NAME: &'static str = "refer_to_second_line";
    type State = Known;
    type Error = ReferToSecondLineError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        let stream = views::crossing::stream(here.sql, self.crossing)?;
        let open = views::second_line::is_open(here.sql, self.crossing)?;
        self.found = Found { stream, open };
        Ok(())
    }

    fn streams(&self, _at: &At) -> Vec<StreamId> {
        self.found.stream.into_iter().collect()
    }

    fn site(&self, past: &Past<Known>) -> Option<SiteId> {
        past.main().traveller.as_ref()?.crossings.get(&self.crossing).map(|passage| passage.site)
    }

    fn decide(&self, past: &Past<Known>, at: &At) -> Result<Vec<CrossingFact>, ReferToSecondLineError> {
        let known = past.main().traveller.as_ref().zip(self.found.stream);
        let (traveller, stream) = known.ok_or(ReferToSecondLineError::NoCrossing)?;
        let passage = traveller.crossings.get(&self.crossing).ok_or(ReferToSecondLineError::NoCrossing)?;
        if self.found.open {
            return Err(ReferToSecondLineError::Already);
        }
        Ok(vec![CrossingFact::ReferralOpened {
            referral: at.id::<ReferralId>(3),
            crossing: self.crossing,
            stream,
            traveller: traveller.traveller,
            site: passage.site,
            reason: self.reason,
            note: self.note.clone(),
        }])
    }

    fn answer(&self, facts: &[CrossingFact], _at: &At) -> Value {
        match facts.first() {
            Some(CrossingFact::ReferralOpened { referral, .. }) => json!({ "referral": referral }),
            _ => Value::Null,
        }
    }

    fn example() -> Self {
        crate::example::of(json!({
            "crossing": "01900000-0000-7000-8000-000000000400", "reason": "child_at_risk", "note": "says he is an uncle",
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        facts::Direction,
        post::state::given::{at, site},
        traveller::state::{Passage, Traveller},
    };

    fn decide(open: bool) -> Result<Vec<CrossingFact>, ReferToSecondLineError> {
        let passage = Passage { site: site(), direction: Direction::Entry, referral: None, handed_over: false };
        let traveller = Traveller { traveller: at().id(1), crossings: [(at().id(2), passage)].into(), stay: None };
        let state = Known { traveller: Some(traveller), ..Known::default() };
        let past = Past::new(vec![log::state::Stream { id: at().id(0), seq: 1, state }]);
        let found = Found { stream: Some(at().id(0)), open };
        ReferToSecondLine { crossing: at().id(2), found, ..ReferToSecondLine::example() }.decide(&past, &at())
    }

    #[test]
    fn a_person_is_at_second_line_once_at_a_time() {
        let reason = ReferralReason::ChildAtRisk;
        assert!(
            matches!(decide(false).as_deref(), Ok([CrossingFact::ReferralOpened { reason: r, .. }]) if *r == reason)
        );
        assert_eq!(decide(true), Err(ReferToSecondLineError::Already));
    }
}

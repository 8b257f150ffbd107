//! Hand one person over to the humanitarian side, such as a child who crosses alone: it learns a token and whether help is
//! needed at once, and nothing else. The token is printed on the slip that the person carries.

use crate::command::{At, Command, CrossingFact, Deserialize, Here, JsonSchema, Known, Past, Serialize, Value, json};
use crate::{group::ticket::fresh_token, views};
use kernel::{CrossingId, Problem, SiteId, StreamId};

/// The command.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HandOverPerson {
    /// The crossing.
    pub crossing: CrossingId,
    /// Whether help is needed at once.
    #[serde(default)]
    pub urgent: bool,
    #[serde(skip)]
    stream: Option<StreamId>,
}

refusals! {
    /// Why it may be refused.
    HandOverPersonError {
        /// There is no such crossing here.
        NoCrossing => Problem::not_found(),
        /// The person was handed over before.
        Already => Problem::conflict("CRO-016"),
    }
}

impl Command for HandOverPerson {
    const NAME: &'static str = "hand_over_person";
    type State = Known;
    type Error = HandOverPersonError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        self.stream = views::crossing::stream(here.sql, self.crossing)?;
        Ok(())
    }

    fn streams(&self, _at: &At) -> Vec<StreamId> {
        self.stream.into_iter().collect()
    }

    fn site(&self, past: &Past<Known>) -> Option<SiteId> {
        past.main().traveller.as_ref()?.crossings.get(&self.crossing).map(|passage| passage.site)
    }

    fn decide(&self, past: &Past<Known>, at: &At) -> Result<Vec<CrossingFact>, HandOverPersonError> {
        let known = past.main().traveller.as_ref().zip(self.stream);
        let (traveller, stream) = known.ok_or(HandOverPersonError::NoCrossing)?;
        let passage = traveller.crossings.get(&self.crossing).ok_or(HandOverPersonError::NoCrossing)?;
        if passage.handed_over {
            return Err(HandOverPersonError::Already);
        }
        let (crossing, site, token, urgent) = (self.crossing, passage.site, fresh_token(at), self.urgent);
        Ok(vec![CrossingFact::PersonHandedOver { crossing, site, stream, token, urgent }])
    }

    fn answer(&self, facts: &[CrossingFact], _at: &At) -> Value {
        match facts.first() {
            Some(CrossingFact::PersonHandedOver { token, .. }) => json!({ "crossing": self.crossing, "token": token }),
            _ => Value::Null,
        }
    }

    fn example() -> Self {
        crate::example::of(json!({ "crossing": "01900000-0000-7000-8000-000000000400", "urgent": true }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        facts::Direction,
        post::state::given,
        traveller::state::{Passage, Traveller},
    };

    fn decide(handed_over: bool) -> Result<Vec<CrossingFact>, HandOverPersonError> {
        let at = given::at();
        let passage = Passage { site: given::site(), direction: Direction::Entry, referral: None, handed_over };
        let traveller = Traveller { traveller: at.id(1), crossings: [(at.id(2), passage)].into(), stay: None };
        let state = Known { traveller: Some(traveller), ..Known::default() };
        let past = Past::new(vec![log::state::Stream { id: at.id(0), seq: 1, state }]);
        HandOverPerson { crossing: at.id(2), urgent: true, stream: Some(at.id(0)) }.decide(&past, &at)
    }

    #[test]
    fn a_person_is_handed_over_once_with_a_token_and_a_flag() {
        assert!(matches!(decide(false).as_deref(), Ok([CrossingFact::PersonHandedOver { urgent: true, .. }])));
        assert_eq!(decide(true), Err(HandOverPersonError::Already));
    }
}

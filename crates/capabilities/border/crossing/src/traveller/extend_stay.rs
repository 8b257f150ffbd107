//! Make a permitted stay longer, with a reason. It can only be made longer: an earlier end is not this officer's to set.

use crate::command::{At, Command, CrossingFact, Deserialize, Here, JsonSchema, Known, Past, Serialize, Value, json};
use crate::views;
use kernel::{CrossingId, Date, Problem, SiteId, StreamId, Text};

/// The command.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExtendStay {
    /// The crossing that began the stay.
    pub crossing: CrossingId,
    /// Its new last day.
    pub until: Date,
    /// Why.
    pub reason: Text<200>,
    #[serde(skip)]
    stream: Option<StreamId>,
}

refusals! {
    /// Why it may be refused.
    ExtendStayError {
        /// There is no such crossing here.
        NoCrossing => Problem::not_found(),
        /// No stay that began with it is running.
        NoStay => Problem::conflict("CRO-022"),
        /// The new last day is not later than the old one.
        NotLater(until: Date) => Problem::field("until", "CRO-023").with("until", until),
    }
}

impl Command for ExtendStay {
    const NAME: &'static str = "extend_stay";
    type State = Known;
    type Error = ExtendStayError;

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

    fn decide(&self, past: &Past<Known>, _at: &At) -> Result<Vec<CrossingFact>, ExtendStayError> {
        let traveller = past.main().traveller.as_ref().ok_or(ExtendStayError::NoCrossing)?;
        let passage = traveller.crossings.get(&self.crossing).ok_or(ExtendStayError::NoCrossing)?;
        let stay =
            traveller.stay.as_ref().filter(|stay| stay.crossing == self.crossing).ok_or(ExtendStayError::NoStay)?;
        if self.until <= stay.until {
            return Err(ExtendStayError::NotLater(stay.until));
        }
        Ok(vec![CrossingFact::StayExtended {
            traveller: traveller.traveller,
            site: passage.site,
            crossing: self.crossing,
            until: self.until,
            reason: self.reason.clone(),
        }])
    }

    fn answer(&self, _facts: &[CrossingFact], _at: &At) -> Value {
        json!({ "crossing": self.crossing, "until": self.until })
    }

    fn example() -> Self {
        crate::example::of(json!({
            "crossing": "01900000-0000-7000-8000-000000000400", "until": "2027-06-30", "reason": "in hospital",
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Direction;
    use crate::{
        post::state::given,
        traveller::state::{Passage, Stay, Traveller},
    };
    use log::State as _;

    fn decide(stay: Option<Stay>, until: &str) -> Result<Vec<CrossingFact>, ExtendStayError> {
        let crossing: CrossingId = given::at().id(2);
        let passage = Passage { site: given::site(), direction: Direction::Entry, referral: None, handed_over: false };
        let known = Known {
            traveller: Some(Traveller { traveller: given::at().id(1), crossings: [(crossing, passage)].into(), stay }),
            ..Known::default()
        };
        let known = Known::from_snapshot(&known.to_snapshot().unwrap()).unwrap();
        let past = Past::new(vec![log::state::Stream { id: given::at().id(0), seq: 1, state: known }]);
        let (reason, stream) = (Text::parse("in hospital").unwrap(), Some(given::at().id(0)));
        ExtendStay { crossing, until: until.parse().unwrap(), reason, stream }.decide(&past, &given::at())
    }

    #[test]
    fn a_running_stay_is_made_longer_and_never_shorter() {
        let stay = || Some(Stay { crossing: given::at().id(2), until: "2027-01-10".parse().unwrap() });
        assert!(matches!(decide(stay(), "2027-02-10").as_deref(), Ok([CrossingFact::StayExtended { .. }])));
        assert_eq!(decide(stay(), "2027-01-10"), Err(ExtendStayError::NotLater("2027-01-10".parse().unwrap())));
        assert_eq!(decide(None, "2027-02-10"), Err(ExtendStayError::NoStay));
    }
}

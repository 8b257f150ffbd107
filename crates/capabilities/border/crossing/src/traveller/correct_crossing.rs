//! Correct a crossing: what holds now is recorded with a reason, and what was recorded before stays to be read.

use crate::command::{At, Command, CrossingFact, Deserialize, Here, JsonSchema, Known, Past, Serialize, Value, json};
use crate::{
    facts::{CrossingContent, Direction},
    views,
};
use kernel::counts::Counts;
use kernel::{CrossingId, Problem, SiteId, StreamId, Text};
use traveldoc::{Person, TypedPerson};

/// The command.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectCrossing {
    /// The crossing.
    pub crossing: CrossingId,
    /// Which way it really was.
    pub direction: Direction,
    /// Who it really was; the scanned zone stays as evidence.
    pub person: TypedPerson,
    /// Who really crossed with this person.
    #[serde(default, skip_serializing_if = "Counts::is_empty")]
    pub companions: Counts,
    /// Why.
    pub reason: Text<200>,
    #[serde(skip)]
    before: Option<(StreamId, Box<CrossingContent>)>,
}

refusals! {
    /// Why it may be refused.
    CorrectCrossingError {
        /// There is no such crossing here.
        NoCrossing => Problem::not_found(),
        /// Nothing would change.
        NoChange => Problem::refused("CRO-021"),
        /// The birth date is not possible.
        Birth(code: &'static str) => Problem::field("person.birth", code),
        /// More companions than one form counts.
        TooMany(people: u32) => crate::problem::too_many(people),
    }
}

impl Command for CorrectCrossing {
    const NAME: &'static str = "correct_crossing";
    type State = Known;
    type Error = CorrectCrossingError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        self.before =
            views::crossing::content(here.sql, self.crossing)?.map(|(stream, content)| (stream, Box::new(content)));
        Ok(())
    }

    fn streams(&self, _at: &At) -> Vec<StreamId> {
        self.before.iter().map(|(stream, _)| *stream).collect()
    }

    fn site(&self, past: &Past<Known>) -> Option<SiteId> {
        past.main().traveller.as_ref()?.crossings.get(&self.crossing).map(|passage| passage.site)
    }

    fn decide(&self, past: &Past<Known>, at: &At) -> Result<Vec<CrossingFact>, CorrectCrossingError> {
        let traveller = past.main().traveller.as_ref().ok_or(CorrectCrossingError::NoCrossing)?;
        let passage = traveller.crossings.get(&self.crossing).ok_or(CorrectCrossingError::NoCrossing)?;
        let before = self.before.as_ref().map(|(_, content)| content).ok_or(CorrectCrossingError::NoCrossing)?;
        if self.companions.people() > Counts::MOST {
            return Err(CorrectCrossingError::TooMany(self.companions.people()));
        }
        if let Some(birth) = self.person.birth {
            birth.check(at.today()).map_err(|bad| CorrectCrossingError::Birth(bad.code()))?;
        }
        let said = Person::typed(self.person.clone());
        // The scanned zone is what a machine saw: it is evidence, not an answer that can be taken back.
        let scanned = before.person.document.clone().filter(|document| document.zone.is_some());
        let content = CrossingContent {
            direction: self.direction,
            person: Person { document: scanned.or(said.document.clone()), ..said },
            companions: self.companions,
            vehicle: before.vehicle.clone(),
        };
        if content == **before {
            return Err(CorrectCrossingError::NoChange);
        }
        Ok(vec![CrossingFact::CrossingCorrected {
            crossing: self.crossing,
            traveller: traveller.traveller,
            site: passage.site,
            reason: self.reason.clone(),
            content: Box::new(content),
        }])
    }

    fn answer(&self, _facts: &[CrossingFact], _at: &At) -> Value {
        json!({ "crossing": self.crossing })
    }

    fn example() -> Self {
        crate::example::of(json!({
            "crossing": "01900000-0000-7000-8000-000000000400", "direction": "exit",
            "person": {
                "name": { "original": "Anna Eriksson" }, "sex": "female", "nationality": "SWE",
                "birth": { "precision": "partial", "year": 1974 },
            },
            "companions": { "female": { "0-4": 1 } },
            "reason": "the person was leaving, not arriving",
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{facts::CrossingRecorded, post::state::given};

    fn content(direction: Direction) -> CrossingContent {
        let typed: TypedPerson =
            serde_json::from_value(json!({ "name": { "original": "Ali" }, "sex": "male" })).unwrap();
        CrossingContent { direction, person: Person::typed(typed), companions: Counts::default(), vehicle: None }
    }

    fn entry() -> CrossingRecorded {
        let at = given::at();
        let (day, hour) = crate::clock::day_and_hour(&at);
        let (document_key, overstayed_days, referral, party) = (None, None, None, None);
        let stay_until = Some(day.plus_days(9));
        let (site, lane, content) = (given::site(), given::lane(0), content(Direction::Entry));
        CrossingRecorded {
            crossing: at.id(2),
            traveller: at.id(1),
            site,
            lane,
            day,
            hour,
            party,
            document_key,
            content,
            stay_until,
            overstayed_days,
            referral,
        }
    }

    fn correction(direction: Direction) -> CorrectCrossing {
        let stream = given::at().id(0);
        CorrectCrossing {
            crossing: given::at().id(2),
            direction,
            person: serde_json::from_value(json!({ "name": { "original": "Ali" }, "sex": "male" })).unwrap(),
            companions: Counts::default(),
            reason: Text::parse("wrong key").unwrap(),
            before: Some((stream, Box::new(content(Direction::Entry)))),
        }
    }

    fn past(facts: &[CrossingFact]) -> Past<Known> {
        Past::given(given::at().id(0), facts)
    }

    #[test]
    fn a_correction_is_a_new_fact_and_ends_a_stay_that_never_began() {
        let recorded = CrossingFact::CrossingRecorded(Box::new(entry()));
        let facts = correction(Direction::Exit).decide(&past(std::slice::from_ref(&recorded)), &given::at()).unwrap();
        let [CrossingFact::CrossingCorrected { content, .. }] = facts.as_slice() else { panic!("{facts:?}") };
        assert_eq!(content.direction, Direction::Exit);
        let now = past(&[recorded, facts[0].clone()]);
        assert_eq!(now.main().traveller.as_ref().unwrap().stay, None);
    }

    #[test]
    fn a_correction_that_changes_nothing_or_finds_nothing_is_refused() {
        let recorded = CrossingFact::CrossingRecorded(Box::new(entry()));
        let decide = |given: &[CrossingFact]| correction(Direction::Entry).decide(&past(given), &given::at());
        assert_eq!(decide(&[recorded]), Err(CorrectCrossingError::NoChange));
        assert_eq!(decide(&[]), Err(CorrectCrossingError::NoCrossing));
    }
}

//! Erase a traveller: the key of every fact about them is destroyed, the lists forget them at once, the chain still verifies.
//! What stays is that somebody was erased, when, why and by which two officers (Regulation (EU) 2016/679, article 17; IOM
//! Data Protection Manual, principle 11).

use super::{basis::ErasureBasis, erased::Erased, problem::ErasureError};
use crate::command::{At, Command, CrossingFact, Deserialize, Here, JsonSchema, Known, Past, Serialize, Value, json};
use crate::views;
use kernel::{CrossingId, Problem, SiteId, StreamId, SubjectId};

/// The command. Needs a second person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EraseTraveller {
    /// One crossing of the person; all their crossings with that document go.
    pub crossing: CrossingId,
    /// Why.
    pub basis: ErasureBasis,
    #[serde(skip)]
    erased: Erased,
    #[serde(skip)]
    open: bool,
}

impl Command for EraseTraveller {
    const NAME: &'static str = "erase_traveller";
    type State = Known;
    type Error = ErasureError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        let traveller = views::erasing::traveller(here.sql, self.crossing)?;
        self.open = match &traveller {
            Some(traveller) => views::erasing::is_open(here.sql, traveller)?,
            None => false,
        };
        self.erased = views::erasing::left(here.sql, traveller.into_iter().collect(), vec![])?;
        Ok(())
    }

    fn streams(&self, _at: &At) -> Vec<StreamId> {
        self.erased.travellers.iter().map(|erased| erased.stream).collect()
    }

    fn site(&self, past: &Past<Known>) -> Option<SiteId> {
        past.main().traveller.as_ref()?.crossings.get(&self.crossing).map(|passage| passage.site)
    }

    fn decide(&self, past: &Past<Known>, at: &At) -> Result<Vec<CrossingFact>, ErasureError> {
        let site = self.site(past).ok_or(ErasureError::NoRecord)?;
        if self.open {
            return Err(ErasureError::Open);
        }
        self.erased.agreed(site, self.basis, at)
    }

    fn answer(&self, _facts: &[CrossingFact], _at: &At) -> Value {
        json!({ "records": self.erased.records() })
    }

    fn erases(&self) -> Vec<SubjectId> {
        self.erased.subjects()
    }

    fn example() -> Self {
        crate::example::of(json!({ "crossing": "01900000-0000-7000-8000-000000000400", "basis": "requested" }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        erasure::erased::ErasedTraveller,
        facts::Direction,
        post::state::given,
        second_line::state::given::colleague,
        traveller::state::{Passage, Traveller},
    };

    fn decide(open: bool, alone: bool) -> Result<Vec<CrossingFact>, ErasureError> {
        let (mut at, stream) = (given::at(), given::at().id(0));
        let passage = Passage { site: given::site(), direction: Direction::Entry, referral: None, handed_over: false };
        let traveller = Traveller { traveller: at.id(1), crossings: [(at.id(2), passage)].into(), stay: None };
        let state = Known { traveller: Some(traveller), ..Known::default() };
        let past = Past::new(vec![log::state::Stream { id: stream, seq: 1, state }]);
        at.approved_by = Some(if alone { at.actor } else { colleague() });
        let person = ErasedTraveller { traveller: at.id(1), stream, crossings: vec![at.id(2)] };
        let erased = Erased { travellers: vec![person], ..Erased::default() };
        EraseTraveller { crossing: at.id(2), basis: ErasureBasis::Requested, erased, open }.decide(&past, &at)
    }

    #[test]
    fn a_traveller_is_erased_by_two_officers_with_a_ground() {
        let facts = decide(false, false).unwrap();
        let [CrossingFact::RecordsErased { basis: ErasureBasis::Requested, erased, approved_by, .. }] =
            facts.as_slice()
        else {
            panic!("{facts:?}")
        };
        assert_eq!((erased.records(), *approved_by), (1, colleague()));
        assert_eq!(decide(false, true), Err(ErasureError::Alone));
    }

    #[test]
    fn nobody_is_erased_while_second_line_has_not_ended() {
        assert_eq!(decide(true, false), Err(ErasureError::Open));
    }

    #[test]
    fn a_record_that_is_not_there_is_not_erased() {
        let past = Past::given(given::at().id(0), &[]);
        assert_eq!(EraseTraveller::example().decide(&past, &given::at()), Err(ErasureError::NoRecord));
    }
}

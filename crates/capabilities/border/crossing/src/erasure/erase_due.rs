//! Erase what has been kept as long as allowed: two officers, the oldest records first, no more than they agreed to. It never
//! happens by itself.

use super::{basis::ErasureBasis, erased::Erased, problem::ErasureError};
use crate::command::{At, Command, CrossingFact, Deserialize, Here, JsonSchema, Known, Past, Serialize, Value, json};
use crate::{
    problem::{here, post_here},
    views,
};
use kernel::{Date, Problem, StreamId, SubjectId};

/// The command. Needs a second person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EraseDue {
    /// The day on which the records were due.
    pub on: Date,
    /// How many records both officers saw in the list.
    pub at_most: u16,
    #[serde(skip)]
    erased: Erased,
}

impl Command for EraseDue {
    const NAME: &'static str = "erase_due";
    type State = Known;
    type Error = ErasureError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        let Some(site) = here.at.site else { return Ok(()) };
        let due = views::due::at(here.sql, site, self.on, here.at.utc_offset_minutes)?;
        let (mut travellers, mut groups) = (Vec::new(), Vec::new());
        for record in due {
            match record.group {
                Some(group) => groups.push(group),
                None => travellers.extend(views::erasing::traveller(here.sql, record.crossing)?),
            }
        }
        self.erased = views::erasing::left(here.sql, travellers, groups)?;
        Ok(())
    }

    fn streams(&self, at: &At) -> Vec<StreamId> {
        here(at)
    }

    fn decide(&self, past: &Past<Known>, at: &At) -> Result<Vec<CrossingFact>, ErasureError> {
        let (site, post) = post_here(past, at).ok_or(ErasureError::NoPost)?;
        let due = self.erased.records();
        let wrong = match post.retention {
            None => Some(ErasureError::NoPeriod),
            Some(_) if self.on > at.today() => Some(ErasureError::Future),
            Some(_) if due == 0 => Some(ErasureError::NothingDue),
            // The periods were made shorter since somebody looked at the list.
            Some(_) if due > usize::from(self.at_most) => Some(ErasureError::MoreDue(due, self.at_most)),
            Some(_) => None,
        };
        match wrong {
            Some(error) => Err(error),
            None => self.erased.agreed(site, ErasureBasis::RetentionOver, at),
        }
    }

    fn answer(&self, _facts: &[CrossingFact], _at: &At) -> Value {
        json!({ "records": self.erased.records() })
    }

    fn erases(&self) -> Vec<SubjectId> {
        self.erased.subjects()
    }

    fn example() -> Self {
        crate::example::of(json!({ "on": "2026-11-24", "at_most": 120 }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        erasure::set_retention::SetRetention,
        post::state::given::{at, post_set_up, site},
        second_line::state::given::colleague,
    };

    fn decide(due: usize, at_most: u16, given: &[CrossingFact]) -> Result<Vec<CrossingFact>, ErasureError> {
        let mut at = at();
        at.approved_by = Some(colleague());
        let groups = (0..due).map(|n| at.id(u32::try_from(n).unwrap())).collect();
        let erased = Erased { groups, ..Erased::default() };
        EraseDue { on: at.today(), at_most, erased }.decide(&Past::given(site().into(), given), &at)
    }

    fn with_periods() -> [CrossingFact; 2] {
        [post_set_up(), CrossingFact::RetentionSet { site: site(), retention: SetRetention::example().retention }]
    }

    #[test]
    fn no_more_is_erased_than_two_officers_agreed_to() {
        assert!(matches!(decide(3, 3, &with_periods()).as_deref(), Ok([CrossingFact::RecordsErased { .. }])));
        let more = ErasureError::MoreDue(4, 3);
        assert_eq!(decide(4, 3, &with_periods()), Err(more));
        assert_eq!(decide(0, 3, &with_periods()), Err(ErasureError::NothingDue));
    }

    #[test]
    fn without_a_period_nothing_is_ever_due() {
        assert_eq!(decide(3, 3, &[post_set_up()]), Err(ErasureError::NoPeriod));
    }

    #[test]
    fn nothing_is_due_on_a_day_that_has_not_come() {
        let tomorrow = EraseDue { on: at().today().plus_days(1), ..EraseDue::example() };
        let past = Past::given(site().into(), &with_periods());
        assert_eq!(tomorrow.decide(&past, &at()), Err(ErasureError::Future));
    }
}

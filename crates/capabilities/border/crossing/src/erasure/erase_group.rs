//! Erase a pre-registered group: its head's name, its people by sex and age, its needs. A ticket of it opens nothing any more;
//! what the humanitarian side learned at the hand-over is erased there.

use super::{basis::ErasureBasis, erased::Erased, problem::ErasureError};
use crate::command::{At, Command, CrossingFact, Deserialize, Here, JsonSchema, Known, Past, Serialize, Value, json};
use crate::views;
use kernel::{GroupId, Problem, SiteId, StreamId, SubjectId};

/// The command. Needs a second person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EraseGroup {
    /// The group.
    pub group: GroupId,
    /// Why.
    pub basis: ErasureBasis,
    #[serde(skip)]
    erased: Erased,
}

impl Command for EraseGroup {
    const NAME: &'static str = "erase_group";
    type State = Known;
    type Error = ErasureError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        self.erased = views::erasing::left(here.sql, vec![], vec![self.group])?;
        Ok(())
    }

    fn streams(&self, _at: &At) -> Vec<StreamId> {
        vec![self.group.into()]
    }

    fn site(&self, past: &Past<Known>) -> Option<SiteId> {
        past.main().group.as_ref().map(|group| group.site)
    }

    fn decide(&self, past: &Past<Known>, at: &At) -> Result<Vec<CrossingFact>, ErasureError> {
        let site = self.site(past).ok_or(ErasureError::NoRecord)?;
        self.erased.agreed(site, self.basis, at)
    }

    fn answer(&self, _facts: &[CrossingFact], _at: &At) -> Value {
        json!({ "records": self.erased.records() })
    }

    fn erases(&self) -> Vec<SubjectId> {
        self.erased.subjects()
    }

    fn example() -> Self {
        crate::example::of(json!({ "group": "01900000-0000-7000-8000-000000000600", "basis": "requested" }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{post::state::given, second_line::state::given::colleague};

    #[test]
    fn a_group_that_is_not_there_is_not_erased() {
        let mut at = given::at();
        at.approved_by = Some(colleague());
        let past = Past::given(EraseGroup::example().group.into(), &[]);
        assert_eq!(EraseGroup::example().decide(&past, &at), Err(ErasureError::NoRecord));
    }
}

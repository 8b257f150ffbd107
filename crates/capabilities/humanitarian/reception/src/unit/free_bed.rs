//! Free a bed that is held for nobody who is known here: a record that was erased, a stay of which only the bed was heard, or one that was
//! given another bed at another post.

use super::{BedAt, UnitError, state::known_bed};
use crate::{facts::Fact, record::Record, views};
use access::{Command, Here};
use kernel::{Problem, RoomId, SiteId, StayId, StreamId, UnitId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Frees a bed that a stay holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FreeBed {
    /// The unit.
    pub unit: UnitId,
    /// The room.
    pub room: RoomId,
    /// The bed's number.
    pub bed: u16,
    /// The stay that holds it.
    pub stay: StayId,
    /// Whether it is nobody's who stays here by this stay; found in the views.
    #[serde(skip)]
    pub nobody: bool,
}

impl FreeBed {
    const fn place(&self) -> BedAt {
        BedAt { unit: self.unit, room: self.room, bed: self.bed }
    }
}

impl Command for FreeBed {
    const NAME: &'static str = "free_bed";
    type State = Record;
    type Error = UnitError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.unit.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        past.main().unit.site
    }

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        self.nobody = !views::is_theirs(here.sql, self.stay, self.place())?;
        Ok(())
    }

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, UnitError> {
        let at = self.place();
        let held = known_bed(past, at)?.held.get(&at).is_some_and(|held| held.contains(&self.stay));
        match (held, self.nobody) {
            (false, _) => Err(UnitError::Already),
            (true, false) => Err(UnitError::HeldByAStay),
            (true, true) => Ok(vec![Fact::BedFreed { at, stay: self.stay }]),
        }
    }

    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        Self { unit: UnitId(id(1)), room: RoomId(id(2)), bed: 1, stay: StayId(id(3)), nobody: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::define_unit_tests::{at, defined, room};

    #[test]
    fn a_bed_of_somebody_who_is_known_is_not_freed_over_their_head() {
        let (unit, of): (UnitId, RoomId) = (at().id(0), at().id(1));
        let free = FreeBed { unit, room: of, nobody: true, ..FreeBed::example() };
        let mut given = defined(vec![room("1", 2)]);
        given.push(Fact::BedTaken { at: free.place(), stay: free.stay });
        let past = Past::given(unit.into(), &given);
        assert!(free.decide(&past, &at()).is_ok());
        assert_eq!(FreeBed { nobody: false, ..free }.decide(&past, &at()), Err(UnitError::HeldByAStay));
    }
}

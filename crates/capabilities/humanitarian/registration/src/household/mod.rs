//! Households: who belongs together, and how that changes.

mod add_member;
mod composition;
mod join_households;
mod move_member;
mod name_head;
mod open_household;
mod register_household;
mod split_household;
mod state;
mod undo_join;

pub use add_member::{AddMember, AddMemberError};
pub(crate) use composition::next_head;
pub use composition::{CompositionError, MOST_MEMBERS};
pub use join_households::JoinHouseholds;
pub use move_member::MoveMember;
pub use name_head::NameHead;
pub use open_household::{OpenHousehold, OpenHouseholdError};
pub use register_household::{Answered, NewMember, RegisterHousehold, RegisterHouseholdError};
pub use split_household::SplitHousehold;
/// Where the draws of a number begin among the random numbers of a decision, apart from those of ids.
const NUMBER_DRAWS: u32 = 0x4e55_0000;

pub use contracts::registration::Relationship;
pub use state::{Household, Member};
pub use undo_join::UndoJoin;

#[cfg(test)]
pub(crate) use register_household::tests as tests_support;

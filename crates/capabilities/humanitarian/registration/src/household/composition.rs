//! What every change of a household's composition asks first.

use super::Household;
use crate::record::Record;
use kernel::{HouseholdId, PersonId, Problem, SiteId};
use log::Past;

/// Why a household's composition is not changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CompositionError {
    /// There is no such household here.
    NotFound,
    /// It is opened, but nobody was registered in it yet.
    NotRegistered,
    /// Its members are with another household: act there, or undo the joining.
    Resting,
    /// The person is no member.
    NotAMember,
    /// Both are the same household.
    Same,
    /// Nobody would stay behind.
    LeavesNobody,
    /// These two were not joined.
    NotJoined,
    /// All members who came with the other household have since moved on.
    MovedOn,
    /// A household holds at most so many.
    TooMany,
}

impl From<CompositionError> for Problem {
    fn from(error: CompositionError) -> Self {
        match error {
            CompositionError::NotFound => Problem::not_found(),
            CompositionError::NotRegistered => Problem::conflict("REG-032"),
            CompositionError::Resting => Problem::conflict("REG-021"),
            CompositionError::NotAMember => Problem::conflict("REG-020"),
            CompositionError::Same => Problem::refused("REG-023"),
            CompositionError::LeavesNobody => Problem::refused("REG-025"),
            CompositionError::NotJoined => Problem::conflict("REG-027"),
            CompositionError::MovedOn => Problem::conflict("REG-026"),
            CompositionError::TooMany => Problem::refused("REG-012").with("most", MOST_MEMBERS),
        }
    }
}

/// Most members of one household.
pub const MOST_MEMBERS: usize = 40;

/// The household and its site, when its composition can be changed.
pub fn changeable(past: &Past<Record>, id: HouseholdId) -> Result<(&Household, SiteId), CompositionError> {
    let household = &past.of(id).household;
    let site = household.site.ok_or(CompositionError::NotFound)?;
    if household.rests_with.is_some() {
        return Err(CompositionError::Resting);
    }
    if household.number.is_none() {
        return Err(CompositionError::NotRegistered);
    }
    Ok((household, site))
}

/// Two different households of one site, when both can be changed. One of another site looks like none.
pub fn both_changeable(
    past: &Past<Record>,
    one: HouseholdId,
    other: HouseholdId,
) -> Result<(&Household, &Household, SiteId), CompositionError> {
    if one == other {
        return Err(CompositionError::Same);
    }
    let (first, site) = changeable(past, one)?;
    let (second, its_site) = changeable(past, other)?;
    if site == its_site { Ok((first, second, site)) } else { Err(CompositionError::NotFound) }
}

/// Who speaks for the household when `leaving` go, if the head is among them: the member who came next; of its own people first.
pub fn next_head(household: &Household, leaving: &[PersonId]) -> Option<PersonId> {
    let head_goes = household.head.is_none_or(|head| leaving.contains(&head));
    let stays = household.members.iter().filter(|member| head_goes && !leaving.contains(&member.person));
    stays.min_by_key(|member| member.came_with.is_some()).map(|member| member.person)
}

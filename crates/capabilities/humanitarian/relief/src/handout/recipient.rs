//! To whom a hand-out goes, looked up in its transaction.

use super::HandOutError;
use crate::views;
use access::Here;
use contracts::number::Number;
use kernel::{HouseholdId, PersonId, Problem, SiteId};
use log::Sql;

/// A household with those who belong to it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The household.
    pub household: HouseholdId,
    /// Who belongs to it.
    pub members: Vec<PersonId>,
}

/// The household of a card or number that is held up at the service point, of whatever site: whoever stands there with a card is
/// served. Words that are neither lead nowhere.
pub fn of_code(sql: &mut dyn Sql, code: &str) -> Result<Option<HouseholdId>, Problem> {
    if !code.contains(':') && code.parse::<Number>().is_err() {
        return Ok(None);
    }
    Ok(people::find(sql, code, None)?.first().map(|found| found.person.household))
}

/// The household by its id, if it is kept at the site or somebody of it stays there.
pub fn of_site(sql: &mut dyn Sql, household: HouseholdId, site: Option<SiteId>) -> Result<bool, Problem> {
    let Some(found) = people::household(sql, household)? else { return Ok(false) };
    Ok(found.is_of(site) || site.map_or(Ok(false), |site| views::stays_at(sql, household, site))?)
}

/// The recipient that a command names.
pub(super) fn look_up(
    here: &mut Here<'_>,
    household: Option<HouseholdId>,
    code: Option<&str>,
) -> Result<Option<Recipient>, Problem> {
    let household = match (household, code) {
        (Some(id), _) if of_site(here.sql, id, here.at.site)? => id,
        (Some(_), _) => return Err(HandOutError::NotFound.into()),
        (None, Some(code)) => of_code(here.sql, code)?.ok_or(HandOutError::UnknownCode)?,
        (None, None) => return Ok(None),
    };
    let members = people::members(here.sql, household)?.into_iter().map(|member| member.person.id).collect();
    Ok(Some(Recipient { household, members }))
}

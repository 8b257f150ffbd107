//! What marking, returning and ending have in common: open stays of the people named, at the acting site.

use super::{Open, StayError};
use crate::{facts::person_stream, record::Record};
use kernel::{PersonId, StreamId};
use log::{At, Past};

/// The streams of the people named.
pub(super) fn streams(people: &[PersonId]) -> Vec<StreamId> {
    people.iter().map(|person| person_stream(*person)).collect()
}

/// The open stay here of each person named.
pub(super) fn open_here(past: &Past<Record>, people: &[PersonId], at: &At) -> Result<Vec<Open>, StayError> {
    let site = at.site.ok_or(StayError::NoSite)?;
    if people.is_empty() || people.len() > super::known::MOST {
        return Err(StayError::HowMany);
    }
    let open = |person: &PersonId| past.of(person_stream(*person)).stays.at(site).copied();
    let all = people.iter().map(|person| open(person).ok_or(StayError::NotHere)).collect::<Result<Vec<_>, _>>()?;
    let mut seen = std::collections::BTreeSet::new();
    if people.iter().all(|person| seen.insert(*person)) { Ok(all) } else { Err(StayError::Twice) }
}

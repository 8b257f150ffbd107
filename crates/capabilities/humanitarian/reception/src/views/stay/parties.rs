//! People without a place, as parties for the finder.

use crate::views::arrival::TRAVELS;
use access::Reading;
use contracts::registration::LinkKind;
use kernel::{ConvoyId, HouseholdId, Moment, PersonId, Problem, UnitId};
use log::{StoreError, params};
use people::Person;
use placement::{Bond, Member, Party, Together};
use std::collections::BTreeMap;

/// A household of which somebody has no place.
pub(super) struct Household {
    pub household: HouseholdId,
    pub number: Option<String>,
    /// Those without a place, the head or else the oldest record first.
    pub people: Vec<Waiting>,
    /// Whether one of them is there.
    pub there: bool,
    /// Since when the first of them waits.
    pub since: Moment,
    /// The unit where the others of the household sleep, when it is one.
    pub unit: Option<UnitId>,
}

/// Somebody without a place.
pub(super) struct Waiting {
    pub person: Person,
    pub no_steps: bool,
    pub quarantine: bool,
}

/// For whom places are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// Everybody of the site who has no place: who was never received here, and who is here or expected without a bed.
    Everybody,
    /// The same of one household.
    Household(HouseholdId),
    /// Everybody on the list of a convoy that comes here, before it arrives.
    Convoy(ConvoyId),
}

const WAITING: &str = "SELECT p.person, p.household, p.registered_at, 0 FROM registration_person p \
     WHERE (p.site = $1 OR $2) AND NOT EXISTS (SELECT 1 FROM reception_stay s WHERE s.person = p.person) \
     UNION ALL SELECT t.person, p.household, t.came_at, 1 FROM reception_traveller t \
     JOIN registration_person p ON p.person = t.person AND p.site <> t.came \
     WHERE (t.came = $1 OR ($2 AND t.came IS NOT NULL)) \
     AND NOT EXISTS (SELECT 1 FROM reception_stay s WHERE s.person = t.person AND s.site = t.came) \
     UNION ALL SELECT s.person, s.household, s.changed_at, CASE WHEN s.status = 'planned' THEN 0 ELSE 1 END \
     FROM reception_stay s WHERE (s.site = $1 OR $2) AND s.ended_at IS NULL AND s.unit IS NULL";

fn rows(reading: &mut Reading<'_>, asked: Asked) -> Result<Vec<log::Row>, Problem> {
    let (site, everywhere) = (reading.site, reading.site.is_none());
    let Asked::Convoy(convoy) = asked else {
        return reading.sql.rows(WAITING, params![site, everywhere]).map_err(StoreError::problem);
    };
    let query = format!(
        "SELECT t.person, p.household, c.due, 0 FROM reception_traveller t JOIN reception_arrival c ON c.convoy = t.convoy \
         JOIN registration_person p ON p.person = t.person WHERE t.convoy = $3 AND (c.site = $1 OR $2) AND {TRAVELS} \
         AND NOT EXISTS (SELECT 1 FROM reception_stay s WHERE s.person = t.person AND s.site = c.site AND s.ended_at IS NULL \
         AND s.unit IS NOT NULL)"
    );
    reading.sql.rows(&query, params![site, everywhere, convoy]).map_err(StoreError::problem)
}

/// The households of whom somebody has no place, in the order of waiting, those who are there first.
pub(super) fn waiting(reading: &mut Reading<'_>, asked: Asked) -> Result<Vec<Household>, Problem> {
    let rows = rows(reading, asked)?;
    let mut households: BTreeMap<HouseholdId, (Vec<PersonId>, bool, i64)> = BTreeMap::new();
    for row in rows {
        let (Some(person), Some(household)) = (row.id::<PersonId>(0), row.id::<HouseholdId>(1)) else { continue };
        if matches!(asked, Asked::Household(only) if only != household) {
            continue;
        }
        let of = households.entry(household).or_insert((vec![], false, i64::MAX));
        of.0.push(person);
        of.1 |= row.int(3) != 0;
        of.2 = of.2.min(row.int(2));
    }
    let mut out = Vec::with_capacity(households.len());
    for (household, (ids, there, since)) in households {
        out.extend(one(reading, household, &ids, there, Moment::from_millis(since))?);
    }
    out.sort_by_key(|household| (!household.there, household.since, household.household));
    Ok(out)
}

fn one(
    reading: &mut Reading<'_>,
    household: HouseholdId,
    ids: &[PersonId],
    there: bool,
    since: Moment,
) -> Result<Option<Household>, Problem> {
    let query = "SELECT h.number, h.head FROM registration_household h WHERE h.household = $1";
    let row = reading.sql.first(query, params![household]).map_err(StoreError::problem)?;
    let number = row.as_ref().and_then(|row| row.opt_text(0)).map(people::grouped);
    let head: Option<PersonId> = row.and_then(|row| row.id(1));
    let mut people = Vec::new();
    for (id, person) in people::people(reading.sql, ids.iter().copied())? {
        let needs = "SELECT no_steps, quarantine FROM reception_need WHERE person = $1";
        let needs = reading.sql.first(needs, params![id]).map_err(StoreError::problem)?;
        let has = |column: usize| needs.as_ref().is_some_and(|row| row.int(column) != 0);
        people.push(Waiting { person, no_steps: has(0), quarantine: has(1) });
    }
    people.sort_by_key(|one| (head != Some(one.person.id), one.person.registered, one.person.id));
    let others = "SELECT DISTINCT unit FROM reception_stay WHERE household = $1 AND (site = $2 OR $3) AND ended_at IS NULL \
                  AND unit IS NOT NULL";
    let others = reading
        .sql
        .rows(others, params![household, reading.site, reading.site.is_none()])
        .map_err(StoreError::problem)?;
    let unit = match others.as_slice() {
        [one] => one.id(0),
        _ => None,
    };
    let waits = Household { household, number, people, there, since, unit };
    Ok(Some(waits).filter(|household| !household.people.is_empty()))
}

/// A household as parties: those in quarantine apart from the others. Each with the positions of its members in the household.
pub(super) fn parties(
    reading: &mut Reading<'_>,
    household: &Household,
    unit: Option<usize>,
) -> Result<Vec<(Party, Vec<usize>)>, Problem> {
    let mut out = Vec::new();
    for quarantine in [false, true] {
        let members: Vec<usize> = household
            .people
            .iter()
            .enumerate()
            .filter(|(_, one)| one.quarantine == quarantine)
            .map(|(n, _)| n)
            .collect();
        if members.is_empty() {
            continue;
        }
        let of: Vec<&Waiting> = members.iter().filter_map(|n| household.people.get(*n)).collect();
        let today = reading.at.today();
        let member = |one: &&Waiting| Member {
            sex: one.person.details.sex,
            age_years: u8::try_from(one.person.age_on(today).0).unwrap_or(u8::MAX),
            no_steps: one.no_steps,
        };
        let people: Vec<Member> = of.iter().map(member).collect();
        let alone = !people.is_empty() && people.iter().all(|member| member.age_years < 18);
        let together = if alone && people.len() > 1 { Together::Siblings } else { Together::Household };
        let bonds = bonds(reading, &of, &people)?;
        let unit = unit.filter(|_| !quarantine);
        out.push((Party { members: people, together, bonds, quarantine, unit }, members));
    }
    Ok(out)
}

/// Below this age, in completed years, a child without a known parent or caregiver among them stays with the first adult.
const SMALL: u8 = 12;

fn bonds(reading: &mut Reading<'_>, of: &[&Waiting], members: &[Member]) -> Result<Vec<Bond>, Problem> {
    let place = |person: PersonId| of.iter().position(|one| one.person.id == person);
    let adult = members.iter().position(|member| member.age_years >= 18);
    let mut out = Vec::new();
    for (n, (one, member)) in of.iter().zip(members).enumerate() {
        let links = people::links(reading.sql, one.person.id)?;
        let binds = |is: LinkKind| matches!(is, LinkKind::ParentOf | LinkKind::CaregiverOf);
        let carers: Vec<usize> = links
            .iter()
            .filter(|link| binds(link.is) && link.other == one.person.id)
            .filter_map(|link| place(link.person))
            .collect();
        let first = carers.first().copied().or(adult.filter(|adult| member.age_years < SMALL && *adult != n));
        out.extend(first.map(|carer| Bond { members: vec![carer, n] }));
    }
    Ok(out)
}

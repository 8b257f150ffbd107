//! Who belongs to a household, and how.

use super::person::{COLUMNS, Person};
use contracts::registration::Relationship;
use kernel::{HouseholdId, PersonId, Problem};
use log::{Sql, StoreError, params};

/// A member of a household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub person: Person,
    /// How the member stands to the head.
    pub relationship: Relationship,
    /// The household with which the member came when two were joined.
    pub came_with: Option<HouseholdId>,
}

/// The members in the order in which they came. Of a household that rests, those who belonged to it when it was joined.
pub fn members(sql: &mut dyn Sql, household: HouseholdId) -> Result<Vec<Member>, Problem> {
    let select = format!(
        "SELECT {COLUMNS}, m.relationship, m.came_with FROM registration_member m \
         JOIN registration_person p ON p.person = m.person WHERE m.household = $1 ORDER BY m.place, m.person"
    );
    let rows = sql.rows(&select, params![household]).map_err(StoreError::problem)?;
    let member = |row: &log::Row| {
        let relationship = Relationship::named(row.text(5)).unwrap_or(Relationship::OtherRelative);
        Some(Member { person: Person::of(row)?, relationship, came_with: row.id(6) })
    };
    Ok(rows.iter().filter_map(member).collect())
}

/// How a person stands to the head of a household, if they belong to it.
pub fn relationship(
    sql: &mut dyn Sql,
    household: HouseholdId,
    person: PersonId,
) -> Result<Option<Relationship>, Problem> {
    let select = "SELECT relationship FROM registration_member WHERE household = $1 AND person = $2";
    let row = sql.first(select, params![household, person]).map_err(StoreError::problem)?;
    Ok(row.and_then(|row| Relationship::named(row.text(0))))
}

/// The households that list a person: one, and those that rest since they were joined.
pub fn households_of(sql: &mut dyn Sql, person: PersonId) -> Result<Vec<HouseholdId>, Problem> {
    let query = "SELECT household FROM registration_member WHERE person = $1 ORDER BY household";
    let rows = sql.rows(query, params![person]).map_err(StoreError::problem)?;
    Ok(rows.iter().filter_map(|row| row.id(0)).collect())
}

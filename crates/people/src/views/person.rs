//! A person as registration knows them now.

use contracts::registration::Details;
use kernel::{Date, HouseholdId, Moment, PersonId, Problem, SiteId};
use log::{Row, Sql, StoreError, params};
use std::collections::BTreeMap;

/// A registered person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// Where the person belongs.
    pub household: HouseholdId,
    /// The site that keeps the record.
    pub site: SiteId,
    /// When the person was registered.
    pub registered: Moment,
    /// What is recorded now.
    pub details: Details,
}

/// The columns of [`Person::of`], of `registration_person p`.
pub(super) const COLUMNS: &str = "p.person, p.household, p.site, p.registered_at, p.details";

impl Person {
    /// The person in the first columns of a row that begins with [`COLUMNS`].
    pub(super) fn of(row: &Row) -> Option<Self> {
        Some(Self {
            id: row.id(0)?,
            household: row.id(1)?,
            site: row.id(2)?,
            registered: Moment::from_millis(row.int(3)),
            details: serde_json::from_str(row.text(4)).ok()?,
        })
    }

    /// The name as the person writes it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.details.name.original
    }

    /// The name in other letters, where one is recorded that differs.
    #[must_use]
    pub fn rendering(&self) -> Option<&str> {
        let original = &self.details.name.original;
        self.details.name.renderings.iter().find(|rendering| *rendering != original).map(|rendering| rendering.as_str())
    }

    /// The least and the greatest age in completed years on a day.
    #[must_use]
    pub fn age_on(&self, day: Date) -> (u16, u16) {
        self.details.birth.age_on(day)
    }

    /// Whether somebody who may read the records of this site, or of every site (`None`), may read this one.
    #[must_use]
    pub fn is_of(&self, site: Option<SiteId>) -> bool {
        site.is_none_or(|site| site == self.site)
    }
}

/// The person, unless they are not known here or were erased ([`super::is_erased`] tells the two apart).
pub fn person(sql: &mut dyn Sql, id: PersonId) -> Result<Option<Person>, Problem> {
    let select = format!("SELECT {COLUMNS} FROM registration_person p WHERE p.person = $1");
    let row = sql.first(&select, params![id]).map_err(StoreError::problem)?;
    Ok(row.as_ref().and_then(Person::of))
}

/// The people with these ids; who is not known here is left out.
pub fn people(
    sql: &mut dyn Sql,
    ids: impl IntoIterator<Item = PersonId>,
) -> Result<BTreeMap<PersonId, Person>, Problem> {
    let mut people = BTreeMap::new();
    for id in ids {
        if let (false, Some(found)) = (people.contains_key(&id), person(sql, id)?) {
            people.insert(id, found);
        }
    }
    Ok(people)
}

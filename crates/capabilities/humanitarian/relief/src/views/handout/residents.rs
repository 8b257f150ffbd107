//! The households of which somebody stays at a site, with what counts for each of their people: read at once, because a list goes
//! through all of them.

use super::{
    due::{Person, person},
    history::Histories,
};
use crate::views::stay::{Standing, standings};
use kernel::{HouseholdId, PersonId, Problem, SiteId};
use log::{Sql, StoreError, params};

/// A household of which somebody stays at the site.
pub(super) struct Resident {
    pub household: HouseholdId,
    pub number: Option<String>,
    pub head: Option<PersonId>,
    pub people: Vec<Person>,
}

impl Resident {
    /// Who speaks for it, where that is one of them; the first of them otherwise.
    pub fn speaker(&self) -> Option<&Person> {
        self.people.iter().find(|person| Some(person.id) == self.head).or(self.people.first())
    }
}

/// The households, in the order of their numbers; where their members are now.
pub(super) fn residents(sql: &mut dyn Sql, site: SiteId) -> Result<Vec<Resident>, Problem> {
    let select = "SELECT m.household, h.number, h.head, p.person, p.name FROM registration_member m \
                  JOIN registration_person p ON p.person = m.person JOIN registration_household h ON h.household = m.household \
                  WHERE m.household IN (SELECT q.household FROM relief_stay s JOIN registration_person q ON q.person = s.person \
                  WHERE s.site = $1 AND s.status IN ('present', 'absent')) ORDER BY h.number, m.household, m.place, p.person";
    let rows = sql.rows(select, params![site]).map_err(StoreError::problem)?;
    let (histories, standings) = (Histories::of_site(sql, site)?, standings(sql, site)?);
    let mut out: Vec<Resident> = vec![];
    for row in &rows {
        let (Some(household), Some(id)) = (row.id::<HouseholdId>(0), row.id::<PersonId>(3)) else { continue };
        let of = if histories.is_linked(id) {
            person(sql, id, row.text(4), Some(site))?
        } else {
            let stands: Standing = standings.get(&id).copied().unwrap_or_default();
            Person { id, name: row.text(4).to_owned(), had: histories.of(sql, id)?, stands }
        };
        match out.last_mut().filter(|last| last.household == household) {
            Some(last) => last.people.push(of),
            None => {
                let number = row.opt_text(1).map(people::grouped);
                out.push(Resident { household, number, head: row.id(2), people: vec![of] });
            }
        }
    }
    Ok(out)
}

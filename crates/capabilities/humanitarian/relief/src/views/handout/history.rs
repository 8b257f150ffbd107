//! What counts for a person: hand-outs to this record and to every record that is said to be of the same person, as long as it is
//! said. A link asserted or taken back changes it at once; nothing is moved.

use crate::entitlement::Had;
use kernel::{Moment, PersonId, Problem, SiteId};
use log::{Row, Sql, StoreError, params};
use std::collections::{BTreeMap, BTreeSet};

/// The hand-outs that count for whoever these records are of, without those that were taken back.
pub(in crate::views) fn history(sql: &mut dyn Sql, people: &BTreeSet<PersonId>) -> Result<Vec<Had>, Problem> {
    let select = "SELECT g.at, g.handout, g.site, g.item FROM relief_given g WHERE g.person = $1 \
                  AND NOT EXISTS (SELECT 1 FROM relief_taken_back t WHERE t.handout = g.handout)";
    let mut out = BTreeSet::new();
    for person in people {
        let rows = sql.rows(select, params![*person]).map_err(StoreError::problem)?;
        out.extend(rows.iter().filter_map(had));
    }
    Ok(out.into_iter().collect())
}

fn had(row: &Row) -> Option<Had> {
    Some(Had { at: Moment::from_millis(row.int(0)), handout: row.id(1)?, site: row.id(2)?, item: row.id(3)? })
}

/// The histories of everybody who stays at a site or got something there, read at once: for lists that go through all of them.
pub(in crate::views) struct Histories {
    own: BTreeMap<PersonId, Vec<Had>>,
    /// Those of whom another record is known.
    linked: BTreeSet<PersonId>,
}

impl Histories {
    /// Reads them.
    pub fn of_site(sql: &mut dyn Sql, site: SiteId) -> Result<Self, Problem> {
        let select = "SELECT g.at, g.handout, g.site, g.item, g.person FROM relief_given g WHERE g.person IN \
                      (SELECT o.person FROM relief_given o WHERE o.site = $1 UNION \
                      SELECT s.person FROM relief_stay s WHERE s.site = $1) \
                      AND NOT EXISTS (SELECT 1 FROM relief_taken_back t WHERE t.handout = g.handout)";
        let mut own: BTreeMap<PersonId, Vec<Had>> = BTreeMap::new();
        for row in sql.rows(select, params![site]).map_err(StoreError::problem)? {
            let (Some(person), Some(had)) = (row.id(4), had(&row)) else { continue };
            own.entry(person).or_default().push(had);
        }
        let links = "SELECT person, other FROM registration_link WHERE relation = 'same_as'";
        let links = sql.rows(links, &[]).map_err(StoreError::problem)?;
        let linked = links.iter().flat_map(|row| [row.id(0), row.id(1)]).flatten().collect();
        Ok(Self { own, linked })
    }

    /// What counts for a person.
    pub fn of(&self, sql: &mut dyn Sql, person: PersonId) -> Result<Vec<Had>, Problem> {
        if self.linked.contains(&person) {
            let records = people::same_person(sql, person)?.people;
            return history(sql, &records);
        }
        Ok(self.own.get(&person).cloned().unwrap_or_default())
    }

    /// Whether another record of the person is known.
    pub fn is_linked(&self, person: PersonId) -> bool {
        self.linked.contains(&person)
    }
}

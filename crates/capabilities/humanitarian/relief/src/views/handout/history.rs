//! What counts for a person: hand-outs to this record and to every record that is said to be of the same person, as long as it is
//! said. A link asserted or taken back changes it at once; nothing is moved.

use crate::entitlement::Had;
use kernel::{PersonId, Problem};
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
    Some(Had { at: kernel::Moment::from_millis(row.int(0)), handout: row.id(1)?, site: row.id(2)?, item: row.id(3)? })
}

/// The records of the same person, for each of these people.
pub(in crate::views) fn records(
    sql: &mut dyn Sql,
    people: impl IntoIterator<Item = PersonId>,
) -> Result<BTreeMap<PersonId, BTreeSet<PersonId>>, Problem> {
    people.into_iter().map(|person| Ok((person, people::same_person(sql, person)?.people))).collect()
}

//! What commands look up before they decide, and which nodes' keys are known here.

use kernel::{HouseholdId, PersonId, Problem, SubjectId};
use log::{Sql, StoreError, params};
use seal::number::Number;

/// Whether a household of this node's store has the number.
pub(crate) fn is_number_taken(sql: &mut dyn Sql, number: &Number) -> Result<bool, Problem> {
    let query = "SELECT 1 FROM registration_household WHERE number = $1";
    Ok(sql.first(query, params![number.as_str()]).map_err(StoreError::problem)?.is_some())
}

/// The id of a person's photo.
pub(crate) fn photo_of(sql: &mut dyn Sql, person: PersonId) -> Result<Option<SubjectId>, Problem> {
    let query = "SELECT photo FROM registration_photo WHERE person = $1";
    Ok(sql.first(query, params![person]).map_err(StoreError::problem)?.and_then(|row| row.id(0)))
}

/// The households that list a person: one, and those that rest since they were joined.
pub(crate) fn households_of(sql: &mut dyn Sql, person: PersonId) -> Result<Vec<HouseholdId>, Problem> {
    let query = "SELECT household FROM registration_member WHERE person = $1 ORDER BY household";
    let rows = sql.rows(query, params![person]).map_err(StoreError::problem)?;
    Ok(rows.iter().filter_map(|row| row.id(0)).collect())
}

/// The public keys of the nodes whose facts this store holds.
pub(super) fn known_keys(sql: &mut dyn Sql) -> Result<Vec<[u8; 32]>, Problem> {
    let rows = sql.rows("SELECT verifying_key FROM origin", &[]).map_err(StoreError::problem)?;
    Ok(rows.iter().filter_map(|row| row.blob(0).try_into().ok()).collect())
}

//! What is to be erased, gathered from the read tables before the records go; and their comparison as a whole.

use super::{board, counts, reading::first, reading::rows};
use crate::erasure::erased::{Erased, ErasedTraveller};
use kernel::{CrossingId, GroupId, PersonId, Problem, StreamId};
use log::{LogError, Sql, params};

/// The traveller of a crossing, with all their crossings.
pub fn traveller(sql: &mut dyn Sql, crossing: CrossingId) -> Result<Option<ErasedTraveller>, Problem> {
    let query = "SELECT stream, traveller FROM crossing_record WHERE crossing = $1";
    let found = first(sql, query, params![crossing])?;
    let Some((stream, traveller)) = found.and_then(|row| row.id::<StreamId>(0).zip(row.id::<PersonId>(1))) else {
        return Ok(None);
    };
    let query = "SELECT crossing FROM crossing_record WHERE stream = $1 AND traveller = $2 ORDER BY at, crossing";
    let crossings = rows(sql, query, params![stream, traveller])?;
    let crossings = crossings.iter().filter_map(|row| row.id(0)).collect();
    Ok(Some(ErasedTraveller { traveller, stream, crossings }))
}

/// Whether second line has not ended for one of these crossings.
pub fn is_open(sql: &mut dyn Sql, traveller: &ErasedTraveller) -> Result<bool, Problem> {
    for crossing in &traveller.crossings {
        if super::second_line::is_open(sql, *crossing)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// These records with what stays of them.
pub fn left(sql: &mut dyn Sql, travellers: Vec<ErasedTraveller>, groups: Vec<GroupId>) -> Result<Erased, Problem> {
    let mut erased = Erased { travellers, groups, ..Erased::default() };
    let ids: Vec<StreamId> = erased.ids().collect();
    let touched;
    (erased.days, touched) = counts::left(sql, &ids).map_err(Problem::from)?;
    erased.lanes = board::left(sql, &touched).map_err(Problem::from)?;
    Ok(erased)
}

/// Every row of every table of this capability, as text in one order: two stores that show the same give the same.
pub fn everything(sql: &mut dyn Sql) -> Result<Vec<String>, LogError> {
    let mut all = Vec::new();
    for table in super::projections().iter().flat_map(|view| view.drop) {
        let query = format!("SELECT * FROM {table}");
        all.extend(sql.rows(&query, &[])?.iter().map(|row| format!("{table} {:?}", row.0)));
    }
    all.sort();
    Ok(all)
}

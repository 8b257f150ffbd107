//! A view: read tables that follow from facts and can be deleted and rebuilt at any time (invariant 6).

use crate::{LogError, Recorded, Sql};

/// A view of one zone's facts. Its tables change in the same transaction as the facts.
#[derive(Clone, Copy)]
pub struct View {
    /// Its name, unique in the zone; also the prefix of its tables.
    pub name: &'static str,
    /// Raise it when tables or `apply` change: the view is then rebuilt when the log opens.
    pub version: i64,
    /// `CREATE TABLE` statements.
    pub tables: &'static str,
    /// `CREATE INDEX` statements, run after a rebuild has filled the tables.
    pub indexes: &'static str,
    /// The names of the tables, in the order in which they can be dropped; also those that only an older version had, so that
    /// no person's data stays behind in them.
    pub drop: &'static [&'static str],
    /// Whether it wants facts of this kind.
    pub wants: fn(kind: &str) -> bool,
    /// Takes one fact into the tables. Facts come in the order of arrival; an erased one comes without body.
    pub apply: fn(&mut dyn Sql, &Recorded) -> Result<(), LogError>,
}

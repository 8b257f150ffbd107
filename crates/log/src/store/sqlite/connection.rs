//! One SQLite connection as [`Sql`], and the translation of its errors.

use crate::{Row, Sql, StoreError, Value};
use rusqlite::{
    ErrorCode,
    types::{ToSqlOutput, ValueRef},
};
use std::borrow::Cow;

pub(super) struct Connection {
    raw: rusqlite::Connection,
    /// Between `begin` and `commit` or `roll_back`.
    working: bool,
}

impl Connection {
    pub(super) fn new(raw: rusqlite::Connection) -> Self {
        Self { raw, working: false }
    }

    pub(super) fn raw(&self) -> &rusqlite::Connection {
        &self.raw
    }

    pub(super) fn raw_mut(&mut self) -> &mut rusqlite::Connection {
        &mut self.raw
    }

    /// Begins a transaction with `how`.
    pub(super) fn begin(&mut self, how: &str) -> Result<(), StoreError> {
        self.execute(how, &[])?;
        self.working = true;
        Ok(())
    }

    pub(super) fn commit(&mut self) -> Result<(), StoreError> {
        self.execute("COMMIT", &[])?;
        self.working = false;
        Ok(())
    }

    /// Ends what is left of a transaction without keeping it.
    pub(super) fn roll_back(&mut self) -> Result<(), StoreError> {
        self.working = false;
        if self.raw.is_autocommit() { Ok(()) } else { self.execute("ROLLBACK", &[]).map(drop) }
    }

    /// A full disk makes SQLite roll back by itself. What follows in the same work would then be kept statement by
    /// statement: it is refused instead.
    fn in_order(&self) -> Result<(), StoreError> {
        let lost = self.working && self.raw.is_autocommit();
        if lost { Err(StoreError::Io("a failure before this one undid the transaction".into())) } else { Ok(()) }
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(v) => ValueRef::Integer(*v),
            Value::Real(v) => ValueRef::Real(*v),
            Value::Text(v) => ValueRef::Text(v.as_bytes()),
            Value::Blob(v) => ValueRef::Blob(v),
        }))
    }
}

fn value(from: ValueRef<'_>) -> Value {
    match from {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(v) => Value::Int(v),
        ValueRef::Real(v) => Value::Real(v),
        ValueRef::Text(v) => Value::Text(String::from_utf8_lossy(v).into_owned()),
        ValueRef::Blob(v) => Value::Blob(v.to_vec()),
    }
}

/// `$3` is PostgreSQL's word for SQLite's `?3`.
fn numbered(sql: &str) -> Cow<'_, str> {
    if sql.contains('$') { Cow::Owned(sql.replace('$', "?")) } else { Cow::Borrowed(sql) }
}

impl Sql for Connection {
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<usize, StoreError> {
        self.in_order()?;
        let mut statement = self.raw.prepare_cached(&numbered(sql)).map_err(fault)?;
        statement.execute(rusqlite::params_from_iter(params)).map_err(fault)
    }

    fn each(&mut self, sql: &str, params: &[Value], each: &mut dyn FnMut(Row) -> bool) -> Result<(), StoreError> {
        self.in_order()?;
        let mut statement = self.raw.prepare_cached(&numbered(sql)).map_err(fault)?;
        let columns = statement.column_count();
        let mut rows = statement.query(rusqlite::params_from_iter(params)).map_err(fault)?;
        while let Some(row) = rows.next().map_err(fault)? {
            let values = (0..columns).map(|i| row.get_ref(i).map(value)).collect::<Result<_, _>>().map_err(fault)?;
            if !each(Row(values)) {
                break;
            }
        }
        Ok(())
    }

    fn script(&mut self, sql: &str) -> Result<(), StoreError> {
        self.in_order()?;
        self.raw.execute_batch(sql).map_err(fault)
    }
}

/// SQLite's error in our words.
pub(super) fn fault(error: rusqlite::Error) -> StoreError {
    let rusqlite::Error::SqliteFailure(code, message) = &error else {
        return StoreError::Statement(error.to_string());
    };
    let what = message.clone().unwrap_or_else(|| code.to_string());
    match code.code {
        ErrorCode::DiskFull => StoreError::Full,
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Busy,
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => StoreError::Damaged(what),
        ErrorCode::SystemIoFailure | ErrorCode::CannotOpen | ErrorCode::ReadOnly => StoreError::Io(what),
        _ => StoreError::Statement(what),
    }
}

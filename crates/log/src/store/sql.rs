//! SQL in the subset that SQLite and PostgreSQL both speak: parameters `$1`…, `ON CONFLICT … DO UPDATE`, types BIGINT, TEXT,
//! BYTEA. Only this crate and `views/` folders contain SQL (invariant 3).

use crate::StoreError;

/// A parameter or a column's value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// NULL.
    Null,
    /// BIGINT.
    Int(i64),
    /// DOUBLE PRECISION.
    Real(f64),
    /// TEXT.
    Text(String),
    /// BYTEA.
    Blob(Vec<u8>),
}

macro_rules! value_from {
    ($($from:ty => |$v:ident| $to:expr),+ $(,)?) => {$(
        impl From<$from> for Value {
            fn from($v: $from) -> Value { $to }
        }
    )+};
}

value_from! {
    i64 => |v| Value::Int(v),
    i32 => |v| Value::Int(v.into()),
    u32 => |v| Value::Int(v.into()),
    u16 => |v| Value::Int(v.into()),
    u8 => |v| Value::Int(v.into()),
    usize => |v| Value::Int(i64::try_from(v).unwrap_or(i64::MAX)),
    bool => |v| Value::Int(v.into()),
    f64 => |v| Value::Real(v),
    &str => |v| Value::Text(v.to_owned()),
    String => |v| Value::Text(v),
    Vec<u8> => |v| Value::Blob(v),
    [u8; 16] => |v| Value::Blob(v.to_vec()),
    [u8; 32] => |v| Value::Blob(v.to_vec()),
    [u8; 64] => |v| Value::Blob(v.to_vec()),
    kernel::Moment => |v| Value::Int(v.millis()),
    kernel::Date => |v| Value::Text(v.to_string()),
    kernel::PersonId => |v| Value::Blob(v.bytes().to_vec()),
    kernel::HouseholdId => |v| Value::Blob(v.bytes().to_vec()),
    kernel::GroupId => |v| Value::Blob(v.bytes().to_vec()),
    kernel::SiteId => |v| Value::Blob(v.bytes().to_vec()),
    kernel::LaneId => |v| Value::Blob(v.bytes().to_vec()),
    kernel::CrossingId => |v| Value::Blob(v.bytes().to_vec()),
    kernel::UnitId => |v| Value::Blob(v.bytes().to_vec()),
    kernel::RoomId => |v| Value::Blob(v.bytes().to_vec()),
    kernel::StayId => |v| Value::Blob(v.bytes().to_vec()),
    kernel::ConvoyId => |v| Value::Blob(v.bytes().to_vec()),
    kernel::ReferralId => |v| Value::Blob(v.bytes().to_vec()),
    kernel::OrganisationId => |v| Value::Blob(v.bytes().to_vec()),
    kernel::ServiceId => |v| Value::Blob(v.bytes().to_vec()),
    kernel::ItemId => |v| Value::Blob(v.bytes().to_vec()),
    kernel::EntitlementId => |v| Value::Blob(v.bytes().to_vec()),
    kernel::HandOutId => |v| Value::Blob(v.bytes().to_vec()),
    kernel::ConsignmentId => |v| Value::Blob(v.bytes().to_vec()),
    kernel::CountId => |v| Value::Blob(v.bytes().to_vec()),
    kernel::ActorId => |v| Value::Blob(v.bytes().to_vec()),
    kernel::NodeId => |v| Value::Blob(v.bytes().to_vec()),
    kernel::StreamId => |v| Value::Blob(v.bytes().to_vec()),
    kernel::SubjectId => |v| Value::Blob(v.bytes().to_vec()),
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(v: Option<T>) -> Value {
        v.map_or(Value::Null, Into::into)
    }
}

/// Parameters: `params![a, b]` turns each value into a [`Value`].
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::Value::from($value)),*] };
}

/// One row of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Row(pub Vec<Value>);

impl Row {
    /// The integer in column `i`; 0 for NULL.
    #[must_use]
    pub fn int(&self, i: usize) -> i64 {
        match self.0.get(i) {
            Some(Value::Int(v)) => *v,
            #[allow(clippy::cast_possible_truncation)] // a count computed by the database as a real
            Some(Value::Real(v)) => *v as i64,
            _ => 0,
        }
    }

    /// The integer in column `i`, unless NULL.
    #[must_use]
    pub fn opt_int(&self, i: usize) -> Option<i64> {
        if self.is_null(i) { None } else { Some(self.int(i)) }
    }

    /// The text in column `i`; empty for NULL.
    #[must_use]
    pub fn text(&self, i: usize) -> &str {
        match self.0.get(i) {
            Some(Value::Text(v)) => v,
            _ => "",
        }
    }

    /// The text in column `i`, unless NULL.
    #[must_use]
    pub fn opt_text(&self, i: usize) -> Option<&str> {
        if self.is_null(i) { None } else { Some(self.text(i)) }
    }

    /// The bytes in column `i`; empty for NULL.
    #[must_use]
    pub fn blob(&self, i: usize) -> &[u8] {
        match self.0.get(i) {
            Some(Value::Blob(v)) => v,
            _ => &[],
        }
    }

    /// The id in column `i`, unless NULL.
    #[must_use]
    pub fn id<I: From<uuid::Uuid>>(&self, i: usize) -> Option<I> {
        uuid::Uuid::from_slice(self.blob(i)).ok().map(I::from)
    }

    /// Whether column `i` is NULL or missing.
    #[must_use]
    pub fn is_null(&self, i: usize) -> bool {
        matches!(self.0.get(i), None | Some(Value::Null))
    }
}

/// A connection inside a transaction.
pub trait Sql {
    /// Runs one statement; the number of rows changed.
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<usize, StoreError>;

    /// Runs one query and hands each row to `each`, which stops it by answering `false`.
    fn each(&mut self, sql: &str, params: &[Value], each: &mut dyn FnMut(Row) -> bool) -> Result<(), StoreError>;

    /// Runs a script of statements without parameters.
    fn script(&mut self, sql: &str) -> Result<(), StoreError>;

    /// All rows of a query.
    fn rows(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        let mut rows = Vec::new();
        self.each(sql, params, &mut |row| {
            rows.push(row);
            true
        })?;
        Ok(rows)
    }

    /// The first row of a query, if there is one.
    fn first(&mut self, sql: &str, params: &[Value]) -> Result<Option<Row>, StoreError> {
        let mut first = None;
        self.each(sql, params, &mut |row| {
            first = Some(row);
            false
        })?;
        Ok(first)
    }
}

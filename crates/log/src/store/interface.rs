//! The narrow interface to a database. SQLite implements it here; PostgreSQL implements the same four functions.

use crate::Sql;
use kernel::Problem;
use std::{fmt, path::Path};

/// A database that holds one zone.
pub trait Store: Send + Sync {
    /// Runs `work` on a consistent snapshot. Nothing it does is kept.
    fn read(&self, work: &mut dyn FnMut(&mut dyn Sql) -> Result<(), StoreError>) -> Result<(), StoreError>;

    /// Runs `work` in one transaction, one writer at a time. Kept and durable when this returns `Ok`; otherwise nothing is kept.
    fn write(&self, work: &mut dyn FnMut(&mut dyn Sql) -> Result<(), StoreError>) -> Result<(), StoreError>;

    /// Copies the whole database, consistent and still encrypted, into a new file while others go on working.
    fn copy_to(&self, file: &Path) -> Result<(), StoreError>;

    /// Checks every page of the database; the faults found, in the database's own words.
    fn check_pages(&self) -> Result<Vec<String>, StoreError>;

    /// Moves what is in the write-ahead log into the main file and empties it, so that no old version of a page is left.
    /// Called after an erasure; [`StoreError::Busy`] while a reader needs the old pages.
    fn compact(&self) -> Result<(), StoreError>;
}

/// A database failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreError {
    /// No room on the disk.
    Full,
    /// The file is damaged, was altered, or the key is not its key.
    Damaged(String),
    /// The chain ends before facts that were acknowledged: the store's end was cut off or an old copy was put in its place.
    CutOff {
        /// Number of the last fact in the store.
        last: i64,
        /// Number of the last fact that was acknowledged.
        acknowledged: i64,
    },
    /// Another process holds the write lock for too long.
    Busy,
    /// The disk or the file system failed.
    Io(String),
    /// A statement is wrong: a fault in the program.
    Statement(String),
    /// `work` refused; carried through the transaction so that it is rolled back.
    Refused(Box<Problem>),
}

impl StoreError {
    /// What a caller may know, with its code.
    #[must_use]
    pub fn problem(self) -> Problem {
        match self {
            StoreError::Full => Problem::new("STO-001", 507),
            StoreError::Damaged(_) => Problem::new("STO-002", 500),
            StoreError::CutOff { last, acknowledged } => {
                Problem::new("STO-007", 500).with("last", last).with("acknowledged", acknowledged)
            }
            StoreError::Busy => Problem::new("STO-003", 503),
            StoreError::Io(_) => Problem::new("STO-004", 500),
            StoreError::Statement(_) => Problem::new("STO-005", 500),
            StoreError::Refused(problem) => *problem,
        }
    }
}

impl From<Problem> for StoreError {
    fn from(problem: Problem) -> Self {
        StoreError::Refused(Box::new(problem))
    }
}

impl From<crate::LogError> for StoreError {
    fn from(error: crate::LogError) -> Self {
        match error {
            crate::LogError::Problem(problem) => StoreError::Refused(problem),
            crate::LogError::Store(error) => error,
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StoreError::Full => f.write_str("STO-001 the disk is full: free some space, nothing was lost"),
            StoreError::Damaged(what) => {
                write!(
                    f,
                    "STO-002 the store is damaged or was altered ({what}): run `manara verify`, then `manara restore`"
                )
            }
            StoreError::CutOff { last, acknowledged } => write!(
                f,
                "STO-007 the store ends at fact {last}, but fact {acknowledged} was acknowledged: its end was cut off, or an old \
                 copy was put in its place. Run `manara restore` with the newest backup. To go on without the lost facts, \
                 move the zone's `.head` file away"
            ),
            StoreError::Busy => f.write_str("STO-003 another process is writing: try again"),
            StoreError::Io(what) => {
                write!(f, "STO-004 the disk failed ({what}): check the disk, then run `manara verify`")
            }
            StoreError::Statement(what) => write!(f, "STO-005 a statement is wrong: {what}"),
            StoreError::Refused(problem) => problem.fmt(f),
        }
    }
}

impl std::error::Error for StoreError {}

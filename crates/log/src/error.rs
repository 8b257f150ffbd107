//! What can go wrong: a rule said no (a [`Problem`] with its code), or the store failed.

use crate::StoreError;
use kernel::Problem;
use std::fmt;

/// A failed operation on the log.
#[derive(Debug)]
pub enum LogError {
    /// The decision refused, or the input is wrong; nothing was recorded.
    Problem(Box<Problem>),
    /// The database failed; nothing was recorded.
    Store(StoreError),
}

impl From<Problem> for LogError {
    fn from(problem: Problem) -> Self {
        Self::Problem(Box::new(problem))
    }
}

impl From<StoreError> for LogError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<LogError> for Problem {
    /// What the caller may know. Details of a failed store go to the operator's log, not to the caller.
    fn from(error: LogError) -> Self {
        match error {
            LogError::Problem(problem) => *problem,
            LogError::Store(error) => error.problem(),
        }
    }
}

impl fmt::Display for LogError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LogError::Problem(problem) => problem.fmt(f),
            LogError::Store(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for LogError {}

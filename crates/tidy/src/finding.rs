//! What a rule found, where, and what to do about it.

use std::fmt;

/// One breach of a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Path from the repository's root, with `:line` where a line is known.
    pub place: String,
    /// What is wrong, with the value and the limit.
    pub what: String,
    /// What to do.
    pub remedy: &'static str,
}

impl Finding {
    /// A breach somewhere in a file.
    pub fn in_file(path: &str, what: impl Into<String>, remedy: &'static str) -> Self {
        Self { place: path.to_owned(), what: what.into(), remedy }
    }

    /// A breach at a line, counted from 1.
    pub fn at_line(path: &str, line: usize, what: impl Into<String>, remedy: &'static str) -> Self {
        Self { place: format!("{path}:{line}"), what: what.into(), remedy }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}\n    remedy: {}", self.place, self.what, self.remedy)
    }
}

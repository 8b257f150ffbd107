//! What went wrong, as data: a stable code, an HTTP status and the values involved. The words are in `locales/*.ftl`
//! under the key `error-<code>`, in three languages, so that an error reads the same on a page, in the API and in print.

use serde::Serialize;
use std::{borrow::Cow, fmt};

/// An error that a person or a program can act on. Never holds a panic text, a path, or a field of another zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Stable code, such as `REG-012`. The first letters name the capability or crate.
    pub code: Cow<'static, str>,
    /// HTTP status (RFC 9110 §15).
    pub status: u16,
    /// Values for the words, by placeable name.
    pub values: Vec<(&'static str, String)>,
    /// Which fields are wrong, and how.
    pub fields: Vec<FieldProblem>,
}

/// One field that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldProblem {
    /// Path of the field: `members[0].name.given`.
    pub field: String,
    /// Stable code; its words are `error-<code>`.
    pub code: Cow<'static, str>,
}

impl Problem {
    /// A problem with a status.
    #[must_use]
    pub const fn new(code: &'static str, status: u16) -> Self {
        Self { code: Cow::Borrowed(code), status, values: Vec::new(), fields: Vec::new() }
    }

    /// What was asked contradicts what is recorded (409).
    #[must_use]
    pub const fn conflict(code: &'static str) -> Self {
        Self::new(code, 409)
    }

    /// What was asked breaks a rule (422).
    #[must_use]
    pub const fn refused(code: &'static str) -> Self {
        Self::new(code, 422)
    }

    /// There is no such thing, or the reader may not know that there is (404): the two are the same answer.
    #[must_use]
    pub const fn not_found() -> Self {
        Self::new("GEN-404", 404)
    }

    /// A field is wrong (422).
    #[must_use]
    pub fn field(field: impl Into<String>, code: impl Into<Cow<'static, str>>) -> Self {
        Self::refused("GEN-422").and_field(field, code)
    }

    /// The same with one more wrong field.
    #[must_use]
    pub fn and_field(mut self, field: impl Into<String>, code: impl Into<Cow<'static, str>>) -> Self {
        self.fields.push(FieldProblem { field: field.into(), code: code.into() });
        self
    }

    /// The same with a value for its words.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.values.push((name, value.to_string()));
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code)?;
        for field in &self.fields {
            write!(f, " {}={}", field.field, field.code)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problem {}

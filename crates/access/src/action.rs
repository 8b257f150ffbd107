//! What can be done and what can be read, as declarations: from them follow the JSON API, its OpenAPI document, the command
//! line, the permission matrix and the audit trail, without a line per use case.

pub use crate::parse::parse;
use crate::{Allowed, Matrix, Relation, Who};
use kernel::{Date, Moment, Problem, SiteId, StreamId, SubjectId, Zone};
use log::{At, Failure, Log, Past, Sql, State, cipher::ZoneCipher};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::collections::BTreeMap;

/// A command: what somebody asks for.
pub trait Command: DeserializeOwned + Serialize + JsonSchema + Sized {
    /// Its name in the capability: `register_household`.
    const NAME: &'static str;
    /// What `decide` needs of the past.
    type State: State;
    /// Why it may be refused.
    type Error: Into<Problem>;

    /// Resolves references that need a read table, such as a token to its group, in the transaction of the command.
    fn look(&mut self, _here: &mut Here<'_>) -> Result<(), Problem> {
        Ok(())
    }

    /// The streams it decides on; facts without a stream of their own go to the first.
    fn streams(&self, at: &At) -> Vec<StreamId>;

    /// The site of the record it changes, if the record has one; a site that is not the user's looks like a record that does
    /// not exist.
    fn site(&self, _past: &Past<Self::State>) -> Option<SiteId> {
        None
    }

    /// Whether the user stands to the record in this relation, [`Relation::OwnCase`] or [`Relation::OwnOrganisation`].
    fn is_own(&self, _past: &Past<Self::State>, _relation: Relation, _who: &Who) -> bool {
        false
    }

    /// The facts that follow, or why not. Pure.
    fn decide(&self, past: &Past<Self::State>, at: &At) -> Result<Vec<<Self::State as State>::Fact>, Self::Error>;

    /// What the caller is told: ids and numbers, never a name.
    fn answer(&self, _facts: &[<Self::State as State>::Fact], _at: &At) -> Value {
        Value::Object(serde_json::Map::new())
    }

    /// People whose key is destroyed when this is recorded.
    fn erases(&self) -> Vec<SubjectId> {
        Vec::new()
    }

    /// A valid one, for the API document and for the tests that break each of its fields.
    fn example() -> Self;
}

/// Where a command looks up references before it decides.
pub struct Here<'a> {
    /// The zone's views.
    pub sql: &'a mut dyn Sql,
    /// The zone's fingerprints.
    pub cipher: &'a ZoneCipher,
    /// When, who, why, where.
    pub at: &'a At,
}

/// One call of a command.
pub struct Call<'a> {
    /// The command as JSON.
    pub json: &'a Value,
    /// When, who, why, where.
    pub at: &'a At,
    /// Who asks.
    pub who: &'a Who,
    /// What the matrix allows them.
    pub allowed: Allowed,
    /// Digest of action and command, for requests that arrive twice.
    pub digest: [u8; 32],
    /// Only find out whether it would be refused now: nothing is kept, and the answer is that of [`rehearsed`].
    pub rehearse: bool,
}

/// What a rehearsal that was not refused answers: its transaction is rolled back.
pub(crate) const fn rehearsed() -> Problem {
    Problem::new("rehearsed", 200)
}

impl Done {
    /// The number of the approval it waits for, when a second person must agree: it is not carried out yet.
    #[must_use]
    pub fn waits_for(&self) -> Option<&str> {
        self.answer.get("approval").and_then(Value::as_str)
    }
}

/// What became of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// What the caller is told.
    pub answer: Value,
    /// Whether the same request had been carried out before.
    pub repeated: bool,
}

/// A command as an entry of a capability's table of contents.
#[derive(Clone, Copy)]
pub struct CommandDef {
    /// Its name in the capability.
    pub name: &'static str,
    /// Reads the JSON as this command, or says which fields are wrong.
    pub check: fn(&Value) -> Result<(), Problem>,
    /// Carries it out.
    pub run: fn(&Log, &Call<'_>) -> Result<Done, Problem>,
    /// Its JSON schema.
    pub schema: fn(&mut SchemaGenerator) -> Schema,
    /// A valid one.
    pub example: fn() -> Value,
}

/// The entry of a command.
#[must_use]
pub fn command<C: Command>() -> CommandDef {
    CommandDef {
        name: C::NAME,
        check: |json| parse::<C>(json).map(|_| ()),
        run: run::<C>,
        schema: |generator| generator.subschema_for::<C>(),
        example: || serde_json::to_value(C::example()).unwrap_or(Value::Null),
    }
}

fn run<C: Command>(log: &Log, call: &Call<'_>) -> Result<Done, Problem> {
    let mut command: C = parse(call.json)?;
    let at = call.at;
    let (answer, repeated) = log.commit_once(at, call.digest, |commit| {
        command.look(&mut Here { sql: commit.sql(), cipher: log.cipher(), at })?;
        let streams = command.streams(at);
        let mut answer = Value::Null;
        commit.execute::<C::State>(&streams, at, |past| {
            if !call.allowed.covers(call.who, command.site(past), |how| command.is_own(past, how, call.who)) {
                return Err(Problem::not_found());
            }
            let facts = command.decide(past, at).map_err(Into::into)?;
            answer = command.answer(&facts, at);
            Ok(facts)
        })?;
        for subject in command.erases() {
            commit.erase(subject, at)?;
        }
        if call.rehearse {
            return Err(rehearsed().into());
        }
        Ok(answer.to_string())
    })?;
    let answer = serde_json::from_str(&answer).unwrap_or(Value::Null);
    Ok(Done { answer, repeated })
}

/// What a reader asks of a view.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Parameters by name.
    pub values: BTreeMap<String, String>,
    /// The column to sort by.
    pub sort: Option<String>,
    /// From the greatest down.
    pub descending: bool,
    /// Which page, from 0.
    pub page: u32,
    /// Rows a page.
    pub per_page: u32,
}

impl Query {
    /// Rows a page that pages show.
    pub const PER_PAGE: u32 = 25;
    /// Most rows an export or the API gives at once.
    pub const MOST: u32 = 10_000;

    /// A query with one parameter.
    #[must_use]
    pub fn by(name: &str, value: impl ToString) -> Self {
        Self { per_page: Self::PER_PAGE, ..Self::default() }.and(name, value)
    }

    /// The same with one more parameter.
    #[must_use]
    pub fn and(mut self, name: &str, value: impl ToString) -> Self {
        self.values.insert(name.to_owned(), value.to_string());
        self
    }

    /// A parameter, unless blank.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(|v| v.trim()).filter(|v| !v.is_empty())
    }

    /// A parameter as a typed value: `None` when absent, a field problem when it is no such value.
    pub fn parsed<T: std::str::FromStr>(&self, name: &str) -> Result<Option<T>, Problem> {
        self.get(name).map(|v| v.parse().map_err(|_| Problem::field(name, "GEN-005"))).transpose()
    }

    /// A parameter that must be there.
    pub fn required<T: std::str::FromStr>(&self, name: &str) -> Result<T, Problem> {
        self.parsed(name)?.ok_or_else(|| Problem::field(name, "GEN-001"))
    }

    /// Rows to give: 1 to [`Self::MOST`].
    #[must_use]
    pub fn limit(&self) -> i64 {
        i64::from(if self.per_page == 0 { Self::PER_PAGE } else { self.per_page.min(Self::MOST) })
    }

    /// Of all rows, those that are asked for.
    ///
    /// ```
    /// use access::Query;
    /// let (all, asked) = ([1, 2, 3, 4, 5], |page| Query { page, per_page: 2, ..Query::default() });
    /// assert_eq!([0, 2, 3].map(|page| asked(page).page_of(&all)), [[1, 2].as_slice(), &[5], &[]]);
    /// ```
    #[must_use]
    pub fn page_of<'a, T>(&self, all: &'a [T]) -> &'a [T] {
        let from = usize::try_from(self.offset()).unwrap_or(usize::MAX).min(all.len());
        let rest = all.split_at(from).1;
        rest.split_at(usize::try_from(self.limit()).unwrap_or(usize::MAX).min(rest.len())).0
    }

    /// Rows to pass over.
    #[must_use]
    pub fn offset(&self) -> i64 {
        i64::from(self.page).saturating_mul(self.limit())
    }
}

/// What a column or parameter holds; decides how it is shown, exported and described.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text in any script; shown with automatic direction.
    Text,
    /// A whole number.
    Number,
    /// A point in time.
    Moment,
    /// A day.
    Date,
    /// One of a few words: shown in the reader's language under `<prefix>-<value>`, exported as it is.
    Code(&'static str),
    /// Several such words, parted by a comma and a blank.
    Codes(&'static str),
    /// An id.
    Id,
    /// Yes or no.
    Flag,
}

/// A parameter of a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Param {
    /// Name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether the view needs it.
    pub required: bool,
}

/// A column of a view; its heading is under `column-<key>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Name in JSON and CSV.
    pub key: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// HXL hashtag and attributes (HXL 1.1), or empty.
    pub hxl: &'static str,
    /// Whether rows can be sorted by it.
    pub sorts: bool,
}

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing known.
    Empty,
    /// Text or code.
    Text(String),
    /// A number.
    Int(i64),
    /// A point in time.
    Moment(Moment),
    /// A day.
    Date(Date),
    /// Yes or no.
    Flag(bool),
}

impl<T: ToString> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Cell::Empty, |v| Cell::Text(v.to_string()))
    }
}

/// What a view answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Rows under the view's columns.
    Table {
        /// The rows of this page.
        rows: Vec<Vec<Cell>>,
        /// Rows in all, where it is cheap to know.
        total: Option<i64>,
        /// The people whose records were read; each becomes part of an audit fact.
        subjects: Vec<SubjectId>,
    },
    /// One record.
    Record {
        /// As JSON.
        value: Value,
        /// The people whose records were read.
        subjects: Vec<SubjectId>,
    },
}

impl Answer {
    /// The people whose records were read.
    #[must_use]
    pub fn subjects(&self) -> &[SubjectId] {
        match self {
            Answer::Table { subjects, .. } | Answer::Record { subjects, .. } => subjects,
        }
    }

    /// The record's JSON; null for a table.
    #[must_use]
    pub fn record(&self) -> &Value {
        match self {
            Answer::Record { value, .. } => value,
            Answer::Table { .. } => &Value::Null,
        }
    }
}

/// Where a view reads.
pub struct Reading<'a> {
    /// The zone's views.
    pub sql: &'a mut dyn Sql,
    /// The zone's fingerprints.
    pub cipher: &'a ZoneCipher,
    /// When, who, why, where.
    pub at: &'a At,
    /// Who reads.
    pub who: &'a Who,
    /// Only records of this site may be shown; `None`: of every site.
    pub site: Option<SiteId>,
    /// How the reader must stand to a record; what only its view can know, the view sees to.
    pub relation: Relation,
    /// Every permission of this node.
    pub matrix: &'a Matrix,
    /// What reactions could not do, in every zone: names, numbers and codes, never what a fact holds.
    pub failures: &'a dyn Fn() -> Result<Vec<(Zone, Failure)>, Problem>,
}

/// A view as an entry of a capability's table of contents.
#[derive(Clone, Copy)]
pub struct ViewDef {
    /// Its name in the capability.
    pub name: &'static str,
    /// Parameters.
    pub params: &'static [Param],
    /// Columns; none for a record.
    pub columns: &'static [Column],
    /// Reads it.
    pub read: fn(&mut Reading<'_>, &Query) -> Result<Answer, Problem>,
}

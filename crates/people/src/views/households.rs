//! Households: their number, head and card, and what of them needs somebody's eye.

use contracts::{number::Number, registration::CardEnd};
use kernel::{Date, HouseholdId, Moment, PersonId, Problem, SiteId};
use log::{Row, Sql, StoreError, params};

/// A household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Household {
    /// Which.
    pub id: HouseholdId,
    /// The site that keeps the record.
    pub site: SiteId,
    /// Its number, once registered.
    pub number: Option<Number>,
    /// Who speaks for it.
    pub head: Option<PersonId>,
    /// How many belong to it.
    pub size: i64,
    /// When its record was begun.
    pub opened: Moment,
    /// When it was registered.
    pub registered: Option<Moment>,
    /// Where its members are, while it rests.
    pub rests_with: Option<HouseholdId>,
    /// The last card made out.
    pub card: Option<Card>,
    /// How many of its people have no bed at any site.
    pub without_bed: i64,
    /// Whether it came with an urgent token.
    pub urgent: bool,
    /// What somebody should look at.
    pub question: Option<Question>,
}

kernel::code_words! {
    /// What of a household's record somebody should look at: nothing decides it.
    Question {
        /// Of a member it is said both that another record is the same person's and that it is not.
        Disputed = "disputed",
        /// A member is listed by another household too: two posts moved them while apart.
        TwoHouseholds = "two_households",
        /// Another household was opened with the same token.
        TokenTwice = "token_twice",
        /// Nobody speaks for it.
        NoHead = "no_head",
    }
}

/// A household's card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its number among the household's cards.
    pub serial: i64,
    /// The day it was made out.
    pub issued: Option<Date>,
    /// Why it is no longer valid, if it is not.
    pub ended: Option<CardEnd>,
}

pub(super) const COLUMNS: &str = "h.household, h.site, h.number, h.head, h.size, h.opened_at, h.registered_at, h.rests_with, \
                       h.card_serial, h.card_issued, h.card_ended, h.without_bed, h.urgent, h.question";
/// How many these are.
pub(super) const COLUMN_COUNT: usize = 14;

impl Household {
    pub(super) fn of(row: &Row) -> Option<Self> {
        let card = |serial| Card {
            serial,
            issued: row.text(9).parse().ok(),
            ended: row.opt_text(10).and_then(CardEnd::named),
        };
        Some(Self {
            id: row.id(0)?,
            site: row.id(1)?,
            number: row.opt_text(2).and_then(|number| number.parse().ok()),
            head: row.id(3),
            size: row.int(4),
            opened: Moment::from_millis(row.int(5)),
            registered: row.opt_int(6).map(Moment::from_millis),
            rests_with: row.id(7),
            card: row.opt_int(8).map(card),
            without_bed: row.int(11),
            urgent: row.int(12) != 0,
            question: row.opt_text(13).and_then(Question::named),
        })
    }

    /// Whether somebody who may read the records of this site, or of every site (`None`), may read this one.
    #[must_use]
    pub fn is_of(&self, site: Option<SiteId>) -> bool {
        site.is_none_or(|site| site == self.site)
    }
}

/// The household, if it is known here.
pub fn household(sql: &mut dyn Sql, id: HouseholdId) -> Result<Option<Household>, Problem> {
    let select = format!("SELECT {COLUMNS} FROM registration_household h WHERE h.household = $1");
    let row = sql.first(&select, params![id]).map_err(StoreError::problem)?;
    Ok(row.as_ref().and_then(Household::of))
}

/// The households that rest since their members joined this one.
pub fn joined_with(sql: &mut dyn Sql, id: HouseholdId) -> Result<Vec<Household>, Problem> {
    let select = format!("SELECT {COLUMNS} FROM registration_household h WHERE h.rests_with = $1 ORDER BY h.household");
    let rows = sql.rows(&select, params![id]).map_err(StoreError::problem)?;
    Ok(rows.iter().filter_map(Household::of).collect())
}

/// The household with this number; where it rests, the one that its members are with.
pub fn household_numbered(sql: &mut dyn Sql, number: &Number) -> Result<Option<HouseholdId>, Problem> {
    let select = "SELECT coalesce(rests_with, household) FROM registration_household WHERE number = $1";
    let row = sql.first(select, params![number.as_str()]).map_err(StoreError::problem)?;
    Ok(row.and_then(|row| row.id(0)))
}

/// Whether a household of this node's store has the number.
pub fn is_number_taken(sql: &mut dyn Sql, number: &Number) -> Result<bool, Problem> {
    let query = "SELECT 1 FROM registration_household WHERE number = $1";
    Ok(sql.first(query, params![number.as_str()]).map_err(StoreError::problem)?.is_some())
}

/// A stored number in groups of four.
#[must_use]
pub fn grouped(number: &str) -> String {
    number.parse::<Number>().map_or_else(|_| number.to_owned(), |number| number.to_string())
}

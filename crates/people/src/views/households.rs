//! Households: their number, head and card, and the list of a site's.

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

const COLUMNS: &str = "h.household, h.site, h.number, h.head, h.size, h.opened_at, h.registered_at, h.rests_with, \
                       h.card_serial, h.card_issued, h.card_ended";

impl Household {
    fn of(row: &Row) -> Option<Self> {
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

/// Which households are listed, and in which order.
#[derive(Debug, Clone, Copy)]
pub struct Listing<'a> {
    /// Those of this site; `None`: of every site.
    pub site: Option<SiteId>,
    /// The column to sort by, `number` or `registered`.
    pub sort: &'a str,
    /// From the greatest down.
    pub descending: bool,
    /// Most rows.
    pub limit: i64,
    /// Rows to pass over.
    pub offset: i64,
}

/// A household in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The household.
    pub household: Household,
    /// The name of its head.
    pub head_name: Option<String>,
}

/// The registered households that do not rest, and how many there are in all.
pub fn households(sql: &mut dyn Sql, listing: &Listing<'_>) -> Result<(Vec<Listed>, i64), Problem> {
    let order = match (listing.sort, listing.descending) {
        ("number", false) => "h.number",
        ("number", true) => "h.number DESC",
        ("registered", false) => "h.registered_at, h.household",
        _ => "h.registered_at DESC, h.household DESC",
    };
    let which = "(h.site = $1 OR $2) AND h.number IS NOT NULL AND h.rests_with IS NULL";
    let (site, everywhere) = (listing.site, listing.site.is_none());
    let rows = sql
        .rows(
            &format!(
                "SELECT {COLUMNS}, p.name FROM registration_household h \
                 LEFT JOIN registration_person p ON p.person = h.head WHERE {which} ORDER BY {order} LIMIT $3 OFFSET $4"
            ),
            params![site, everywhere, listing.limit, listing.offset],
        )
        .map_err(StoreError::problem)?;
    let count = format!("SELECT count(*) FROM registration_household h WHERE {which}");
    let total = sql.first(&count, params![site, everywhere]).map_err(StoreError::problem)?;
    let listed =
        |row: &Row| Some(Listed { household: Household::of(row)?, head_name: row.opt_text(11).map(str::to_owned) });
    Ok((rows.iter().filter_map(listed).collect(), total.map_or(0, |row| row.int(0))))
}

/// A stored number in groups of four.
#[must_use]
pub fn grouped(number: &str) -> String {
    number.parse::<Number>().map_or_else(|_| number.to_owned(), |number| number.to_string())
}

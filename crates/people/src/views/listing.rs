//! The list of households: which, in which order, which page. Each order has an index that holds whatever can be asked for, so that a
//! page of a hundred thousand is found without reading any household that is not on it.

use super::households::{COLUMN_COUNT, COLUMNS, Household};
use kernel::{HouseholdId, Moment, Problem, SiteId};
use log::{Row, Sql, StoreError, Value, params};

/// Which households are listed, and in which order.
#[derive(Debug, Clone, Default)]
pub struct Listing<'a> {
    /// Those of this site; `None`: of every site.
    pub site: Option<SiteId>,
    /// Those of at least so many people.
    pub size_from: Option<i64>,
    /// Those of at most so many.
    pub size_to: Option<i64>,
    /// Registered from this moment on.
    pub from: Option<Moment>,
    /// Registered before this moment.
    pub before: Option<Moment>,
    /// Whose head comes from a place whose p-code begins so.
    pub origin: Option<&'a str>,
    /// Those of whom somebody has no bed, or everybody has one.
    pub without_bed: Option<bool>,
    /// Those alone that came with an urgent token.
    pub urgent: bool,
    /// Those alone with an open question.
    pub question: bool,
    /// The column to sort by: `number`, `size`, `without_bed` or `registered`; the newest first when empty.
    pub sort: &'a str,
    /// From the greatest down.
    pub descending: bool,
    /// Most rows.
    pub limit: i64,
    /// Rows to pass over.
    pub offset: i64,
}

impl Listing<'_> {
    /// What a household must be, and the values of that.
    fn which(&self) -> (String, Vec<Value>) {
        let mut which = LISTED.to_owned();
        let mut values: Vec<Value> = Vec::new();
        let mut and = |condition: &str, value: Option<Value>| {
            if let Some(value) = value {
                values.push(value);
                which += &condition.replace('?', &format!("${}", values.len()));
            }
        };
        and(" AND h.site = ?", self.site.map(Value::from));
        and(" AND h.size >= ?", self.size_from.map(Value::from));
        and(" AND h.size <= ?", self.size_to.map(Value::from));
        and(" AND h.registered_at >= ?", self.from.map(Value::from));
        and(" AND h.registered_at < ?", self.before.map(Value::from));
        and(" AND substr(h.origin, 1, length(?)) = ?", self.origin.map(Value::from));
        and(" AND (h.without_bed > 0) = (? = 1)", self.without_bed.map(Value::from));
        if self.urgent {
            which += " AND h.urgent = 1";
        }
        if self.question {
            which += " AND h.question IS NOT NULL";
        }
        (which, values)
    }

    /// Whether every household of the site is asked for.
    const fn is_all(&self) -> bool {
        let days = self.from.is_some() || self.before.is_some();
        let size = self.size_from.is_some() || self.size_to.is_some();
        !days && !size && self.origin.is_none() && self.without_bed.is_none() && !self.urgent && !self.question
    }

    /// The columns of the order, each from the least up.
    const fn order(&self) -> &'static [&'static str] {
        match self.sort.as_bytes() {
            b"number" => &["h.number", "h.household"],
            b"size" => &["h.size", "h.registered_at", "h.household"],
            b"without_bed" => &["h.without_bed", "h.registered_at", "h.household"],
            _ => &["h.registered_at", "h.household"],
        }
    }

    const fn is_descending(&self) -> bool {
        self.descending || self.sort.is_empty()
    }

    /// The ids of so many households, `offset` passed over; `back`: from the other end.
    fn ids(&self, sql: &mut dyn Sql, (limit, offset): (i64, i64), back: bool) -> Result<Vec<HouseholdId>, Problem> {
        let (which, mut values) = self.which();
        let way = if self.is_descending() == back { "" } else { " DESC" };
        let order: Vec<String> = self.order().iter().map(|column| format!("{column}{way}")).collect();
        let n = values.len();
        values.extend([Value::from(limit), Value::from(offset)]);
        let select = format!(
            "SELECT h.household FROM registration_household h WHERE {which} ORDER BY {} LIMIT ${} OFFSET ${}",
            order.join(", "),
            n + 1,
            n + 2
        );
        let rows = sql.rows(&select, &values).map_err(StoreError::problem)?;
        Ok(rows.iter().filter_map(|row| row.id(0)).collect())
    }

    /// The page, and how many there are in all: counted to a thousand where not every household is asked for.
    fn page(&self, sql: &mut dyn Sql) -> Result<(Vec<HouseholdId>, Option<i64>), Problem> {
        let (limit, offset) = (self.limit, self.offset);
        if self.is_all() {
            let count = "SELECT coalesce(sum(households), 0) FROM registration_listed WHERE site = $1 OR $2";
            let total = sql.first(count, params![self.site, self.site.is_none()]).map_err(StoreError::problem)?;
            let total = total.map_or(0, |row| row.int(0));
            let here = limit.min((total - offset).max(0));
            // The last pages are nearer to the other end.
            if offset > total / 2 {
                let mut ids = self.ids(sql, (here, total - offset - here), true)?;
                ids.reverse();
                return Ok((ids, Some(total)));
            }
            return Ok((self.ids(sql, (here, offset), false)?, Some(total)));
        }
        if offset + limit > COUNTED {
            return Ok((self.ids(sql, (limit, offset), false)?, None));
        }
        let all = self.ids(sql, (COUNTED + 1, 0), false)?;
        let total = i64::try_from(all.len()).ok().filter(|total| *total <= COUNTED);
        let from = usize::try_from(offset).unwrap_or(usize::MAX);
        let here = all.into_iter().skip(from).take(usize::try_from(limit).unwrap_or(0));
        Ok((here.collect(), total))
    }
}

/// Those that a list is of; the condition of its indexes.
const LISTED: &str = "h.number IS NOT NULL AND h.rests_with IS NULL";
/// So many are counted.
const COUNTED: i64 = 1_000;

/// A household in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The household.
    pub household: Household,
    /// The name of its head.
    pub head_name: Option<String>,
}

/// The registered households that do not rest and are asked for, and how many there are in all, where that is known.
pub fn households(sql: &mut dyn Sql, listing: &Listing<'_>) -> Result<(Vec<Listed>, Option<i64>), Problem> {
    let (ids, total) = listing.page(sql)?;
    let select = format!(
        "SELECT {COLUMNS}, p.name FROM registration_household h LEFT JOIN registration_person p ON p.person = h.head \
         WHERE h.household = $1"
    );
    let listed = |row: &Row| {
        Some(Listed { household: Household::of(row)?, head_name: row.opt_text(COLUMN_COUNT).map(str::to_owned) })
    };
    let mut out = Vec::with_capacity(ids.len());
    for id in ids {
        out.extend(sql.first(&select, params![id]).map_err(StoreError::problem)?.as_ref().and_then(listed));
    }
    Ok((out, total))
}

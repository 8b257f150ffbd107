//! Who is expected at a site on which day.

use crate::views::stay::people_at;
use kernel::{Date, Moment, Problem, SiteId};
use log::{At, Sql, StoreError, params};

/// Who is there and who is expected.
pub(super) struct Expected {
    /// People who are there now.
    pub present: i64,
    /// People who are expected on no known day; they are reckoned from today on.
    pub undated: i64,
    /// People who arrive on each day from today on, those of no known day and of days that have passed today.
    pub arrivals: Vec<i64>,
}

/// Who is there at a site, and who arrives there in so many days from today on.
pub(super) fn expected(sql: &mut dyn Sql, site: SiteId, at: &At, days: usize) -> Result<Expected, Problem> {
    let (present, undated) = people_at(sql, site)?;
    let mut arrivals = vec![0; days];
    let convoys = "SELECT due, coalesce(counted, people) FROM relief_convoy WHERE site = $1 AND over = 0";
    let today = at.today();
    let mut add = |day: Date, people: i64| {
        let ahead = usize::try_from((day.days() - today.days()).max(0)).unwrap_or(usize::MAX);
        if let Some(arrive) = arrivals.get_mut(ahead) {
            *arrive += people;
        }
    };
    for row in sql.rows(convoys, params![site]).map_err(StoreError::problem)? {
        add(Moment::from_millis(row.int(0)).date_at(at.utc_offset_minutes), row.int(1));
    }
    add(today, undated);
    Ok(Expected { present, undated, arrivals })
}

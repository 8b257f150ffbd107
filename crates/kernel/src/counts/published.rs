//! Counts of people as they may be told to whoever does not know the people. A small count points at somebody; so does the difference
//! of two counts that were asked for a day apart. So counts are of whole months, few are not told, and while a month still runs the
//! others are rounded down.
//!
//! ```
//! use kernel::counts::published::Published;
//! let day = |text: &str| text.parse::<kernel::Date>().unwrap();
//! let october = Published::of(day("2026-10-07"), day("2026-10-20"), day("2026-11-24"));
//! assert_eq!((october.from, october.to), (day("2026-10-01"), day("2026-10-31")));
//! assert_eq!([0, 4, 13].map(|people| october.count(people)), [Some(0), None, Some(13)]);
//! let november = Published::of(day("2026-10-07"), day("2026-11-20"), day("2026-11-24"));
//! assert_eq!([0, 4, 13].map(|people| november.count(people)), [None, None, Some(10)]);
//! ```

use crate::Date;

/// Counts below this are not told.
pub const LEAST: i64 = 5;

/// A period of whole months, and how what happened in it may be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Whether the last month is over: its counts no longer move.
    pub over: bool,
}

impl Published {
    /// The months in which the days from `from` to `to` lie, looked at on `today`.
    #[must_use]
    pub fn of(from: Date, to: Date, today: Date) -> Self {
        let first = |day: Date| day.plus_days(1 - i64::from(day.day()));
        let to = first(to).plus_months(1).plus_days(-1);
        Self { from: first(from), to, over: to < today }
    }

    /// The count as it is told: `None` where it is left out.
    #[must_use]
    pub const fn count(self, people: i64) -> Option<i64> {
        match (self.over, people) {
            (true, 0) => Some(0),
            (_, ..LEAST) => None,
            (true, _) => Some(people),
            (false, _) => Some(people - people % LEAST),
        }
    }

    /// Whether a part of what is told elsewhere can stand alone: nobody is in it, or enough are.
    #[must_use]
    pub const fn stands(self, people: i64) -> bool {
        people == 0 || people >= LEAST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_more_person_in_a_running_month_is_not_seen_by_whoever_looks_every_day() {
        let day: Date = "2026-11-24".parse().unwrap();
        let running = Published::of(day, day, day);
        let told: Vec<_> = (5..10).map(|people| running.count(people)).collect();
        assert_eq!(told, [Some(5); 5]);
        assert!(Published::of(day, day, day.plus_days(7)).over);
    }
}

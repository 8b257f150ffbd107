//! How many people come on each day of a story.

use crate::story::{Phase, Story, Trend};
use kernel::{Date, PCode};

/// One day of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// The day, by the post's clock.
    pub date: Date,
    /// Which phase it belongs to, as index into [`Story::phases`].
    pub phase: usize,
    /// Displaced people who arrive.
    pub displaced: u32,
    /// People of ordinary traffic, both ways together.
    pub ordinary: u32,
}

impl Story {
    /// Each day of the story, in order.
    #[must_use]
    pub fn days(&self) -> Vec<Day> {
        let of_phase = |(phase, spec): (usize, &Phase)| {
            let (displaced, ordinary) = (spec.displaced, spec.ordinary);
            let days = spec.days;
            (0..days).map(move |day| (phase, displaced.on(day, days), ordinary.on(day, days)))
        };
        let numbers = self.phases.iter().enumerate().flat_map(of_phase);
        (0_i64..)
            .zip(numbers)
            .map(|(day, (phase, displaced, ordinary))| Day {
                date: self.first_day.plus_days(day),
                phase,
                displaced,
                ordinary,
            })
            .collect()
    }
}

impl Story {
    /// Whether a place lies in the country of the post.
    pub(crate) fn is_home_side(&self, place: &PCode) -> bool {
        place.country() == self.post.p_code.country()
    }
}

impl Trend {
    /// People on day `day` (from 0) of `days`: the geometric interpolation of first and last, linear where one is 0.
    fn on(self, day: u32, days: u32) -> u32 {
        if days < 2 || self.first == self.last {
            return self.first;
        }
        let (first, last) = (f64::from(self.first), f64::from(self.last));
        let passed = f64::from(day) / f64::from(days - 1);
        let people = if self.first == 0 || self.last == 0 {
            first + (last - first) * passed
        } else {
            first * (last / first).powf(passed)
        };
        people.round() as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_day_is_the_same_multiple_of_the_day_before() {
        let trend = Trend { first: 100, last: 1600 };
        assert_eq!((0..5).map(|day| trend.on(day, 5)).collect::<Vec<_>>(), [100, 200, 400, 800, 1600]);
        assert_eq!((0..3).map(|day| Trend { first: 0, last: 10 }.on(day, 3)).collect::<Vec<_>>(), [0, 5, 10]);
        assert_eq!(Trend { first: 7, last: 9 }.on(0, 1), 7);
    }
}

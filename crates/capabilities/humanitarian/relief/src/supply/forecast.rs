//! What people will use day by day, and when the shelf is empty. An estimate from what is known, with every figure in it shown.

use super::{Rate, RateBasis};

/// A day of the forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// People who are there at its end.
    pub people: i64,
    /// How many of the item they use on it.
    pub need: i64,
    /// What is then on the shelf; below zero is what is missing.
    pub left: i64,
}

/// The days from today on: `present` people are there now, `arrivals` come on each day, `on_hand` is on the shelf. Nobody is
/// reckoned to leave. What is used up to a day is rounded up to whole items, so that the sum is never short by rounding.
///
/// # Example
/// 100 people, 3 meals for each a day, 50 more tomorrow: 300 and 450 meals.
#[must_use]
pub fn forecast(rate: Rate, present: i64, arrivals: &[i64], on_hand: i64) -> Vec<Day> {
    let divisor = i128::from(rate.people.max(1)) * i128::from(rate.days.max(1));
    let (mut people, mut used, mut parts) = (present.max(0), 0, 0i128);
    arrivals
        .iter()
        .map(|arrive| {
            people += arrive.max(&0);
            let of = if rate.basis == RateBasis::Day { people } else { *arrive.max(&0) };
            parts += i128::from(of) * i128::from(rate.quantity);
            let so_far = i64::try_from((parts + divisor - 1) / divisor).unwrap_or(i64::MAX);
            let need = so_far - used;
            used = so_far;
            Day { people, need, left: on_hand.saturating_sub(used) }
        })
        .collect()
}

/// Whole days that the shelf lasts, today included; nothing when it lasts longer than the forecast.
#[must_use]
pub fn days_left(days: &[Day]) -> Option<i64> {
    days.iter().position(|day| day.left < 0).and_then(|days| i64::try_from(days).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MEALS: Rate = Rate { basis: RateBasis::Day, quantity: 3, people: 1, days: 1 };

    #[test]
    fn whoever_arrives_eats_from_that_day_on() {
        let days = forecast(MEALS, 100, &[0, 50, 0], 1_000);
        assert_eq!(
            days.iter().map(|day| (day.people, day.need)).collect::<Vec<_>>(),
            [(100, 300), (150, 450), (150, 450)]
        );
        assert_eq!((days[2].left, days_left(&days)), (-200, Some(2)));
        assert_eq!(days_left(&forecast(MEALS, 100, &[0, 0], 1_000)), None);
    }

    #[test]
    fn kits_are_for_those_who_arrive_and_a_part_of_a_kit_is_a_kit() {
        let kits = Rate { basis: RateBasis::Arrival, quantity: 1, people: 5, days: 1 };
        let needs: Vec<i64> = forecast(kits, 700, &[0, 12, 3, 1], 9).iter().map(|day| day.need).collect();
        assert_eq!(needs, [0, 3, 0, 1]);
    }

    proptest! {
        #[test]
        fn the_sum_is_what_all_the_person_days_use_rounded_up_once(
            present in 0i64..5_000, arrivals in proptest::collection::vec(0i64..2_000, 1..30),
            quantity in 0u32..100, people in 1u32..20, days in 1u32..40,
        ) {
            let rate = Rate { basis: RateBasis::Day, quantity, people, days };
            let all = forecast(rate, present, &arrivals, 0);
            let person_days: i64 = all.iter().map(|day| day.people).sum();
            let (parts, divisor) = (person_days * i64::from(quantity), i64::from(people) * i64::from(days));
            prop_assert_eq!(all.iter().map(|day| day.need).sum::<i64>(), (parts + divisor - 1) / divisor);
            prop_assert!(all.iter().all(|day| day.need >= 0));
        }
    }
}

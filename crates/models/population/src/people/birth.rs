//! Birth dates as they are known in the field: to the day, to the month or year, or as an age that somebody estimated.

use crate::{random::Random, story::BirthPrecision};
use kernel::{BirthDate, Date};

/// Share of known birth dates that are 1 January, as documents issued on an estimated age are.
const FIRST_OF_JANUARY: f64 = 0.3;
/// Share of estimated ages of adults that are rounded to a multiple of five.
const ROUNDED: f64 = 0.5;

/// A day of birth of a person who has completed `age` years on `on`.
pub(crate) fn day(random: &mut Random, age: u8, on: Date) -> Date {
    let year = on.year().saturating_sub(i16::from(age));
    if age > 0 && random.chance(FIRST_OF_JANUARY) {
        return Date::new(year, 1, 1).unwrap_or(on);
    }
    // 29 February has no day of that name in other years.
    let latest = Date::new(year, on.month(), on.day()).or_else(|_| Date::new(year, on.month(), 28)).unwrap_or(on);
    latest.plus_days(-random.between(0, 364))
}

/// The birth date that the post hears.
pub(crate) fn known(random: &mut Random, born: Date, age: u8, on: Date, precision: BirthPrecision) -> BirthDate {
    match precision {
        BirthPrecision::Exact => BirthDate::Exact { date: born },
        BirthPrecision::Month => BirthDate::Partial { year: born.year(), month: Some(born.month()) },
        BirthPrecision::Year => BirthDate::Partial { year: born.year(), month: None },
        BirthPrecision::Estimated => {
            let rounded = age >= 18 && random.chance(ROUNDED);
            BirthDate::Estimated { age_years: if rounded { (age + 2) / 5 * 5 } else { age }, on }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_birth_gives_the_age() {
        let mut random = Random::new(3, 0);
        for on in ["2024-02-29", "2026-11-24", "2026-01-01", "2026-12-31"] {
            let on: Date = on.parse().unwrap();
            for age in 0..=89 {
                for _ in 0..20 {
                    assert_eq!(day(&mut random, age, on).years_until(on), u16::from(age), "{on} {age}");
                }
            }
        }
    }
}

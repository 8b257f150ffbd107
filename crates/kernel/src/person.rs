//! What is recorded of a person besides the name: sex, languages, and a birth date that may be uncertain and says so.

use crate::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use std::{borrow::Cow, fmt, str::FromStr};

/// Sex as recorded for services and statistics. `Unspecified` is a full answer (ICAO Doc 9303 `<`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Not stated, or neither.
    Unspecified,
}

impl Sex {
    /// Every value, in the order of forms.
    pub const ALL: [Sex; 3] = [Sex::Female, Sex::Male, Sex::Unspecified];

    /// Its name in data.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Sex::Female => "female",
            Sex::Male => "male",
            Sex::Unspecified => "unspecified",
        }
    }
}

/// A language: ISO 639-1 or 639-3, two or three letters (`ar`, `apd`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct LanguageCode(String);

impl LanguageCode {
    /// The letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LanguageCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for LanguageCode {
    type Err = BadLanguage;
    fn from_str(text: &str) -> Result<Self, BadLanguage> {
        let code = text.trim().to_ascii_lowercase();
        let good = (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase());
        if good { Ok(Self(code)) } else { Err(BadLanguage) }
    }
}

impl<'de> Deserialize<'de> for LanguageCode {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Cow::<'de, str>::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

/// The text is no language code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadLanguage;

impl fmt::Display for BadLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KRN-005")
    }
}

/// When a person was born, as well as it is known. An estimated age never becomes a false exact date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "precision", deny_unknown_fields)]
pub enum BirthDate {
    /// The day is known.
    Exact {
        /// Day of birth.
        date: Date,
    },
    /// Only the year, or year and month, are known.
    Partial {
        /// Year of birth.
        year: i16,
        /// Month of birth, 1 to 12.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        month: Option<i8>,
    },
    /// Born on a day of this interval, both ends included.
    Interval {
        /// First possible day.
        from: Date,
        /// Last possible day.
        to: Date,
    },
    /// Somebody estimated the age.
    Estimated {
        /// Completed years, as estimated.
        age_years: u8,
        /// The day of the estimate.
        on: Date,
    },
}

/// Why a birth date is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadBirth {
    /// It lies after today.
    InFuture,
    /// It would make the person older than 130 years.
    TooOld,
    /// The month is not 1 to 12, the interval ends before it begins, or the age is over 130.
    Impossible,
}

impl BadBirth {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            BadBirth::InFuture => "PER-001",
            BadBirth::TooOld => "PER-002",
            BadBirth::Impossible => "PER-003",
        }
    }
}

impl BirthDate {
    /// The first and the last possible day of birth, both included.
    #[must_use]
    pub fn interval(self) -> (Date, Date) {
        match self {
            BirthDate::Exact { date } => (date, date),
            BirthDate::Interval { from, to } => (from, to),
            BirthDate::Partial { year, month } => {
                let (first, after) = match month {
                    Some(12) => ((year, 12), (year.saturating_add(1), 1)),
                    Some(month) => ((year, month), (year, month.saturating_add(1))),
                    None => ((year, 1), (year.saturating_add(1), 1)),
                };
                let day = |(y, m)| Date::new(y, m, 1).unwrap_or_else(|_| epoch());
                (day(first), day(after).plus_days(-1))
            }
            BirthDate::Estimated { age_years, on } => {
                // Aged n on a day: born after the day n+1 years before, up to the day n years before.
                (years_before(on, i16::from(age_years) + 1).plus_days(1), years_before(on, i16::from(age_years)))
            }
        }
    }

    /// The least and the greatest age in completed years on a day.
    #[must_use]
    pub fn age_on(self, on: Date) -> (u16, u16) {
        let (first, last) = self.interval();
        (last.years_until(on), first.years_until(on))
    }

    /// Itself when it is possible for somebody alive on `today`, otherwise why not.
    pub fn check(self, today: Date) -> Result<Self, BadBirth> {
        match self {
            BirthDate::Partial { month: Some(m), .. } if !(1..=12).contains(&m) => return Err(BadBirth::Impossible),
            BirthDate::Partial { year, .. } if !(1..=9999).contains(&year) => return Err(BadBirth::Impossible),
            BirthDate::Interval { from, to } if to < from => return Err(BadBirth::Impossible),
            BirthDate::Estimated { age_years, .. } if age_years > 130 => return Err(BadBirth::Impossible),
            _ => {}
        }
        let (first, last) = self.interval();
        if first > today {
            return Err(BadBirth::InFuture);
        }
        if last.years_until(today) > 130 {
            return Err(BadBirth::TooOld);
        }
        Ok(self)
    }
}

fn epoch() -> Date {
    crate::Moment::default().date_at(0)
}

/// The same day `years` earlier; 28 February for a leap day.
fn years_before(day: Date, years: i16) -> Date {
    let year = day.year().saturating_sub(years);
    Date::new(year, day.month(), day.day()).or_else(|_| Date::new(year, day.month(), 28)).unwrap_or_else(|_| epoch())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn an_uncertain_birth_is_an_interval_and_an_age_a_range() {
        let on = day("2026-11-24");
        let partial = BirthDate::Partial { year: 2010, month: None };
        assert_eq!(partial.interval(), (day("2010-01-01"), day("2010-12-31")));
        assert_eq!(partial.age_on(on), (15, 16));
        let month = BirthDate::Partial { year: 2009, month: Some(12) };
        assert_eq!(month.interval(), (day("2009-12-01"), day("2009-12-31")));
        let about = BirthDate::Estimated { age_years: 30, on };
        assert_eq!(about.interval(), (day("1995-11-25"), day("1996-11-24")));
        assert_eq!(about.age_on(on), (30, 30));
    }

    #[test]
    fn an_impossible_birth_is_refused() {
        let today = day("2026-11-24");
        let check = |birth: BirthDate| birth.check(today).map(|_| ());
        assert_eq!(check(BirthDate::Exact { date: day("2026-11-25") }), Err(BadBirth::InFuture));
        assert_eq!(check(BirthDate::Exact { date: day("2026-11-24") }), Ok(()));
        assert_eq!(check(BirthDate::Exact { date: day("1890-01-01") }), Err(BadBirth::TooOld));
        assert_eq!(check(BirthDate::Partial { year: 2000, month: Some(13) }), Err(BadBirth::Impossible));
        assert_eq!(check(BirthDate::Partial { year: -5, month: None }), Err(BadBirth::Impossible));
        assert_eq!(check(BirthDate::Estimated { age_years: 200, on: today }), Err(BadBirth::Impossible));
        let backwards = BirthDate::Interval { from: today, to: day("2000-01-01") };
        assert_eq!(check(backwards), Err(BadBirth::Impossible));
    }

    #[test]
    fn a_language_is_two_or_three_letters() {
        assert_eq!("AR".parse::<LanguageCode>().map(|l| l.to_string()), Ok("ar".into()));
        for bad in ["", "a", "arab", "a1"] {
            assert!(bad.parse::<LanguageCode>().is_err(), "{bad}");
        }
    }
}

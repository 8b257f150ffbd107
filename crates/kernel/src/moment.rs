//! Time as an argument. Nothing in this crate reads a clock.

use jiff::{Timestamp, civil, tz::Offset};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::{fmt, str::FromStr};

/// A point in time: milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
/// Written in RFC 3339 (`2026-11-24T06:35:00.000Z`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, JsonSchema)]
pub struct Moment(#[schemars(with = "String")] i64);

impl Moment {
    /// The moment `millis` milliseconds after the epoch.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the epoch.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// Milliseconds since the epoch; 0 for moments before it (ids carry no sign).
    #[must_use]
    pub fn millis_u64(self) -> u64 {
        u64::try_from(self.0).unwrap_or(0)
    }

    /// This moment moved by `seconds`.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1000)))
    }

    /// Whole seconds from `earlier` to this moment; negative when `earlier` is later.
    #[must_use]
    pub const fn seconds_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0) / 1000
    }

    /// The calendar day at a place whose clock is `utc_offset_minutes` ahead of UTC (Chad: 60).
    #[must_use]
    pub fn date_at(self, utc_offset_minutes: i32) -> Date {
        Date(self.civil(utc_offset_minutes).date())
    }

    /// Hour and minute of the day at that place.
    #[must_use]
    pub fn time_at(self, utc_offset_minutes: i32) -> (i8, i8) {
        let civil = self.civil(utc_offset_minutes);
        (civil.hour(), civil.minute())
    }

    fn civil(self, utc_offset_minutes: i32) -> civil::DateTime {
        let offset = Offset::from_seconds(utc_offset_minutes.saturating_mul(60)).unwrap_or(Offset::UTC);
        offset.to_datetime(self.timestamp())
    }

    fn timestamp(self) -> Timestamp {
        Timestamp::from_millisecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", self.timestamp())
    }
}

impl FromStr for Moment {
    type Err = BadTime;
    fn from_str(text: &str) -> Result<Self, BadTime> {
        text.trim().parse::<Timestamp>().map(|t| Self(t.as_millisecond())).map_err(|_| BadTime)
    }
}

/// The text is no RFC 3339 moment, or no ISO 8601 calendar date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadTime;

impl fmt::Display for BadTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KRN-002")
    }
}

impl std::error::Error for BadTime {}

/// A day of the Gregorian calendar, written `2026-11-24`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema)]
pub struct Date(#[schemars(with = "String")] civil::Date);

impl Date {
    /// The day; an error when the calendar has no such day (30 February).
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, BadTime> {
        civil::Date::new(year, month, day).map(Self).map_err(|_| BadTime)
    }

    /// Year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Month, 1 to 12.
    #[must_use]
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub fn days(self) -> i64 {
        self.start(0).0.div_euclid(86_400_000)
    }

    /// This day moved by `days`; the calendar's limit when it would leave it.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        let last = if days < 0 { civil::Date::MIN } else { civil::Date::MAX };
        Self(self.0.checked_add(jiff::Span::new().try_days(days).unwrap_or_default()).unwrap_or(last))
    }

    /// This day moved by `months` of the calendar; the last day of a month that has no such day, and the calendar's limit when
    /// it would leave it.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        let last = if months < 0 { civil::Date::MIN } else { civil::Date::MAX };
        Self(self.0.checked_add(jiff::Span::new().try_months(months).unwrap_or_default()).unwrap_or(last))
    }

    /// The moment the day begins at a place whose clock is `utc_offset_minutes` ahead of UTC.
    #[must_use]
    pub fn start(self, utc_offset_minutes: i32) -> Moment {
        let offset = Offset::from_seconds(utc_offset_minutes.saturating_mul(60)).unwrap_or(Offset::UTC);
        offset.to_timestamp(self.0.at(0, 0, 0, 0)).map_or(Moment(0), |t| Moment(t.as_millisecond()))
    }

    /// Completed years from this day of birth to `on`; 0 when `on` is earlier.
    /// A birthday on 29 February is reached on 1 March in other years.
    #[must_use]
    pub fn years_until(self, on: Date) -> u16 {
        let had = (on.month(), on.day()) >= (self.month(), self.day());
        let years = i32::from(on.year()) - i32::from(self.year()) - i32::from(!had);
        u16::try_from(years).unwrap_or(0)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Date {
    type Err = BadTime;
    fn from_str(text: &str) -> Result<Self, BadTime> {
        let text = crate::text::latin_digits(text.trim());
        let mut parts = text.split('-');
        let (Some(y), Some(m), Some(d), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
            return Err(BadTime);
        };
        if y.len() != 4 || m.len() != 2 || d.len() != 2 {
            return Err(BadTime);
        }
        match (y.parse(), m.parse(), d.parse()) {
            (Ok(y), Ok(m), Ok(d)) => Self::new(y, m, d),
            _ => Err(BadTime),
        }
    }
}

macro_rules! as_text {
    ($($name:ident),+) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                std::borrow::Cow::<'de, str>::deserialize(from)?.parse().map_err(D::Error::custom)
            }
        }
    )+};
}
as_text!(Moment, Date);

/// The text is no time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadTimeOfDay;

impl fmt::Display for BadTimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KRN-006")
    }
}

impl std::error::Error for BadTimeOfDay {}

/// Minutes after midnight, written `07:30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, JsonSchema)]
pub struct TimeOfDay(#[schemars(with = "String")] pub u16);

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl FromStr for TimeOfDay {
    type Err = BadTimeOfDay;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = crate::text::latin_digits(text.trim());
        let (hour, minute) = text.split_once(':').ok_or(BadTimeOfDay)?;
        let number = |part: &str, most: u16| part.parse::<u16>().ok().filter(|n| *n <= most && part.len() <= 2);
        match (number(hour, 23), number(minute, 59)) {
            (Some(hour), Some(minute)) => Ok(Self(hour * 60 + minute)),
            _ => Err(BadTimeOfDay),
        }
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TimeOfDay {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<'de, str>::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn months_are_months_of_the_calendar() {
        let moved = |day: &str, months| day.parse::<Date>().unwrap().plus_months(months).to_string();
        assert_eq!(moved("2026-11-24", -6), "2026-05-24");
        assert_eq!(moved("2026-01-31", -2), "2025-11-30");
        assert_eq!(moved("2028-01-31", 1), "2028-02-29");
    }

    #[test]
    fn a_day_that_the_calendar_lacks_is_refused() {
        for bad in ["2023-02-29", "2023-13-01", "2023-00-10", "23-01-01", "2023-1-1", "2023-01-01T00", "", "٢٠٢٣"] {
            assert_eq!(bad.parse::<Date>(), Err(BadTime), "{bad}");
        }
        assert_eq!(date("٢٠٢٤-٠٢-٢٩"), date("2024-02-29"));
    }

    #[test]
    fn an_age_counts_completed_years() {
        assert_eq!(date("2000-02-29").years_until(date("2018-02-28")), 17);
        assert_eq!(date("2000-02-29").years_until(date("2018-03-01")), 18);
        assert_eq!(date("2030-01-01").years_until(date("2018-03-01")), 0);
    }

    #[test]
    fn the_day_at_a_post_follows_its_own_clock() {
        let late: Moment = "2026-11-24T23:30:00Z".parse().unwrap();
        assert_eq!(late.date_at(0), date("2026-11-24"));
        assert_eq!(late.date_at(60), date("2026-11-25"));
        assert_eq!(date("2026-11-25").start(60), "2026-11-24T23:00:00Z".parse().unwrap());
        assert_eq!(date("1970-01-02").days(), 1);
        assert_eq!(date("1969-12-31").days(), -1);
    }

    #[test]
    fn a_moment_survives_its_text() {
        let m = Moment::from_millis(1_700_000_000_123);
        assert_eq!(m.to_string(), "2023-11-14T22:13:20.123Z");
        assert_eq!(m.to_string().parse(), Ok(m));
    }

    #[test]
    fn a_time_of_day_is_read_in_any_digits_and_refused_beyond_the_day() {
        assert_eq!("٠٧:٣٠".parse::<TimeOfDay>().map(|t| t.to_string()), Ok("07:30".to_owned()));
        for bad in ["", "7", "24:00", "07:60", "7:30:00", "-1:00", "007:00"] {
            assert!(bad.parse::<TimeOfDay>().is_err(), "{bad}");
        }
    }
}

//! A birth date as people say it, in one field: a day, a month, a year, or an age.

use crate::{BirthDate, Date, text::latin_digits};

/// The birth date in a text: `1992-03-14`, `14/03/1992`, `19920314`, `1992-03`, `1992`, or an age such as `34`, which is an
/// estimate made `today`. `None` for anything else. Whether it is possible is [`BirthDate::check`]'s question.
#[must_use]
pub fn read(text: &str, today: Date) -> Option<BirthDate> {
    let text = latin_digits(text.trim());
    let parts: Vec<&str> = text.split(['-', '/', '.', ' ']).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [one] => single(one, today),
        [year, month] if year.len() == 4 => month_of(year, month),
        [month, year] if year.len() == 4 => month_of(year, month),
        [year, month, day] if year.len() == 4 => exact(year, month, day),
        [day, month, year] if year.len() == 4 => exact(year, month, day),
        _ => None,
    }
}

fn single(text: &str, today: Date) -> Option<BirthDate> {
    match text.len() {
        1..=3 => text.parse().ok().map(|age_years| BirthDate::Estimated { age_years, on: today }),
        4 => text.parse().ok().map(|year| BirthDate::Partial { year, month: None }),
        8 => exact(text.get(..4)?, text.get(4..6)?, text.get(6..)?),
        _ => None,
    }
}

fn month_of(year: &str, month: &str) -> Option<BirthDate> {
    let month = month.parse().ok().filter(|month| (1..=12).contains(month))?;
    Some(BirthDate::Partial { year: year.parse().ok()?, month: Some(month) })
}

fn exact(year: &str, month: &str, day: &str) -> Option<BirthDate> {
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some(BirthDate::Exact { date })
}

/// A birth date as it is typed, for a field that is filled in already.
#[must_use]
pub fn write(birth: BirthDate) -> String {
    match birth {
        BirthDate::Exact { date } => date.to_string(),
        BirthDate::Partial { year, month: Some(month) } => format!("{year}-{month:02}"),
        BirthDate::Partial { year, month: None } => year.to_string(),
        BirthDate::Estimated { age_years, .. } => age_years.to_string(),
        BirthDate::Interval { from, .. } => from.year().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_birth_date_is_understood_however_it_is_said() {
        let today: Date = "2026-11-24".parse().unwrap();
        let read = |text: &str| read(text, today);
        let day = Some(BirthDate::Exact { date: "1992-03-14".parse().unwrap() });
        for text in ["1992-03-14", "14/03/1992", "19920314", "14.3.1992", "١٤/٠٣/١٩٩٢"] {
            assert_eq!(read(text), day, "{text}");
        }
        assert_eq!(read("34"), Some(BirthDate::Estimated { age_years: 34, on: today }));
        assert_eq!(read("1992"), Some(BirthDate::Partial { year: 1992, month: None }));
        assert_eq!(read("03/1992"), Some(BirthDate::Partial { year: 1992, month: Some(3) }));
        for bad in [" ", "yesterday", "1992-02-30", "13/13/1992", "12345", "300x"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}

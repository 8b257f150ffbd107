//! One box for a birth, typed as well as it is known: `1992-03-14`, `14/03/1992`, `1992-03`, `03/1992`, `1992`, `1990-1992`,
//! `19920314`, or an age (`34`, also `8m` for months). Day before month, as in the region; Arabic digits are digits.

use crate::{BirthDate, Date, text::latin_digits};

/// The birth date in a text; an age is an estimate made `today`. `None` for anything else, which is never guessed
/// (`PER-004` at the field). Whether it is possible is [`BirthDate::check`]'s question.
#[must_use]
pub fn read(typed: &str, today: Date) -> Option<BirthDate> {
    let text = latin_digits(typed.trim()).replace(['٫', '،', '\\', '.', ' '], "/");
    let text = text.trim_start_matches('~');
    if let Some(months) = text.strip_suffix(['m', 'M', 'ش']).and_then(|n| n.parse::<i64>().ok()) {
        return months_old(months, today);
    }
    if text.starts_with('-') {
        return None;
    }
    let parts: Vec<&str> = text.split(['-', '/']).filter(|part| !part.is_empty()).collect();
    if let [whole] = parts.as_slice()
        && whole.len() == 8
    {
        let number = |range| whole.get(range).and_then(|part: &str| part.parse().ok());
        return exact(number(0..4)?, number(4..6)?, number(6..8)?);
    }
    let numbers: Vec<i16> = parts.iter().map(|part| part.parse()).collect::<Result<_, _>>().ok()?;
    let wide = |i: usize| parts.get(i).is_some_and(|part| part.len() == 4);
    match numbers.as_slice() {
        [age @ 0..=130] if !wide(0) => Some(BirthDate::Estimated { age_years: u8::try_from(*age).ok()?, on: today }),
        [year] if wide(0) => Some(BirthDate::Partial { year: *year, month: None }),
        [from, to] if wide(0) && wide(1) => interval(*from, *to),
        [year, month] if wide(0) => partial(*year, *month),
        [month, year] if wide(1) => partial(*year, *month),
        [year, month, day] if wide(0) => exact(*year, *month, *day),
        [day, month, year] if wide(2) => exact(*year, *month, *day),
        _ => None,
    }
}

/// The text that [`read`] reads as this birth, for a field that is filled in already.
#[must_use]
pub fn write(birth: BirthDate) -> String {
    match birth {
        BirthDate::Exact { date } => date.to_string(),
        BirthDate::Partial { year, month: None } => format!("{year:04}"),
        BirthDate::Partial { year, month: Some(month) } => format!("{year:04}-{month:02}"),
        BirthDate::Interval { from, to } => format!("{:04}-{:04}", from.year(), to.year()),
        BirthDate::Estimated { age_years, .. } => age_years.to_string(),
    }
}

fn partial(year: i16, month: i16) -> Option<BirthDate> {
    let month = i8::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
    Some(BirthDate::Partial { year, month: Some(month) })
}

fn exact(year: i16, month: i16, day: i16) -> Option<BirthDate> {
    let small = |n: i16| i8::try_from(n).ok();
    Date::new(year, small(month)?, small(day)?).map(|date| BirthDate::Exact { date }).ok()
}

fn interval(from: i16, to: i16) -> Option<BirthDate> {
    let (from, to) = (Date::new(from, 1, 1), Date::new(to, 12, 31));
    match (from, to) {
        (Ok(from), Ok(to)) if from <= to => Some(BirthDate::Interval { from, to }),
        _ => None,
    }
}

/// A child of `n` months was born in a month that is known within one.
fn months_old(months: i64, today: Date) -> Option<BirthDate> {
    if !(0..=36).contains(&months) {
        return None;
    }
    let day = |months: i64| today.plus_days(-(months * 3_044) / 100);
    Some(BirthDate::Interval { from: day(months + 1).plus_days(1), to: day(months) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Date {
        "2026-11-24".parse().unwrap()
    }

    #[test]
    fn a_birth_is_read_as_exactly_as_it_was_typed() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let partial = |year, month| Some(BirthDate::Partial { year, month });
        let exact = Some(BirthDate::Exact { date: day("1992-03-14") });
        for (typed, birth) in [
            ("1992-03-14", exact),
            ("14/3/1992", exact),
            ("14.03.1992", exact),
            ("19920314", exact),
            ("14 / 03 / 1992", exact),
            ("١٤/٠٣/١٩٩٢", exact),
            ("1992-03", partial(1992, Some(3))),
            ("3/1992", partial(1992, Some(3))),
            (" 1992 ", partial(1992, None)),
            ("34", Some(BirthDate::Estimated { age_years: 34, on: today() })),
            ("~34", Some(BirthDate::Estimated { age_years: 34, on: today() })),
            ("٠", Some(BirthDate::Estimated { age_years: 0, on: today() })),
            ("1990-1992", Some(BirthDate::Interval { from: day("1990-01-01"), to: day("1992-12-31") })),
        ] {
            assert_eq!(read(typed, today()), birth, "{typed}");
        }
        assert_eq!(read("8m", today()).map(|b| b.age_on(today())), Some((0, 0)));
    }

    #[test]
    fn what_is_no_birth_is_not_guessed() {
        for bad in ["", "abc", "31/02/1992", "14/03/92", "1992-13", "131", "1992-1990", "40m", "1/2/3/4", "-5"] {
            assert_eq!(read(bad, today()), None, "{bad}");
        }
    }

    #[test]
    fn what_is_shown_is_read_back_the_same() {
        for typed_in in ["1992-03-14", "1992-03", "1992", "34", "1990-1992"] {
            let birth = read(typed_in, today()).unwrap();
            assert_eq!(write(birth), typed_in);
        }
    }
}

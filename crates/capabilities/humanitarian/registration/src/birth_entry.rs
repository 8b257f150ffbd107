//! One box for a birth, typed as well as it is known: `1992-03-14`, `14/03/1992`, `1992-03`, `03/1992`, `1992`, `1990-1992`,
//! or an age (`34`, also `8m` for months). Day before month, as in the region; Arabic digits are digits.

use kernel::{BirthDate, Date, text::latin_digits};

/// The box holds no birth that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable;

impl Unreadable {
    /// The stable code.
    pub const CODE: &'static str = "REG-082";
}

/// The birth that was typed on `today`.
pub fn parse(typed: &str, today: Date) -> Result<BirthDate, Unreadable> {
    let text = latin_digits(typed.trim()).replace(['٫', '،', '\\', '.'], "/").replace(' ', "");
    let text = text.trim_start_matches('~');
    if let Some(months) = text.strip_suffix(['m', 'M', 'ش']).and_then(|n| n.parse::<i64>().ok()) {
        return months_old(months, today);
    }
    let parts: Vec<&str> = text.split(['-', '/']).collect();
    let numbers: Vec<i16> = parts.iter().map(|part| part.parse()).collect::<Result<_, _>>().map_err(|_| Unreadable)?;
    let wide = |i: usize| parts.get(i).is_some_and(|part| part.len() == 4);
    match numbers.as_slice() {
        [age @ 0..=130] if !wide(0) => {
            let age_years = u8::try_from(*age).map_err(|_| Unreadable)?;
            Ok(BirthDate::Estimated { age_years, on: today })
        }
        [year] if wide(0) => Ok(BirthDate::Partial { year: *year, month: None }),
        [from, to] if wide(0) && wide(1) => interval(*from, *to),
        [year, month] if wide(0) => partial(*year, *month),
        [month, year] if wide(1) => partial(*year, *month),
        [year, month, day] if wide(0) => exact(*year, *month, *day),
        [day, month, year] if wide(2) => exact(*year, *month, *day),
        _ => Err(Unreadable),
    }
}

/// The text that [`parse`] reads as this birth, for a form that shows what is recorded.
#[must_use]
pub fn typed(birth: BirthDate, today: Date) -> String {
    match birth {
        BirthDate::Exact { date } => date.to_string(),
        BirthDate::Partial { year, month: None } => format!("{year:04}"),
        BirthDate::Partial { year, month: Some(month) } => format!("{year:04}-{month:02}"),
        BirthDate::Interval { from, to } => format!("{:04}-{:04}", from.year(), to.year()),
        BirthDate::Estimated { .. } => birth.age_on(today).0.to_string(),
    }
}

fn partial(year: i16, month: i16) -> Result<BirthDate, Unreadable> {
    let month = i8::try_from(month).ok().filter(|m| (1..=12).contains(m)).ok_or(Unreadable)?;
    Ok(BirthDate::Partial { year, month: Some(month) })
}

fn exact(year: i16, month: i16, day: i16) -> Result<BirthDate, Unreadable> {
    let small = |n: i16| i8::try_from(n).map_err(|_| Unreadable);
    Date::new(year, small(month)?, small(day)?).map(|date| BirthDate::Exact { date }).map_err(|_| Unreadable)
}

fn interval(from: i16, to: i16) -> Result<BirthDate, Unreadable> {
    let (from, to) = (Date::new(from, 1, 1), Date::new(to, 12, 31));
    match (from, to) {
        (Ok(from), Ok(to)) if from <= to => Ok(BirthDate::Interval { from, to }),
        _ => Err(Unreadable),
    }
}

/// A child of `n` months was born in a month that is known within one.
fn months_old(months: i64, today: Date) -> Result<BirthDate, Unreadable> {
    if !(0..=36).contains(&months) {
        return Err(Unreadable);
    }
    let day = |months: i64| today.plus_days(-(months * 3_044) / 100);
    Ok(BirthDate::Interval { from: day(months + 1).plus_days(1), to: day(months) })
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
        let partial = |year, month| Ok(BirthDate::Partial { year, month });
        let exact = Ok(BirthDate::Exact { date: day("1992-03-14") });
        for (typed, birth) in [
            ("1992-03-14", exact),
            ("14/3/1992", exact),
            ("14.03.1992", exact),
            ("١٤/٠٣/١٩٩٢", exact),
            ("1992-03", partial(1992, Some(3))),
            ("3/1992", partial(1992, Some(3))),
            (" 1992 ", partial(1992, None)),
            ("34", Ok(BirthDate::Estimated { age_years: 34, on: today() })),
            ("~34", Ok(BirthDate::Estimated { age_years: 34, on: today() })),
            ("٠", Ok(BirthDate::Estimated { age_years: 0, on: today() })),
            ("1990-1992", Ok(BirthDate::Interval { from: day("1990-01-01"), to: day("1992-12-31") })),
        ] {
            assert_eq!(parse(typed, today()), birth, "{typed}");
        }
        assert_eq!(parse("8m", today()).map(|b| b.age_on(today())), Ok((0, 0)));
    }

    #[test]
    fn what_is_no_birth_is_not_guessed() {
        for bad in ["", "abc", "31/02/1992", "14/03/92", "1992-13", "131", "1992-1990", "40m", "1/2/3/4", "-5"] {
            assert_eq!(parse(bad, today()), Err(Unreadable), "{bad}");
        }
    }

    #[test]
    fn what_is_shown_is_read_back_the_same() {
        for typed_in in ["1992-03-14", "1992-03", "1992", "34", "1990-1992"] {
            let birth = parse(typed_in, today()).unwrap();
            assert_eq!(typed(birth, today()), typed_in);
        }
    }
}

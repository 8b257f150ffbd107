//! A birth in few characters, as exact as it is known and no more.

use kernel::BirthDate;

/// `1992-03-14`, `1992-03`, `1992`, `1990-01-01/1992-12-31`, or `~1996` for an estimate.
#[must_use]
pub fn born(birth: BirthDate) -> String {
    match birth {
        BirthDate::Exact { date } => date.to_string(),
        BirthDate::Partial { year, month: Some(month) } => format!("{year:04}-{month:02}"),
        BirthDate::Partial { year, month: None } => format!("{year:04}"),
        BirthDate::Interval { from, to } => format!("{from}/{to}"),
        BirthDate::Estimated { .. } => format!("~{:04}", birth.interval().1.year()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_estimate_never_looks_exact() {
        let on = "2026-11-24".parse().unwrap();
        assert_eq!(born(BirthDate::Estimated { age_years: 30, on }), "~1996");
        assert_eq!(born(BirthDate::Partial { year: 1992, month: Some(3) }), "1992-03");
        assert_eq!(born(BirthDate::Exact { date: on }), "2026-11-24");
    }
}

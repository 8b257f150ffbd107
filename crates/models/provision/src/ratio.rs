//! An exact fraction above zero, as norms are written: `15`, `3.5`, `1/50`.

use serde::{Deserialize, de::Error as _};
use std::{fmt, str::FromStr};

/// A fraction above zero; numerator and denominator are at most [`Ratio::MOST`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    over: u64,
    under: u64,
}

/// The text is no fraction above zero, or its numbers are too great.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadRatio;

impl Ratio {
    /// The greatest numerator and denominator.
    pub const MOST: u64 = 1_000_000;

    /// `count` times this, rounded up to a whole; the greatest number where it would be greater.
    ///
    /// ```
    /// let one_for_fifty: provision::Ratio = "1/50".parse().unwrap();
    /// assert_eq!([0, 50, 51].map(|people| one_for_fifty.of(people)), [0, 1, 2]);
    /// ```
    #[must_use]
    pub fn of(self, count: u64) -> u64 {
        let exact = u128::from(count) * u128::from(self.over);
        u64::try_from(exact.div_ceil(u128::from(self.under))).unwrap_or(u64::MAX)
    }

    /// This, rounded down to a whole: the limit that a whole number keeps if it keeps this one.
    #[must_use]
    pub const fn whole(self) -> u64 {
        self.over / self.under
    }

    /// Whether this is at least `other`.
    #[must_use]
    pub fn is_at_least(self, other: Self) -> bool {
        u128::from(self.over) * u128::from(other.under) >= u128::from(other.over) * u128::from(self.under)
    }
}

impl FromStr for Ratio {
    type Err = BadRatio;

    fn from_str(text: &str) -> Result<Self, BadRatio> {
        let number = |text: &str| {
            let digits = !text.is_empty() && text.len() <= 7 && text.bytes().all(|b| b.is_ascii_digit());
            text.parse::<u64>().ok().filter(|_| digits).ok_or(BadRatio)
        };
        let (over, under) = if let Some((over, under)) = text.split_once('/') {
            (number(over)?, number(under)?)
        } else if let Some((whole, part)) = text.split_once('.') {
            let scale = u32::try_from(part.len()).ok().and_then(|places| 10_u64.checked_pow(places)).ok_or(BadRatio)?;
            let over = number(whole)?.checked_mul(scale).and_then(|over| over.checked_add(number(part).ok()?));
            (over.ok_or(BadRatio)?, scale)
        } else {
            (number(text)?, 1)
        };
        let holds = (1..=Self::MOST).contains(&over) && (1..=Self::MOST).contains(&under);
        if holds { Ok(Self { over, under }) } else { Err(BadRatio) }
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.under {
            1 => write!(f, "{}", self.over),
            10 => write!(f, "{}.{}", self.over / 10, self.over % 10),
            under => write!(f, "{}/{under}", self.over),
        }
    }
}

impl<'de> Deserialize<'de> for Ratio {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| D::Error::custom(format!("no fraction above zero: {text}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fraction_is_read_as_norms_are_written() {
        let read = |text: &str| text.parse::<Ratio>().map(|ratio| ratio.to_string());
        assert_eq!(["15", "3.5", "1/50"].map(read), ["15", "3.5", "1/50"].map(|text| Ok(text.to_owned())));
        for bad in ["", "0", "0/5", "1/0", "-1", "1.", ".5", "1/2/3", "1e3", "١", "9999999", "1.0000001"] {
            assert_eq!(read(bad), Err(BadRatio), "{bad}");
        }
    }

    #[test]
    fn a_multiple_is_rounded_up_and_a_limit_down() {
        let area: Ratio = "3.5".parse().unwrap();
        assert_eq!((area.of(3), area.of(4), area.whole()), (11, 14, 3));
        assert_eq!("1000000".parse::<Ratio>().unwrap().of(u64::MAX), u64::MAX);
    }
}

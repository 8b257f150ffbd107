//! The registration number: eleven drawn characters and a check character, written in groups of four.
//!
//! Drawn, not counted: posts that cannot reach each other give no number twice (55 bits: among ten million numbers the
//! chance of a clash is about one in a thousand, and a node never gives one that it knows), and a number tells nothing about
//! order, place or size. The alphabet leaves out I, L, O and U, which are misread.
//! The check character is that of ISO/IEC 7064 MOD 37-2: since 37 is prime, it finds every single wrong character and every
//! exchange of two characters. Numbers whose check character would be `*`, I, L, O or U are not given out.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use std::{borrow::Cow, fmt, str::FromStr};

/// A registration number, checked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct Number(String);

/// The text is no registration number: its check character does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadNumber;

impl fmt::Display for BadNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SEA-001")
    }
}

/// Crockford's alphabet of 32.
pub const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const DATA: usize = 11;
/// Draws before giving up on finding a free number; each succeeds 32 times in 37.
const DRAWS: u32 = 64;

impl Number {
    /// The number that `random` gives, passing over those that are `taken`; the same `n` must give the same bytes.
    pub fn draw<E>(
        random: impl Fn(u32) -> [u8; 11],
        mut taken: impl FnMut(&Number) -> Result<bool, E>,
    ) -> Result<Self, E> {
        let mut last = Self("00000000000".to_owned() + "0");
        for n in 0..DRAWS {
            let data: String = random(n).iter().map(|byte| letter(byte & 31)).collect();
            if let Some(check) = check_of(&data).filter(|c| ALPHABET.contains(&(*c as u8))) {
                last = Self(format!("{data}{check}"));
                if !taken(&last)? {
                    break;
                }
            }
        }
        Ok(last)
    }

    /// The twelve characters without groups.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The eleven drawn characters as a number below 2^55.
    #[must_use]
    pub fn value(&self) -> u64 {
        self.0.bytes().take(DATA).fold(0, |sum, byte| {
            let digit = ALPHABET.iter().position(|letter| *letter == byte).unwrap_or(0);
            sum << 5 | u64::try_from(digit).unwrap_or(0)
        })
    }

    /// The number with this value of its drawn characters; an error where no such number is given out.
    pub fn of_value(value: u64) -> Result<Self, BadNumber> {
        let digit = |place: u32| letter(u8::try_from(value >> (5 * place) & 31).unwrap_or(0));
        let data: String = (0..11).rev().map(digit).collect();
        let check = check_of(&data).ok_or(BadNumber)?;
        format!("{data}{check}").parse()
    }
}

fn letter(digit: u8) -> char {
    ALPHABET.get(usize::from(digit)).map_or('0', |byte| char::from(*byte))
}

/// ISO/IEC 7064 MOD 37-2 (§7, pure systems, recursive method): `None` for characters outside the set.
fn check_of(data: &str) -> Option<char> {
    let mut sum: u32 = 0;
    for c in data.chars() {
        sum = (sum + c.to_digit(36)?) * 2 % 37;
    }
    match (38 - sum) % 37 {
        36 => Some('*'),
        digit => char::from_digit(digit, 36).map(|c| c.to_ascii_uppercase()),
    }
}

impl FromStr for Number {
    type Err = BadNumber;
    /// Takes any case, spaces and hyphens, Arabic digits, and the letters that are misread (O for 0; I and L for 1).
    fn from_str(text: &str) -> Result<Self, BadNumber> {
        let text = kernel::text::latin_digits(text);
        let plain: String = text
            .chars()
            .filter(|c| !matches!(c, ' ' | '-' | '\u{2011}' | '·'))
            .map(|c| match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            })
            .collect();
        let (data, check) = plain.split_at_checked(DATA).ok_or(BadNumber)?;
        let drawn = data.bytes().all(|byte| ALPHABET.contains(&byte));
        if drawn && check_of(data).map(String::from).as_deref() == Some(check) {
            Ok(Self(plain))
        } else {
            Err(BadNumber)
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, c) in self.0.chars().enumerate() {
            if i > 0 && i % 4 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{c}")?;
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Cow::<'de, str>::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes that differ for each seed and draw.
    fn random(seed: u8) -> impl Fn(u32) -> [u8; 11] {
        move |n| {
            let mut state = (u64::from(seed) << 32 | u64::from(n)).wrapping_add(1);
            std::array::from_fn(|_| {
                state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
                (state >> 40) as u8
            })
        }
    }

    fn number(seed: u8) -> Number {
        Number::draw(random(seed), |_| Ok::<_, ()>(false)).unwrap()
    }

    #[test]
    fn the_check_character_is_that_of_the_standard() {
        // A published value: donation identification number G1234 98 654321 has check character H (ISBT 128).
        assert_eq!(check_of("G123498654321"), Some('H'));
    }

    #[test]
    fn every_wrong_character_and_every_exchange_is_found() {
        for seed in 0..20 {
            let good = number(seed);
            let letters: Vec<char> = good.as_str().chars().collect();
            let is_same = |bad: &[char]| bad.iter().collect::<String>().parse::<Number>().ok();
            for i in 0..letters.len() {
                for other in ALPHABET.iter().map(|b| char::from(*b)).filter(|c| *c != letters[i]) {
                    let mut bad = letters.clone();
                    bad[i] = other;
                    assert_eq!(is_same(&bad), None, "{good}: {other} at {i}");
                }
                for j in i + 1..letters.len() {
                    let mut bad = letters.clone();
                    bad.swap(i, j);
                    let swapped = is_same(&bad);
                    // The check character itself stands at another weight; an exchange with it is found as well.
                    assert!(bad == letters || swapped.is_none(), "{good}: {i} and {j}");
                }
            }
        }
    }

    #[test]
    fn a_number_is_read_as_people_write_it() {
        let good = number(3);
        assert_eq!(good.to_string().to_lowercase().replace('-', " ").parse(), Ok(good.clone()));
        assert_eq!(good.to_string().len(), 14);
        assert_eq!(Number::of_value(good.value()), Ok(good));
        for bad in ["", "0", "٠", "0000-0000-000*", "0000-0000-0000-0000"] {
            assert!(bad.parse::<Number>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_number_that_is_taken_is_not_given_again() {
        let first = number(1);
        let second = Number::draw(random(1), |n| Ok::<_, ()>(*n == first)).unwrap();
        assert_ne!(first, second);
    }
}

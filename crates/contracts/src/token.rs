//! The token on the slip of paper that people carry from the border to registration: `MN1:` and twelve characters, of which
//! the last two tell a misread apart. It says nothing about whom it stands for.

use std::{fmt, str::FromStr};

/// Digits and letters that cannot be taken for one another (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Random characters.
const BODY: usize = 10;
/// A prime below 32²: two characters hold the remainder, every single wrong character and every swap of neighbours changes it.
const PRIME: u64 = 1021;

/// A token, checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Token(u64);

/// The text is no token, or a character was misread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadToken;

impl Token {
    /// A token of random bytes; 50 bits are used.
    #[must_use]
    pub const fn mint(random: [u8; 8]) -> Self {
        Self(u64::from_le_bytes(random) >> 14)
    }

    /// The twelve characters without prefix.
    #[must_use]
    pub fn code(self) -> String {
        let check = self.0 % PRIME;
        let digits = (0..BODY).rev().map(|i| self.0 >> (5 * i)).chain([check >> 5, check]);
        digits
            .map(|d| usize::try_from(d & 31).ok().and_then(|d| ALPHABET.get(d)).map_or('0', |c| char::from(*c)))
            .collect()
    }

    /// In groups of four, as people read it out.
    #[must_use]
    pub fn spaced(self) -> String {
        let code = self.code();
        let part = |from: usize| code.get(from..from + 4).unwrap_or_default();
        format!("{} {} {}", part(0), part(4), part(8))
    }

    /// What the node signs when the slip is printed.
    #[must_use]
    pub fn signed_text(self) -> Vec<u8> {
        format!("manara token v1 {self}").into_bytes()
    }

    /// What the printed code holds: the token and the signature over [`Token::signed_text`], in characters that a QR code
    /// packs tightly and a scanner types on any keyboard.
    #[must_use]
    pub fn payload(self, signature: &[u8; 64]) -> String {
        format!("{self}.{}", base32(signature))
    }
}

fn base32(bytes: &[u8]) -> String {
    let (mut out, mut held, mut bits) = (String::new(), 0u32, 0);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            out.push(character(held >> bits));
        }
    }
    if bits > 0 {
        out.push(character(held << (5 - bits)));
    }
    out
}

fn character(digit: u32) -> char {
    usize::try_from(digit & 31).ok().and_then(|d| ALPHABET.get(d)).map_or('0', |c| char::from(*c))
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MN1:{}", self.code())
    }
}

impl FromStr for Token {
    type Err = BadToken;

    /// Reads what was scanned or typed: with or without prefix, spaces, hyphens and signature; small letters; O for 0, I and L for 1.
    fn from_str(text: &str) -> Result<Self, BadToken> {
        let text = text.trim();
        let text = text
            .get(..4)
            .filter(|start| start.eq_ignore_ascii_case("MN1:"))
            .map_or(text, |_| text.get(4..).unwrap_or(""));
        let text = text.split('.').next().unwrap_or("");
        let mut digits = Vec::with_capacity(BODY + 2);
        for c in text.chars().filter(|c| !matches!(c, ' ' | '-')) {
            let c = match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                c => c,
            };
            let digit = ALPHABET.iter().position(|known| char::from(*known) == c).ok_or(BadToken)?;
            digits.push(u64::try_from(digit).map_err(|_| BadToken)?);
        }
        let [body @ .., high, low] = digits.as_slice() else { return Err(BadToken) };
        let value = body.iter().fold(0u64, |value, digit| value << 5 | digit);
        if body.len() == BODY && value % PRIME == (high << 5 | low) { Ok(Self(value)) } else { Err(BadToken) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_survives_print_scan_and_typing() {
        let token = Token::mint([0xA5, 3, 99, 200, 17, 8, 250, 91]);
        let code = token.code();
        assert_eq!(code.len(), 12);
        let payload = token.payload(&[7; 64]);
        assert_eq!(payload.len(), 4 + 12 + 1 + 103);
        for text in
            [token.to_string(), code.clone(), token.spaced(), code.to_lowercase(), payload, format!(" mn1:{code}")]
        {
            assert_eq!(text.parse(), Ok(token), "{text}");
        }
    }

    #[test]
    fn a_wrong_character_or_two_swapped_ones_are_noticed() {
        for seed in 0..50u64 {
            let code = Token::mint((seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) + 1).to_le_bytes()).code();
            let chars: Vec<char> = code.chars().collect();
            for i in 0..chars.len() {
                for wrong in ALPHABET {
                    let mut other = chars.clone();
                    other[i] = char::from(*wrong);
                    if other != chars {
                        assert_eq!(other.iter().collect::<String>().parse::<Token>(), Err(BadToken));
                    }
                }
                // Swaps inside the body; the two check characters are swapped with one another by no clerk's finger alone.
                if i + 1 < BODY && chars[i] != chars[i + 1] {
                    let mut other = chars.clone();
                    other.swap(i, i + 1);
                    assert_eq!(other.iter().collect::<String>().parse::<Token>(), Err(BadToken));
                }
            }
        }
    }

    #[test]
    fn other_text_is_no_token() {
        for bad in ["", "MN1:", "MN1:ABC", "hello", "MN1:UUUUUUUUUUUU", "é", "MN1", "00000000000000"] {
            assert_eq!(bad.parse::<Token>(), Err(BadToken), "{bad}");
        }
    }
}

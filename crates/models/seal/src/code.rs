//! The signed code of a card: `MN1:` and the number, the card's serial, the day of issue and the issuing node's key, signed
//! by that node (Ed25519, RFC 8032). Whoever holds the node's public key can check it without a network; nobody learns
//! anything of the people from it. Written in Crockford's base 32, so that a QR code stores it in its alphanumeric mode and a
//! keyboard-wedge scanner types it the same on every keyboard layout.

use contracts::number::{ALPHABET, Number};
use ed25519_dalek::{Signature, VerifyingKey};
use kernel::Date;

/// What a card's code says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardCode {
    /// The household's number.
    pub number: Number,
    /// The card's number among the household's cards.
    pub serial: u16,
    /// The day of issue.
    pub issued: Date,
    /// Which node's key signed it.
    pub key: [u8; 8],
}

/// Whether a code was signed by a node that is known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    /// By a known node.
    Yes,
    /// The signature does not fit the known node's key: the code was altered or forged.
    No,
    /// By a node whose key is not known here.
    Unknown,
}

/// What every code begins with.
pub const PREFIX: &str = "MN1:";
/// Format and kind of this code among those that begin so.
const CARD: u8 = 0xC1;
const SIGNED_BYTES: usize = 1 + 7 + 2 + 2 + 8;

impl CardCode {
    /// The code of a card made out by the node with this public key.
    #[must_use]
    pub fn new(number: Number, serial: u16, issued: Date, verifying_key: &[u8; 32]) -> Self {
        Self { number, serial, issued, key: key_id(verifying_key) }
    }

    /// The text of the QR code; `sign` signs with the node's key.
    #[must_use]
    pub fn signed(&self, sign: impl FnOnce(&[u8]) -> [u8; 64]) -> String {
        let mut bytes = self.bytes();
        let signature = sign(&message(&bytes));
        bytes.extend_from_slice(&signature);
        format!("{PREFIX}{}", base32(&bytes))
    }

    /// Reads a code, and checks its signature against the public keys of the nodes known here. `None` when it is no card's.
    #[must_use]
    pub fn read(text: &str, known: &[[u8; 32]]) -> Option<(Self, Signed)> {
        let text = text.trim();
        let prefix = text.get(..PREFIX.len())?;
        let bytes = unbase32(text.get(PREFIX.len()..).filter(|_| prefix.eq_ignore_ascii_case(PREFIX))?)?;
        let (signed, signature) = bytes.split_at_checked(SIGNED_BYTES)?;
        let signature = Signature::from_bytes(signature.try_into().ok()?);
        let code = Self::of_bytes(signed)?;
        let signer = known.iter().find(|key| key_id(key) == code.key);
        let checked = match signer.map(VerifyingKey::from_bytes) {
            None => Signed::Unknown,
            Some(Ok(key)) if key.verify_strict(&message(signed), &signature).is_ok() => Signed::Yes,
            Some(_) => Signed::No,
        };
        Some((code, checked))
    }

    fn bytes(&self) -> Vec<u8> {
        let mut out = vec![CARD];
        let value = self.number.value().to_be_bytes();
        out.extend(value.iter().skip(1));
        out.extend(self.serial.to_be_bytes());
        let day = u16::try_from(self.issued.days() - first_day()).unwrap_or(0);
        out.extend(day.to_be_bytes());
        out.extend(self.key);
        out
    }

    fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(&[CARD])?;
        let (number, rest) = rest.split_first_chunk::<7>()?;
        let (serial, rest) = rest.split_first_chunk::<2>()?;
        let (day, key) = rest.split_first_chunk::<2>()?;
        let number = number.iter().fold(0, |sum: u64, byte| sum << 8 | u64::from(*byte));
        Some(Self {
            number: Number::of_value(number).ok()?,
            serial: u16::from_be_bytes(*serial),
            issued: epoch().plus_days(first_day() + i64::from(u16::from_be_bytes(*day))),
            key: key.try_into().ok()?,
        })
    }
}

/// Which key signed: the first 8 bytes of its BLAKE3.
fn key_id(verifying_key: &[u8; 32]) -> [u8; 8] {
    let mut id = [0; 8];
    blake3::Hasher::new().update(b"manara key id").update(verifying_key).finalize_xof().fill(&mut id);
    id
}

fn message(signed: &[u8]) -> Vec<u8> {
    [b"manara card v1".as_slice(), signed].concat()
}

/// Days of issue are counted from 2024-01-01, for 179 years.
const fn first_day() -> i64 {
    19_723
}

fn epoch() -> Date {
    kernel::Moment::from_millis(0).date_at(0)
}

pub(crate) fn base32(bytes: &[u8]) -> String {
    let (mut out, mut held, mut bits) = (String::new(), 0_u32, 0);
    let mut push = |five: u32| {
        let letter = usize::try_from(five & 31).ok().and_then(|digit| ALPHABET.get(digit));
        out.extend(letter.map(|byte| char::from(*byte)));
    };
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            push(held >> bits);
            held &= (1 << bits) - 1;
        }
    }
    if bits > 0 {
        push(held << (5 - bits));
    }
    out
}

pub(crate) fn unbase32(text: &str) -> Option<Vec<u8>> {
    let (mut out, mut held, mut bits) = (Vec::with_capacity(text.len()), 0_u32, 0);
    for letter in text.bytes() {
        let digit = ALPHABET.iter().position(|known| *known == letter.to_ascii_uppercase())?;
        held = held << 5 | u32::try_from(digit).ok()?;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            out.push(u8::try_from(held >> bits).ok()?);
            held &= (1 << bits) - 1;
        }
    }
    (held == 0).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ed25519_dalek::{Signer, SigningKey};

    fn key(seed: u8) -> SigningKey {
        SigningKey::from_bytes(&[seed; 32])
    }

    fn code() -> CardCode {
        let number = Number::draw(|n| [n as u8 + 3; 11], |_| Ok::<_, ()>(false)).unwrap();
        CardCode::new(number, 2, "2026-11-24".parse().unwrap(), key(1).verifying_key().as_bytes())
    }

    fn text() -> String {
        code().signed(|message| key(1).sign(message).to_bytes())
    }

    #[test]
    fn another_post_checks_a_card_with_the_public_key_alone() {
        let (mine, other) = (key(1).verifying_key().to_bytes(), key(2).verifying_key().to_bytes());
        assert_eq!(CardCode::read(&text(), &[other, mine]), Some((code(), Signed::Yes)));
        assert_eq!(CardCode::read(&text().to_lowercase(), &[mine]), Some((code(), Signed::Yes)));
        assert_eq!(CardCode::read(&text(), &[other]).map(|read| read.1), Some(Signed::Unknown));
    }

    #[test]
    fn every_altered_character_is_noticed() {
        let (text, known) = (text(), [key(1).verifying_key().to_bytes()]);
        for at in PREFIX.len()..text.len() {
            let mut altered: Vec<char> = text.chars().collect();
            altered[at] = if altered[at] == '7' { '8' } else { '7' };
            let read = CardCode::read(&altered.into_iter().collect::<String>(), &known);
            assert!(read.is_none_or(|(_, signed)| signed != Signed::Yes), "{at}");
        }
    }

    #[test]
    fn the_code_fits_a_small_qr_code_and_says_nothing_of_the_people() {
        assert_eq!(text().len(), 139);
        assert!(text().bytes().all(|b| b == b':' || b.is_ascii_uppercase() || b.is_ascii_digit()));
        assert_eq!(CardCode::read("MN1:7F3K", &[]), None);
        assert_eq!(CardCode::read("MN1", &[]), None);
        assert_eq!(CardCode::read("م", &[]), None);
    }
}

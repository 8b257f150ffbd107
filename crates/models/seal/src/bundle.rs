//! A sealed bundle: a few hundred bytes on paper that only one organisation's node can open. Elliptic-curve Diffie-Hellman on P-256
//! (SEC 1 v2, §5.1 shape), HKDF-SHA-256 (RFC 5869), AES-256-GCM (NIST SP 800-38D). Written in letters that every keyboard layout types
//! the same, so that a scanner or a patient hand can enter it.
//!
//! ```
//! use seal::bundle;
//! let (secret, once) = ([7; 32], [9; 32]);
//! let key = bundle::public_key(&secret).unwrap();
//! let text = bundle::seal(b"name: Zeinab", &key, b"clinic", &once).unwrap();
//! assert_eq!(bundle::open(&text, &secret, b"clinic").unwrap(), b"name: Zeinab");
//! assert_eq!(bundle::open(&text, &[8; 32], b"clinic"), Err(bundle::Unreadable::NotForHere));
//! ```

use crate::code::{base32, unbase32};
use aes_gcm::{
    Aes256Gcm, KeyInit,
    aead::{Aead, Payload},
};
use hkdf::Hkdf;
use p256::{PublicKey, SecretKey, ecdh::diffie_hellman, elliptic_curve::sec1::ToSec1Point};
use sha2::Sha256;

/// What every bundle begins with.
pub const PREFIX: &str = "MN1:R";
/// Format of the bundle. A change of the bytes is a new number.
const VERSION: u8 = 1;
/// Bytes of a compressed point.
const POINT: usize = 33;
/// Bytes of a GCM tag.
const TAG: usize = 16;
/// Most bytes that are sealed: the code stays large enough to be scanned from paper (ISO/IEC 18004 version 17 at level M).
pub const MOST: usize = 330;

/// Why a bundle is not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// It is no bundle, or a part is missing.
    Torn,
    /// It is of another version.
    Version,
    /// It is sealed to somebody else, or was altered: the two cannot be told apart.
    NotForHere,
}

/// The public key of 32 secret bytes; `None` when they are no valid key, which happens once in 2^32.
#[must_use]
pub fn public_key(secret: &[u8; 32]) -> Option<Vec<u8>> {
    let secret = SecretKey::from_slice(secret).ok()?;
    Some(secret.public_key().to_sec1_point(true).as_bytes().to_vec())
}

/// The bundle of `plain` for the holder of `key`. `context` is bound to it and must be given again to open it. `once` is fresh for
/// each bundle. `None` when the key is none, or `plain` is longer than [`MOST`].
#[must_use]
pub fn seal(plain: &[u8], key: &[u8], context: &[u8], once: &[u8; 32]) -> Option<String> {
    if plain.len() > MOST {
        return None;
    }
    let theirs = PublicKey::from_sec1_bytes(key).ok()?;
    let ours = SecretKey::from_slice(once).ok()?;
    let point = public_key(once)?;
    let (cipher, nonce) = cipher(&ours, &theirs, &point, key)?;
    let sealed = cipher.encrypt(&nonce.into(), Payload { msg: plain, aad: context }).ok()?;
    Some(format!("{PREFIX}{}", base32(&[&[VERSION], point.as_slice(), &sealed].concat())))
}

/// What was sealed.
///
/// # Errors
/// As [`Unreadable`] says.
pub fn open(text: &str, secret: &[u8; 32], context: &[u8]) -> Result<Vec<u8>, Unreadable> {
    let letters: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let prefix = letters.get(..PREFIX.len()).filter(|prefix| prefix.eq_ignore_ascii_case(PREFIX));
    let bytes = prefix.and_then(|_| unbase32(letters.get(PREFIX.len()..)?)).ok_or(Unreadable::Torn)?;
    let (version, rest) = bytes.split_first().ok_or(Unreadable::Torn)?;
    if *version != VERSION {
        return Err(Unreadable::Version);
    }
    let (point, sealed) = rest.split_at_checked(POINT).filter(|(_, s)| s.len() >= TAG).ok_or(Unreadable::Torn)?;
    let theirs = PublicKey::from_sec1_bytes(point).map_err(|_| Unreadable::Torn)?;
    let ours = SecretKey::from_slice(secret).map_err(|_| Unreadable::NotForHere)?;
    let key = public_key(secret).ok_or(Unreadable::NotForHere)?;
    let (cipher, nonce) = cipher(&ours, &theirs, point, &key).ok_or(Unreadable::NotForHere)?;
    let payload = Payload { msg: sealed, aad: context };
    cipher.decrypt(&nonce.into(), payload).map_err(|_| Unreadable::NotForHere)
}

/// Key and nonce of one bundle: both follow from the shared secret, which no other bundle has.
fn cipher(ours: &SecretKey, theirs: &PublicKey, point: &[u8], key: &[u8]) -> Option<(Aes256Gcm, [u8; 12])> {
    let shared = diffie_hellman(ours.to_nonzero_scalar(), theirs.as_affine());
    let salt = [point, key].concat();
    let mut out = [0; 44];
    Hkdf::<Sha256>::new(Some(&salt), shared.raw_secret_bytes()).expand(b"manara paper bundle v1", &mut out).ok()?;
    let (key, nonce) = out.split_first_chunk::<32>()?;
    Some((Aes256Gcm::new(&(*key).into()), nonce.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed() -> String {
        seal("زينب, 31".as_bytes(), &public_key(&[7; 32]).unwrap(), b"clinic", &[9; 32]).unwrap()
    }

    #[test]
    fn every_altered_letter_is_noticed() {
        let text = sealed();
        for at in PREFIX.len()..text.len() {
            let mut altered: Vec<char> = text.chars().collect();
            altered[at] = if altered[at] == '7' { '8' } else { '7' };
            let altered: String = altered.into_iter().collect();
            assert!(open(&altered, &[7; 32], b"clinic").is_err(), "letter {at}");
        }
    }

    #[test]
    fn a_bundle_for_another_organisation_or_cut_short_is_not_opened() {
        let text = sealed();
        assert_eq!(open(&text, &[7; 32], b"shelter"), Err(Unreadable::NotForHere));
        assert_eq!(open(&text, &[6; 32], b"clinic"), Err(Unreadable::NotForHere));
        for end in 0..text.len() {
            assert!(open(text.get(..end).unwrap(), &[7; 32], b"clinic").is_err(), "cut at {end}");
        }
        assert_eq!(open("MN1:", &[7; 32], b"clinic"), Err(Unreadable::Torn));
    }

    #[test]
    fn small_letters_and_gaps_do_not_matter_and_too_much_is_refused() {
        let spaced = sealed().to_lowercase().replace('7', " 7 ");
        assert_eq!(open(&spaced, &[7; 32], b"clinic").unwrap(), "زينب, 31".as_bytes());
        assert_eq!(seal(&[0; MOST + 1], &public_key(&[7; 32]).unwrap(), b"", &[9; 32]), None);
    }
}

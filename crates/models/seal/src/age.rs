//! Files sealed to a node, in the format of age (C2SP age-encryption.org/v1, X25519 recipients): what `age` on any other machine can seal
//! and open too. The crate `age` would bring 55 packages, most of the cryptography a second time (docs/decisions/sync.md).
//!
//! ```
//! use seal::age;
//! let secret = [7; 32];
//! let file = age::seal(b"facts", &age::public_key(&secret), &age::Once::of([1; 64]));
//! assert_eq!(age::open(&file, &secret).unwrap(), b"facts");
//! assert_eq!(age::open(&file, &[8; 32]), Err(age::Unreadable::NotForHere));
//! ```

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD as BASE64};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit, aead::Aead};
use curve25519_dalek::montgomery::MontgomeryPoint;
use hkdf::Hkdf;
use sha2::Sha256;

const VERSION: &str = "age-encryption.org/v1";
const STANZA: &str = "-> X25519 ";
/// Plain bytes of a chunk.
const CHUNK: usize = 64 << 10;
/// Bytes of a tag.
const TAG: usize = 16;

/// Why a file is not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// It is no such file, or of another version.
    NotAge,
    /// It is sealed to somebody else.
    NotForHere,
    /// A part is missing or was altered.
    Altered,
}

/// Randomness for one file, never used again.
pub struct Once {
    file: [u8; 16],
    ephemeral: [u8; 32],
    nonce: [u8; 16],
}

impl Once {
    /// From 64 random bytes.
    #[must_use]
    pub const fn of(random: [u8; 64]) -> Self {
        let (mut file, mut ephemeral, mut nonce) = ([0; 16], [0; 32], [0; 16]);
        let (first, rest) = random.split_at(16);
        let (second, third) = rest.split_at(32);
        let (third, _) = third.split_at(16);
        file.copy_from_slice(first);
        ephemeral.copy_from_slice(second);
        nonce.copy_from_slice(third);
        Self { file, ephemeral, nonce }
    }
}

/// The public key of 32 secret bytes.
#[must_use]
pub fn public_key(secret: &[u8; 32]) -> [u8; 32] {
    MontgomeryPoint::mul_base_clamped(*secret).to_bytes()
}

/// `plain` for the holder of the secret of `recipient`.
#[must_use]
pub fn seal(plain: &[u8], recipient: &[u8; 32], once: &Once) -> Vec<u8> {
    let share = public_key(&once.ephemeral);
    let wrapped = wrapping_key(&once.ephemeral, recipient, &share, recipient)
        .and_then(|key| ChaCha20Poly1305::new(&key.into()).encrypt(&[0; 12].into(), once.file.as_slice()).ok())
        // A recipient that is no point: nobody opens the file, and nobody learns anything from it.
        .unwrap_or_else(|| vec![0; 32]);
    let mut out = format!("{VERSION}\n{STANZA}{}\n{}\n---", BASE64.encode(share), BASE64.encode(wrapped)).into_bytes();
    let mac = header_mac(&once.file, &out);
    out.extend_from_slice(format!(" {}\n", BASE64.encode(mac)).as_bytes());
    out.extend_from_slice(&once.nonce);
    let cipher = ChaCha20Poly1305::new(&derived(&once.file, &once.nonce, b"payload").into());
    let count = plain.len().div_ceil(CHUNK).max(1);
    for (n, chunk) in (0_u64..).zip(plain.chunks(CHUNK).chain(plain.is_empty().then_some(&[][..]))) {
        // Encrypting less than 256 GB does not fail.
        out.extend(cipher.encrypt(&nonce(n, n + 1 == count as u64).into(), chunk).unwrap_or_default());
    }
    out
}

/// What was sealed.
///
/// # Errors
/// As [`Unreadable`] says.
pub fn open(file: &[u8], secret: &[u8; 32]) -> Result<Vec<u8>, Unreadable> {
    let end = file.windows(5).position(|five| five == b"\n--- ").ok_or(Unreadable::NotAge)?;
    let (header, rest) = file.split_at(end + 4);
    let line = rest.iter().position(|byte| *byte == b'\n').ok_or(Unreadable::NotAge)?;
    let (mac, body) = rest.split_at(line + 1);
    let header_text = std::str::from_utf8(header).map_err(|_| Unreadable::NotAge)?;
    let mac = std::str::from_utf8(mac).ok().and_then(|mac| decoded::<32>(mac.trim())).ok_or(Unreadable::NotAge)?;
    let key = file_key(header_text, secret)?;
    if header_mac(&key, header) != mac {
        return Err(Unreadable::Altered);
    }
    let (salt, mut body) = body.split_first_chunk::<16>().ok_or(Unreadable::Altered)?;
    let cipher = ChaCha20Poly1305::new(&derived(&key, salt, b"payload").into());
    let mut plain = Vec::with_capacity(body.len());
    for n in 0.. {
        let (chunk, after) = body.split_at(body.len().min(CHUNK + TAG));
        let last = after.is_empty();
        let opened = cipher.decrypt(&nonce(n, last).into(), chunk).map_err(|_| Unreadable::Altered)?;
        if last {
            if opened.is_empty() && n > 0 {
                return Err(Unreadable::Altered);
            }
            plain.extend_from_slice(&opened);
            break;
        }
        plain.extend_from_slice(&opened);
        body = after;
    }
    Ok(plain)
}

/// The key of the file, from the first stanza that is for this secret; others are passed over.
fn file_key(header: &str, secret: &[u8; 32]) -> Result<[u8; 16], Unreadable> {
    let mut lines = header.lines();
    if lines.next() != Some(VERSION) {
        return Err(Unreadable::NotAge);
    }
    let own = public_key(secret);
    while let Some(line) = lines.next() {
        let Some(share) = line.strip_prefix(STANZA).and_then(decoded::<32>) else { continue };
        let wrapped = lines.next().and_then(decoded::<32>).ok_or(Unreadable::NotAge)?;
        let Some(key) = wrapping_key(secret, &share, &share, &own) else { continue };
        let opened = ChaCha20Poly1305::new(&key.into()).decrypt(&[0; 12].into(), wrapped.as_slice());
        if let Some(key) = opened.ok().and_then(|key| key.try_into().ok()) {
            return Ok(key);
        }
    }
    Err(Unreadable::NotForHere)
}

fn decoded<const N: usize>(text: &str) -> Option<[u8; N]> {
    BASE64.decode(text).ok()?.try_into().ok()
}

/// The key that wraps the file's; `None` where a point of small order gives a secret that everybody knows.
fn wrapping_key(secret: &[u8; 32], theirs: &[u8; 32], share: &[u8; 32], recipient: &[u8; 32]) -> Option<[u8; 32]> {
    let shared = MontgomeryPoint(*theirs).mul_clamped(*secret).to_bytes();
    let known = shared.iter().all(|byte| *byte == 0);
    (!known).then(|| derived(&shared, &[*share, *recipient].concat(), b"age-encryption.org/v1/X25519"))
}

fn derived(secret: &[u8], salt: &[u8], info: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    // 32 bytes are fewer than HKDF's most: it does not fail.
    let _ = Hkdf::<Sha256>::new(Some(salt), secret).expand(info, &mut out);
    out
}

/// HMAC-SHA-256 of the header: the extract step of HKDF is that, with the key as salt.
fn header_mac(file_key: &[u8; 16], header: &[u8]) -> [u8; 32] {
    let key = derived(file_key, &[], b"header");
    Hkdf::<Sha256>::extract(Some(&key), header).0.into()
}

fn nonce(number: u64, last: bool) -> [u8; 12] {
    let mut out = [0; 12];
    let (_, end) = out.split_at_mut(3);
    let (counter, flag) = end.split_at_mut(8);
    counter.copy_from_slice(&number.to_be_bytes());
    flag.copy_from_slice(&[u8::from(last)]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_around_a_chunk_are_opened_and_nothing_altered_is() {
        let secret = [7; 32];
        for size in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK] {
            let plain: Vec<u8> = (0..size).map(|n| (n % 251) as u8).collect();
            let file = seal(&plain, &public_key(&secret), &Once::of([9; 64]));
            assert_eq!(open(&file, &secret).unwrap(), plain, "{size}");
            for at in (0..file.len()).step_by(1 + file.len() / 200) {
                let mut bad = file.clone();
                bad[at] ^= 1;
                assert!(open(&bad, &secret).is_err(), "{size} {at}");
                assert!(open(&file[..at], &secret).is_err(), "{size} {at}");
            }
        }
    }

    /// Made by age 1.1.1: `printf 'facts from the post' | age -r RECIPIENT`, with the recipient of the secret below.
    #[test]
    fn what_the_tool_sealed_is_opened() {
        let file = BASE64.decode(include_str!("age_sample.txt").trim()).unwrap();
        assert_eq!(open(&file, &[7; 32]).unwrap(), b"facts from the post");
    }
}

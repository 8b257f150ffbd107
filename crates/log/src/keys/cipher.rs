//! Keys: one for each zone's file, one for each person's facts, one pair for the node's signature.
//!
//! Bodies are sealed with XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) under the person's key; the person's key lies in
//! the zone's store, sealed under a key derived from the zone's. Erasing a person destroys that sealed key.

use crate::StoreError;
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use kernel::Zone;
use zeroize::Zeroizing;

/// 32 secret bytes, wiped when dropped.
pub type Key = Zeroizing<[u8; 32]>;

/// What a zone's secrets are derived from.
pub struct ZoneCipher {
    file: Key,
    people: Key,
    zone: Zone,
}

impl ZoneCipher {
    /// The keys of `zone`, derived from its 32 secret bytes (BLAKE3 key derivation).
    #[must_use]
    pub fn new(zone: Zone, secret: &Key) -> Self {
        Self {
            file: Zeroizing::new(blake3::derive_key("manara 2026 zone file key v1", secret.as_slice())),
            people: Zeroizing::new(blake3::derive_key("manara 2026 person key wrapping v1", secret.as_slice())),
            zone,
        }
    }

    /// The zone.
    #[must_use]
    pub fn zone(&self) -> Zone {
        self.zone
    }

    /// The key of the database file.
    #[must_use]
    pub fn file_key(&self) -> &Key {
        &self.file
    }

    /// A keyed fingerprint of a text, for look-ups by a value that should not stand in an index in clear.
    #[must_use]
    pub fn fingerprint(&self, what: &str, text: &str) -> [u8; 16] {
        let key = blake3::derive_key("manara 2026 fingerprint v1", self.people.as_slice());
        let mut out = [0; 16];
        let mut hash = blake3::Hasher::new_keyed(&key);
        hash.update(what.as_bytes()).update(&[0]).update(text.as_bytes()).finalize_xof().fill(&mut out);
        out
    }

    /// A person's key, sealed for the store.
    pub fn wrap(&self, subject: &[u8; 16], key: &Key) -> Result<Vec<u8>, StoreError> {
        seal(&self.people, key.as_slice(), subject)
    }

    /// A person's key from the store.
    pub fn unwrap(&self, subject: &[u8; 16], sealed: &[u8]) -> Result<Key, StoreError> {
        let plain = Zeroizing::new(open(&self.people, sealed, subject)?);
        plain.as_slice().try_into().map(Zeroizing::new).map_err(|_| damaged("a person's key"))
    }
}

/// A new random key.
pub fn random_key() -> Result<Key, StoreError> {
    let mut key = Zeroizing::new([0; 32]);
    fill_random(key.as_mut_slice())?;
    Ok(key)
}

/// A hash that only the holder of the key makes (BLAKE3, keyed).
#[must_use]
pub fn keyed_hash(key: &Key, bytes: &[u8]) -> [u8; 32] {
    *blake3::keyed_hash(key, bytes).as_bytes()
}

/// Fills `bytes` from the operating system's generator.
pub fn fill_random(bytes: &mut [u8]) -> Result<(), StoreError> {
    getrandom::fill(bytes).map_err(|e| StoreError::Io(format!("no random numbers: {e}")))
}

/// nonce ‖ ciphertext ‖ tag of `plain`, bound to `context`.
pub fn seal(key: &Key, plain: &[u8], context: &[u8]) -> Result<Vec<u8>, StoreError> {
    let mut nonce = [0; 24];
    fill_random(&mut nonce)?;
    let cipher = XChaCha20Poly1305::new(&(**key).into());
    let sealed = cipher
        .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: context })
        .map_err(|_| StoreError::Statement("a text is too long to seal".into()))?;
    let mut out = Vec::with_capacity(nonce.len() + sealed.len());
    out.extend_from_slice(&nonce);
    out.extend_from_slice(&sealed);
    Ok(out)
}

/// The plain bytes of [`seal`]; an error when a bit was changed or key or context differ.
pub fn open(key: &Key, sealed: &[u8], context: &[u8]) -> Result<Vec<u8>, StoreError> {
    let (nonce, sealed) = sealed.split_first_chunk::<24>().ok_or_else(|| damaged("a sealed body"))?;
    XChaCha20Poly1305::new(&(**key).into())
        .decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: context })
        .map_err(|_| damaged("a sealed body"))
}

fn damaged(what: &str) -> StoreError {
    StoreError::Damaged(format!("{what} does not open"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_bit_or_another_context_does_not_open() {
        let key = random_key().unwrap();
        let sealed = seal(&key, b"plain", b"fact 1").unwrap();
        assert_eq!(open(&key, &sealed, b"fact 1").unwrap(), b"plain");
        assert!(open(&key, &sealed, b"fact 2").is_err());
        for i in 0..sealed.len() {
            let mut bad = sealed.clone();
            bad[i] ^= 1;
            assert!(open(&key, &bad, b"fact 1").is_err());
        }
        assert!(open(&key, b"short", b"").is_err());
    }

    #[test]
    fn zones_share_no_key() {
        let secret = Zeroizing::new([9; 32]);
        let (a, b) = (ZoneCipher::new(Zone::Border, &secret), ZoneCipher::new(Zone::Border, &Zeroizing::new([8; 32])));
        assert_ne!(a.file_key(), b.file_key());
        let sealed = a.wrap(&[1; 16], &random_key().unwrap()).unwrap();
        assert!(a.unwrap(&[1; 16], &sealed).is_ok() && a.unwrap(&[2; 16], &sealed).is_err());
        assert!(b.unwrap(&[1; 16], &sealed).is_err());
    }
}

//! The node's secrets: its signing key and the keys of the zones it is enrolled for, in one file sealed by a passphrase
//! (Argon2id, RFC 9106) that a person types at start, or that a protected file or device gives.

use crate::{
    StoreError,
    cipher::{self, Key, ZoneCipher},
    realm::Request,
};
use argon2::{Algorithm, Argon2, Params, Version};
use ed25519_dalek::{Signer, SigningKey};
use kernel::{Moment, NodeId, Zone};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fs, io::Write, path::Path, sync::Arc};
use zeroize::{Zeroize, Zeroizing};

/// Signs with a key that it does not show.
pub type Signing = Arc<dyn Fn(&[u8]) -> [u8; 64] + Send + Sync>;

/// The secrets of a node, open.
pub struct Keyring {
    /// The node.
    pub node: NodeId,
    /// Signs commits.
    pub signer: SigningKey,
    zones: BTreeMap<String, Key>,
}

#[derive(Serialize, Deserialize)]
struct Sealed {
    format: u32,
    node: NodeId,
    memory_kib: u32,
    passes: u32,
    salt: String,
    sealed: String,
}

#[derive(Serialize, Deserialize)]
struct Secrets {
    signer: String,
    zones: BTreeMap<String, String>,
}

impl Drop for Secrets {
    fn drop(&mut self) {
        self.signer.zeroize();
        self.zones.values_mut().for_each(Zeroize::zeroize);
    }
}

/// Why a keyring does not open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyringError {
    /// There is none at this path.
    Missing,
    /// There is one already; a second would orphan the stores.
    Exists,
    /// The passphrase is wrong, or the file was altered.
    Closed,
    /// The file cannot be read or written.
    Io(String),
}

impl std::fmt::Display for KeyringError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Missing => f.write_str("KEY-001 no keyring here: run `manara init` first, or restore a backup"),
            Self::Exists => f.write_str("KEY-002 a keyring exists here already"),
            Self::Closed => f.write_str("KEY-003 the passphrase is wrong, or the keyring file was altered"),
            Self::Io(what) => write!(f, "KEY-004 the keyring file cannot be used: {what}"),
        }
    }
}

impl std::error::Error for KeyringError {}

const FORMAT: u32 = 1;

impl Keyring {
    /// New secrets for a node that is enrolled for `zones`.
    pub fn create(now: Moment, zones: &[Zone]) -> Result<Self, StoreError> {
        let mut random = [0; 10];
        cipher::fill_random(&mut random)?;
        let signer = SigningKey::from_bytes(&*cipher::random_key()?);
        let mut keys = BTreeMap::new();
        for zone in zones {
            keys.insert(zone.name().to_owned(), cipher::random_key()?);
        }
        Ok(Self { node: NodeId::new(now, random), signer, zones: keys })
    }

    /// The zones it holds.
    pub fn zones(&self) -> impl Iterator<Item = Zone> + '_ {
        Zone::ALL.into_iter().filter(|zone| self.zones.contains_key(zone.name()))
    }

    /// The keys of a zone, if the node is enrolled for it.
    #[must_use]
    pub fn zone(&self, zone: Zone) -> Option<ZoneCipher> {
        self.zones.get(zone.name()).map(|secret| ZoneCipher::new(zone, secret))
    }

    /// Signs with the node's key, and does nothing else with it.
    #[must_use]
    pub fn signing(&self) -> Signing {
        let signer = self.signer.clone();
        Arc::new(move |bytes| signer.sign(bytes).to_bytes())
    }

    /// A key for one use, derived from the signing key: the same use gives the same key. Not for data of a zone.
    #[must_use]
    pub fn derive(&self, usage: &str) -> Key {
        Zeroizing::new(
            *blake3::Hasher::new_keyed(self.signer.as_bytes()).update(usage.as_bytes()).finalize().as_bytes(),
        )
    }

    /// The secret half of the key to which files for this node are sealed (X25519).
    #[must_use]
    pub fn sealing(&self) -> Key {
        self.derive("manara 2026 files for this node v1")
    }

    /// What this node tells a realm of itself. `sealing_key` is the public half of [`Keyring::sealing`].
    #[must_use]
    pub fn request(&self, name: &str, sealing_key: &[u8; 32]) -> Request {
        let verifying_key = hex(&self.signer.verifying_key().to_bytes());
        let (name, sealing_key) = (name.to_owned(), hex(sealing_key));
        Request { node: self.node, name, verifying_key, sealing_key, zones: self.zones().collect() }
    }

    /// Writes the secrets, sealed by `passphrase`, to a file that only its owner can read. Never overwrites.
    pub fn save(&self, file: &Path, passphrase: &str) -> Result<(), KeyringError> {
        let text = self.sealed(passphrase).map_err(|e| KeyringError::Io(e.to_string()))?;
        write_secret(file, &text)
    }

    fn sealed(&self, passphrase: &str) -> Result<String, StoreError> {
        let mut salt = [0; 16];
        cipher::fill_random(&mut salt)?;
        let (memory_kib, passes) = (64 * 1024, 3);
        let key = stretch(passphrase, &salt, memory_kib, passes).ok_or_else(|| StoreError::Io("argon2".into()))?;
        let secrets = Secrets {
            signer: hex(self.signer.as_bytes()),
            zones: self.zones.iter().map(|(zone, key)| (zone.clone(), hex(key.as_slice()))).collect(),
        };
        let plain = Zeroizing::new(serde_json::to_vec(&secrets).map_err(|e| StoreError::Io(e.to_string()))?);
        let sealed = cipher::seal(&key, &plain, &self.node.bytes())?;
        let file =
            Sealed { format: FORMAT, node: self.node, memory_kib, passes, salt: hex(&salt), sealed: hex(&sealed) };
        serde_json::to_string_pretty(&file).map_err(|e| StoreError::Io(e.to_string()))
    }

    /// Opens the file with `passphrase`.
    pub fn open(file: &Path, passphrase: &str) -> Result<Self, KeyringError> {
        let text = read_secret(file)?;
        let file: Sealed = serde_json::from_str(&text).map_err(|_| KeyringError::Closed)?;
        Self::unseal(&file, passphrase).ok_or(KeyringError::Closed)
    }

    /// Opens a sealed keyring's bytes with `passphrase`.
    pub fn open_bytes(bytes: &[u8], passphrase: &str) -> Result<Self, KeyringError> {
        let file: Sealed = serde_json::from_slice(bytes).map_err(|_| KeyringError::Closed)?;
        Self::unseal(&file, passphrase).ok_or(KeyringError::Closed)
    }

    /// Whose keyring a file says it is; `None` where there is none that can be read. Only opening it proves it.
    #[must_use]
    pub fn node_of(file: &Path) -> Option<NodeId> {
        serde_json::from_slice::<Sealed>(&fs::read(file).ok()?).ok().map(|file| file.node)
    }

    fn unseal(file: &Sealed, passphrase: &str) -> Option<Self> {
        if file.format != FORMAT {
            return None;
        }
        let key = stretch(passphrase, &unhex(&file.salt)?, file.memory_kib, file.passes)?;
        let plain = Zeroizing::new(cipher::open(&key, &unhex(&file.sealed)?, &file.node.bytes()).ok()?);
        let secrets: Secrets = serde_json::from_slice(&plain).ok()?;
        let signer: [u8; 32] = unhex(&secrets.signer)?.try_into().ok()?;
        let mut zones = BTreeMap::new();
        for (zone, key) in &secrets.zones {
            zones.insert(zone.clone(), Zeroizing::new(<[u8; 32]>::try_from(unhex(key)?).ok()?));
        }
        Some(Self { node: file.node, signer: SigningKey::from_bytes(&signer), zones })
    }
}

/// Writes a new file that only its owner can read. Never overwrites.
pub(super) fn write_secret(file: &Path, text: &str) -> Result<(), KeyringError> {
    let mut open = fs::OpenOptions::new();
    open.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut open, 0o600);
    let mut out = open.open(file).map_err(|e| match e.kind() {
        std::io::ErrorKind::AlreadyExists => KeyringError::Exists,
        _ => KeyringError::Io(e.to_string()),
    })?;
    out.write_all(text.as_bytes()).and_then(|()| out.sync_all()).map_err(|e| KeyringError::Io(e.to_string()))
}

/// Reads a file of secrets.
pub(super) fn read_secret(file: &Path) -> Result<String, KeyringError> {
    fs::read_to_string(file).map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound => KeyringError::Missing,
        _ => KeyringError::Io(e.to_string()),
    })
}

/// A key from a passphrase (Argon2id).
pub(super) fn stretch(passphrase: &str, salt: &[u8], memory_kib: u32, passes: u32) -> Option<Key> {
    // An altered file must not make us allocate without limit.
    if memory_kib > 256 * 1024 || passes > 10 {
        return None;
    }
    let params = Params::new(memory_kib, passes, 1, Some(32)).ok()?;
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, key.as_mut_slice())
        .ok()?;
    Some(key)
}

/// Lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        out.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
        out.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
        out
    })
}

/// The bytes of lower-case hexadecimal text; `None` when it is none. One spelling only: what is compared by its text has no other.
#[must_use]
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = text
        .chars()
        .map(|c| c.to_digit(16).filter(|_| !c.is_ascii_uppercase()).and_then(|d| u8::try_from(d).ok()))
        .collect();
    let digits = digits.filter(|d| d.len().is_multiple_of(2))?;
    Some(digits.chunks_exact(2).filter_map(|pair| Some(pair.first()? << 4 | pair.last()?)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keyring_opens_with_its_passphrase_only() {
        let dir = std::env::temp_dir().join(format!("manara-keyring-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        let file = dir.join("keyring.json");
        let ring = Keyring::create(Moment::from_millis(1), &[Zone::Border]).unwrap();
        ring.save(&file, "six words that nobody guesses here").unwrap();
        assert_eq!(ring.save(&file, "again").unwrap_err(), KeyringError::Exists);
        let open = Keyring::open(&file, "six words that nobody guesses here").unwrap();
        assert_eq!(open.signer.as_bytes(), ring.signer.as_bytes());
        assert!(open.zone(Zone::Border).is_some() && open.zone(Zone::Humanitarian).is_none());
        assert_eq!(Keyring::open(&file, "wrong").err(), Some(KeyringError::Closed));
        assert_eq!(Keyring::open(&dir.join("none"), "x").err(), Some(KeyringError::Missing));
        fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn hexadecimal_survives() {
        assert_eq!(unhex(&hex(&[0, 15, 255])), Some(vec![0, 15, 255]));
        assert_eq!(unhex("abc"), None);
        assert_eq!(unhex("zz"), None);
    }
}

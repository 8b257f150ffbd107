//! The signed list of a backup's parts.

use super::BackupError;
use crate::keyring::{Keyring, hex, unhex};
use ed25519_dalek::{Signature, Signer};
use kernel::{Moment, NodeId};
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};

pub(super) const FORMAT: u32 = 1;

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub format: u32,
    pub node: NodeId,
    pub made: Moment,
    pub parts: Vec<Part>,
}

/// One file in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Part {
    pub name: String,
    pub bytes: u64,
    pub blake3: String,
}

impl Manifest {
    /// Its bytes, and their signature in hexadecimal.
    pub fn sealed(&self, keyring: &Keyring) -> Result<(Vec<u8>, String), BackupError> {
        let bytes = serde_json::to_vec_pretty(self).map_err(|e| BackupError::Io(e.to_string()))?;
        let signature = hex(&keyring.signer.sign(&message(&bytes)).to_bytes());
        Ok((bytes, signature))
    }

    /// The manifest in `bytes`, whoever signed it.
    pub fn parse(bytes: &[u8]) -> Result<Self, BackupError> {
        #[derive(Deserialize)]
        struct Format {
            format: u32,
        }
        let Format { format } = serde_json::from_slice(bytes).map_err(|_| BackupError::NotABackup)?;
        if format > FORMAT {
            return Err(BackupError::Later(format));
        }
        serde_json::from_slice(bytes).map_err(|_| BackupError::NotABackup)
    }

    /// Whether the node of this keyring signed `bytes`.
    pub fn is_signed(bytes: &[u8], signature: &[u8], keyring: &Keyring) -> bool {
        let signature = std::str::from_utf8(signature).ok().and_then(unhex);
        let signature = signature.and_then(|bytes| Signature::from_slice(&bytes).ok());
        signature.is_some_and(|s| keyring.signer.verifying_key().verify_strict(&message(bytes), &s).is_ok())
    }

    pub fn part(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.name == name)
    }
}

fn message(manifest: &[u8]) -> Vec<u8> {
    [b"manara backup v1".as_slice(), manifest].concat()
}

impl Part {
    /// The part that `reader` gives.
    pub fn of(name: String, reader: impl Read) -> io::Result<Self> {
        Self::copy(name, reader, &mut io::sink())
    }

    /// The part that `reader` gives, copied to `out`.
    pub fn copy(name: String, mut reader: impl Read, out: &mut impl Write) -> io::Result<Self> {
        let mut hash = blake3::Hasher::new();
        let mut buffer = vec![0; 256 * 1024];
        let mut bytes = 0;
        loop {
            let read = reader.read(&mut buffer)?;
            let Some(chunk) = buffer.get(..read).filter(|chunk| !chunk.is_empty()) else { break };
            hash.update(chunk);
            out.write_all(chunk)?;
            bytes += read as u64;
        }
        Ok(Self { name, bytes, blake3: hash.finalize().to_hex().to_string() })
    }
}

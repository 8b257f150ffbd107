//! The anchor: the last fact's number and hash, kept beside the store after each commit. A store whose end was cut off is a
//! shorter chain that verifies; the anchor tells that it was longer. It is written without waiting for the disk: after a
//! power cut it may be behind the store, never ahead of what was acknowledged and survived.

use std::{
    fs::{File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    path::Path,
    sync::Mutex,
};

/// The file that remembers the end of the chain.
pub struct Anchor(Mutex<File>);

impl Anchor {
    /// Opens or creates it.
    pub fn open(file: &Path) -> io::Result<Self> {
        OpenOptions::new().read(true).write(true).create(true).truncate(false).open(file).map(|f| Self(Mutex::new(f)))
    }

    /// Remembers the end of the chain. A failure costs the check, never the commit.
    pub fn keep(&self, seq: i64, hash: &[u8; 32]) {
        let mut record = [0; 48];
        let (number, rest) = record.split_at_mut(8);
        number.copy_from_slice(&seq.to_le_bytes());
        let (head, check) = rest.split_at_mut(32);
        head.copy_from_slice(hash);
        check.copy_from_slice(&check_of(seq, hash));
        if let Ok(mut file) = self.0.lock() {
            let _ = file.seek(SeekFrom::Start(0)).and_then(|_| file.write_all(&record));
        }
    }

    /// What it remembers; `None` when it is new, or was torn by a power cut.
    #[must_use]
    pub fn last(&self) -> Option<(i64, [u8; 32])> {
        let mut file = self.0.lock().ok()?;
        let mut record = [0; 48];
        file.seek(SeekFrom::Start(0)).ok()?;
        file.read_exact(&mut record).ok()?;
        let (number, rest) = record.split_first_chunk::<8>()?;
        let (hash, check) = rest.split_first_chunk::<32>()?;
        let seq = i64::from_le_bytes(*number);
        (check == check_of(seq, hash)).then_some((seq, *hash))
    }
}

fn check_of(seq: i64, hash: &[u8; 32]) -> [u8; 8] {
    let mut out = [0; 8];
    blake3::Hasher::new()
        .update(b"manara anchor")
        .update(&seq.to_le_bytes())
        .update(hash)
        .finalize_xof()
        .fill(&mut out);
    out
}

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
pub struct Anchor(Mutex<End>);

struct End {
    file: File,
    /// The last number kept here; commits of two threads may end in the other order than they were made.
    kept: i64,
}

impl Anchor {
    /// Opens or creates it.
    pub fn open(file: &Path) -> io::Result<Self> {
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(file)?;
        Ok(Self(Mutex::new(End { file, kept: 0 })))
    }

    /// Remembers the end of the chain. A failure costs the check, never the commit.
    pub fn keep(&self, seq: i64, hash: &[u8; 32]) {
        if let Ok(mut end) = self.0.lock()
            && seq > end.kept
        {
            let written = end.file.seek(SeekFrom::Start(0)).and_then(|_| end.file.write_all(&record_of(seq, hash)));
            if written.is_ok() {
                end.kept = seq;
            }
        }
    }

    /// Begins in a new, empty file with the end of a chain that is there already. On the disk when this returns, so that a
    /// power cut later finds a file whose bytes have their place.
    pub(crate) fn begin(&self, seq: i64, hash: &[u8; 32]) {
        let empty = self.0.lock().is_ok_and(|end| end.file.metadata().is_ok_and(|file| file.len() == 0));
        if empty && seq > 0 {
            tracing::warn!(seq, "the anchor is new: facts that were cut off before now cannot be noticed");
            self.keep(seq, hash);
        }
        if let Ok(end) = self.0.lock() {
            let _ = end.file.sync_all();
        }
    }

    /// What it remembers; `None` when it is new, or was torn by a power cut.
    #[must_use]
    pub fn last(&self) -> Option<(i64, [u8; 32])> {
        let file = &mut self.0.lock().ok()?.file;
        let mut record = [0; 48];
        file.seek(SeekFrom::Start(0)).ok()?;
        file.read_exact(&mut record).ok()?;
        let (number, rest) = record.split_first_chunk::<8>()?;
        let (hash, check) = rest.split_first_chunk::<32>()?;
        let seq = i64::from_le_bytes(*number);
        (check == check_of(seq, hash)).then_some((seq, *hash))
    }
}

fn record_of(seq: i64, hash: &[u8; 32]) -> [u8; 48] {
    let mut record = [0; 48];
    let (number, rest) = record.split_at_mut(8);
    number.copy_from_slice(&seq.to_le_bytes());
    let (head, check) = rest.split_at_mut(32);
    head.copy_from_slice(hash);
    check.copy_from_slice(&check_of(seq, hash));
    record
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

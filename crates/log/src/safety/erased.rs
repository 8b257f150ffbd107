//! The list of erasures: a file beside the stores that a backup takes along and a restore applies again, so that an erased
//! person does not come back with a backup made before the erasure. It names no person: subjects are random ids.

use crate::StoreError;
use kernel::{Moment, SubjectId, Zone};
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs::{self, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// The file, one line an erasure: zone, subject, time. Lines are only ever added.
#[derive(Debug, Clone)]
pub struct ErasedList {
    file: PathBuf,
}

/// Who was erased from which zone, and when first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Erasures(BTreeMap<(Zone, SubjectId), Moment>);

impl ErasedList {
    /// The list in `file`, which need not exist yet.
    #[must_use]
    pub fn at(file: &Path) -> Self {
        Self { file: file.to_owned() }
    }

    /// Adds erasures; on the disk when this returns.
    pub fn append(&self, zone: Zone, erased: &[(SubjectId, Moment)]) -> Result<(), StoreError> {
        if erased.is_empty() {
            return Ok(());
        }
        // A line that a power cut tore ends here, so that the next one stands alone.
        let lines = erased.iter().fold(String::from("\n"), |mut text, (subject, at)| {
            let _ = writeln!(text, "{zone} {subject} {at}");
            text
        });
        let file = OpenOptions::new().append(true).create(true).open(&self.file);
        file.and_then(|mut file| file.write_all(lines.as_bytes()).and_then(|()| file.sync_all()))
            .map_err(|e| failed(&e))
    }

    /// What it holds; nothing when there is no file.
    pub fn read(&self) -> Result<Erasures, StoreError> {
        match fs::read(&self.file) {
            Ok(bytes) => Ok(Erasures::parse(&bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Erasures::default()),
            Err(error) => Err(failed(&error)),
        }
    }
}

impl Erasures {
    /// The erasures in a list's bytes. A torn line is passed over: the store it came from lists it again.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let mut all = Self::default();
        for (zone, subject, at) in text.lines().filter_map(line) {
            all.add(zone, subject, at);
        }
        all
    }

    /// The list's bytes.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.0.iter().fold(String::new(), |mut text, ((zone, subject), at)| {
            let _ = writeln!(text, "{zone} {subject} {at}");
            text
        })
    }

    /// Adds what `other` holds.
    pub fn merge(&mut self, other: &Self) {
        for ((zone, subject), at) in &other.0 {
            self.add(*zone, *subject, *at);
        }
    }

    /// The erasures of one zone.
    #[must_use]
    pub fn of(&self, zone: Zone) -> BTreeMap<SubjectId, Moment> {
        self.0.iter().filter(|((z, _), _)| *z == zone).map(|((_, subject), at)| (*subject, *at)).collect()
    }

    fn add(&mut self, zone: Zone, subject: SubjectId, at: Moment) {
        let first = self.0.entry((zone, subject)).or_insert(at);
        *first = at.min(*first);
    }
}

fn line(line: &str) -> Option<(Zone, SubjectId, Moment)> {
    let mut words = line.split_whitespace();
    let erasure = (words.next()?.parse().ok()?, words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    words.next().is_none().then_some(erasure)
}

fn failed(error: &io::Error) -> StoreError {
    StoreError::Io(format!("the list of erasures: {error}"))
}

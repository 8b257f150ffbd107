//! Why a backup cannot be made or restored.

use crate::StoreError;
use std::{fmt, io};

/// A failed backup or restore. A failed backup leaves no file; a failed restore leaves the folder as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BackupError {
    /// The disk failed or is full.
    Io(String),
    /// The file is no backup, or its end is missing.
    NotABackup,
    /// A part is not what was backed up.
    Altered(String),
    /// The passphrase is not the one the node had when the backup was made, or the keyring in it was altered.
    Closed,
    /// The folder holds something else.
    NotANode,
    /// The folder belongs to another node.
    OtherNode,
    /// A store could not be copied, or the copy does not open.
    Store(StoreError),
    /// There is a file of that name.
    Exists,
    /// A later program made the backup.
    Later(u32),
}

impl BackupError {
    /// Stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Io(_) => "BCK-001",
            Self::NotABackup => "BCK-002",
            Self::Altered(_) => "BCK-003",
            Self::Closed => "BCK-004",
            Self::NotANode => "BCK-005",
            Self::OtherNode => "BCK-006",
            Self::Store(_) => "BCK-007",
            Self::Exists => "BCK-008",
            Self::Later(_) => "BCK-009",
        }
    }
}

impl fmt::Display for BackupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.code())?;
        match self {
            Self::Io(what) => write!(f, "the disk failed or is full ({what}): nothing was changed; free some space or use another disk"),
            Self::NotABackup => f.write_str("this is no backup of a node, or its end is missing: use another backup"),
            Self::Altered(part) => write!(f, "`{part}` in this backup is not what was backed up: nothing was restored; use another backup"),
            Self::Closed => f.write_str(
                "the passphrase is not the one the node had when this backup was made, or the backup was altered: nothing was restored",
            ),
            Self::NotANode => f.write_str("the folder holds other files: choose an empty folder, or the node's own"),
            Self::OtherNode => f.write_str("the folder belongs to another node: choose an empty folder"),
            Self::Store(error) => write!(f, "a store could not be copied or opened: {error}"),
            Self::Exists => f.write_str("there is a file of that name already: choose another name"),
            Self::Later(format) => write!(f, "a later version of the program made this backup (format {format}): update this node first"),
        }
    }
}

impl std::error::Error for BackupError {}

impl From<io::Error> for BackupError {
    fn from(error: io::Error) -> Self {
        Self::Io(error.to_string())
    }
}

impl From<StoreError> for BackupError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

//! What can be wrong with a store: a stable code, words for an operator, and which fact, without personal data.

use crate::Header;
use kernel::NodeId;
use std::fmt;

/// The first thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bad {
    /// Order of arrival at this node, where a single fact is wrong.
    pub position: Option<i64>,
    /// The node that recorded it.
    pub node: Option<NodeId>,
    /// Its number in that node's chain.
    pub seq: Option<i64>,
    /// `set.kind`.
    pub kind: Option<String>,
    /// What is wrong.
    pub what: Fault,
}

impl Bad {
    /// Something that is wrong with the whole store.
    pub(super) fn whole(what: Fault) -> Self {
        Self { position: None, node: None, seq: None, kind: None, what }
    }

    /// Something that is wrong with one fact.
    pub(super) fn at(header: &Header, what: Fault) -> Self {
        let (node, seq) = (Some(header.at.node), Some(header.at.seq));
        Self { position: Some(header.position), node, seq, kind: Some(header.kind.clone()), what }
    }
}

impl fmt::Display for Bad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.what.code())?;
        if let Some(seq) = self.seq {
            write!(f, "fact {seq}")?;
            if let Some(kind) = &self.kind {
                write!(f, " ({kind})")?;
            }
            if let Some(node) = &self.node {
                write!(f, " of node {}", node.short())?;
            }
            f.write_str(": ")?;
        }
        write!(f, "{}. {}", self.what, self.what.remedy())
    }
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// There is no file.
    Missing,
    /// The file does not open with the zone's key: its beginning was altered, it is another file, or another node's.
    Closed(String),
    /// A page was altered or the file was cut, in the database's words.
    Page(String),
    /// A number is missing in a chain, or a signature has no fact.
    Gap,
    /// The body is not the one that was recorded.
    Body,
    /// The header is not the one that was recorded, or the order was changed.
    Chain,
    /// Facts arrived in another order than the chain's.
    Order,
    /// A signature does not hold: it was altered, or one before it was taken out.
    Signature,
    /// No signature covers this fact and those after it.
    Unsigned,
    /// The person's key is gone, though the person was not erased.
    KeyMissing,
    /// The person's key does not open with the zone's: it was replaced.
    Key,
    /// Somebody erased has a key again.
    KeyPutBack,
    /// The node's verifying key is not the keyring's, or is no key.
    NodeKey,
    /// Facts name a node that the store does not know.
    UnknownNode,
    /// The store ends before what was acknowledged.
    CutOff {
        /// The store's last fact.
        last: i64,
        /// The last fact acknowledged.
        acknowledged: i64,
    },
    /// The anchor names this fact with another hash: one of the two was replaced.
    AnchorDiffers,
    /// The anchor holds nothing readable, so that a cut end would not be found.
    AnchorUnreadable,
    /// The numbers in a stream have a gap.
    StreamGap,
    /// A view is not built to the end of the log.
    View(String),
}

impl Fault {
    /// Stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing => "VER-001",
            Self::Closed(_) => "VER-002",
            Self::Page(_) => "VER-003",
            Self::Gap => "VER-004",
            Self::Body => "VER-005",
            Self::Chain => "VER-006",
            Self::Order => "VER-007",
            Self::Signature => "VER-008",
            Self::Unsigned => "VER-009",
            Self::KeyMissing => "VER-010",
            Self::Key => "VER-011",
            Self::KeyPutBack => "VER-012",
            Self::NodeKey => "VER-013",
            Self::UnknownNode => "VER-014",
            Self::CutOff { .. } => "VER-015",
            Self::AnchorDiffers => "VER-016",
            Self::AnchorUnreadable => "VER-017",
            Self::StreamGap => "VER-018",
            Self::View(_) => "VER-019",
        }
    }

    /// What to do.
    #[must_use]
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::Closed(_) => {
                "If the passphrase and the folder are the right ones, run `manara restore` with the newest backup"
            }
            Self::CutOff { .. } => {
                "Run `manara restore` with the newest backup; to go on without the lost facts, move the `.head` file away"
            }
            Self::AnchorUnreadable => {
                "Compare the last number with another copy; the next commit after moving the `.head` file away writes it anew"
            }
            Self::View(_) => "No fact is lost: run `manara rebuild`",
            _ => {
                "Keep the files as evidence and run `manara restore` with the newest backup: it moves them aside, not away"
            }
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("the store's file is not there"),
            Self::Closed(what) => write!(f, "the store does not open with this node's key ({what})"),
            Self::Page(what) => write!(f, "a page of the file was altered, or the file was cut ({what})"),
            Self::Gap => f.write_str("a fact is missing"),
            Self::Body => f.write_str("its content is not what was recorded"),
            Self::Chain => f.write_str("it is not the fact that was recorded here"),
            Self::Order => f.write_str("its place in the order of arrival was changed"),
            Self::Signature => f.write_str("its commit's signature does not hold"),
            Self::Unsigned => f.write_str("no signature covers it"),
            Self::KeyMissing => f.write_str("its person's key is gone without an erasure"),
            Self::Key => f.write_str("its person's key was replaced"),
            Self::KeyPutBack => f.write_str("a person who was erased has a key again"),
            Self::NodeKey => f.write_str("the key that checks a node's signatures was replaced"),
            Self::UnknownNode => f.write_str("facts of an unknown node were put in"),
            Self::CutOff { last, acknowledged } => {
                write!(f, "the store ends at fact {last}, but fact {acknowledged} was acknowledged")
            }
            Self::AnchorDiffers => f.write_str("it is not the fact that was acknowledged under this number"),
            Self::AnchorUnreadable => f.write_str("the anchor was altered, so that a cut end would not be found"),
            Self::StreamGap => f.write_str("the numbers of a stream have a gap"),
            Self::View(name) => write!(f, "the view `{name}` is not built to the end"),
        }
    }
}

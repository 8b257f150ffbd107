//! A version of an instrument: its contents, of which there are several where posts without a connection published different ones. Nothing
//! here hangs on the order in which the facts of two posts arrive.

use super::{Refusal, Standing};
use contracts::instrument::{InstrumentFact, SheetName};
use kernel::{StreamId, Text};
use log::{Header, State};
use screening::{Code, Edition, SheetRef, shipped};
use std::collections::BTreeMap;

/// A version of an instrument.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Version {
    contents: BTreeMap<String, Content>,
}

/// One content, and where it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Content {
    /// The whole file; empty where only its withdrawal is known here.
    pub text: String,
    /// Where it stands.
    pub standing: Standing,
}

impl State for Version {
    type Fact = InstrumentFact;

    fn apply(&mut self, fact: &InstrumentFact, header: &Header) {
        let content = self.contents.entry(fact.sheet().digest.to_string()).or_default();
        let standing = &mut content.standing;
        match fact {
            InstrumentFact::SheetProposed { text, .. } => {
                standing.proposed(header.actor);
                content.text.clone_from(text);
            }
            InstrumentFact::SheetRefused { .. } => standing.refused(),
            InstrumentFact::SheetPublished { text, .. } => {
                standing.published();
                content.text.clone_from(text);
            }
            InstrumentFact::SheetWithdrawn { from, .. } => standing.withdrawn(*from),
        }
    }
}

impl Version {
    /// What is known of a content; nothing where there is none.
    pub(crate) fn content(&self, sheet: &SheetRef) -> Option<&Content> {
        self.contents.get(sheet.digest.as_str())
    }

    /// Whether another content of this version ships with the product, is published, or waits where `waiting` counts.
    pub(crate) fn differs(&self, sheet: &SheetRef, waiting: bool) -> bool {
        let other = |digest: &str| digest != sheet.digest.as_str();
        let ships = shipped_edition(&sheet.code, sheet.version).is_some_and(|one| other(one.digest.as_str()));
        let kept = self.contents.iter().any(|(digest, content)| {
            let counts = content.standing.is_published() || waiting && content.standing.waits();
            other(digest) && counts
        });
        ships || kept
    }
}

/// The edition that the product ships under this version.
pub(crate) fn shipped_edition(code: &Code, version: u16) -> Option<&'static Edition> {
    let mut all = shipped().iter().map(|one| &one.edition);
    all.find(|edition| edition.sheet.code == *code && edition.sheet.version == version)
}

/// Whether a sheet ships with the product.
pub(crate) fn ships(sheet: &SheetRef) -> bool {
    shipped_edition(&sheet.code, sheet.version).is_some_and(|edition| edition.digest == sheet.digest)
}

/// The stream of every content of a version: two posts that publish different ones meet here.
pub(crate) fn stream_of(code: &Code, version: u16) -> StreamId {
    access::gate::derived_stream("instrument version", format!("{code} {version}").as_bytes())
}

/// A sheet's name as facts have it.
pub(crate) fn name_of(sheet: &SheetRef) -> Result<SheetName, Refusal> {
    // Short names and digests are texts that the fields take.
    let code = Text::parse(sheet.code.as_str()).map_err(|_| Refusal::NotFound)?;
    let digest = Text::parse(sheet.digest.as_str()).map_err(|_| Refusal::NotFound)?;
    Ok(SheetName { code, version: sheet.version, digest })
}

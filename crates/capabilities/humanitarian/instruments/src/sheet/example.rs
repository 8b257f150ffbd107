//! A sheet for examples and tests.

use super::ProposeSheet;
use access::Command as _;
use screening::{Code, Digest, SheetRef, shipped};

/// The sheet that the example of [`ProposeSheet`] proposes.
pub(crate) fn example() -> SheetRef {
    let code: Option<Code> = shipped().first().map(|one| one.edition.sheet.code.clone());
    #[expect(clippy::unwrap_used, reason = "a shipped sheet, read in every test run")]
    let code = code.unwrap();
    SheetRef { code, version: 2, digest: Digest::of(ProposeSheet::example().text.as_str()) }
}

#[cfg(test)]
pub(crate) mod tests_support {
    use super::super::{Version, name_of, propose_sheet::name, stream_of};
    use super::*;
    use contracts::instrument::InstrumentFact;
    use kernel::{ActorId, Text};
    use log::{At, Past};
    use screening::Sheet;

    /// Circumstances as the `n`th person; the facts that a test gives are those of the first.
    pub fn at(n: u8) -> At {
        let mut at = At::example();
        at.actor = ActorId::new(at.now, [n; 10]);
        at
    }

    pub fn past(facts: &[InstrumentFact]) -> Past<Version> {
        Past::given(stream_of(&example().code, 2), facts)
    }

    pub fn published(text: &str) -> InstrumentFact {
        let sheet = Sheet::kept(text).unwrap();
        let valid_from = sheet.valid_from;
        InstrumentFact::SheetPublished {
            sheet: name_of(&name(&sheet, text)).unwrap(),
            valid_from,
            text: text.to_owned(),
        }
    }

    pub fn refused(text: &str) -> InstrumentFact {
        let sheet = name_of(&name(&Sheet::kept(text).unwrap(), text)).unwrap();
        InstrumentFact::SheetRefused { sheet, reason: Text::parse("hard to say to a child").unwrap() }
    }
}

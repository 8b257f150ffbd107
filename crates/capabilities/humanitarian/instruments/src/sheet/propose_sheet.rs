//! Propose a sheet: the whole file, checked as every shipped one is. A second person publishes it. Proposing the same again changes nothing.

use super::{Refusal, Version, name_of, ships, stream_of};
use access::Command;
use contracts::instrument::InstrumentFact;
use kernel::StreamId;
use log::{At, Past};
use schemars::JsonSchema;
use screening::{Digest, Sheet, SheetRef, SheetText, shipped, shipped_needs};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Asks to publish a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposeSheet {
    /// The whole file, in the form of the shipped ones (TOML).
    pub text: SheetText,
}

/// The name of the sheet in a text.
pub(crate) fn name(sheet: &Sheet, text: &str) -> SheetRef {
    SheetRef { code: sheet.code.clone(), version: sheet.version, digest: Digest::of(text) }
}

impl Command for ProposeSheet {
    const NAME: &'static str = "propose_sheet";
    type State = Version;
    type Error = Refusal;

    fn streams(&self, at: &At) -> Vec<StreamId> {
        // What cannot be read is refused, and no fact goes to this stream of its own.
        vec![Sheet::kept(self.text.as_str()).map_or_else(|| at.id(0), |sheet| stream_of(&sheet.code, sheet.version))]
    }

    fn decide(&self, past: &Past<Version>, _: &At) -> Result<Vec<InstrumentFact>, Refusal> {
        let text = self.text.as_str();
        let sheet = Sheet::publishable(text, shipped_needs()).map_err(Refusal::Faulty)?;
        let sheet = name(&sheet, text);
        let version = past.main();
        if version.differs(&sheet, true) {
            return Err(Refusal::Differs);
        }
        if ships(&sheet)
            || version
                .content(&sheet)
                .is_some_and(|content| content.standing.is_published() || content.standing.waits())
        {
            return Ok(vec![]);
        }
        Ok(vec![InstrumentFact::SheetProposed { sheet: name_of(&sheet)?, text: text.to_owned() }])
    }

    fn answer(&self, _: &[InstrumentFact], _: &At) -> Value {
        let text = self.text.as_str();
        json!({ "sheet": Sheet::kept(text).map(|sheet| name(&sheet, text)) })
    }

    #[expect(clippy::unwrap_used, reason = "a shipped sheet, read in every test run")]
    fn example() -> Self {
        let text = shipped().first().unwrap().text;
        Self { text: SheetText::parse(&text.replacen("version = 1", "version = 2", 1)).unwrap() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::tests_support::{at, past, published, refused};

    fn with(text: &str) -> ProposeSheet {
        ProposeSheet { text: SheetText::parse(text).unwrap() }
    }

    #[test]
    fn a_sheet_is_proposed_whole_and_the_same_again_changes_nothing() {
        let command = ProposeSheet::example();
        let facts = command.decide(&past(&[]), &at(1)).unwrap();
        let [InstrumentFact::SheetProposed { sheet, text }] = facts.as_slice() else { panic!("{facts:?}") };
        assert_eq!((sheet.code.as_str(), sheet.version, text.as_str()), ("arrival", 2, command.text.as_str()));
        assert_eq!(command.decide(&past(&facts), &at(2)), Ok(vec![]));
        assert_eq!(command.decide(&past(&[facts[0].clone(), published(command.text.as_str())]), &at(2)), Ok(vec![]));
        let with_refusal = [facts[0].clone(), refused(command.text.as_str())];
        assert_eq!(command.decide(&past(&with_refusal), &at(1)).unwrap().len(), 1, "refused, it may be proposed again");
    }

    #[test]
    fn a_version_has_one_content() {
        let command = ProposeSheet::example();
        let other = with(&format!("# another\n{}", command.text.as_str()));
        for before in [command.decide(&past(&[]), &at(1)).unwrap(), vec![published(command.text.as_str())]] {
            assert_eq!(other.decide(&past(&before), &at(1)), Err(Refusal::Differs));
        }
        let shipped = shipped()[0].text;
        assert_eq!(with(shipped).decide(&past(&[]), &at(1)), Ok(vec![]));
        let like_shipped = with(&format!("# another\n{shipped}"));
        assert_eq!(like_shipped.decide(&past(&[]), &at(1)), Err(Refusal::Differs));
    }

    #[test]
    fn a_file_of_another_editor_is_the_same_sheet() {
        let command = ProposeSheet::example();
        let windows = with(&format!("\u{feff}{}", command.text.as_str().replace('\n', "\r\n")));
        assert_eq!(windows.decide(&past(&[]), &at(1)), command.decide(&past(&[]), &at(1)));
    }

    #[test]
    fn a_sheet_with_faults_is_refused_with_each() {
        let text =
            ProposeSheet::example().text.as_str().replace("when = \"medicine = yes\"", "when = \"medcine = yes\"");
        let problem = kernel::Problem::from(with(&text).decide(&past(&[]), &at(1)).unwrap_err());
        assert_eq!(problem.code, "INS-001");
        let fields: Vec<_> = problem.fields.iter().map(|field| (field.field.as_str(), field.code.as_ref())).collect();
        assert_eq!(fields, [("text.line_39.question.medicine_left", "SCR-105")]);
    }
}

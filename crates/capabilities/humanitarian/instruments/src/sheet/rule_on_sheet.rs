//! Rule on a proposed sheet: a second person, who has read its questions and rules, publishes it or says why not.

use super::{Refusal, Version, name_of, stream_of};
use access::Command;
use contracts::instrument::InstrumentFact;
use kernel::{StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use screening::{Sheet, SheetRef, shipped_needs};
use serde::{Deserialize, Serialize};

/// Publishes a proposed sheet, or refuses it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleOnSheet {
    /// Which; the digest says that it is the one that was read.
    pub sheet: SheetRef,
    /// Whether it is published.
    pub agreed: bool,
    /// Why not; needed for a no.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text<500>>,
}

impl Command for RuleOnSheet {
    const NAME: &'static str = "rule_on_sheet";
    type State = Version;
    type Error = Refusal;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![stream_of(&self.sheet.code, self.sheet.version)]
    }

    fn decide(&self, past: &Past<Version>, at: &At) -> Result<Vec<InstrumentFact>, Refusal> {
        let version = past.main();
        let content = version.content(&self.sheet).ok_or(Refusal::NotFound)?;
        if !content.standing.waits() {
            return Err(Refusal::Already);
        }
        let sheet = name_of(&self.sheet)?;
        if !self.agreed {
            let reason = self.reason.clone().ok_or(Refusal::Why)?;
            return Ok(vec![InstrumentFact::SheetRefused { sheet, reason }]);
        }
        if content.standing.is_proposed_by(at.actor) {
            return Err(Refusal::Oneself);
        }
        if version.differs(&self.sheet, false) {
            return Err(Refusal::Differs);
        }
        // The post that proposed it may have had another list of needs.
        let read = Sheet::publishable(&content.text, shipped_needs()).map_err(Refusal::Faulty)?;
        Ok(vec![InstrumentFact::SheetPublished { sheet, valid_from: read.valid_from, text: content.text.clone() }])
    }

    fn example() -> Self {
        Self { sheet: super::example(), agreed: true, reason: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::{
        ProposeSheet,
        tests_support::{at, past, published, refused},
    };

    fn proposed() -> (String, Vec<InstrumentFact>) {
        let command = ProposeSheet::example();
        let facts = command.decide(&past(&[]), &at(1)).unwrap();
        (command.text.as_str().to_owned(), facts)
    }

    #[test]
    fn a_second_person_publishes_the_text_that_was_proposed() {
        let (text, before) = proposed();
        let command = RuleOnSheet::example();
        assert_eq!(command.decide(&past(&before), &at(2)), Ok(vec![published(&text)]));
        // The facts of a test are those of its first actor.
        assert_eq!(command.decide(&past(&before), &at(1)), Err(Refusal::Oneself));
        assert_eq!(command.decide(&past(&[]), &at(2)), Err(Refusal::NotFound));
        let after = [before[0].clone(), published(&text)];
        assert_eq!(command.decide(&past(&after), &at(2)), Err(Refusal::Already));
    }

    #[test]
    fn a_no_needs_a_reason_and_can_be_said_by_who_proposed_it() {
        let (text, before) = proposed();
        let no = RuleOnSheet { agreed: false, ..RuleOnSheet::example() };
        assert_eq!(no.decide(&past(&before), &at(2)), Err(Refusal::Why));
        let no = RuleOnSheet { reason: Some(Text::parse("hard to say to a child").unwrap()), ..no };
        assert_eq!(no.decide(&past(&before), &at(1)), Ok(vec![refused(&text)]));
    }

    #[test]
    fn nothing_is_published_beside_another_content_of_its_version() {
        let (text, before) = proposed();
        let both = [before[0].clone(), published(&format!("# other\n{text}"))];
        assert_eq!(RuleOnSheet::example().decide(&past(&both), &at(2)), Err(Refusal::Differs));
    }
}

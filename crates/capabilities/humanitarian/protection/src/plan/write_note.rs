//! Write a note to a case, and say who may read it.

use crate::{
    facts::Fact,
    record::{Record, Refusal},
    words::{CaseId, EntryId, NoteReaders},
};
use access::{Command, Relation, Who};
use kernel::{SiteId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Writes a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteNote {
    /// The case.
    pub case: CaseId,
    /// The note.
    pub text: Text<4000>,
    /// Who may read it.
    pub readers: NoteReaders,
}

impl Command for WriteNote {
    const NAME: &'static str = "write_note";
    type State = Record;
    type Error = Refusal;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.case.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        past.main().case.site_of_access()
    }

    fn is_own(&self, past: &Past<Record>, _: Relation, who: &Who) -> bool {
        past.main().case.in_circle(who.actor)
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, Refusal> {
        let on = past.main().case.worked_by(at.actor)?;
        Ok(vec![Fact::NoteWritten { on, note: at.id(0), text: self.text.clone(), readers: self.readers }])
    }

    fn answer(&self, _: &[Fact], at: &At) -> Value {
        json!({ "note": at.id::<EntryId>(0) })
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let text = Text::parse("spoke with her alone; she sleeps badly").unwrap();
        Self { case: uuid::Uuid::from_u128(20).into(), text, readers: NoteReaders::Circle }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{at, case, on, stranger};
    use crate::words::CaseType;

    #[test]
    fn a_note_is_written_by_who_works_on_the_case_while_it_is_open() {
        let command = WriteNote::example();
        assert!(command.decide(&case(CaseType::Child, &[]), &at()).is_ok());
        assert_eq!(command.decide(&case(CaseType::Child, &[]), &stranger()), Err(Refusal::NotYours));
        let closed = Fact::ClosureRuled { on: on(), agreed: true, reason: None };
        assert_eq!(command.decide(&case(CaseType::Child, &[closed]), &at()), Err(Refusal::Closed));
    }
}

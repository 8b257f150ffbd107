//! List a document of the procedure: what it is, and where the paper lies. The paper itself is not kept here.

use super::Procedure;
use crate::{facts::Fact, record::Refusal, words::DocumentKind};
use access::{Command, Relation, Who};
use kernel::{Date, ProcedureId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// What it is.
    pub kind: DocumentKind,
    /// Its title or number.
    pub title: Text<200>,
    /// Where the paper lies.
    pub place: Text<200>,
    /// Its day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Date>,
}

/// Lists a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListDocument {
    /// The procedure.
    pub procedure: ProcedureId,
    /// The document.
    pub document: Document,
}

impl Command for ListDocument {
    const NAME: &'static str = "list_document";
    type State = Procedure;
    type Error = Refusal;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.procedure.into()]
    }

    fn is_own(&self, past: &Past<Procedure>, _: Relation, who: &Who) -> bool {
        past.main().is_known_to(who.actor)
    }

    fn decide(&self, past: &Past<Procedure>, at: &At) -> Result<Vec<Fact>, Refusal> {
        let procedure = past.main();
        let on = procedure.worked_by(at.actor)?;
        if procedure.documents.values().any(|listed| listed.what == self.document) {
            return Err(Refusal::Already);
        }
        Ok(vec![Fact::DocumentListed { on, document: at.id(0), described: self.document.clone() }])
    }

    #[expect(clippy::unwrap_used, reason = "constants, parsed in every test run")]
    fn example() -> Self {
        let text = |text| Text::parse(text).unwrap();
        let document =
            Document { kind: DocumentKind::Tracing, title: text("answer 12"), place: text("binder 3"), day: None };
        Self { procedure: ProcedureId(uuid::Uuid::from_u128(20)), document }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::procedure::tests_support::{acting, officer, on, past};

    #[test]
    fn a_document_is_listed_once_by_those_who_work_on_it() {
        let command = ListDocument { procedure: on().procedure, ..ListDocument::example() };
        let facts = command.decide(&past(&[]), &officer()).unwrap();
        assert_eq!(command.decide(&past(&facts), &officer()), Err(Refusal::Already));
        assert_eq!(command.decide(&past(&[]), &acting(9)), Err(Refusal::NotFound));
    }
}

//! What a best-interests procedure records. All of it is sealed under the child's key.

use crate::{
    care::{Arrangement, Check},
    procedure::{Assessment, Document, Step},
    words::{Opinion, Outcome, Telling, Why},
};
use kernel::{ActorId, Date, LanguageCode, PersonId, ProcedureId, SiteId, StepId, StreamId, SubjectId, Text};
use log::Facts;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A procedure, and the child it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcedureRef {
    /// The procedure.
    pub procedure: ProcedureId,
    /// The child.
    pub child: PersonId,
}

/// A fact of this capability.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum Fact {
    /// A procedure was opened.
    ProcedureOpened { on: ProcedureRef, site: SiteId, owner: ActorId, supervisor: ActorId, why: Why, reason: Text<500> },
    /// What is known was written down, and what is recommended.
    AssessmentWritten { on: ProcedureRef, assessment: Assessment },
    /// Somebody who cares, or may care, for the child was checked.
    CaregiverChecked { on: ProcedureRef, caregiver: StepId, check: Check },
    /// Care was arranged.
    CareArranged { on: ProcedureRef, care: StepId, arrangement: Arrangement },
    /// It ended.
    CareEnded { on: ProcedureRef, care: StepId, day: Date, reason: Text<500> },
    /// A document belongs to it.
    DocumentListed { on: ProcedureRef, document: StepId, described: Document },
    /// The supervisor ruled on a step.
    StepRuled { on: ProcedureRef, step: Step, agreed: bool, reason: Option<Text<500>> },
    /// The panel was called.
    PanelCalled { on: ProcedureRef, members: BTreeSet<ActorId>, day: Date },
    /// A member gave an opinion.
    OpinionGiven { on: ProcedureRef, member: ActorId, opinion: Opinion, text: Option<Text<1000>> },
    /// What was decided.
    DecisionTaken { on: ProcedureRef, text: Text<2000>, review_by: Date },
    /// The child was told, and what the child said.
    ChildTold { on: ProcedureRef, how: Telling, language: LanguageCode, said: Option<Text<500>> },
    /// Another officer goes on with it.
    ProcedureGiven { on: ProcedureRef, owner: ActorId, reason: Text<500> },
    /// The officer asked to close it.
    ClosingAsked { on: ProcedureRef, outcome: Outcome, summary: Text<1000> },
}

impl Fact {
    /// The procedure whose record it is.
    #[must_use]
    pub const fn on(&self) -> ProcedureRef {
        match self {
            Fact::ProcedureOpened { on, .. }
            | Fact::AssessmentWritten { on, .. }
            | Fact::CaregiverChecked { on, .. }
            | Fact::CareArranged { on, .. }
            | Fact::CareEnded { on, .. }
            | Fact::DocumentListed { on, .. }
            | Fact::StepRuled { on, .. }
            | Fact::PanelCalled { on, .. }
            | Fact::OpinionGiven { on, .. }
            | Fact::DecisionTaken { on, .. }
            | Fact::ChildTold { on, .. }
            | Fact::ProcedureGiven { on, .. }
            | Fact::ClosingAsked { on, .. } => *on,
        }
    }
}

impl Facts for Fact {
    const SET: &'static str = "best_interests";

    fn subject(&self) -> Option<SubjectId> {
        Some(self.on().child.into())
    }

    fn stream(&self) -> Option<StreamId> {
        Some(self.on().procedure.into())
    }
}

//! What protection records. A person's facts, and those of a case, are sealed under the person's key: the case's under that of the
//! person it was opened for.

use crate::words::{ActionEnd, CaseId, CaseType, EntryId, NeedId, NeedStatus, NoteReaders, Outcome, ScreeningId};
use kernel::{ActorId, Date, Moment, PersonId, PersonName, Sex, SiteId, StreamId, SubjectId, Text};
use log::Facts;
use schemars::JsonSchema;
use screening::{Answers, Code, Digest};
use serde::{Deserialize, Serialize};

/// A case, and the person for whom it was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseRef {
    /// The case.
    pub case: CaseId,
    /// The person.
    pub person: PersonId,
}

/// A flag: a rule that held in a screening.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FlagRef {
    /// The screening.
    pub screening: ScreeningId,
    /// The rule.
    pub rule: Code,
}

/// What counts tell of a person, on the day of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Sex.
    pub sex: Sex,
    /// Whether the person was, or may have been, a child.
    pub child: bool,
}

/// A fact of this capability.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum Fact {
    /// Somebody of the staff works in protection, for an organisation.
    WorkerEntered { worker: ActorId, site: SiteId, name: Text<120>, organisation: Text<120>, supervises: bool },

    /// A person was asked the questions of a sheet.
    PersonScreened {
        person: PersonId,
        screening: ScreeningId,
        site: SiteId,
        sheet: Code,
        version: u16,
        /// Of the text of the sheet; records from before sheets could be published are of the shipped one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        digest: Option<Digest>,
        answers: Answers,
        language: Text<35>,
        supervisor: Option<ActorId>,
    },
    /// A rule held.
    FlagRaised {
        person: PersonId,
        flag: FlagRef,
        site: SiteId,
        sheet: Code,
        version: u16,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        digest: Option<Digest>,
        urgency: String,
        because: Answers,
        due: Moment,
        review_by: Date,
        restricted: bool,
        supervisor: Option<ActorId>,
    },
    /// Somebody acts on it.
    FlagTaken { person: PersonId, flag: FlagRef },
    /// It is not so, or no reason to act.
    FlagOverruled { person: PersonId, flag: FlagRef, reason: Text<500> },

    /// A specific need is suspected.
    NeedRaised {
        person: PersonId,
        need: NeedId,
        site: SiteId,
        code: String,
        flag: Option<FlagRef>,
        review_by: Date,
        restricted: bool,
        supervisor: Option<ActorId>,
        counted: Counted,
    },
    /// Where it stands changed.
    NeedMoved { person: PersonId, need: NeedId, to: NeedStatus, reason: Option<Text<500>> },

    /// A case was opened.
    CaseOpened {
        on: CaseRef,
        site: SiteId,
        about: CaseType,
        reason: Text<500>,
        organisation: Text<120>,
        owner: ActorId,
        supervisor: Option<ActorId>,
        name: PersonName,
        counted: Counted,
    },
    /// It is also about another person.
    SubjectAdded { on: CaseRef, person: PersonId, name: PersonName },
    /// Somebody answers for it.
    SupervisorNamed { on: CaseRef, supervisor: ActorId },
    /// A supervisor gave it to another officer.
    CaseAssigned { on: CaseRef, owner: ActorId, organisation: Text<120> },
    /// The plan has one more action.
    ActionPlanned { on: CaseRef, action: EntryId, what: Text<300>, due: Date },
    /// An action ended.
    ActionEnded { on: CaseRef, action: EntryId, how: ActionEnd, note: Option<Text<500>> },
    /// A note was written.
    NoteWritten { on: CaseRef, note: EntryId, text: Text<4000>, readers: NoteReaders },
    /// A decision was put to the supervisor.
    DecisionProposed { on: CaseRef, decision: EntryId, text: Text<1000> },
    /// The supervisor ruled on it.
    DecisionRuled { on: CaseRef, decision: EntryId, agreed: bool, reason: Option<Text<500>> },
    /// It was offered to another officer.
    HandoverOffered { on: CaseRef, to: ActorId, reason: Text<500> },
    /// That officer answered; a yes makes the officer the owner, at that site and for that organisation.
    HandoverAnswered {
        on: CaseRef,
        by: ActorId,
        accepted: bool,
        site: SiteId,
        organisation: Text<120>,
        reason: Option<Text<500>>,
    },
    /// The owner asked to close it.
    ClosureAsked { on: CaseRef, outcome: Outcome, summary: Text<1000> },
    /// The supervisor ruled on that; a yes closes it.
    ClosureRuled { on: CaseRef, agreed: bool, reason: Option<Text<500>> },
    /// It was opened again.
    CaseReopened { on: CaseRef, reason: Text<500> },
}

impl Fact {
    /// The person of the file in whose stream it stands, if it is no case's.
    fn file(&self) -> Option<PersonId> {
        match self {
            Fact::PersonScreened { person, .. }
            | Fact::FlagRaised { person, .. }
            | Fact::FlagTaken { person, .. }
            | Fact::FlagOverruled { person, .. }
            | Fact::NeedRaised { person, .. }
            | Fact::NeedMoved { person, .. } => Some(*person),
            _ => None,
        }
    }

    /// The case whose record it is.
    #[must_use]
    pub fn case(&self) -> Option<CaseRef> {
        match self {
            Fact::CaseOpened { on, .. }
            | Fact::SubjectAdded { on, .. }
            | Fact::SupervisorNamed { on, .. }
            | Fact::CaseAssigned { on, .. }
            | Fact::ActionPlanned { on, .. }
            | Fact::ActionEnded { on, .. }
            | Fact::NoteWritten { on, .. }
            | Fact::DecisionProposed { on, .. }
            | Fact::DecisionRuled { on, .. }
            | Fact::HandoverOffered { on, .. }
            | Fact::HandoverAnswered { on, .. }
            | Fact::ClosureAsked { on, .. }
            | Fact::ClosureRuled { on, .. }
            | Fact::CaseReopened { on, .. } => Some(*on),
            _ => None,
        }
    }
}

impl Facts for Fact {
    const SET: &'static str = "protection";

    fn subject(&self) -> Option<SubjectId> {
        match self {
            Fact::WorkerEntered { worker, .. } => Some((*worker).into()),
            // Of the added person, only the added person's key tells.
            Fact::SubjectAdded { person, .. } => Some((*person).into()),
            other => other.file().or(other.case().map(|on| on.person)).map(Into::into),
        }
    }

    fn stream(&self) -> Option<StreamId> {
        match self {
            Fact::WorkerEntered { worker, .. } => Some(worker_stream(*worker)),
            other => other.file().map(file_stream).or(other.case().map(|on| on.case.into())),
        }
    }
}

/// The stream of a person's screenings, flags and needs.
#[must_use]
pub fn file_stream(person: PersonId) -> StreamId {
    access::gate::derived_stream("protection file", &person.bytes())
}

/// Under which a reading of a person's protection file is noted. Not the person's own id: the receipt that registration hands out lists
/// the readings of that, and would tell the clerk that there is such a file.
#[must_use]
pub fn file_subject(person: PersonId) -> SubjectId {
    SubjectId(file_stream(person).0)
}

/// The stream of somebody who works in protection.
#[must_use]
pub fn worker_stream(worker: ActorId) -> StreamId {
    access::gate::derived_stream("protection worker", &worker.bytes())
}

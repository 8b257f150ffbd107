//! A referral as its facts tell, and every time it was sent. It is folded the same way for a decision and for the tables, so that
//! both agree on the one state it is in.

use super::{Answers, Consent, Line, SendingId, clock};
use crate::{
    answer::Note,
    facts::Fact,
    words::{Basis, Category, Clock, Decline, Field, Outcome, Priority, Revoke, Stage, Telling},
};
use kernel::{ActorId, Date, Moment, OrganisationId, PersonId, Problem, ServiceId, SiteId, Text};
use serde::{Deserialize, Serialize};

/// A referral.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Referral {
    /// Who is referred; `None` before it is written and after an erasure.
    pub person: Option<PersonId>,
    /// The site that keeps it.
    pub site: Option<SiteId>,
    /// Who wrote it.
    pub by: Option<ActorId>,
    /// What help is needed.
    pub category: Option<Category>,
    /// How soon.
    pub priority: Option<Priority>,
    /// What the social worker wrote.
    pub answers: Option<Answers>,
    /// What the person answered.
    pub consent: Option<Consent>,
    /// Whether that answer was taken back.
    pub withdrawn: bool,
    /// A basis other than consent.
    pub basis: Option<(Basis, Text<500>)>,
    /// Where it came from, when it came from outside.
    pub from: Option<Text<120>>,
    /// Each time it was sent, the last one at the end.
    pub sendings: Vec<Sending>,
    /// Whether the person's key was destroyed.
    pub erased: bool,
}

/// One time that a referral was sent to an organisation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sending {
    /// Its id.
    pub id: SendingId,
    /// To which organisation.
    pub organisation: OrganisationId,
    /// To which of its services.
    pub service: Option<ServiceId>,
    /// What help.
    pub category: Category,
    /// How soon.
    pub priority: Priority,
    /// What was chosen to leave.
    pub fields: Vec<Field>,
    /// What left; empty once it was declined or taken back.
    pub content: Vec<Line>,
    /// How far it is.
    pub stage: Stage,
    /// When it was sent.
    pub sent: Moment,
    /// Until when an answer is owed.
    pub due: Moment,
    /// When the organisation had seen it.
    pub acknowledged: Option<Moment>,
    /// When it said whether it takes the person.
    pub answered: Option<Moment>,
    /// When help is expected, if it said so.
    pub expected: Option<Date>,
    /// Until when the outcome is owed.
    pub outcome_due: Option<Moment>,
    /// Why it does not take the person.
    pub declined: Option<Decline>,
    /// With what an answer on paper is sealed to the sender, where it came on paper.
    #[serde(default)]
    pub answer_key: Option<Text<40>>,
    /// What it wrote, the last at the end.
    pub notes: Vec<Note>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// When it ended.
    pub finished: Option<Moment>,
    /// When and how the person was told.
    pub told: Option<(Moment, Telling)>,
    /// For which clocks it was escalated, and when.
    pub escalated: Vec<(Clock, Moment)>,
    /// Why it was taken back.
    pub revoked: Option<Revoke>,
    /// Whether two answers were given apart that contradict each other: somebody must ask.
    pub apart: bool,
}

/// Why nothing can be done to a referral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferralError {
    /// There is no such referral here.
    NotFound,
    /// The person was erased.
    Erased,
    /// It is too early or too late for that.
    Stage(Stage),
}

impl From<ReferralError> for Problem {
    fn from(error: ReferralError) -> Self {
        match error {
            ReferralError::NotFound => Problem::not_found(),
            ReferralError::Erased => Problem::new("GEN-410", 410),
            ReferralError::Stage(stage) => Problem::conflict("RFR-010").with("stage", stage.name()),
        }
    }
}

impl Referral {
    /// The person, or why there is none.
    pub fn person(&self) -> Result<PersonId, ReferralError> {
        match self.person {
            Some(person) => Ok(person),
            None if self.erased => Err(ReferralError::Erased),
            None => Err(ReferralError::NotFound),
        }
    }

    /// The last time it was sent.
    #[must_use]
    pub fn last(&self) -> Option<&Sending> {
        self.sendings.last()
    }

    /// One time it was sent.
    pub fn sending(&self, id: SendingId) -> Result<&Sending, ReferralError> {
        self.person()?;
        self.sendings.iter().find(|sending| sending.id == id).ok_or(ReferralError::NotFound)
    }

    /// How far it is.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.last().map_or(Stage::Draft, |sending| sending.stage)
    }

    /// Whether it may be sent now: it is nowhere, or came back.
    #[must_use]
    pub fn is_free(&self) -> bool {
        matches!(self.stage(), Stage::Draft | Stage::Declined | Stage::Revoked)
    }

    /// Whether a consent stands that covers this organisation and these fields.
    #[must_use]
    pub fn consent_covers(&self, organisation: OrganisationId, fields: &[Field]) -> bool {
        !self.withdrawn
            && self.consent.as_ref().is_some_and(|consent| {
                consent.agreed
                    && consent.organisations.contains(&organisation)
                    && fields.iter().all(|field| consent.fields.contains(field))
            })
    }

    /// Forgets the person; how far each sending is stays.
    pub(crate) fn erase(&mut self) {
        (self.person, self.site, self.by) = (None, None, None);
        (self.answers, self.consent, self.basis, self.erased) = (None, None, None, true);
        self.category = self.last().map(|sending| sending.category);
        self.priority = self.last().map(|sending| sending.priority);
        for sending in &mut self.sendings {
            // Nobody can answer for somebody who is not there any more: nothing is owed from now on.
            if sending.stage.is_readable() {
                sending.stage = Stage::Revoked;
            }
            sending.content.clear();
            sending.notes.clear();
            sending.answer_key = None;
        }
    }

    pub(crate) fn apply(&mut self, fact: &Fact, at: Moment) {
        match fact {
            Fact::ReferralDrafted { person, site, by, category, priority, answers, .. } => {
                (self.person, self.site, self.by) = (Some(*person), Some(*site), Some(*by));
                (self.category, self.priority, self.answers) =
                    (Some(*category), Some(*priority), Some(answers.clone()));
            }
            Fact::DraftChanged { category, priority, answers, .. } => {
                (self.category, self.priority, self.answers) =
                    (Some(*category), Some(*priority), Some(answers.clone()));
            }
            Fact::ConsentAnswered { consent, .. } => (self.consent, self.withdrawn) = (Some(consent.clone()), false),
            Fact::ConsentWithdrawn { .. } => self.withdrawn = true,
            Fact::BasisNamed { basis, reason, .. } => self.basis = Some((*basis, reason.clone())),
            Fact::ReferralSent { category, priority, .. } => {
                (self.category, self.priority) = (Some(*category), Some(*priority));
            }
            Fact::ReferralReceived { from, category, priority, .. } => {
                (self.category, self.priority, self.from) = (Some(*category), Some(*priority), Some(from.clone()));
            }
            _ => {}
        }
        if let Some(sending) = Sending::begun(fact, at) {
            self.sendings.push(sending);
        }
        if let Fact::ContentSealed { person, sending, answer_key, .. } = fact {
            self.person = Some(*person);
            let sealed = self.sendings.iter_mut().find(|known| known.id == *sending);
            sealed.into_iter().for_each(|known| known.answer_key.clone_from(answer_key));
        }
        if let Some(id) = sending_of(fact) {
            self.sendings.iter_mut().filter(|sending| sending.id == id).for_each(|sending| sending.apply(fact, at));
        }
    }
}

/// The sending that a fact is about.
#[must_use]
pub(crate) fn sending_of(fact: &Fact) -> Option<SendingId> {
    match fact {
        Fact::ReferralSent { sending, .. }
        | Fact::ContentSealed { sending, .. }
        | Fact::ReferralReceived { sending, .. }
        | Fact::ReferralAcknowledged { sending, .. }
        | Fact::ReferralAccepted { sending, .. }
        | Fact::ReferralDeclined { sending, .. }
        | Fact::HelpBegun { sending, .. }
        | Fact::OutcomeRecorded { sending, .. }
        | Fact::NoteWritten { sending, .. }
        | Fact::PersonTold { sending, .. }
        | Fact::ReferralEscalated { sending, .. }
        | Fact::ReferralRevoked { sending, .. } => Some(*sending),
        _ => None,
    }
}

impl Sending {
    fn begun(fact: &Fact, at: Moment) -> Option<Self> {
        let (id, organisation, service, category, priority, fields, due) = match fact {
            Fact::ReferralSent { sending, organisation, service, category, priority, fields, due, .. } => {
                (*sending, *organisation, Some(*service), *category, *priority, fields.clone(), *due)
            }
            Fact::ReferralReceived { sending, organisation, service, category, priority, fields, due, .. } => {
                (*sending, *organisation, *service, *category, *priority, fields.clone(), *due)
            }
            _ => return None,
        };
        Some(Self {
            id,
            organisation,
            service,
            category,
            priority,
            fields,
            content: vec![],
            stage: Stage::Sent,
            sent: at,
            due,
            acknowledged: None,
            answered: None,
            expected: None,
            outcome_due: None,
            declined: None,
            answer_key: None,
            notes: vec![],
            outcome: None,
            finished: None,
            told: None,
            escalated: vec![],
            revoked: None,
            apart: false,
        })
    }

    /// What is owed now, by when; nothing when nothing is.
    #[must_use]
    pub fn owed(&self) -> Option<(Clock, Moment)> {
        clock::owed(self)
    }

    /// Takes a fact. Two posts may have answered apart: in whichever order their facts come, a taking back holds against every
    /// answer and a no against a yes, and the contradiction is remembered for somebody to ask.
    fn apply(&mut self, fact: &Fact, at: Moment) {
        let from = self.stage;
        match fact {
            Fact::ContentSealed { content, .. } if !matches!(from, Stage::Revoked | Stage::Declined) => {
                self.content.clone_from(content)
            }
            Fact::NoteWritten { note, .. } => self.notes.push(note.clone()),
            Fact::PersonTold { how, .. } => self.told = Some((at, *how)),
            Fact::ReferralEscalated { clock, .. } => self.escalated.push((*clock, at)),
            Fact::ReferralRevoked { why, .. } => {
                (self.stage, self.revoked) = (Stage::Revoked, Some(*why));
                self.finished.get_or_insert(at);
                self.content.clear();
            }
            Fact::ReferralAcknowledged { .. } => {
                self.acknowledged.get_or_insert(at);
                if from == Stage::Sent {
                    self.stage = Stage::Acknowledged;
                }
            }
            Fact::ReferralAccepted { expected, outcome_due, .. } => self.accepted(at, *expected, *outcome_due),
            Fact::ReferralDeclined { why, .. } if !matches!(from, Stage::Revoked | Stage::Declined) => {
                self.apart |= !may_follow(from, Stage::Declined);
                (self.stage, self.declined) = (Stage::Declined, Some(*why));
                self.answered.get_or_insert(at);
                self.acknowledged.get_or_insert(at);
                self.finished.get_or_insert(at);
                self.content.clear();
            }
            Fact::HelpBegun { .. } => {
                self.moves_to(Stage::InProgress);
            }
            Fact::OutcomeRecorded { outcome, .. } => self.ended(at, *outcome),
            _ => {}
        }
    }

    fn accepted(&mut self, at: Moment, expected: Option<Date>, outcome_due: Moment) {
        if self.moves_to(Stage::Accepted) {
            (self.answered, self.expected, self.outcome_due) = (Some(at), expected, Some(outcome_due));
            self.acknowledged.get_or_insert(at);
        }
    }

    fn ended(&mut self, at: Moment, outcome: Outcome) {
        if self.moves_to(Stage::Done) {
            (self.outcome, self.finished) = (Some(outcome), Some(at));
        }
    }

    fn moves_to(&mut self, to: Stage) -> bool {
        if may_follow(self.stage, to) {
            self.stage = to;
            return true;
        }
        self.apart |= self.stage != to && self.stage != Stage::Revoked;
        false
    }
}

/// Whether a sending may go from one stage to another by what the organisation does.
#[must_use]
pub fn may_follow(from: Stage, to: Stage) -> bool {
    match to {
        Stage::Acknowledged => from == Stage::Sent,
        Stage::Accepted | Stage::Declined => matches!(from, Stage::Sent | Stage::Acknowledged),
        Stage::InProgress => from == Stage::Accepted,
        Stage::Done => matches!(from, Stage::Accepted | Stage::InProgress),
        Stage::Draft | Stage::Sent | Stage::Revoked => false,
    }
}

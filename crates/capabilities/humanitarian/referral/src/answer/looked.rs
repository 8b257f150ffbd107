//! What every answer looks up first: an organisation knows a referral by its sending only.

use crate::{
    answer::Note,
    case::{Referral, ReferralError, Sending, SendingId, may_follow},
    facts::Fact,
    record::{self, Record},
    views,
    words::Stage,
};
use access::{Relation, Who};
use kernel::{OrganisationId, Problem, ReferralId, StreamId, Text};
use log::{Past, Sql};

/// To which referral and organisation a sending belongs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Looked(pub(crate) Option<(ReferralId, OrganisationId)>);

impl Looked {
    /// Looks it up.
    pub(crate) fn up(sql: &mut dyn Sql, sending: SendingId) -> Result<Self, Problem> {
        Ok(Self(Some(views::referral_of(sql, sending)?.ok_or_else(Problem::not_found)?)))
    }

    /// The streams of both.
    pub(crate) fn streams(self) -> Vec<StreamId> {
        self.0.map_or_else(Vec::new, |(referral, organisation)| vec![referral.into(), organisation.into()])
    }

    /// Whether the user works for the organisation.
    pub(crate) fn is_own(self, past: &Past<Record>, relation: Relation, who: &Who) -> bool {
        record::is_own(past, relation, who, None, self.0.map(|(_, organisation)| organisation))
    }

    /// The referral, its id and the sending, when it may go to this stage.
    pub(crate) fn going_to(
        self,
        past: &Past<Record>,
        sending: SendingId,
        to: Stage,
    ) -> Result<(ReferralId, &Referral, &Sending), ReferralError> {
        let (id, _) = self.0.ok_or(ReferralError::NotFound)?;
        let referral = &past.of(id).referral;
        let sending = referral.sending(sending)?;
        if !may_follow(sending.stage, to) {
            return Err(ReferralError::Stage(sending.stage));
        }
        Ok((id, referral, sending))
    }
}

/// An answer, and the note with it. The note comes first: the answer may end what can be written.
pub(crate) fn with_note(
    referral: ReferralId,
    state: &Referral,
    sending: SendingId,
    with: Stage,
    note: Option<&Text<800>>,
    answer: Fact,
) -> Result<Vec<Fact>, ReferralError> {
    let person = state.person()?;
    let note = note.map(|text| Note { with, text: text.clone() });
    let note = note.map(|note| Fact::NoteWritten { referral, person, sending, note });
    Ok(note.into_iter().chain([answer]).collect())
}

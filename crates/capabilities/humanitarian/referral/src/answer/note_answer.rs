//! Note an answer that came on paper or in a file, at the sender's own post: the referral goes on before the posts have met again. What the
//! organisation's own post recorded comes later and says the same.

use super::looked::with_note;
use crate::{
    case::{ReferralError, SendingId, clock, may_follow},
    facts::Fact,
    record::{self, Record},
    words::{Decline, Outcome, Stage},
};
use access::{Command, Relation, Who};
use kernel::{ReferralId, SiteId, StreamId};
use log::{At, Past};
use referring::answered::Answered;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Notes an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteAnswer {
    /// The referral.
    pub referral: ReferralId,
    /// The answer.
    pub answered: Answered,
}

/// The stages on the way to the one that the answer tells of, and no further.
fn way(from: Stage, to: Stage) -> Option<Vec<Stage>> {
    match may_follow(from, to) {
        true => Some(vec![to]),
        false if may_follow(from, Stage::Accepted) && may_follow(Stage::Accepted, to) => {
            Some(vec![Stage::Accepted, to])
        }
        false => None,
    }
}

impl Command for NoteAnswer {
    const NAME: &'static str = "note_answer";
    type State = Record;
    type Error = ReferralError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.referral.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        past.main().referral.site
    }

    fn is_own(&self, past: &Past<Record>, relation: Relation, who: &Who) -> bool {
        record::is_own(past, relation, who, Some(self.referral), None)
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, ReferralError> {
        let (referral, answered) = (&past.main().referral, &self.answered);
        let (id, sending) = (self.referral, referral.sending(answered.sending)?);
        let way = way(sending.stage, answered.stage).ok_or(ReferralError::Stage(sending.stage))?;
        let mut facts = Vec::new();
        for stage in way {
            let (sending_id, expected) = (sending.id, answered.expected);
            let fact = match stage {
                Stage::Accepted => {
                    let outcome_due =
                        clock::outcome_due(sending.priority, at.when().1, expected, at.utc_offset_minutes);
                    Fact::ReferralAccepted { referral: id, sending: sending_id, expected, outcome_due }
                }
                Stage::Declined => {
                    let why = answered.declined.unwrap_or(Decline::Other);
                    Fact::ReferralDeclined { referral: id, sending: sending_id, why }
                }
                Stage::InProgress => Fact::HelpBegun { referral: id, sending: sending_id },
                Stage::Done => {
                    let outcome = answered.outcome.unwrap_or(Outcome::NotHelped);
                    Fact::OutcomeRecorded { referral: id, sending: sending_id, outcome }
                }
                _ => Fact::ReferralAcknowledged { referral: id, sending: sending_id },
            };
            let note = answered.note.as_ref().filter(|_| stage == answered.stage);
            facts.extend(with_note(id, referral, sending_id, stage, note, fact)?);
        }
        Ok(facts)
    }

    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        Self { referral: ReferralId(id(1)), answered: Answered::example(SendingId(id(4))) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{accepted, at, consented, drafted, past_of, referral, sending, sent};

    #[test]
    fn an_answer_goes_as_far_as_it_tells_and_never_back() {
        let noted = |then: &[Fact], stage| {
            let answered = Answered { stage, ..Answered::example(sending(1)) };
            let given = [vec![drafted(), consented()], sent(1), then.to_vec()].concat();
            let facts = NoteAnswer { referral: referral(), answered }.decide(&past_of(&given), &at())?;
            let past = past_of(&[given, facts].concat());
            let last = past.main().referral.last().unwrap();
            Ok::<_, ReferralError>((last.stage, last.apart))
        };
        for stage in [Stage::Acknowledged, Stage::Accepted, Stage::Declined, Stage::InProgress, Stage::Done] {
            assert_eq!(noted(&[], stage), Ok((stage, false)));
        }
        assert_eq!(noted(&[accepted(1)], Stage::Accepted), Err(ReferralError::Stage(Stage::Accepted)));
        assert_eq!(noted(&[accepted(1)], Stage::Done), Ok((Stage::Done, false)));
    }
}

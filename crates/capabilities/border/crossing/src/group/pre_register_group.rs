//! Pre-register a group in surge mode: how many people of which sex and age, who needs help at once, the head's name if
//! there is time, and a printed token with which they are found again (UNHCR Guidance on Registration and Identity
//! Management, chapter 6: household-level emergency registration, tokens).

use super::{need::UrgentNeed, ticket::fresh_token};
use crate::command::{At, Command, CrossingFact, Deserialize, JsonSchema, Known, Past, Serialize, Value, json};
use crate::{
    facts::GroupPreRegistered,
    problem::{NO_LANE, NO_POST},
};
use kernel::counts::Counts;
use kernel::{GroupId, LaneId, Problem, StreamId, Text};

/// The command.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreRegisterGroup {
    /// The lane, for its board and its rate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lane: Option<LaneId>,
    /// The head's name in any script; it can wait for registration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<Text<120>>,
    /// People by sex and age band, the head included.
    pub counts: Counts,
    /// Needs that cannot wait.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<UrgentNeed>,
}

refusals! {
    /// Why it may be refused.
    PreRegisterGroupError {
        /// The post has not been set up.
        NoPost => Problem::conflict(NO_POST),
        /// The post has no such lane.
        NoLane => Problem::field("lane", NO_LANE),
        /// The post is not in surge mode.
        NoSurge => Problem::conflict("CRO-012"),
        /// Nobody was counted.
        Nobody => Problem::field("counts", "CRO-013"),
        /// More people than one form counts.
        TooMany(people: u32) => crate::problem::too_many(people),
    }
}

impl Command for PreRegisterGroup {
    const NAME: &'static str = "pre_register_group";
    type State = Known;
    type Error = PreRegisterGroupError;

    fn streams(&self, at: &At) -> Vec<StreamId> {
        std::iter::once(at.id::<GroupId>(0).into()).chain(at.site.map(StreamId::from)).collect()
    }

    fn decide(&self, past: &Past<Known>, at: &At) -> Result<Vec<CrossingFact>, PreRegisterGroupError> {
        let (site, post) = crate::problem::post_here(past, at).ok_or(PreRegisterGroupError::NoPost)?;
        if let Some(lane) = self.lane {
            post.lane(lane).ok_or(PreRegisterGroupError::NoLane)?;
        }
        // A form that was kept on the device is from a time when surge mode was on.
        if !post.surge && at.happened.is_none() {
            return Err(PreRegisterGroupError::NoSurge);
        }
        match self.counts.people() {
            0 => return Err(PreRegisterGroupError::Nobody),
            people if people > Counts::MOST => return Err(PreRegisterGroupError::TooMany(people)),
            _ => {}
        }
        let mut needs = self.needs.clone();
        needs.sort_unstable();
        needs.dedup();
        let (day, hour) = crate::clock::day_and_hour(at);
        Ok(vec![CrossingFact::GroupPreRegistered(Box::new(GroupPreRegistered {
            group: at.id(0),
            site,
            lane: self.lane,
            day,
            hour,
            token: fresh_token(at),
            head: self.head.clone(),
            counts: self.counts,
            needs,
        }))])
    }

    fn answer(&self, facts: &[CrossingFact], _at: &At) -> Value {
        match facts.first() {
            Some(CrossingFact::GroupPreRegistered(fact)) => json!({ "group": fact.group, "token": fact.token }),
            _ => Value::Null,
        }
    }

    fn example() -> Self {
        crate::example::of(json!({
            "lane": "01900000-0000-7000-8000-000000000101", "head": "زينب محمد",
            "counts": { "female": { "18-59": 1, "0-4": 1 }, "male": { "5-11": 3 } }, "needs": ["medical"],
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::state::given::{at, lane, post_open, site};
    use contracts::token::Token;

    fn surge() -> Vec<CrossingFact> {
        let mut facts = post_open();
        facts.push(CrossingFact::SurgeModeSwitched { site: site(), on: true });
        facts
    }

    fn decide(command: &PreRegisterGroup, given: &[CrossingFact]) -> Result<Vec<CrossingFact>, PreRegisterGroupError> {
        command.decide(&Past::given(site().into(), given), &at())
    }

    fn family() -> PreRegisterGroup {
        PreRegisterGroup { lane: Some(lane(1)), needs: vec![UrgentNeed::Medical; 2], ..PreRegisterGroup::example() }
    }

    #[test]
    fn a_family_gets_a_token_that_can_be_checked() {
        let facts = decide(&family(), &surge()).unwrap();
        let [CrossingFact::GroupPreRegistered(fact)] = facts.as_slice() else { panic!("{facts:?}") };
        assert!(fact.token.to_string().parse::<Token>().is_ok());
        assert_eq!((fact.counts.people(), fact.needs.as_slice()), (5, &[UrgentNeed::Medical][..]));
        assert_eq!(fact.head.as_deref(), Some("زينب محمد"));
    }

    #[test]
    fn groups_are_pre_registered_in_surge_mode_only_unless_the_form_is_older() {
        assert_eq!(decide(&family(), &post_open()), Err(PreRegisterGroupError::NoSurge));
        let mut late = at();
        late.happened = Some((late.now, late.now));
        assert!(family().decide(&Past::given(site().into(), &post_open()), &late).is_ok());
    }

    #[test]
    fn a_group_has_between_1_and_200_people() {
        let with = |counts: Value| PreRegisterGroup { counts: serde_json::from_value(counts).unwrap(), ..family() };
        assert_eq!(decide(&with(json!({})), &surge()), Err(PreRegisterGroupError::Nobody));
        let crowd = with(json!({ "female": { "18-59": 150 }, "male": { "18-59": 51 } }));
        assert_eq!(decide(&crowd, &surge()), Err(PreRegisterGroupError::TooMany(201)));
    }
}

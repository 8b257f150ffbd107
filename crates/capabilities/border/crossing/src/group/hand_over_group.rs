//! Hand a pre-registered group over to the humanitarian side: it learns the token and whether somebody needs help at once,
//! and nothing else.

use super::ticket::TicketToken;
use crate::command::{At, Command, CrossingFact, Deserialize, Here, JsonSchema, Known, Past, Serialize, Value, json};
use crate::{clock::day_and_hour, views};
use kernel::{GroupId, Problem, SiteId, StreamId};

/// The command.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HandOverGroup {
    /// The token on their ticket.
    pub token: TicketToken,
    #[serde(skip)]
    group: Option<GroupId>,
}

refusals! {
    /// Why it may be refused.
    HandOverGroupError {
        /// No group has this token here.
        NoGroup => Problem::not_found(),
        /// The group was handed over before.
        Already => Problem::conflict("CRO-015"),
    }
}

impl HandOverGroup {
    /// The hand-over of the group with this token.
    #[must_use]
    pub const fn of(token: TicketToken) -> Self {
        Self { token, group: None }
    }
}

impl Command for HandOverGroup {
    const NAME: &'static str = "hand_over_group";
    type State = Known;
    type Error = HandOverGroupError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        self.group = views::groups::by_token(here.sql, self.token)?;
        Ok(())
    }

    fn streams(&self, _at: &At) -> Vec<StreamId> {
        self.group.map(StreamId::from).into_iter().collect()
    }

    fn site(&self, past: &Past<Known>) -> Option<SiteId> {
        past.main().group.as_ref().map(|group| group.site)
    }

    fn decide(&self, past: &Past<Known>, at: &At) -> Result<Vec<CrossingFact>, HandOverGroupError> {
        let (Some(id), Some(group)) = (self.group, &past.main().group) else { return Err(HandOverGroupError::NoGroup) };
        if group.handed_over {
            return Err(HandOverGroupError::Already);
        }
        let waited_min = at.when().0.seconds_since(group.since).max(0) / 60;
        Ok(vec![CrossingFact::GroupHandedOver {
            group: id,
            site: group.site,
            token: group.token,
            urgent: group.urgent,
            day: day_and_hour(at).0,
            waited_min,
        }])
    }

    fn answer(&self, _facts: &[CrossingFact], _at: &At) -> Value {
        json!({ "group": self.group })
    }

    fn example() -> Self {
        crate::example::of(json!({ "token": "MN1:000000000000" }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{facts::GroupPreRegistered, post::state::given};

    fn pre_registered() -> CrossingFact {
        let at = given::at();
        let (day, hour) = day_and_hour(&at);
        CrossingFact::GroupPreRegistered(Box::new(GroupPreRegistered {
            group: at.id(0),
            site: given::site(),
            lane: None,
            day,
            hour,
            token: HandOverGroup::example().token,
            head: Some(kernel::Text::parse("Zeinab").unwrap()),
            counts: serde_json::from_value(json!({ "female": { "18-59": 1 } })).unwrap(),
            needs: vec![crate::group::need::UrgentNeed::Pregnant],
        }))
    }

    fn decide(given: &[CrossingFact]) -> Result<Vec<CrossingFact>, HandOverGroupError> {
        let mut at = given::at();
        let group: GroupId = at.id(0);
        at.now = at.now.plus_seconds(25 * 60);
        HandOverGroup { group: Some(group), ..HandOverGroup::example() }.decide(&Past::given(group.into(), given), &at)
    }

    #[test]
    fn only_the_token_and_the_urgent_flag_are_handed_over() {
        let facts = decide(&[pre_registered()]).unwrap();
        let body = serde_json::to_value(&facts[0]).unwrap()["body"].clone();
        assert_eq!(
            (&body["token"], &body["urgent"], &body["waited_min"]),
            (&json!("MN1:000000000000"), &json!(true), &json!(25))
        );
        assert!(!body.to_string().contains("Zeinab") && !body.to_string().contains("pregnant"));
    }

    #[test]
    fn a_group_is_handed_over_once() {
        let once = decide(&[pre_registered()]).unwrap().remove(0);
        assert_eq!(decide(&[pre_registered(), once]), Err(HandOverGroupError::Already));
        assert_eq!(decide(&[]), Err(HandOverGroupError::NoGroup));
    }
}

//! Close a lane; the board shows it at once.

use crate::command::{At, Command, CrossingFact, Deserialize, JsonSchema, Known, Past, Serialize};
use crate::problem::{NO_LANE, NO_POST, here, post_here};
use kernel::{LaneId, Problem, StreamId};

/// The command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseLane {
    /// The lane.
    pub lane: LaneId,
}

refusals! {
    /// Why it may be refused.
    CloseLaneError {
        /// The post has not been set up.
        NoPost => Problem::conflict(NO_POST),
        /// The post has no such lane.
        NoLane => Problem::refused(NO_LANE),
        /// The lane is closed already.
        AlreadyClosed(code: String) => Problem::conflict("CRO-010").with("lane", code),
    }
}

impl Command for CloseLane {
    const NAME: &'static str = "close_lane";
    type State = Known;
    type Error = CloseLaneError;

    fn streams(&self, at: &At) -> Vec<StreamId> {
        here(at)
    }

    fn decide(&self, past: &Past<Known>, at: &At) -> Result<Vec<CrossingFact>, CloseLaneError> {
        let (site, post) = post_here(past, at).ok_or(CloseLaneError::NoPost)?;
        let lane = post.lane(self.lane).ok_or(CloseLaneError::NoLane)?;
        if !post.open.contains(&self.lane) {
            return Err(CloseLaneError::AlreadyClosed(lane.described.code.to_string()));
        }
        Ok(vec![CrossingFact::LaneClosed { site, lane: self.lane }])
    }

    fn example() -> Self {
        crate::example::of(serde_json::json!({ "lane": "01900000-0000-7000-8000-000000000100" }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::state::given::{at, lane, post_open, post_set_up, site};

    #[test]
    fn a_lane_is_closed_once() {
        let command = CloseLane { lane: lane(0) };
        let (closed, open) = (vec![post_set_up()], post_open());
        let decide = |given: &[CrossingFact]| command.decide(&Past::given(site().into(), given), &at());
        let done = Ok(vec![CrossingFact::LaneClosed { site: site(), lane: lane(0) }]);
        let refused = Err(CloseLaneError::AlreadyClosed("A".into()));
        assert_eq!((decide(&closed), decide(&open)), (refused, done));
    }

    #[test]
    fn a_lane_that_the_post_lacks_is_refused() {
        let command = CloseLane { lane: lane(9) };
        let decide = |given: &[CrossingFact]| command.decide(&Past::given(site().into(), given), &at());
        assert_eq!(decide(&[post_set_up()]), Err(CloseLaneError::NoLane));
        assert_eq!(decide(&[]), Err(CloseLaneError::NoPost));
    }
}

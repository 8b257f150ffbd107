//! Open a lane; the board shows it at once.

use crate::command::{At, Command, CrossingFact, Deserialize, JsonSchema, Known, Past, Serialize};
use crate::problem::{NO_LANE, NO_POST, here, post_here};
use kernel::{LaneId, Problem, StreamId};

/// The command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenLane {
    /// The lane.
    pub lane: LaneId,
}

refusals! {
    /// Why it may be refused.
    OpenLaneError {
        /// The post has not been set up.
        NoPost => Problem::conflict(NO_POST),
        /// The post has no such lane.
        NoLane => Problem::refused(NO_LANE),
        /// The lane is open already.
        AlreadyOpen(code: String) => Problem::conflict("CRO-009").with("lane", code),
    }
}

impl Command for OpenLane {
    const NAME: &'static str = "open_lane";
    type State = Known;
    type Error = OpenLaneError;

    fn streams(&self, at: &At) -> Vec<StreamId> {
        here(at)
    }

    fn decide(&self, past: &Past<Known>, at: &At) -> Result<Vec<CrossingFact>, OpenLaneError> {
        let (site, post) = post_here(past, at).ok_or(OpenLaneError::NoPost)?;
        let lane = post.lane(self.lane).ok_or(OpenLaneError::NoLane)?;
        if post.open.contains(&self.lane) {
            return Err(OpenLaneError::AlreadyOpen(lane.described.code.to_string()));
        }
        Ok(vec![CrossingFact::LaneOpened { site, lane: self.lane }])
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
    fn a_lane_is_opened_once() {
        let command = OpenLane { lane: lane(0) };
        let (closed, open) = (vec![post_set_up()], post_open());
        let decide = |given: &[CrossingFact]| command.decide(&Past::given(site().into(), given), &at());
        let done = Ok(vec![CrossingFact::LaneOpened { site: site(), lane: lane(0) }]);
        let refused = Err(OpenLaneError::AlreadyOpen("A".into()));
        assert_eq!((decide(&closed), decide(&open)), (done, refused));
    }

    #[test]
    fn a_lane_that_the_post_lacks_is_refused() {
        let command = OpenLane { lane: lane(9) };
        let decide = |given: &[CrossingFact]| command.decide(&Past::given(site().into(), given), &at());
        assert_eq!(decide(&[post_set_up()]), Err(OpenLaneError::NoLane));
        assert_eq!(decide(&[]), Err(OpenLaneError::NoPost));
    }
}

//! Say how many people wait in front of a lane, with one key: so many more came, or so many stand there in all. With what the
//! lane records, the board tells how many still wait and for how long (Little 1961: waiting = number / rate).

use crate::command::{At, Command, CrossingFact, Deserialize, JsonSchema, Known, Past, Serialize};
use crate::problem::{NO_LANE, NO_POST, post_here};
use access::gate::derived_stream;
use kernel::{LaneId, Problem, StreamId};

/// The command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CountQueue {
    /// The lane.
    pub lane: LaneId,
    /// How many people.
    pub people: u16,
    /// Whether that is all who wait; otherwise so many more came.
    #[serde(default)]
    pub all: bool,
}

refusals! {
    /// Why it may be refused.
    CountQueueError {
        /// The post has not been set up.
        NoPost => Problem::conflict(NO_POST),
        /// The post has no such lane.
        NoLane => Problem::refused(NO_LANE),
    }
}

impl Command for CountQueue {
    const NAME: &'static str = "count_queue";
    type State = Known;
    type Error = CountQueueError;

    /// Counts have a stream for each day, so that the post's own stays short.
    fn streams(&self, at: &At) -> Vec<StreamId> {
        let Some(site) = at.site else { return vec![] };
        let mut day = site.bytes().to_vec();
        day.extend_from_slice(&at.today().days().to_le_bytes());
        vec![derived_stream("crossing queue", &day), site.into()]
    }

    fn decide(&self, past: &Past<Known>, at: &At) -> Result<Vec<CrossingFact>, CountQueueError> {
        let (site, post) = post_here(past, at).ok_or(CountQueueError::NoPost)?;
        post.lane(self.lane).ok_or(CountQueueError::NoLane)?;
        Ok(vec![CrossingFact::QueueCounted { site, lane: self.lane, people: self.people, all: self.all }])
    }

    fn example() -> Self {
        crate::example::of(
            serde_json::json!({ "lane": "01900000-0000-7000-8000-000000000100", "people": 5, "all": false }),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::state::given::{at, lane, post_set_up, site};

    #[test]
    fn people_are_counted_in_front_of_a_lane_of_the_post() {
        let decide = |lane| {
            let command = CountQueue { lane, people: 12, all: true };
            let mut past = Past::given(command.streams(&at())[0], &[]);
            past.and_given(site().into(), &[post_set_up()]);
            command.decide(&past, &at())
        };
        let counted = CrossingFact::QueueCounted { site: site(), lane: lane(0), people: 12, all: true };
        assert_eq!(decide(lane(0)), Ok(vec![counted]));
        assert_eq!(decide(lane(7)), Err(CountQueueError::NoLane));
    }
}

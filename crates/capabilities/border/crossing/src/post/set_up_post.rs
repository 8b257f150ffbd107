//! Set up a post: its country, its permitted stay, its lanes in the order of the board. Set up again, a lane keeps its
//! identity by its code. Point of entry: International Health Regulations (2005), article 1.

use super::state::{Lane, LaneDescription, PostDescription};
use crate::command::{At, Command, CrossingFact, Deserialize, JsonSchema, Known, Past, Serialize, Value, json};
use crate::problem::{here, no_site};
use kernel::{LaneId, Problem, StreamId};

/// The command.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetUpPost {
    /// What the post is.
    pub post: PostDescription,
    /// Its lanes, in the order of the board.
    pub lanes: Vec<LaneDescription>,
}

refusals! {
    /// Why it may be refused.
    SetUpPostError {
        /// No site was chosen.
        NoSite => no_site(),
        /// A post needs a lane; a board holds at most 40.
        LaneCount(n: usize) => Problem::refused("CRO-008").with("lanes", n),
        /// Two lanes have one code.
        CodeTwice(n: usize) => Problem::field(format!("lanes[{n}].code"), "CRO-007"),
    }
}

impl Command for SetUpPost {
    const NAME: &'static str = "set_up_post";
    type State = Known;
    type Error = SetUpPostError;

    fn streams(&self, at: &At) -> Vec<StreamId> {
        here(at)
    }

    fn decide(&self, past: &Past<Known>, at: &At) -> Result<Vec<CrossingFact>, SetUpPostError> {
        let site = at.site.ok_or(SetUpPostError::NoSite)?;
        if self.lanes.is_empty() || self.lanes.len() > 40 {
            return Err(SetUpPostError::LaneCount(self.lanes.len()));
        }
        let before = past.of(site).post.as_ref();
        let mut lanes: Vec<Lane> = Vec::with_capacity(self.lanes.len());
        for (n, described) in self.lanes.iter().enumerate() {
            if lanes.iter().any(|lane| lane.described.code == described.code) {
                return Err(SetUpPostError::CodeTwice(n));
            }
            let same = before.and_then(|post| post.lanes.iter().find(|lane| lane.described.code == described.code));
            let lane = same.map_or_else(|| at.id::<LaneId>(u32::try_from(n).unwrap_or(u32::MAX)), |lane| lane.lane);
            lanes.push(Lane { lane, described: described.clone() });
        }
        let set_up = CrossingFact::PostSetUp { site, post: self.post.clone(), lanes };
        let unchanged = before.is_some_and(|post| {
            matches!(&set_up, CrossingFact::PostSetUp { post: described, lanes, .. }
            if post.described == *described && post.lanes == *lanes)
        });
        Ok(if unchanged { vec![] } else { vec![set_up] })
    }

    fn answer(&self, facts: &[CrossingFact], _at: &At) -> Value {
        let lanes = facts.iter().flat_map(|fact| match fact {
            CrossingFact::PostSetUp { lanes, .. } => lanes.as_slice(),
            _ => &[],
        });
        json!({ "lanes": lanes.map(|lane| json!({ "code": lane.described.code, "lane": lane.lane })).collect::<Vec<_>>() })
    }

    fn example() -> Self {
        let lane = |code: &str, name: &str, kind: &str, direction: &str| json!({ "code": code, "name": name, "kind": kind, "direction": direction });
        crate::example::of(json!({
            "post": { "country": "TCD", "stay_limit_days": 90 },
            "lanes": [lane("A", "Piétons, entrée", "foot", "entry"), lane("S", "Groupes", "surge", "entry")],
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::state::given::{at, lane, post_open, post_set_up, site};

    fn described(facts: &[CrossingFact]) -> Vec<Lane> {
        match facts {
            [CrossingFact::PostSetUp { lanes, .. }] => lanes.clone(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_lane_keeps_its_identity_by_its_code() {
        let mut command = SetUpPost::example();
        command.lanes[1].code = kernel::Text::parse("B").unwrap();
        let lanes = described(&command.decide(&Past::given(site().into(), &post_open()), &at()).unwrap());
        assert_eq!(lanes[0].lane, lane(0));
        assert_ne!(lanes[1].lane, lane(1));
    }

    #[test]
    fn setting_up_the_same_post_again_records_nothing() {
        let CrossingFact::PostSetUp { post, lanes, .. } = post_set_up() else { panic!() };
        let command = SetUpPost { post, lanes: lanes.into_iter().map(|lane| lane.described).collect() };
        assert_eq!(command.decide(&Past::given(site().into(), &[post_set_up()]), &at()), Ok(vec![]));
    }

    #[test]
    fn two_lanes_of_one_code_or_no_lane_at_all_are_refused() {
        let past = Past::given(site().into(), &[]);
        let mut command = SetUpPost::example();
        command.lanes[1].code = command.lanes[0].code.clone();
        assert_eq!(command.decide(&past, &at()), Err(SetUpPostError::CodeTwice(1)));
        command.lanes.clear();
        assert_eq!(command.decide(&past, &at()), Err(SetUpPostError::LaneCount(0)));
    }
}

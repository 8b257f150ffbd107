//! A post: its lanes, its permitted stay, whether it is in surge mode.

use crate::{erasure::retention::Retention, facts::CrossingFact};
use kernel::{LaneId, Nationality, SiteId, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a post is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PostDescription {
    /// The country it belongs to: its nationals have no stay limit.
    pub country: Nationality,
    /// Days that a foreigner with a document may stay where nothing else is said; none: no limit is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stay_limit_days: Option<u16>,
}

kernel::code_words! {
    /// Whom a lane is for.
    LaneKind {
        /// People on foot.
        Foot = "foot",
        /// Cars and carts.
        Vehicle = "vehicle",
        /// Buses and lorries.
        Commercial = "commercial",
        /// Those who should not wait: children alone, the ill, the old, the pregnant.
        Priority = "priority",
        /// Groups in surge mode.
        Surge = "surge",
        /// Second line.
        SecondLine = "second_line",
    }
}

kernel::code_words! {
    /// Which way people cross in a lane.
    LaneDirection {
        /// Into the country.
        Entry = "entry",
        /// Out of it.
        Exit = "exit",
        /// Both.
        Both = "both",
    }
}

/// A lane as described.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LaneDescription {
    /// The letter or number on its sign.
    pub code: Text<4>,
    /// Its name.
    pub name: Text<40>,
    /// Whom it is for.
    pub kind: LaneKind,
    /// Which way people cross in it.
    pub direction: LaneDirection,
}

/// A lane.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lane {
    /// Its id; it keeps it when it is described anew.
    pub lane: LaneId,
    /// What it is.
    #[serde(flatten)]
    pub described: LaneDescription,
}

/// A post as its facts say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Post {
    /// The site.
    pub site: SiteId,
    /// What it is.
    pub described: PostDescription,
    /// Its lanes, in the order of the board.
    pub lanes: Vec<Lane>,
    /// Those that are open.
    pub open: BTreeSet<LaneId>,
    /// Whether it is in surge mode.
    pub surge: bool,
    /// How long records are kept, once somebody has set it.
    #[serde(default)]
    pub retention: Option<Retention>,
}

impl Post {
    /// The post after a fact.
    pub fn apply(post: &mut Option<Self>, fact: &CrossingFact) {
        match (post.as_mut(), fact) {
            (_, CrossingFact::PostSetUp { site, post: described, lanes }) => {
                let before = post.take().map(|before| (before.open, before.surge, before.retention));
                let (open, surge, retention) = before.unwrap_or_default();
                let open = open.into_iter().filter(|id| lanes.iter().any(|lane| lane.lane == *id)).collect();
                let (site, described, lanes) = (*site, described.clone(), lanes.clone());
                *post = Some(Self { site, described, lanes, open, surge, retention });
            }
            (Some(post), CrossingFact::LaneOpened { lane, .. }) => {
                post.open.insert(*lane);
            }
            (Some(post), CrossingFact::LaneClosed { lane, .. }) => {
                post.open.remove(lane);
            }
            (Some(post), CrossingFact::SurgeModeSwitched { on, .. }) => post.surge = *on,
            (Some(post), CrossingFact::RetentionSet { retention, .. }) => post.retention = Some(*retention),
            _ => {}
        }
    }

    /// A lane by its id.
    #[must_use]
    pub fn lane(&self, id: LaneId) -> Option<&Lane> {
        self.lanes.iter().find(|lane| lane.lane == id)
    }
}

/// Builders for the tests of use cases.
#[cfg(test)]
pub mod given {
    use super::*;
    use log::At;

    /// The site of examples.
    pub fn site() -> SiteId {
        SiteId(uuid::Uuid::from_u128(0x51))
    }

    /// A lane of the post of examples: 0 on foot, 1 surge.
    pub fn lane(n: u128) -> LaneId {
        LaneId(uuid::Uuid::from_u128(0x100 + n))
    }

    /// Circumstances at the post of examples.
    pub fn at() -> At {
        let mut at = At::example();
        at.site = Some(site());
        at.utc_offset_minutes = 60;
        at
    }

    /// A post with a lane on foot and a surge lane, both closed.
    pub fn post_set_up() -> CrossingFact {
        let lane = |n, code: &str, kind| Lane {
            lane: lane(n),
            described: LaneDescription {
                code: Text::parse(code).unwrap(),
                name: Text::parse("Lane").unwrap(),
                kind,
                direction: LaneDirection::Both,
            },
        };
        CrossingFact::PostSetUp {
            site: site(),
            post: PostDescription { country: "TCD".parse().unwrap(), stay_limit_days: Some(90) },
            lanes: vec![lane(0, "A", LaneKind::Foot), lane(1, "S", LaneKind::Surge)],
        }
    }

    /// The same post with both lanes open.
    pub fn post_open() -> Vec<CrossingFact> {
        vec![
            post_set_up(),
            CrossingFact::LaneOpened { site: site(), lane: lane(0) },
            CrossingFact::LaneOpened { site: site(), lane: lane(1) },
        ]
    }
}

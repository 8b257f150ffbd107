//! What the facts of one stream say: about a post, a traveller, a group or a referral. A decision may need several of them
//! at once, so one state holds whichever its stream is about.

use crate::{
    facts::CrossingFact, group::state::Group, post::state::Post, second_line::state::Referral,
    traveller::state::Traveller,
};
use log::{Header, State};
use serde::{Deserialize, Serialize};

/// The fold of a stream.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Known {
    /// A post.
    pub post: Option<Post>,
    /// A traveller.
    pub traveller: Option<Traveller>,
    /// A group.
    pub group: Option<Group>,
    /// A referral to second line.
    pub referral: Option<Referral>,
}

impl State for Known {
    type Fact = CrossingFact;

    fn apply(&mut self, fact: &CrossingFact, header: &Header) {
        // Each takes the facts that are about it.
        Post::apply(&mut self.post, fact);
        Traveller::apply(&mut self.traveller, fact);
        Group::apply(&mut self.group, fact, header);
        Referral::apply(&mut self.referral, fact);
    }

    /// An erased person is not remembered: the next crossing with the same document begins a new record.
    fn erased(&mut self, _header: &Header) {
        self.traveller = None;
        self.group = None;
        self.referral = None;
    }

    const SNAPSHOT: Option<u16> = Some(2);

    fn to_snapshot(&self) -> Option<Vec<u8>> {
        serde_json::to_vec(self).ok()
    }

    fn from_snapshot(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }
}

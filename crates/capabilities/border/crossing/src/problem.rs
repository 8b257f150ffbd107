//! Refusals that several use cases share.

/// An error enum of a use case: each case once, with what it holds and the problem that a caller is told.
macro_rules! refusals {
    ($(#[$outer:meta])* $name:ident {
        $($(#[$doc:meta])* $case:ident $(($($held:ident: $type:ty),+))? => $problem:expr),+ $(,)?
    }) => {
        $(#[$outer])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum $name { $($(#[$doc])* $case $(($($type),+))?),+ }

        impl From<$name> for kernel::Problem {
            fn from(error: $name) -> Self {
                match error { $($name::$case $(($($held),+))? => $problem),+ }
            }
        }
    };
}

use kernel::counts::Counts;
use kernel::{Problem, SiteId, StreamId};
use log::{At, Past};

use crate::{known::Known, post::state::Post};

/// The post has not been set up.
pub const NO_POST: &str = "CRO-001";
/// The post has no such lane.
pub const NO_LANE: &str = "CRO-002";

/// A site must be chosen before one can work at it.
pub(crate) fn no_site() -> Problem {
    Problem::refused("ACC-001")
}

/// The stream of the post at which the user works.
pub(crate) fn here(at: &At) -> Vec<StreamId> {
    at.site.map(StreamId::from).into_iter().collect()
}

/// The site and the post of the user's session, among the streams of a command.
pub(crate) fn post_here<'a>(past: &'a Past<Known>, at: &At) -> Option<(SiteId, &'a Post)> {
    let site = at.site?;
    Some((site, past.of(site).post.as_ref()?))
}

/// More people than one form counts.
pub(crate) fn too_many(people: u32) -> Problem {
    Problem::refused("CRO-014").with("people", people).with("most", Counts::MOST)
}

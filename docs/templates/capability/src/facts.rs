//! Everything that can happen here. Personal fields stand only in facts that name a subject.

use kernel::{SiteId, SubjectId};
use log::Facts;
use serde::{Deserialize, Serialize};

/// Facts of this capability.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum Fact {
    /// The service works at this site from now on.
    ServiceOpened {
        /// Where.
        site: SiteId,
    },
}

impl Facts for Fact {
    const SET: &'static str = "@name@";

    fn subject(&self) -> Option<SubjectId> {
        None
    }
}

//! An approval: a command that waits for a second person. It lies in the zone of the command. The command itself may hold
//! personal data, so it is sealed under a key of its own, which is destroyed when the approval is decided or expires.

use crate::{Role, Who};
use kernel::{ActorId, Moment, Purpose, SiteId, SubjectId};
use log::{FactRef, Facts, Header, State};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// How long an approval can be decided.
pub const VALID_S: i64 = 24 * 60 * 60;

/// Facts about an approval; its stream is its number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum ApprovalFact {
    /// Somebody asked for an action that takes two.
    ApprovalAsked {
        /// The action.
        action: String,
        /// The site at which it was asked for.
        site: Option<SiteId>,
        /// Minutes that the site's wall clock is ahead of UTC.
        utc_offset_minutes: i32,
        /// The roles of who asked, for where the account is not known.
        roles: Vec<Role>,
        /// The sites of who asked.
        sites: Vec<SiteId>,
        /// Until when it can be decided.
        until: Moment,
    },
    /// The command, sealed.
    CommandKept {
        /// Whose key seals it: the approval's own.
        approval: SubjectId,
        /// As JSON.
        command: Value,
        /// When it really happened, if that was said.
        happened: Option<Moment>,
    },
    /// A second person agreed.
    Approved {},
    /// A second person did not.
    Refused {},
    /// Nobody decided in time.
    Expired {},
    /// It was carried out, or could not be any more.
    CarriedOut {
        /// Why it could not be.
        code: Option<String>,
    },
}

impl Facts for ApprovalFact {
    const SET: &'static str = "approval";
    fn subject(&self) -> Option<SubjectId> {
        match self {
            Self::CommandKept { approval, .. } => Some(*approval),
            _ => None,
        }
    }
}

/// Who asked, as recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// Who.
    pub by: Who,
    /// What.
    pub action: String,
    /// Why.
    pub purpose: Purpose,
    /// Until when it can be decided.
    pub until: Moment,
}

/// How an approval stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Decision {
    /// Nobody has decided.
    #[default]
    Waiting,
    /// Somebody agreed, but a crash came before it was carried out.
    Approved(ActorId, FactRef),
    /// It is over: carried out, refused or expired.
    Over,
}

/// The state of an approval.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Approval {
    /// Who asked for what; `None` when there is no such approval.
    pub asked: Option<Asked>,
    /// The command, until the approval is over.
    pub command: Option<(Value, Option<Moment>)>,
    /// How it stands.
    pub decision: Decision,
}

impl State for Approval {
    type Fact = ApprovalFact;

    fn apply(&mut self, fact: &ApprovalFact, header: &Header) {
        match fact.clone() {
            ApprovalFact::ApprovalAsked { action, site, utc_offset_minutes, roles, sites, until } => {
                let by = Who {
                    roles,
                    sites,
                    site,
                    utc_offset_minutes,
                    purpose: Some(header.purpose),
                    ..Who::system(header.actor)
                };
                self.asked = Some(Asked { by, action, purpose: header.purpose, until });
            }
            ApprovalFact::CommandKept { command, happened, .. } => self.command = Some((command, happened)),
            ApprovalFact::Approved {} => self.decision = Decision::Approved(header.actor, header.at),
            ApprovalFact::Refused {} | ApprovalFact::Expired {} | ApprovalFact::CarriedOut { .. } => {
                (self.decision, self.command) = (Decision::Over, None);
            }
        }
    }

    fn erased(&mut self, _header: &Header) {
        self.command = None;
    }
}

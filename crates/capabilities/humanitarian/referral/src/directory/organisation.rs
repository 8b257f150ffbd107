//! An organisation in the directory: who it is, how it is reached, and who reads its inbox.

use crate::facts::Fact;
use kernel::{ActorId, PCode, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// An organisation as it is described.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Its name.
    pub name: Text<120>,
    /// Where it sits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PCode>,
    /// How its focal point is reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Text<200>>,
}

/// An organisation as its facts tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListedOrganisation {
    /// How it is described; `None` before.
    pub described: Option<Organisation>,
    /// Accounts that read its inbox.
    pub members: BTreeSet<ActorId>,
    /// Public keys to which paper referrals can be sealed.
    pub paper_keys: BTreeSet<String>,
}

impl ListedOrganisation {
    pub(crate) fn apply(&mut self, fact: &Fact) {
        match fact {
            Fact::OrganisationDescribed { description, .. } => self.described = Some(description.clone()),
            Fact::InboxMemberNamed { account, .. } => {
                self.members.insert(*account);
            }
            Fact::InboxMemberRemoved { account, .. } => {
                self.members.remove(account);
            }
            Fact::PaperKeyPublished { key, .. } => {
                self.paper_keys.insert(key.clone());
            }
            _ => {}
        }
    }
}

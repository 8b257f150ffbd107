//! Name who reads and answers what is sent to an organisation, and end it. An inbox belongs to the organisation; people come and go.

use super::DirectoryError;
use crate::{facts::Fact, record::Record};
use access::Command;
use kernel::{ActorId, OrganisationId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Names a member of an inbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NameInboxMember {
    /// The organisation.
    pub organisation: OrganisationId,
    /// The account.
    pub account: ActorId,
}

/// Removes a member of an inbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveInboxMember {
    /// The organisation.
    pub organisation: OrganisationId,
    /// The account.
    pub account: ActorId,
}

fn is_member(past: &Past<Record>, account: ActorId) -> Result<bool, DirectoryError> {
    let listed = &past.main().organisation;
    listed.described.as_ref().ok_or(DirectoryError::NotFound)?;
    Ok(listed.members.contains(&account))
}

impl Command for NameInboxMember {
    const NAME: &'static str = "name_inbox_member";
    type State = Record;
    type Error = DirectoryError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.organisation.into()]
    }

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, DirectoryError> {
        if is_member(past, self.account)? {
            return Err(DirectoryError::Unchanged);
        }
        Ok(vec![Fact::InboxMemberNamed { organisation: self.organisation, account: self.account }])
    }

    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        Self { organisation: OrganisationId(id(3)), account: ActorId(id(6)) }
    }
}

impl Command for RemoveInboxMember {
    const NAME: &'static str = "remove_inbox_member";
    type State = Record;
    type Error = DirectoryError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.organisation.into()]
    }

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, DirectoryError> {
        if !is_member(past, self.account)? {
            return Err(DirectoryError::Unchanged);
        }
        Ok(vec![Fact::InboxMemberRemoved { organisation: self.organisation, account: self.account }])
    }

    fn example() -> Self {
        let NameInboxMember { organisation, account } = NameInboxMember::example();
        Self { organisation, account }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{at, listed, member, organisation};

    #[test]
    fn a_member_is_named_once_and_removed_once() {
        let (stream, facts) = listed().remove(1);
        let past = Past::given(stream, &facts);
        let (organisation, account) = (organisation(), member());
        let name = NameInboxMember { organisation, account };
        assert_eq!(name.decide(&past, &at()), Err(DirectoryError::Unchanged));
        let removed = RemoveInboxMember { organisation, account }.decide(&past, &at()).unwrap();
        let past = Past::given(stream, &[facts, removed].concat());
        assert_eq!(RemoveInboxMember { organisation, account }.decide(&past, &at()), Err(DirectoryError::Unchanged));
        assert!(name.decide(&past, &at()).is_ok());
    }
}

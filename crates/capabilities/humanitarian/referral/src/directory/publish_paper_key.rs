//! Publish the public key to which paper referrals for an organisation are sealed. The other half never leaves the node at which
//! it is published: that node alone opens them.

use super::DirectoryError;
use crate::{
    facts::Fact,
    record::{self, Record},
};
use access::{Command, Relation, Who};
use kernel::{OrganisationId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Publishes a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishPaperKey {
    /// The organisation.
    pub organisation: OrganisationId,
    /// The key: a compressed point of P-256 in hexadecimal.
    pub key: Text<66>,
}

impl Command for PublishPaperKey {
    const NAME: &'static str = "publish_paper_key";
    type State = Record;
    type Error = DirectoryError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.organisation.into()]
    }

    fn is_own(&self, past: &Past<Record>, relation: Relation, who: &Who) -> bool {
        record::is_own(past, relation, who, None, Some(self.organisation))
    }

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, DirectoryError> {
        let listed = &past.main().organisation;
        listed.described.as_ref().ok_or(DirectoryError::NotFound)?;
        if listed.paper_keys.contains(self.key.as_str()) {
            return Err(DirectoryError::Unchanged);
        }
        let key = self.key.as_str().to_owned();
        Ok(vec![Fact::PaperKeyPublished { organisation: self.organisation, key }])
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let key = Text::parse("036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296").unwrap();
        Self { organisation: OrganisationId(uuid::Uuid::from_u128(3)), key }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{at, listed};

    #[test]
    fn a_key_is_published_once() {
        let (stream, facts) = listed().remove(1);
        let publish = |facts: &[Fact]| PublishPaperKey::example().decide(&Past::given(stream, facts), &at());
        let done = publish(&facts).unwrap();
        assert_eq!(publish(&[facts, done].concat()), Err(DirectoryError::Unchanged));
        assert_eq!(publish(&[]), Err(DirectoryError::NotFound));
    }
}

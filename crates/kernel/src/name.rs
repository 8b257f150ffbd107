//! How a person is called: as they write it, and any other rendering. No name has to have two parts.

use crate::{Text, name_key};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A person's name. `original` is what the person says or writes, in any script; a mononym is one word.
/// `family` and `given` are filled only where the person uses them so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonName {
    /// The whole name as the person writes it, in its own script.
    pub original: Text<120>,
    /// Family name or father's chain, where the person distinguishes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family: Option<Text<80>>,
    /// Given name, where the person distinguishes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<Text<80>>,
    /// The same name in other scripts or spellings: from a document, a card, another language.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub renderings: Vec<Text<120>>,
}

impl PersonName {
    /// A name known only as one text.
    #[must_use]
    pub fn whole(original: Text<120>) -> Self {
        Self { original, family: None, given: None, renderings: Vec::new() }
    }

    /// The distinct find-by-name keys of all its forms ([`name_key::keys`]).
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        let mut keys: Vec<String> =
            std::iter::once(&self.original).chain(&self.renderings).flat_map(|form| name_key::keys(form)).collect();
        keys.sort();
        keys.dedup();
        keys
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mononym_is_a_whole_name_and_renderings_add_their_keys() {
        let mut name = PersonName::whole(Text::parse("زينب").unwrap());
        assert_eq!(name.keys(), ["znb"]);
        name.renderings.push(Text::parse("Zeinabou Malla").unwrap());
        assert_eq!(name.keys(), ["ml", "znb"]);
    }
}

//! The saved mapping: which column is which field, and what its values mean there.

use serde::Deserialize;
use std::collections::BTreeMap;

/// A mapping, kept beside the lists it reads and used again for the next one.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Version of this format: 1.
    pub version: u32,
    /// The list's name. Rows of lists of one name are the same rows, however often they are read.
    pub list: String,
    /// The column whose value holds rows together; without it every row stands alone.
    #[serde(default)]
    pub group: Option<String>,
    /// Column heading → field.
    pub columns: BTreeMap<String, String>,
    /// Field → what the list writes → what the field wants. Compared without case and spaces around.
    #[serde(default)]
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// Fields that are the same in every row which does not say otherwise.
    #[serde(default)]
    pub fixed: BTreeMap<String, String>,
    /// What separates columns; found by itself when absent.
    #[serde(default)]
    pub separator: Option<char>,
}

impl Mapping {
    /// The mapping in a TOML text.
    ///
    /// # Errors
    /// The line that is wrong, in the parser's words, or a version that this program does not know.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mapping: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        if mapping.version == 1 { Ok(mapping) } else { Err(format!("version {} is not known, 1 is", mapping.version)) }
    }

    /// What a value of the list means in a field: the mapped value; itself where the field has no values mapped.
    #[must_use]
    pub fn value(&self, field: &str, written: &str) -> String {
        let plain = written.trim();
        let known = self.values.get(field);
        let same = |other: &&String| other.trim().to_lowercase() == plain.to_lowercase();
        let mapped = known.and_then(|values| values.keys().find(same).and_then(|key| values.get(key)));
        mapped.cloned().unwrap_or_else(|| plain.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_word_or_version_is_refused() {
        let good = "version = 1\nlist = 'a'\n[columns]\nNom = 'name'";
        assert!(Mapping::parse(good).is_ok());
        for bad in [good.replace('1', "2"), format!("colour = 1\n{good}"), String::new()] {
            assert!(Mapping::parse(&bad).is_err(), "{bad}");
        }
    }
}

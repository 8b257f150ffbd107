//! Editions of instruments: which sheet is asked on a day, and which one an old screening was taken with. An edition is named by the
//! instrument, its version and the digest of its text: two posts without a connection may publish one version with different contents,
//! and then there are two sheets, neither of which takes the other's place.

use crate::{Code, Sheet};
use kernel::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use sha2::{Digest as _, Sha256};
use std::{borrow::Cow, fmt, str::FromStr};

/// The SHA-256 of a sheet's text, as 64 hexadecimal digits: what `sha256sum` says of the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Digest(String);

/// The text is no digest (`SCR-002`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadDigest;

impl fmt::Display for BadDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SCR-002")
    }
}

impl std::error::Error for BadDigest {}

impl Digest {
    /// That of a text.
    ///
    /// ```
    /// assert!(screening::Digest::of("abc").to_string().starts_with("ba7816bf8f01cfea"));
    /// ```
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// Its first eight digits, by which people tell two sheets apart.
    #[must_use]
    pub fn short(&self) -> &str {
        self.0.get(..8).unwrap_or(&self.0)
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Digest {
    type Err = BadDigest;
    fn from_str(text: &str) -> Result<Self, BadDigest> {
        let fits = text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        if fits { Ok(Self(text.to_owned())) } else { Err(BadDigest) }
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Cow::<'de, str>::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

impl JsonSchema for Digest {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Digest".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9a-f]{64}$" })
    }
}

/// Which sheet: an instrument in one version with one content.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SheetRef {
    /// The instrument.
    pub code: Code,
    /// Its version.
    pub version: u16,
    /// The digest of its text.
    pub digest: Digest,
}

/// A sheet and until when it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// The digest of its text.
    pub digest: Digest,
    /// The first day on which it is no longer asked, when it was withdrawn.
    pub withdrawn_from: Option<Date>,
    /// The sheet.
    pub sheet: Sheet,
}

impl Edition {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> SheetRef {
        SheetRef { code: self.sheet.code.clone(), version: self.sheet.version, digest: self.digest.clone() }
    }

    /// Whether it may be asked on a day.
    #[must_use]
    pub fn is_valid_on(&self, day: Date) -> bool {
        self.sheet.is_valid_on(day) && self.withdrawn_from.is_none_or(|from| day < from)
    }
}

/// What is asked on a day where nobody names an edition: of each instrument the newest version that is valid then, in the order given.
/// Several of one instrument are one version with different contents: somebody must choose.
#[must_use]
pub fn in_use(editions: &[Edition], day: Date) -> Vec<&Edition> {
    let valid = || editions.iter().filter(|edition| edition.is_valid_on(day));
    let newest =
        |code: &Code| valid().filter(|edition| edition.sheet.code == *code).map(|edition| edition.sheet.version).max();
    valid().filter(|edition| newest(&edition.sheet.code) == Some(edition.sheet.version)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edition(code: &str, version: u16, digest: &str, withdrawn_from: Option<&str>) -> Edition {
        let sheet = crate::shipped().iter().find(|one| one.edition.sheet.code.as_str() == "child").unwrap();
        let sheet = Sheet { code: code.parse().unwrap(), version, ..sheet.edition.sheet.clone() };
        Edition { digest: Digest::of(digest), withdrawn_from: withdrawn_from.map(|day| day.parse().unwrap()), sheet }
    }

    #[test]
    fn the_newest_valid_version_is_asked_and_of_two_contents_both_are_named() {
        let all = [
            edition("a", 1, "x", None),
            edition("a", 2, "x", Some("2026-06-01")),
            edition("b", 1, "x", None),
            edition("b", 1, "y", None),
        ];
        let asked = |day: &str| -> Vec<String> {
            let used = in_use(&all, day.parse().unwrap());
            used.iter().map(|one| format!("{}{}{}", one.sheet.code, one.sheet.version, one.digest.short())).collect()
        };
        let (x, y) = (Digest::of("x"), Digest::of("y"));
        let name = |text: &str, digest: &Digest| format!("{text}{}", digest.short());
        assert_eq!(asked("2026-05-31"), [name("a2", &x), name("b1", &x), name("b1", &y)]);
        assert_eq!(asked("2026-06-01"), [name("a1", &x), name("b1", &x), name("b1", &y)]);
        assert_eq!(asked("2025-12-31"), Vec::<String>::new());
    }

    #[test]
    fn a_digest_is_64_small_hexadecimal_digits() {
        let good = Digest::of("x").to_string();
        assert!(good.parse::<Digest>().is_ok());
        for bad in ["", "x", &good.to_uppercase(), "ba7816bf", &format!("{good}0")] {
            assert_eq!(bad.parse::<Digest>(), Err(BadDigest));
        }
    }
}

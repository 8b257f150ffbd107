//! Places by code. A p-code is OCHA's code of an administrative area: letters of the country
//! (ISO 3166-1 alpha-2; alpha-3 in Chad) and digits.

use crate::text::latin_digits;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use std::{borrow::Cow, fmt, str::FromStr};

/// A p-code such as `TD0801` (two letters, then up to 14 letters or digits), or just the country.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct PCode(String);

/// The text is no p-code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadPCode;

impl fmt::Display for BadPCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KRN-003")
    }
}

impl PCode {
    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The country's letters as its list writes them: ISO 3166-1 alpha-2, or alpha-3 (`TCD` for Chad).
    #[must_use]
    pub fn country(&self) -> &str {
        let letters = self.0.find(|c: char| c.is_ascii_digit()).unwrap_or(self.0.len());
        self.0.get(..letters).unwrap_or(&self.0)
    }
}

impl FromStr for PCode {
    type Err = BadPCode;
    fn from_str(text: &str) -> Result<Self, BadPCode> {
        let code = latin_digits(text.trim()).to_ascii_uppercase();
        let good = (2..=16).contains(&code.len())
            && code.chars().take(2).all(|c| c.is_ascii_uppercase())
            && code.chars().all(|c| c.is_ascii_alphanumeric());
        if good { Ok(Self(code)) } else { Err(BadPCode) }
    }
}

impl fmt::Display for PCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for PCode {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Cow::<'de, str>::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_p_code_names_its_country() {
        let code: PCode = " td0801 ".parse().unwrap();
        assert_eq!((code.as_str(), code.country()), ("TD0801", "TD"));
        let countries = ["TCD1403", "SD04115", "TD"].map(|code| code.parse::<PCode>().unwrap().country().to_owned());
        assert_eq!(countries, ["TCD", "SD", "TD"]);
        for bad in ["", "T", "12", "TD-08", "TD080100000000000"] {
            assert_eq!(bad.parse::<PCode>(), Err(BadPCode), "{bad}");
        }
    }
}

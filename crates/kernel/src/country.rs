//! Nationality as travel documents and registration state it. Having none, or not knowing it, is an answer of its own.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::{borrow::Cow, fmt, str::FromStr};

/// Nationality: ISO 3166-1 alpha-3, or one of the codes of ICAO Doc 9303-3 §5 for people without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema)]
pub struct Nationality(#[schemars(with = "String")] [u8; 3]);

impl Nationality {
    /// Stateless person (1954 Convention, article 1).
    pub const STATELESS: Self = Self(*b"XXA");
    /// Refugee (1951 Convention and 1967 Protocol).
    pub const REFUGEE: Self = Self(*b"XXB");
    /// Refugee, other.
    pub const REFUGEE_OTHER: Self = Self(*b"XXC");
    /// Unspecified or unknown.
    pub const UNKNOWN: Self = Self(*b"XXX");

    /// The three letters.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// Whether the code names a State or territory.
    #[must_use]
    pub fn is_country(&self) -> bool {
        !matches!(self.code(), "XXA" | "XXB" | "XXC" | "XXX")
    }
}

/// The text is no such code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadNationality;

impl fmt::Display for BadNationality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KRN-004")
    }
}

impl FromStr for Nationality {
    type Err = BadNationality;
    /// Also takes `D`, as German documents write it, and `<` as filler.
    fn from_str(text: &str) -> Result<Self, BadNationality> {
        let code = text.trim().trim_end_matches('<').to_ascii_uppercase();
        let code = if code == "D" { "DEU" } else { code.as_str() };
        let known =
            code.len() == 3 && (COUNTRIES.split_ascii_whitespace().any(|c| c == code) || OTHERS.contains(&code));
        if !known {
            return Err(BadNationality);
        }
        code.as_bytes().try_into().map(Self).map_err(|_| BadNationality)
    }
}

impl fmt::Display for Nationality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Nationality {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Nationality {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Cow::<'de, str>::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

/// Issuers and nationalities of Doc 9303-3 §5 that ISO 3166-1 lacks: organisations, British variants, Kosovo (UNK, XKX),
/// stateless persons and refugees, unknown; UTO is the specimens' Utopia.
const OTHERS: [&str; 20] = [
    "EUE", "GBD", "GBN", "GBO", "GBP", "GBS", "UNA", "UNK", "UNO", "UTO", "XBA", "XIM", "XKX", "XOM", "XPO", "XXA",
    "XXB", "XXC", "XXX", "RKS",
];

/// ISO 3166-1 alpha-3, 249 codes.
pub const COUNTRIES: &str = "\
    ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR \
    BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL \
    COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK \
    FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV \
    HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO \
    LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG \
    MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN \
    PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE \
    SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO \
    TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statelessness_and_the_unknown_are_values() {
        assert_eq!("XXA".parse(), Ok(Nationality::STATELESS));
        assert_eq!("xxx".parse(), Ok(Nationality::UNKNOWN));
        assert_eq!("D<<".parse::<Nationality>().map(|n| n.to_string()), Ok("DEU".into()));
        assert!(!Nationality::REFUGEE.is_country() && "TCD".parse::<Nationality>().unwrap().is_country());
        for bad in ["", "TD", "QQQ", "TCDD"] {
            assert_eq!(bad.parse::<Nationality>(), Err(BadNationality));
        }
        assert_eq!(COUNTRIES.split_ascii_whitespace().count(), 249);
    }
}

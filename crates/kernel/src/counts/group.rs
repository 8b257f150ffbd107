//! How many people, by sex and age band. The bands are those of UNHCR's population statistics: 0–4, 5–11, 12–17, 18–59, 60
//! and over.

use crate::{BirthDate, Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An age band.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AgeBand {
    /// 0 to 4 years.
    From0,
    /// 5 to 11 years.
    From5,
    /// 12 to 17 years.
    From12,
    /// 18 to 59 years.
    From18,
    /// 60 years and over.
    From60,
}

impl AgeBand {
    /// Every band, from the youngest.
    pub const ALL: [AgeBand; 5] = [AgeBand::From0, AgeBand::From5, AgeBand::From12, AgeBand::From18, AgeBand::From60];

    /// Its name in data.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            AgeBand::From0 => "0-4",
            AgeBand::From5 => "5-11",
            AgeBand::From12 => "12-17",
            AgeBand::From18 => "18-59",
            AgeBand::From60 => "60",
        }
    }

    /// The band of a person born so, on a day. Where the birth date spans two bands, the younger: a person who may be a child
    /// counts as one.
    #[must_use]
    pub fn of(birth: BirthDate, on: Date) -> Self {
        match birth.age_on(on).0 {
            0..=4 => AgeBand::From0,
            5..=11 => AgeBand::From5,
            12..=17 => AgeBand::From12,
            18..=59 => AgeBand::From18,
            _ => AgeBand::From60,
        }
    }
}

/// People of one sex by age band.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bands {
    /// 0 to 4 years.
    #[serde(rename = "0-4", default, skip_serializing_if = "is_zero")]
    pub from_0: u8,
    /// 5 to 11 years.
    #[serde(rename = "5-11", default, skip_serializing_if = "is_zero")]
    pub from_5: u8,
    /// 12 to 17 years.
    #[serde(rename = "12-17", default, skip_serializing_if = "is_zero")]
    pub from_12: u8,
    /// 18 to 59 years.
    #[serde(rename = "18-59", default, skip_serializing_if = "is_zero")]
    pub from_18: u8,
    /// 60 years and over.
    #[serde(rename = "60", default, skip_serializing_if = "is_zero")]
    pub from_60: u8,
}

impl Bands {
    /// How many are in a band.
    #[must_use]
    pub const fn of(&self, band: AgeBand) -> u8 {
        match band {
            AgeBand::From0 => self.from_0,
            AgeBand::From5 => self.from_5,
            AgeBand::From12 => self.from_12,
            AgeBand::From18 => self.from_18,
            AgeBand::From60 => self.from_60,
        }
    }

    fn is_empty(&self) -> bool {
        AgeBand::ALL.iter().all(|band| self.of(*band) == 0)
    }
}

#[allow(clippy::trivially_copy_pass_by_ref)] // the shape that serde wants
fn is_zero(n: &u8) -> bool {
    *n == 0
}

/// People by sex and age band.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Women and girls.
    #[serde(default, skip_serializing_if = "Bands::is_empty")]
    pub female: Bands,
    /// Men and boys.
    #[serde(default, skip_serializing_if = "Bands::is_empty")]
    pub male: Bands,
}

impl Counts {
    /// Most people that one form counts; a larger crowd is several groups.
    pub const MOST: u32 = 200;

    /// Everybody.
    #[must_use]
    pub fn people(&self) -> u32 {
        AgeBand::ALL.iter().map(|band| u32::from(self.female.of(*band)) + u32::from(self.male.of(*band))).sum()
    }

    /// Whether nobody is counted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.people() == 0
    }

    /// Each sex and band with its number, the zeros left out.
    pub fn each(&self) -> impl Iterator<Item = (&'static str, AgeBand, u8)> + '_ {
        [("female", &self.female), ("male", &self.male)]
            .into_iter()
            .flat_map(|(sex, bands)| AgeBand::ALL.into_iter().map(move |band| (sex, band, bands.of(band))))
            .filter(|(_, _, n)| *n > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_written_by_their_bands() {
        let json = serde_json::json!({ "female": { "18-59": 1, "0-4": 1 }, "male": { "5-11": 3 } });
        let counts: Counts = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(counts.people(), 5);
        assert_eq!(serde_json::to_value(counts).unwrap(), json);
        assert_eq!(counts.each().collect::<Vec<_>>().len(), 3);
    }

    #[test]
    fn somebody_who_may_be_a_child_counts_as_one() {
        let on: Date = "2026-11-24".parse().unwrap();
        assert_eq!(AgeBand::of(BirthDate::Partial { year: 2008, month: None }, on), AgeBand::From12);
        assert_eq!(AgeBand::of(BirthDate::Estimated { age_years: 60, on }, on), AgeBand::From60);
    }
}

//! A service as a directory describes it: what help, where, when, for whom, and how much of it.

use crate::words::{CapacityUnit, Category, Sexes};
use kernel::{Date, LanguageCode, PCode, Sex, Text, TimeOfDay};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A service as it is described.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Its name.
    pub name: Text<120>,
    /// What kind of help.
    pub category: Category,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PCode>,
    /// How to find it: a street, a tent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Text<200>>,
    /// When it is open.
    pub hours: Hours,
    /// Languages spoken there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<LanguageCode>,
    /// For whom, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eligibility: Option<Text<500>>,
    /// For whom, as far as it can be compared.
    #[serde(default)]
    pub limits: Limits,
    /// How it is reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Text<200>>,
    /// Whether it takes emergencies.
    #[serde(default)]
    pub takes_emergencies: bool,
}

/// Opening hours: days of the week and one span of the day, by the wall clock of the place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// Days on which it is open; none means every day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<Day>,
    /// From this hour, `07:30`; the same as `to` means day and night.
    pub from: TimeOfDay,
    /// To this hour; earlier than `from` means past midnight.
    pub to: TimeOfDay,
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the days of the week")]
pub enum Day {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Day {
    /// Every day, Monday first (ISO 8601).
    pub const ALL: [Day; 7] =
        [Day::Monday, Day::Tuesday, Day::Wednesday, Day::Thursday, Day::Friday, Day::Saturday, Day::Sunday];
    /// Their names in data.
    pub const NAMES: [&'static str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// Its name in data.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().zip(Self::NAMES).find(|(day, _)| **day == self).map_or("", |(_, name)| name)
    }

    /// The day of the week of a date.
    #[must_use]
    pub fn of(date: Date) -> Self {
        // 1970-01-01 was a Thursday.
        let number = usize::try_from((date.days() + 3).rem_euclid(7)).unwrap_or(0);
        Self::ALL.get(number).copied().unwrap_or(Day::Monday)
    }
}

/// For whom a service is. A limit warns; it never refuses a person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Completed years, at least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age_from: Option<u8>,
    /// Completed years, at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age_to: Option<u8>,
    /// For one sex only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sexes>,
}

impl Limits {
    /// Whether a person of this sex and of an age in this range may be outside. What is not known is not held against anybody.
    #[must_use]
    pub fn may_exclude(self, sex: Sex, age: (u16, u16)) -> bool {
        let too_young = self.age_from.is_some_and(|from| age.1 < u16::from(from));
        let too_old = self.age_to.is_some_and(|to| age.0 > u16::from(to));
        let other_sex = matches!((self.sex, sex), (Some(Sexes::Female), Sex::Male) | (Some(Sexes::Male), Sex::Female));
        too_young || too_old || other_sex
    }
}

/// What a service can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Capacity {
    /// In what it is counted.
    pub unit: CapacityUnit,
    /// How many in all.
    pub total: u16,
}

impl Hours {
    /// Whether it is open on a day at a minute of the day, by the wall clock of the place.
    #[must_use]
    pub fn is_open(&self, day: Date, minute: u16) -> bool {
        let on = |day: Date| self.days.is_empty() || self.days.contains(&Day::of(day));
        let (from, to) = (self.from.0, self.to.0);
        if from == to {
            return on(day);
        }
        if from < to {
            return on(day) && (from..to).contains(&minute);
        }
        on(day) && minute >= from || on(day.plus_days(-1)) && minute < to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(from: &str, to: &str, days: &[Day]) -> Hours {
        Hours { days: days.to_vec(), from: from.parse().unwrap(), to: to.parse().unwrap() }
    }

    #[test]
    fn a_night_service_is_open_past_midnight() {
        let tuesday: Date = "2026-11-24".parse().unwrap();
        assert_eq!(Day::of(tuesday), Day::Tuesday);
        let night = hours("20:00", "06:00", &[Day::Tuesday]);
        assert!(night.is_open(tuesday, 21 * 60) && night.is_open(tuesday.plus_days(1), 5 * 60));
        assert!(!night.is_open(tuesday, 5 * 60) && !night.is_open(tuesday, 12 * 60));
        assert!(hours("00:00", "00:00", &[]).is_open(tuesday, 3 * 60));
        assert!(!hours("08:00", "16:00", &[Day::Monday]).is_open(tuesday, 9 * 60));
    }

    #[test]
    fn an_uncertain_age_is_not_held_against_anybody() {
        let children = Limits { age_to: Some(17), ..Limits::default() };
        assert!(!children.may_exclude(Sex::Female, (15, 20)));
        assert!(children.may_exclude(Sex::Female, (18, 20)));
        let women = Limits { sex: Some(Sexes::Female), ..Limits::default() };
        assert!(women.may_exclude(Sex::Male, (30, 30)) && !women.may_exclude(Sex::Unspecified, (30, 30)));
    }
}

//! A service in the directory: what help, where, when, for whom, and how much of it.

use crate::{
    facts::Fact,
    words::{CapacityUnit, Category, Sexes},
};
use kernel::{Date, LanguageCode, OrganisationId, PCode, Sex, Text};
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

/// Minutes after midnight, written `07:30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, JsonSchema)]
pub struct TimeOfDay(#[schemars(with = "String")] pub u16);

impl std::fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl std::str::FromStr for TimeOfDay {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = kernel::text::latin_digits(text.trim());
        let (hour, minute) = text.split_once(':').ok_or("RFR-001")?;
        let number = |part: &str, most: u16| part.parse::<u16>().ok().filter(|n| *n <= most && part.len() <= 2);
        match (number(hour, 23), number(minute, 59)) {
            (Some(hour), Some(minute)) => Ok(Self(hour * 60 + minute)),
            _ => Err("RFR-001"),
        }
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TimeOfDay {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<'de, str>::deserialize(from)?.parse().map_err(serde::de::Error::custom)
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
        let other_sex = match (self.sex, sex) {
            (Some(Sexes::Female), Sex::Male) | (Some(Sexes::Male), Sex::Female) => true,
            _ => false,
        };
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

/// A service as its facts tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListedService {
    /// Whose it is.
    pub organisation: Option<OrganisationId>,
    /// How it is described; `None` before.
    pub described: Option<Service>,
    /// What it can take, if that was said.
    pub capacity: Option<Capacity>,
    /// Until when it takes nobody: `Some(None)` without an end that is known.
    pub suspended: Option<Option<Date>>,
}

impl ListedService {
    /// Whether it takes people on a day.
    #[must_use]
    pub fn takes_people_on(&self, day: Date) -> bool {
        match self.suspended {
            None => true,
            Some(until) => until.is_some_and(|until| until <= day),
        }
    }

    pub(crate) fn apply(&mut self, fact: &Fact) {
        match fact {
            Fact::ServiceDescribed { organisation, description, .. } => {
                (self.organisation, self.described) = (Some(*organisation), Some(description.clone()));
            }
            Fact::CapacitySet { capacity, .. } => self.capacity = Some(*capacity),
            Fact::ServiceSuspended { until, .. } => self.suspended = Some(*until),
            Fact::ServiceResumed { .. } => self.suspended = None,
            _ => {}
        }
    }
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
    fn a_time_of_day_is_read_in_any_digits_and_refused_beyond_the_day() {
        assert_eq!("٠٧:٣٠".parse::<TimeOfDay>().map(|t| t.to_string()), Ok("07:30".to_owned()));
        for bad in ["", "7", "24:00", "07:60", "7:30:00", "-1:00", "007:00"] {
            assert!(bad.parse::<TimeOfDay>().is_err(), "{bad}");
        }
    }

    #[test]
    fn an_uncertain_age_is_not_held_against_anybody() {
        let children = Limits { age_to: Some(17), ..Limits::default() };
        assert!(!children.may_exclude(Sex::Female, (15, 20)));
        assert!(children.may_exclude(Sex::Female, (18, 20)));
        let women = Limits { sex: Some(Sexes::Female), ..Limits::default() };
        assert!(women.may_exclude(Sex::Male, (30, 30)) && !women.may_exclude(Sex::Unspecified, (30, 30)));
    }

    #[test]
    fn a_suspended_service_takes_people_again_on_its_day() {
        let day: Date = "2026-11-24".parse().unwrap();
        let mut service = ListedService { suspended: Some(Some(day)), ..ListedService::default() };
        assert!(!service.takes_people_on(day.plus_days(-1)) && service.takes_people_on(day));
        service.suspended = Some(None);
        assert!(!service.takes_people_on(day.plus_days(900)));
    }
}

//! Record what a site has: so many of an item, measured on a day, how and by whom. A newer measurement takes the place of an older one,
//! which stays readable; a wrong one is corrected by another of the same day.

use crate::{facts::Fact, record::Record, shipped};
use access::Command;
use kernel::{Date, FactId, Problem, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The most of anything that a site can have, in its unit.
const MOST: u64 = 1_000_000_000;

/// How something was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Seen and counted, one by one.
    Counted,
    /// Read from a meter, a tape or a scale.
    Metered,
    /// Estimated from a part.
    Estimated,
    /// Told by those who run it.
    Reported,
}

impl Method {
    /// Every method, as in data.
    pub(crate) const NAMES: [&'static str; 4] = ["counted", "metered", "estimated", "reported"];
}

/// Records what the site has of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordMeasurement {
    /// The item, by its code: `WATER`.
    pub item: Text<20>,
    /// How many; of a distance or a wait, the longest.
    pub count: u32,
    /// Of how much each: litres of a lorry, square metres of a tent. One when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub each: Option<u32>,
    /// Of the count, for women and girls.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub women: Option<u32>,
    /// Of the count, for men and boys.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub men: Option<u32>,
    /// The day; the day of the form when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// How it was measured.
    pub method: Method,
    /// By whom: a team or an organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Text<80>>,
    /// What should be known about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text<200>>,
}

/// Why a measurement cannot be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordMeasurementError {
    /// The user works at no site now.
    NoSite,
    /// There is no such item.
    NoSuchItem,
    /// A day that has not come.
    NotYet,
    /// More for women and for men than there is, or an item that is not measured by sex.
    Parts,
    /// More than a site can have.
    TooMuch,
}

impl From<RecordMeasurementError> for Problem {
    fn from(error: RecordMeasurementError) -> Self {
        match error {
            RecordMeasurementError::NoSite => Problem::refused("ACC-001"),
            RecordMeasurementError::NoSuchItem => Problem::field("item", "NRM-001"),
            RecordMeasurementError::NotYet => Problem::field("on", "NRM-002"),
            RecordMeasurementError::Parts => Problem::field("women", "NRM-003"),
            RecordMeasurementError::TooMuch => Problem::field("count", "NRM-004"),
        }
    }
}

impl Command for RecordMeasurement {
    const NAME: &'static str = "record_measurement";
    type State = Record;
    type Error = RecordMeasurementError;

    // A measurement depends on no other: two posts that measure the same thing while apart both record it.
    fn streams(&self, at: &At) -> Vec<StreamId> {
        vec![StreamId(at.id::<FactId>(0).0)]
    }

    fn decide(&self, _: &Past<Record>, at: &At) -> Result<Vec<Fact>, RecordMeasurementError> {
        let site = at.site.ok_or(RecordMeasurementError::NoSite)?;
        let item = shipped::item(self.item.as_str()).ok_or(RecordMeasurementError::NoSuchItem)?;
        let each = self.each.unwrap_or(1);
        if u64::from(self.count) * u64::from(each) > MOST {
            return Err(RecordMeasurementError::TooMuch);
        }
        let parts = [self.women, self.men];
        let of_parts: u64 = parts.iter().flatten().map(|part| u64::from(*part)).sum();
        if of_parts > u64::from(self.count) || !item.by_sex && parts.iter().any(Option::is_some) {
            return Err(RecordMeasurementError::Parts);
        }
        let (happened, _) = at.when();
        let on = self.on.unwrap_or_else(|| happened.date_at(at.utc_offset_minutes));
        if on > at.today() {
            return Err(RecordMeasurementError::NotYet);
        }
        Ok(vec![Fact::SiteMeasured {
            site,
            item: self.item.clone(),
            count: self.count,
            each,
            women: self.women,
            men: self.men,
            on,
            method: self.method,
            by: self.by.clone(),
            note: self.note.clone(),
        }])
    }

    fn answer(&self, _: &[Fact], at: &At) -> Value {
        json!({ "measurement": at.id::<FactId>(0) })
    }

    #[expect(clippy::unwrap_used, reason = "constants, parsed in every test run")]
    fn example() -> Self {
        Self {
            item: Text::parse("TOILETS").unwrap(),
            count: 14,
            each: None,
            women: Some(9),
            men: Some(5),
            on: None,
            method: Method::Counted,
            by: Some(Text::parse("Water team").unwrap()),
            note: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::tests::at;

    fn refused(change: impl FnOnce(&mut RecordMeasurement)) -> Option<RecordMeasurementError> {
        let mut command = RecordMeasurement::example();
        change(&mut command);
        command.decide(&Past::new(vec![]), &at()).err()
    }

    #[test]
    fn a_measurement_is_of_a_known_item_not_of_tomorrow_and_its_parts_fit() {
        use RecordMeasurementError::{NoSuchItem, NotYet, Parts, TooMuch};
        assert_eq!(refused(|_| {}), None);
        assert_eq!(refused(|c| c.item = Text::parse("GOLD").unwrap()), Some(NoSuchItem));
        assert_eq!(refused(|c| c.on = Some(at().today().plus_days(1))), Some(NotYet));
        assert_eq!(refused(|c| c.women = Some(10)), Some(Parts));
        assert_eq!(refused(|c| c.item = Text::parse("WATER").unwrap()), Some(Parts));
        assert_eq!(refused(|c| (c.count, c.each) = (2_000_000, Some(501))), Some(TooMuch));
    }

    #[test]
    fn without_a_day_it_is_of_the_day_of_the_form() {
        let mut kept = at();
        let before = kept.now.plus_seconds(-86_400);
        kept.happened = Some((before, before));
        let facts = RecordMeasurement::example().decide(&Past::new(vec![]), &kept).unwrap();
        let yesterday = at().today().plus_days(-1);
        assert!(matches!(facts.as_slice(), [Fact::SiteMeasured { on, each: 1, .. }] if *on == yesterday));
    }
}

//! How many months each kind of record is kept. The law of the country says it: there is no default, and without periods
//! nothing is ever due.

use super::problem::ErasureError;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The longest period that can be set, in months: a typing mistake is not a period.
pub const MOST_MONTHS: u16 = 600;

/// Periods in months, counted from the last crossing of a person, or from the pre-registration of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// People who were cleared at a lane.
    pub traveller_months: u16,
    /// People who were at second line, whatever its outcome.
    pub second_line_months: u16,
    /// Pre-registered groups.
    pub group_months: u16,
}

impl Retention {
    /// Whether each period is one.
    ///
    /// # Errors
    /// The first field that is not 1 to [`MOST_MONTHS`].
    pub fn check(self) -> Result<(), ErasureError> {
        let periods = [
            ("retention.traveller_months", self.traveller_months),
            ("retention.second_line_months", self.second_line_months),
            ("retention.group_months", self.group_months),
        ];
        match periods.into_iter().find(|(_, months)| !(1..=MOST_MONTHS).contains(months)) {
            Some((field, _)) => Err(ErasureError::Months(field)),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_between_a_month_and_fifty_years() {
        let with = |group_months| Retention { traveller_months: 24, second_line_months: 60, group_months };
        assert_eq!(with(1).check(), Ok(()));
        assert_eq!(with(0).check(), Err(ErasureError::Months("retention.group_months")));
        assert_eq!(with(601).check(), Err(ErasureError::Months("retention.group_months")));
    }
}

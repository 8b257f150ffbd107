//! Withdraw a sheet, also one that ships with the product: from a day on it is no longer asked, and the newest version before it is. What was
//! answered to it stays as it is. One person can do it, because a question that does harm must stop at once.

use super::{Refusal, Version, name_of, ships, stream_of};
use access::Command;
use contracts::instrument::InstrumentFact;
use kernel::{Date, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use screening::SheetRef;
use serde::{Deserialize, Serialize};

/// Withdraws a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawSheet {
    /// Which.
    pub sheet: SheetRef,
    /// The first day on which it is no longer asked.
    pub from: Date,
    /// Why.
    pub reason: Text<500>,
}

impl Command for WithdrawSheet {
    const NAME: &'static str = "withdraw_sheet";
    type State = Version;
    type Error = Refusal;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![stream_of(&self.sheet.code, self.sheet.version)]
    }

    fn decide(&self, past: &Past<Version>, at: &At) -> Result<Vec<InstrumentFact>, Refusal> {
        let content = past.main().content(&self.sheet);
        if !ships(&self.sheet) && !content.is_some_and(|content| content.standing.is_published()) {
            return Err(Refusal::NotFound);
        }
        if self.from < at.today() {
            return Err(Refusal::Past);
        }
        if content.and_then(|content| content.standing.withdrawn_from).is_some_and(|day| day <= self.from) {
            return Err(Refusal::Already);
        }
        let sheet = name_of(&self.sheet)?;
        Ok(vec![InstrumentFact::SheetWithdrawn { sheet, from: self.from, reason: self.reason.clone() }])
    }

    #[expect(clippy::unwrap_used, reason = "constants, parsed in every test run")]
    fn example() -> Self {
        let reason = Text::parse("the question about fighters frightens children").unwrap();
        Self { sheet: super::example(), from: At::example().today(), reason }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::{
        ProposeSheet,
        tests_support::{at, past, published},
    };
    use screening::shipped;

    #[test]
    fn a_published_sheet_is_withdrawn_once_or_earlier() {
        let (before, command) = (published(ProposeSheet::example().text.as_str()), WithdrawSheet::example());
        let later = WithdrawSheet { from: command.from.plus_days(9), ..command.clone() };
        let facts = later.decide(&past(std::slice::from_ref(&before)), &at(1)).unwrap();
        let after = past(&[before, facts[0].clone()]);
        assert_eq!(later.decide(&after, &at(1)), Err(Refusal::Already));
        assert_eq!(command.decide(&after, &at(1)).unwrap().len(), 1, "it can end earlier");
    }

    #[test]
    fn a_shipped_sheet_can_be_withdrawn_and_an_unknown_one_or_a_past_day_cannot() {
        let shipped = WithdrawSheet { sheet: shipped()[0].edition.name(), ..WithdrawSheet::example() };
        assert!(shipped.decide(&past(&[]), &at(1)).is_ok());
        let past_day = WithdrawSheet { from: shipped.from.plus_days(-1), ..shipped };
        assert_eq!(past_day.decide(&past(&[]), &at(1)), Err(Refusal::Past));
        assert_eq!(WithdrawSheet::example().decide(&past(&[]), &at(1)), Err(Refusal::NotFound));
    }
}

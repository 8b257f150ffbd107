//! Receive items at the site: from outside, or a consignment that another site sent. What is counted is what is on the shelf; a
//! difference to what was sent stands on the list until somebody says why.

use super::{Line, StockError, line};
use crate::{facts::Fact, record::Record};
use access::{Command, Here};
use kernel::{ConsignmentId, ItemId, Problem, SiteId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Receives items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiveStock {
    /// The consignment that another site sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consignment: Option<ConsignmentId>,
    /// From whom, where it came from outside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Text<80>>,
    /// What was counted.
    pub lines: Vec<Line>,
}

impl Command for ReceiveStock {
    const NAME: &'static str = "receive_stock";
    type State = Record;
    type Error = StockError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        line::look_up(here, self.lines.iter().map(|line| line.item))
    }

    fn streams(&self, at: &At) -> Vec<StreamId> {
        vec![self.consignment.unwrap_or_else(|| at.id(0)).into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        past.main().consigned_to
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, StockError> {
        let site = at.site.ok_or(StockError::NoSite)?;
        line::check(&self.lines, u32::from(self.consignment.is_none()))?;
        match (past.main(), self.consignment, &self.from) {
            (_, None, None) => return Err(StockError::NoOrigin),
            (Record { consigned_to: None, .. }, Some(_), _) => return Err(StockError::NotFound),
            (Record { received: true, .. }, ..) => return Err(StockError::Already),
            _ => {}
        }
        let (consignment, from) = (self.consignment.unwrap_or_else(|| at.id(0)), self.from.clone());
        Ok(vec![Fact::StockReceived { consignment, site, from, lines: self.lines.clone() }])
    }

    fn answer(&self, _: &[Fact], at: &At) -> Value {
        json!({ "consignment": self.consignment.unwrap_or_else(|| at.id(0)) })
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let line = Line { item: ItemId(uuid::Uuid::from_u128(1)), quantity: 200 };
        Self { consignment: None, from: Some(Text::parse("Central store, Abéché").unwrap()), lines: vec![line] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stock::{SendStock, tests_support::at};

    #[test]
    fn a_consignment_arrives_once_and_with_what_was_counted() {
        let mut elsewhere = at();
        elsewhere.site = Some(SiteId(uuid::Uuid::from_u128(7)));
        let sent = SendStock { to: at().site.unwrap(), ..SendStock::example() };
        let sent = sent.decide(&Past::new(vec![]), &elsewhere).unwrap();
        let consignment = elsewhere.id::<ConsignmentId>(0);
        let receive = ReceiveStock { consignment: Some(consignment), from: None, ..ReceiveStock::example() };
        let decide = |given: &[Fact]| receive.decide(&Past::given(consignment.into(), given), &at());
        assert_eq!(decide(&[]), Err(StockError::NotFound));
        let received = decide(&sent).unwrap();
        assert_eq!(decide(&[sent, received].concat()), Err(StockError::Already));
    }

    #[test]
    fn what_comes_from_outside_says_from_whom() {
        let receive = ReceiveStock { from: None, ..ReceiveStock::example() };
        assert_eq!(receive.decide(&Past::new(vec![]), &at()), Err(StockError::NoOrigin));
    }
}

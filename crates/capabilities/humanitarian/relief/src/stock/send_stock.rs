//! Send items to another site. They leave the shelf here at once; there they count when they are received.

use super::{Line, StockError, line};
use crate::{facts::Fact, record::Record};
use access::{Command, Here};
use kernel::{ConsignmentId, ItemId, Problem, SiteId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Sends items from the acting site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SendStock {
    /// To which site.
    pub to: SiteId,
    /// What was loaded.
    pub lines: Vec<Line>,
}

impl Command for SendStock {
    const NAME: &'static str = "send_stock";
    type State = Record;
    type Error = StockError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        line::look_up(here, self.lines.iter().map(|line| line.item))
    }

    fn streams(&self, at: &At) -> Vec<StreamId> {
        vec![at.id::<ConsignmentId>(0).into()]
    }

    fn decide(&self, _: &Past<Record>, at: &At) -> Result<Vec<Fact>, StockError> {
        let from = at.site.ok_or(StockError::NoSite)?;
        line::check(&self.lines, 1)?;
        if from == self.to {
            return Err(StockError::SameSite);
        }
        Ok(vec![Fact::StockSent { consignment: at.id(0), from, to: self.to, lines: self.lines.clone() }])
    }

    fn answer(&self, _: &[Fact], at: &At) -> Value {
        json!({ "consignment": at.id::<ConsignmentId>(0) })
    }

    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        Self { to: SiteId(id(2)), lines: vec![Line { item: ItemId(id(1)), quantity: 50 }] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stock::tests_support::at;

    #[test]
    fn nothing_is_sent_to_where_it_is_and_no_item_stands_twice() {
        let decide = |command: SendStock| command.decide(&Past::new(vec![]), &at());
        assert_eq!(decide(SendStock { to: at().site.unwrap(), ..SendStock::example() }), Err(StockError::SameSite));
        let line = SendStock::example().lines[0];
        let twice = SendStock { lines: vec![line, line], ..SendStock::example() };
        assert_eq!(decide(twice), Err(StockError::Twice));
        let nothing = SendStock { lines: vec![Line { quantity: 0, ..line }], ..SendStock::example() };
        assert_eq!(decide(nothing), Err(StockError::Quantity));
    }
}

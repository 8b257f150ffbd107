//! Set how long each kind of record is kept at this post, as the law of the country says. Nothing is erased by it: what is
//! past its period appears in a list, and two officers erase it.

use super::{problem::ErasureError, retention::Retention};
use crate::command::{At, Command, CrossingFact, Deserialize, JsonSchema, Known, Past, Serialize};
use crate::problem::{here, post_here};
use kernel::StreamId;

/// The command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetRetention {
    /// The periods.
    pub retention: Retention,
}

impl Command for SetRetention {
    const NAME: &'static str = "set_retention";
    type State = Known;
    type Error = ErasureError;

    fn streams(&self, at: &At) -> Vec<StreamId> {
        here(at)
    }

    fn decide(&self, past: &Past<Known>, at: &At) -> Result<Vec<CrossingFact>, ErasureError> {
        let (site, post) = post_here(past, at).ok_or(ErasureError::NoPost)?;
        self.retention.check()?;
        let unchanged = post.retention == Some(self.retention);
        Ok(if unchanged { vec![] } else { vec![CrossingFact::RetentionSet { site, retention: self.retention }] })
    }

    fn example() -> Self {
        Self { retention: Retention { traveller_months: 24, second_line_months: 60, group_months: 6 } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::state::given::{at, post_set_up, site};

    #[test]
    fn periods_are_set_once_and_hold_until_others_are_set() {
        let set = SetRetention::example();
        let decide = |given: &[CrossingFact]| set.decide(&Past::given(site().into(), given), &at());
        let fact = CrossingFact::RetentionSet { site: site(), retention: set.retention };
        assert_eq!(decide(&[post_set_up()]), Ok(vec![fact.clone()]));
        assert_eq!(
            decide(&[post_set_up(), fact.clone(), post_set_up()]),
            Ok(vec![]),
            "a post described anew keeps them"
        );
        assert_eq!(decide(&[]), Err(ErasureError::NoPost));
    }
}

//! Switch surge mode on when more people come than the lanes can record one by one, and off again. Groups are then
//! pre-registered first and recorded in full later (UNHCR Guidance on Registration and Identity Management, chapter 6).

use crate::command::{At, Command, CrossingFact, Deserialize, JsonSchema, Known, Past, Serialize};
use crate::problem::{NO_POST, here, post_here};
use kernel::{Problem, StreamId};

/// The command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SwitchSurgeMode {
    /// On or off.
    pub on: bool,
}

refusals! {
    /// Why it may be refused.
    SwitchSurgeModeError {
        /// The post has not been set up.
        NoPost => Problem::conflict(NO_POST),
    }
}

impl Command for SwitchSurgeMode {
    const NAME: &'static str = "switch_surge_mode";
    type State = Known;
    type Error = SwitchSurgeModeError;

    fn streams(&self, at: &At) -> Vec<StreamId> {
        here(at)
    }

    fn decide(&self, past: &Past<Known>, at: &At) -> Result<Vec<CrossingFact>, SwitchSurgeModeError> {
        let (site, post) = post_here(past, at).ok_or(SwitchSurgeModeError::NoPost)?;
        // Two people who press the same button in a crisis both get what they want.
        Ok(if post.surge == self.on { vec![] } else { vec![CrossingFact::SurgeModeSwitched { site, on: self.on }] })
    }

    fn example() -> Self {
        Self { on: true }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::state::given::{at, post_set_up, site};

    #[test]
    fn surge_mode_is_switched_once_however_often_it_is_asked_for() {
        let on = CrossingFact::SurgeModeSwitched { site: site(), on: true };
        let decide =
            |given: &[CrossingFact]| SwitchSurgeMode { on: true }.decide(&Past::given(site().into(), given), &at());
        assert_eq!(decide(&[post_set_up()]), Ok(vec![on.clone()]));
        assert_eq!(decide(&[post_set_up(), on]), Ok(vec![]));
        assert_eq!(decide(&[]), Err(SwitchSurgeModeError::NoPost));
    }
}

//! Try again what did not work: after its cause is gone, a reaction that passed a fact over gets one more try of it.

use crate::facts::{AdministrationFact, Asked};
use access::{Command, Gate, gate::derived_stream};
use kernel::{NodeId, Problem, StreamId, Text, Zone};
use log::{At, Past, Reaction, Recorded};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Asks for one more try.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TryAgain {
    /// The zone of the fact.
    pub zone: Zone,
    /// The reaction that passed it over.
    pub reaction: Text<80>,
    /// The node that recorded the fact.
    pub node: NodeId,
    /// The fact's number at that node.
    pub fact: i64,
}

impl Command for TryAgain {
    const NAME: &'static str = "try_again";
    type State = Asked;
    type Error = Problem;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        let what = format!("{} {} {} {}", self.zone, self.reaction, self.node, self.fact);
        vec![derived_stream("try again", what.as_bytes())]
    }

    fn decide(&self, _: &Past<Asked>, _: &At) -> Result<Vec<AdministrationFact>, Problem> {
        let Self { zone, reaction, node, fact } = self.clone();
        Ok(vec![AdministrationFact::TryAgainAsked { zone, reaction, node, fact }])
    }

    #[expect(clippy::unwrap_used, reason = "constants, parsed in every test run")]
    fn example() -> Self {
        let reaction = Text::parse("crossing_hand_over").unwrap();
        Self { zone: Zone::Border, reaction, node: At::example().id(1), fact: 7 }
    }
}

/// Hands a fact to its reaction once more, in the fact's own zone.
#[must_use]
pub fn try_again() -> Reaction<Gate> {
    Reaction {
        name: "administration_try_again",
        wants: |kind| kind == "administration.try_again_asked",
        run: |gate, recorded| hand_over(gate, recorded),
    }
}

fn hand_over(gate: &Gate, recorded: &Recorded) -> Result<(), Problem> {
    let Some(fact) = recorded.fact::<AdministrationFact>()? else { return Ok(()) };
    let AdministrationFact::TryAgainAsked { zone, reaction, .. } = &fact;
    // What is not in the list any more, or of a zone that this node does not hold, needs no second try.
    if let Some(log) = gate.log(*zone) {
        log.try_again(reaction.as_str(), fact.tried())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_asked_and_for_what_is_on_record() {
        let command = TryAgain::example();
        let stream = command.streams(&At::example())[0];
        let facts = command.decide(&Past::given(stream, &[]), &At::example()).unwrap();
        assert_eq!((facts[0].tried().node, facts[0].tried().seq), (command.node, 7));
    }
}

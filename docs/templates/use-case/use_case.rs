//! @Sentence@: say in one sentence of the officer's words what it does, and name the standard it follows.

use @state_path@;
use @fact_path@;
use access::Command;
use kernel::{Problem, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// @Sentence@.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct @Command@ {
    /// The record that it changes.
    pub record: StreamId,
}

/// Why it may be refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum @Command@Error {
    /// There is no such record here.
    NotFound,
}

impl From<@Command@Error> for Problem {
    fn from(error: @Command@Error) -> Self {
        match error {
            @Command@Error::NotFound => Problem::not_found(),
        }
    }
}

impl Command for @Command@ {
    const NAME: &'static str = "@name@";
    type State = @State@;
    type Error = @Command@Error;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.record]
    }

    fn decide(&self, past: &Past<@State@>, _: &At) -> Result<Vec<@Fact@>, @Command@Error> {
        if !past.exists() {
            return Err(@Command@Error::NotFound);
        }
        Ok(vec![])
    }

    fn example() -> Self {
        Self { record: At::example().id(0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_refused() {
        let command = @Command@::example();
        let decided = command.decide(&Past::given(command.record, &[]), &At::example());
        assert_eq!(decided, Err(@Command@Error::NotFound));
    }
}

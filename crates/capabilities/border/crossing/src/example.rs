//! Examples of commands, written as callers write them.

use serde::de::DeserializeOwned;
use serde_json::Value;

/// The command in an example's JSON. Each example is parsed by the test that breaks its fields, so it cannot be wrong in a
/// released program.
#[allow(clippy::panic, reason = "a wrong example is a fault of this source text; tests/all.rs reads each one")]
pub(crate) fn of<T: DeserializeOwned>(json: Value) -> T {
    match serde_json::from_value(json) {
        Ok(command) => command,
        Err(error) => panic!("an example does not parse: {error}"),
    }
}

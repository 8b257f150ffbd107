//! What every use case is written with.

pub(crate) use crate::{facts::CrossingFact, known::Known};
pub(crate) use access::{Command, Here};
pub(crate) use log::{At, Past};
pub(crate) use schemars::JsonSchema;
pub(crate) use serde::{Deserialize, Serialize};
pub(crate) use serde_json::{Value, json};

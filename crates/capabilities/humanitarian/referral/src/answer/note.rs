//! What an organisation writes to the referrer with an answer.

use crate::words::Stage;
use kernel::Text;
use serde::{Deserialize, Serialize};

/// A note to the referrer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// With which answer.
    pub with: Stage,
    /// What.
    pub text: Text<800>,
}

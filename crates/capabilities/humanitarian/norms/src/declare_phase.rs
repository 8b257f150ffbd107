//! Declare in which phase of an emergency a site is: other norms hold while lives are saved than where people have lived for long.

use crate::{
    facts::{Fact, site_stream},
    record::Record,
};
use access::Command;
use kernel::{Problem, SiteId, StreamId};
use log::{At, Past};
use provision::Phase;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Declares the phase of the user's site, from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclarePhase {
    /// The phase.
    pub phase: Phase,
}

/// Why a phase cannot be declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeclarePhaseError {
    /// The user works at no site now.
    NoSite,
    /// It is in this phase already.
    Already,
}

impl From<DeclarePhaseError> for Problem {
    fn from(error: DeclarePhaseError) -> Self {
        match error {
            DeclarePhaseError::NoSite => Problem::refused("ACC-001"),
            DeclarePhaseError::Already => Problem::conflict("NRM-005"),
        }
    }
}

impl Command for DeclarePhase {
    const NAME: &'static str = "declare_phase";
    type State = Record;
    type Error = DeclarePhaseError;

    fn streams(&self, at: &At) -> Vec<StreamId> {
        // Who works at no site is refused before anything is recorded.
        vec![site_stream(at.site.unwrap_or(SiteId(at.actor.0)))]
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, DeclarePhaseError> {
        let site = at.site.ok_or(DeclarePhaseError::NoSite)?;
        if past.main().phase == Some(self.phase) {
            return Err(DeclarePhaseError::Already);
        }
        Ok(vec![Fact::PhaseDeclared { site, phase: self.phase }])
    }

    fn example() -> Self {
        Self { phase: Phase::Transition }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::tests::at;

    #[test]
    fn a_phase_is_declared_once() {
        let declare = DeclarePhase::example();
        let facts = declare.decide(&Past::new(vec![]), &at()).unwrap();
        let past = Past::given(declare.streams(&at())[0], &facts);
        assert_eq!(declare.decide(&past, &at()), Err(DeclarePhaseError::Already));
        assert!(DeclarePhase { phase: Phase::Stable }.decide(&past, &at()).is_ok());
    }
}

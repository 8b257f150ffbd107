//! Check somebody who cares, or wants to care, for the child: what proves the relation, what the child wants, what was found. The supervisor
//! rules on it. Nobody is verified without a proof and without the child.

use crate::{
    facts::Fact,
    procedure::{Heard, Procedure},
    record::Refusal,
    words::{Found, Proof, Wish},
};
use access::{Command, Relation, Who};
use kernel::{ProcedureId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What was asked and found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// The caregiver's name.
    pub name: Text<120>,
    /// What they are to the child.
    pub relation: Text<120>,
    /// What proves it.
    pub proof: Proof,
    /// Whether the child wants it.
    pub wish: Wish,
    /// What was found.
    pub found: Found,
    /// What was seen and heard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text<1000>>,
}

/// Somebody who cares, or may care, for the child.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caregiver {
    /// The last check.
    pub check: Heard<Check>,
}

impl Caregiver {
    /// Whether the check found them fit, and the supervisor agreed.
    #[must_use]
    pub fn is_verified(&self) -> bool {
        self.check.what.found == Found::Verified && self.check.is_agreed()
    }
}

/// Checks a caregiver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckCaregiver {
    /// The procedure.
    pub procedure: ProcedureId,
    /// What was asked and found.
    pub check: Check,
}

impl Command for CheckCaregiver {
    const NAME: &'static str = "check_caregiver";
    type State = Procedure;
    type Error = Refusal;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.procedure.into()]
    }

    fn is_own(&self, past: &Past<Procedure>, _: Relation, who: &Who) -> bool {
        past.main().is_known_to(who.actor)
    }

    fn decide(&self, past: &Past<Procedure>, at: &At) -> Result<Vec<Fact>, Refusal> {
        let procedure = past.main();
        let on = procedure.worked_by(at.actor)?;
        if procedure.owner != Some(at.actor) {
            return Err(Refusal::NotFound);
        }
        let check = &self.check;
        let asked = matches!(check.wish, Wish::Yes | Wish::TooYoung);
        if check.found == Found::Verified && (check.proof == Proof::None || !asked) {
            return Err(Refusal::Unproven);
        }
        // The same name again is the same caregiver, checked anew.
        let known = procedure.caregivers.iter().find(|(_, one)| one.check.what.name == check.name);
        let caregiver = known.map_or_else(|| at.id(0), |(id, _)| *id);
        Ok(vec![Fact::CaregiverChecked { on, caregiver, check: check.clone() }])
    }

    fn example() -> Self {
        Self { procedure: ProcedureId(uuid::Uuid::from_u128(20)), check: Check::example() }
    }
}

impl Check {
    #[expect(clippy::unwrap_used, reason = "constants, parsed in every test run")]
    pub(crate) fn example() -> Self {
        let (name, relation) = (Text::parse("Khadija Barka").unwrap(), Text::parse("her mother's sister").unwrap());
        let note = Text::parse("both name the same village and neighbours").ok();
        Self { name, relation, proof: Proof::BothTell, wish: Wish::Yes, found: Found::Verified, note }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::procedure::tests_support::{officer, on, past};

    #[test]
    fn nobody_is_verified_without_a_proof_and_without_the_child() {
        let checked = |proof, wish| {
            let check = Check { proof, wish, ..Check::example() };
            CheckCaregiver { procedure: on().procedure, check }.decide(&past(&[]), &officer())
        };
        for (proof, wish) in [(Proof::None, Wish::Yes), (Proof::Papers, Wish::NotAsked), (Proof::Papers, Wish::No)] {
            assert_eq!(checked(proof, wish), Err(Refusal::Unproven));
        }
        assert!(checked(Proof::Papers, Wish::TooYoung).is_ok());
    }

    #[test]
    fn a_caregiver_who_is_checked_again_waits_for_the_supervisor_again() {
        let command = CheckCaregiver { procedure: on().procedure, ..CheckCaregiver::example() };
        let first = command.decide(&past(&[]), &officer()).unwrap();
        let again = command.decide(&past(&first), &officer()).unwrap();
        assert_eq!(first, again, "the same caregiver");
        assert!(!past(&again).main().caregivers.values().any(Caregiver::is_verified));
    }
}

//! Remove the code app and the passkeys of somebody who has lost them. The password stays; the file shows who removed them.

use access::{
    Command,
    account::{Account, AccountFact},
};
use kernel::{ActorId, Problem, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Removes the second factors of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveSecondFactors {
    /// Which account.
    pub account: ActorId,
}

/// Why it may be refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemoveSecondFactorsError {
    /// There is no such account.
    NoSuchAccount,
    /// It is one's own: remove them in one's own account.
    Own,
    /// It has none.
    None,
}

impl From<RemoveSecondFactorsError> for Problem {
    fn from(error: RemoveSecondFactorsError) -> Self {
        match error {
            RemoveSecondFactorsError::NoSuchAccount => Problem::not_found(),
            RemoveSecondFactorsError::Own => Problem::refused("ADM-014"),
            RemoveSecondFactorsError::None => Problem::conflict("ADM-018"),
        }
    }
}

impl Command for RemoveSecondFactors {
    const NAME: &'static str = "remove_second_factors";
    type State = Account;
    type Error = RemoveSecondFactorsError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.account.into()]
    }

    fn decide(&self, past: &Past<Account>, at: &At) -> Result<Vec<AccountFact>, RemoveSecondFactorsError> {
        let account = past.main();
        if !account.exists() {
            return Err(RemoveSecondFactorsError::NoSuchAccount);
        }
        if self.account == at.actor {
            return Err(RemoveSecondFactorsError::Own);
        }
        let app = account.totp.iter().map(|_| AccountFact::TotpRemoved {});
        let keys = account.passkeys.iter().map(|key| AccountFact::PasskeyRemoved { id: key.id.clone() });
        let facts: Vec<_> = app.chain(keys).collect();
        if facts.is_empty() { Err(RemoveSecondFactorsError::None) } else { Ok(facts) }
    }

    fn example() -> Self {
        Self { account: At::example().id(1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::open_account::OpenAccount;

    fn decide(
        command: &RemoveSecondFactors,
        more: &[AccountFact],
    ) -> Result<Vec<AccountFact>, RemoveSecondFactorsError> {
        let mut given =
            OpenAccount::example().decide(&Past::given(command.account.into(), &[]), &At::example()).unwrap();
        given.extend(more.iter().cloned());
        command.decide(&Past::given(command.account.into(), &given), &At::example())
    }

    #[test]
    fn the_app_and_every_passkey_are_removed() {
        let command = RemoveSecondFactors::example();
        let account = command.account;
        let label = kernel::Text::parse("2026-11-24").unwrap();
        let given = [
            AccountFact::TotpProposed { account, secret: "aa".into() },
            AccountFact::TotpSet {},
            AccountFact::PasskeyAdded { account, id: "k".into(), label, key: serde_json::Value::Null },
        ];
        assert_eq!(decide(&command, &[]), Err(RemoveSecondFactorsError::None));
        let removed = vec![AccountFact::TotpRemoved {}, AccountFact::PasskeyRemoved { id: "k".into() }];
        assert_eq!(decide(&command, &given), Ok(removed));
    }
}

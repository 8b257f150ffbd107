//! Restore a suspended account: its holder can sign in again, with the same roles.

use access::{
    Command,
    account::{Account, AccountFact},
};
use kernel::{ActorId, Problem, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Restores an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RestoreAccount {
    /// Which account.
    pub account: ActorId,
}

/// Why it may be refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RestoreAccountError {
    /// There is no such account.
    NoSuchAccount,
    /// It is not suspended.
    NotSuspended,
}

impl From<RestoreAccountError> for Problem {
    fn from(error: RestoreAccountError) -> Self {
        match error {
            RestoreAccountError::NoSuchAccount => Problem::not_found(),
            RestoreAccountError::NotSuspended => Problem::conflict("ADM-017"),
        }
    }
}

impl Command for RestoreAccount {
    const NAME: &'static str = "restore_account";
    type State = Account;
    type Error = RestoreAccountError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.account.into()]
    }

    fn decide(&self, past: &Past<Account>, _: &At) -> Result<Vec<AccountFact>, RestoreAccountError> {
        match past.main() {
            account if !account.exists() => Err(RestoreAccountError::NoSuchAccount),
            account if !account.suspended => Err(RestoreAccountError::NotSuspended),
            _ => Ok(vec![AccountFact::Restored {}]),
        }
    }

    fn example() -> Self {
        Self { account: At::example().id(1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::open_account::OpenAccount;

    fn decide(command: &RestoreAccount, more: &[AccountFact]) -> Result<Vec<AccountFact>, RestoreAccountError> {
        let mut given =
            OpenAccount::example().decide(&Past::given(command.account.into(), &[]), &At::example()).unwrap();
        given.extend(more.iter().cloned());
        command.decide(&Past::given(command.account.into(), &given), &At::example())
    }

    #[test]
    fn only_a_suspended_account_is_restored() {
        let command = RestoreAccount::example();
        let suspended =
            AccountFact::Suspended { account: command.account, reason: kernel::Text::parse("left").unwrap() };
        assert_eq!(decide(&command, &[]), Err(RestoreAccountError::NotSuspended));
        assert_eq!(decide(&command, &[suspended]), Ok(vec![AccountFact::Restored {}]));
    }
}

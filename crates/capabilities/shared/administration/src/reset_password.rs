//! Give the holder of an account a new entry code, because the password is forgotten. The old password counts until the holder
//! has chosen a new one; the administrator never knows either.

use crate::open_account::entry_code;
use access::{
    Command,
    account::{Account, AccountFact},
};
use kernel::{ActorId, Problem, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Issues an entry code for an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResetPassword {
    /// Which account.
    pub account: ActorId,
}

/// Why it may be refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResetPasswordError {
    /// There is no such account.
    NoSuchAccount,
    /// It is one's own: change the password instead.
    Own,
}

impl From<ResetPasswordError> for Problem {
    fn from(error: ResetPasswordError) -> Self {
        match error {
            ResetPasswordError::NoSuchAccount => Problem::not_found(),
            ResetPasswordError::Own => Problem::refused("ADM-014"),
        }
    }
}

impl Command for ResetPassword {
    const NAME: &'static str = "reset_password";
    type State = Account;
    type Error = ResetPasswordError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.account.into()]
    }

    fn decide(&self, past: &Past<Account>, at: &At) -> Result<Vec<AccountFact>, ResetPasswordError> {
        if !past.main().exists() {
            return Err(ResetPasswordError::NoSuchAccount);
        }
        if self.account == at.actor {
            return Err(ResetPasswordError::Own);
        }
        Ok(vec![entry_code(self.account, at).1])
    }

    fn answer(&self, _: &[AccountFact], at: &At) -> Value {
        json!({ "entry_code": entry_code(self.account, at).0 })
    }

    fn example() -> Self {
        Self { account: At::example().id(1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::open_account::OpenAccount;

    fn decide(command: &ResetPassword, more: &[AccountFact]) -> Result<Vec<AccountFact>, ResetPasswordError> {
        let mut given =
            OpenAccount::example().decide(&Past::given(command.account.into(), &[]), &At::example()).unwrap();
        given.extend(more.iter().cloned());
        command.decide(&Past::given(command.account.into(), &given), &At::example())
    }

    #[test]
    fn a_new_code_takes_the_place_of_the_one_before_and_the_password_stays() {
        let command = ResetPassword::example();
        let facts = decide(&command, &[]).unwrap();
        let password = AccountFact::PasswordSet { account: command.account, phc: "phc".into() };
        let given: Vec<_> = std::iter::once(password).chain(facts.iter().cloned()).collect();
        let account = Past::<Account>::given(command.account.into(), &given).main().clone();
        assert!(account.entry_code.is_some() && account.phc.is_some());
        let own = ResetPassword { account: At::example().actor };
        assert_eq!(decide(&own, &[]), Err(ResetPasswordError::Own));
    }
}

//! Suspend an account: its sessions end at once and nobody can sign in to it until it is restored.

use access::{
    Command, Here,
    account::{Account, AccountFact},
    views::accounts,
};
use kernel::{ActorId, Problem, StreamId, Text};
use log::{At, Past, StoreError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Suspends an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SuspendAccount {
    /// Which account.
    pub account: ActorId,
    /// Why, for the file.
    pub reason: Text<200>,
    /// Administrators who can act, besides its holder.
    #[serde(skip)]
    pub other_administrators: i64,
}

/// Why it may be refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SuspendAccountError {
    /// There is no such account.
    NoSuchAccount,
    /// It is one's own.
    Own,
    /// It is suspended already.
    Already,
    /// Nobody would be left to administer.
    LastAdministrator,
}

impl From<SuspendAccountError> for Problem {
    fn from(error: SuspendAccountError) -> Self {
        match error {
            SuspendAccountError::NoSuchAccount => Problem::not_found(),
            SuspendAccountError::Own => Problem::refused("ADM-014"),
            SuspendAccountError::Already => Problem::conflict("ADM-016"),
            SuspendAccountError::LastAdministrator => Problem::refused("ADM-012"),
        }
    }
}

impl Command for SuspendAccount {
    const NAME: &'static str = "suspend_account";
    type State = Account;
    type Error = SuspendAccountError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        let others = accounts::administrators(here.sql, Some(self.account));
        self.other_administrators = others.map_err(StoreError::problem)?;
        Ok(())
    }

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.account.into()]
    }

    fn decide(&self, past: &Past<Account>, at: &At) -> Result<Vec<AccountFact>, SuspendAccountError> {
        let account = past.main();
        match account {
            _ if !account.exists() => Err(SuspendAccountError::NoSuchAccount),
            _ if self.account == at.actor => Err(SuspendAccountError::Own),
            _ if account.suspended => Err(SuspendAccountError::Already),
            _ if account.administers() && self.other_administrators == 0 => Err(SuspendAccountError::LastAdministrator),
            _ => Ok(vec![AccountFact::Suspended { account: self.account, reason: self.reason.clone() }]),
        }
    }

    #[expect(clippy::unwrap_used, reason = "constants, parsed in every test run")]
    fn example() -> Self {
        Self {
            account: At::example().id(1),
            reason: Text::parse("a quitté le poste").unwrap(),
            other_administrators: 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::open_account::OpenAccount;
    use access::Role;

    fn decide(command: &SuspendAccount, more: &[AccountFact]) -> Result<Vec<AccountFact>, SuspendAccountError> {
        let mut given =
            OpenAccount::example().decide(&Past::given(command.account.into(), &[]), &At::example()).unwrap();
        given.extend(more.iter().cloned());
        command.decide(&Past::given(command.account.into(), &given), &At::example())
    }

    #[test]
    fn an_account_is_suspended_once_and_never_ones_own() {
        let command = SuspendAccount::example();
        let suspended = decide(&command, &[]).unwrap();
        assert_eq!(decide(&command, &suspended), Err(SuspendAccountError::Already));
        let own = SuspendAccount { account: At::example().actor, ..command };
        assert_eq!(decide(&own, &[]), Err(SuspendAccountError::Own));
    }

    #[test]
    fn the_last_administrator_is_never_suspended() {
        let administrator = AccountFact::RolesGranted { roles: vec![Role::Administrator], sites: vec![] };
        let last = SuspendAccount { other_administrators: 0, ..SuspendAccount::example() };
        assert_eq!(decide(&last, std::slice::from_ref(&administrator)), Err(SuspendAccountError::LastAdministrator));
        assert!(decide(&SuspendAccount::example(), &[administrator]).is_ok());
    }
}

//! Grant roles that reach everybody's record or make others' accounts: administrator, registration supervisor, data protection
//! officer. One administrator asks, another agrees.

use crate::grant_roles::{Around, GrantRoles, GrantRolesError};
use access::{
    Command, Here, Role,
    account::{Account, AccountFact},
};
use kernel::{ActorId, Problem, SiteId, StreamId};
use log::{At, Past, StoreError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Grants any roles; carried out when a second administrator has agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GrantTrustedRoles {
    /// To which account.
    pub account: ActorId,
    /// Every role that it has from now on.
    pub roles: Vec<Role>,
    /// Every site at which it has them.
    #[serde(default)]
    pub sites: Vec<SiteId>,
    /// What else matters.
    #[serde(skip)]
    pub around: Around,
}

impl Command for GrantTrustedRoles {
    const NAME: &'static str = "grant_trusted_roles";
    type State = Account;
    type Error = GrantRolesError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        self.around = Around::look(here, self.account, &self.sites).map_err(StoreError::problem)?;
        Ok(())
    }

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.account.into()]
    }

    fn decide(&self, past: &Past<Account>, at: &At) -> Result<Vec<AccountFact>, GrantRolesError> {
        if let (None, Some(role)) = (at.approved_by, self.roles.first()) {
            return Err(GrantRolesError::TakesTwo(*role));
        }
        let (account, roles, sites) = (self.account, self.roles.clone(), self.sites.clone());
        GrantRoles { account, roles, sites, around: self.around }.granted(past.main(), at)
    }

    fn example() -> Self {
        let GrantRoles { account, sites, around, .. } = GrantRoles::example();
        Self { account, roles: vec![Role::RegistrationSupervisor], sites, around }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::open_account::OpenAccount;

    #[test]
    fn it_is_granted_only_with_somebody_elses_agreement() {
        let (command, mut at) = (GrantTrustedRoles::example(), At::example());
        let opened = OpenAccount::example().decide(&Past::given(command.account.into(), &[]), &at).unwrap();
        let past = Past::given(command.account.into(), &opened);
        assert_eq!(command.decide(&past, &at), Err(GrantRolesError::TakesTwo(Role::RegistrationSupervisor)));
        at.approved_by = Some(at.id(7));
        let granted = AccountFact::RolesGranted { roles: command.roles.clone(), sites: command.sites.clone() };
        assert_eq!(command.decide(&past, &at), Ok(vec![granted]));
    }
}

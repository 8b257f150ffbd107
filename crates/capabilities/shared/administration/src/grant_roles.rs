//! Grant roles and sites to an account, whole: what is not named is taken away. Nobody grants roles to themselves, nobody holds
//! roles of two zones, and a role that reaches everybody's record takes two persons (ISO/IEC 27002:2022, 5.3 segregation of
//! duties).

use crate::views::sites;
use access::{
    Command, Here, Role,
    account::{Account, AccountFact, clash, is_trusted},
    views::accounts,
};
use kernel::{ActorId, Problem, SiteId, StreamId, Zone};
use log::{At, Past, StoreError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Grants roles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GrantRoles {
    /// To which account.
    pub account: ActorId,
    /// Every role that it has from now on.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// Every site at which it has them.
    #[serde(default)]
    pub sites: Vec<SiteId>,
    /// What else matters.
    #[serde(skip)]
    pub around: Around,
}

/// What a grant must know besides the account itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Around {
    /// Whether each of the sites is open.
    pub sites_open: bool,
    /// Administrators who can act, besides the account's holder.
    pub administrators_besides_holder: i64,
    /// Administrators who can act, besides who asks.
    pub administrators_besides_asker: i64,
}

/// Why it may be refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GrantRolesError {
    /// There is no such account.
    NoSuchAccount,
    /// It is one's own.
    Own,
    /// Two roles that one person may not hold together.
    Clash(Role, Role),
    /// A role that works at sites, and no site.
    NoSite,
    /// A site that is closed or does not exist.
    SiteClosed,
    /// Nobody would be left to administer.
    LastAdministrator,
    /// A role that takes two persons to grant.
    TakesTwo(Role),
}

impl From<GrantRolesError> for Problem {
    fn from(error: GrantRolesError) -> Self {
        match error {
            GrantRolesError::NoSuchAccount => Problem::not_found(),
            GrantRolesError::Own => Problem::refused("ADM-014"),
            GrantRolesError::Clash(a, b) => Problem::field("roles", "ADM-011").with("one", a).with("other", b),
            GrantRolesError::NoSite => Problem::field("sites", "ADM-013"),
            GrantRolesError::SiteClosed => Problem::field("sites", "ADM-015"),
            GrantRolesError::LastAdministrator => Problem::refused("ADM-012"),
            GrantRolesError::TakesTwo(role) => Problem::refused("ADM-019").with("role", role),
        }
    }
}

impl Around {
    /// Looks around for a grant to `account`.
    pub(crate) fn look(here: &mut Here<'_>, account: ActorId, wanted: &[SiteId]) -> Result<Self, StoreError> {
        Ok(Self {
            sites_open: sites::all_open(here.sql, wanted)?,
            administrators_besides_holder: accounts::administrators(here.sql, Some(account))?,
            administrators_besides_asker: accounts::administrators(here.sql, Some(here.at.actor))?,
        })
    }
}

impl GrantRoles {
    /// The grant, if the rules that hold for every grant allow it.
    pub(crate) fn granted(&self, past: &Account, at: &At) -> Result<Vec<AccountFact>, GrantRolesError> {
        if !past.exists() {
            return Err(GrantRolesError::NoSuchAccount);
        }
        if self.account == at.actor {
            return Err(GrantRolesError::Own);
        }
        if let Some((a, b)) = clash(&self.roles) {
            return Err(GrantRolesError::Clash(a, b));
        }
        if self.sites.is_empty() && self.roles.iter().any(|role| role.zone() != Zone::Shared) {
            return Err(GrantRolesError::NoSite);
        }
        if !self.around.sites_open {
            return Err(GrantRolesError::SiteClosed);
        }
        let gives_up = past.administers() && !self.roles.contains(&Role::Administrator);
        if gives_up && self.around.administrators_besides_holder == 0 {
            return Err(GrantRolesError::LastAdministrator);
        }
        let unchanged = past.roles == self.roles && past.sites == self.sites;
        let granted = AccountFact::RolesGranted { roles: self.roles.clone(), sites: self.sites.clone() };
        Ok(if unchanged { vec![] } else { vec![granted] })
    }
}

impl Command for GrantRoles {
    const NAME: &'static str = "grant_roles";
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
        let new = |role: &&Role| is_trusted(**role) && !past.main().roles.contains(role);
        // The first administrator of a node is alone, and must be able to grant the second one's roles.
        if let Some(role) = self.roles.iter().find(new)
            && self.around.administrators_besides_asker > 0
        {
            return Err(GrantRolesError::TakesTwo(*role));
        }
        self.granted(past.main(), at)
    }

    fn example() -> Self {
        let at = At::example();
        let around = Around { sites_open: true, ..Around::default() };
        Self { account: at.id(1), roles: vec![Role::LaneOfficer], sites: vec![at.id(2)], around }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::open_account::OpenAccount;

    fn opened() -> Vec<AccountFact> {
        let at = At::example();
        let facts = OpenAccount::example().decide(&Past::given(StreamId(at.id(1)), &[]), &at);
        facts.unwrap()
    }

    fn decide(
        change: impl FnOnce(&mut GrantRoles),
        given: &[AccountFact],
    ) -> Result<Vec<AccountFact>, GrantRolesError> {
        let mut command = GrantRoles::example();
        command.around.administrators_besides_asker = 1;
        change(&mut command);
        command.decide(&Past::given(command.account.into(), given), &At::example())
    }

    fn with(roles: &[Role]) -> Vec<AccountFact> {
        let granted = AccountFact::RolesGranted { roles: roles.to_vec(), sites: vec![At::example().id(2)] };
        opened().into_iter().chain([granted]).collect()
    }

    #[test]
    fn roles_are_granted_whole_and_only_when_they_change() {
        assert_eq!(decide(|_| {}, &opened()), Ok(with(&[Role::LaneOfficer]).split_off(2)));
        assert_eq!(decide(|_| {}, &with(&[Role::LaneOfficer])), Ok(vec![]));
        assert_eq!(decide(|_| {}, &[]), Err(GrantRolesError::NoSuchAccount));
    }

    #[test]
    fn nobody_holds_roles_of_two_zones_or_roles_without_a_site() {
        let both = [Role::LaneOfficer, Role::RegistrationClerk];
        assert_eq!(decide(|c| c.roles = both.to_vec(), &opened()), Err(GrantRolesError::Clash(both[0], both[1])));
        assert_eq!(decide(|c| c.sites.clear(), &opened()), Err(GrantRolesError::NoSite));
        assert_eq!(decide(|c| c.around.sites_open = false, &opened()), Err(GrantRolesError::SiteClosed));
    }

    #[test]
    fn nobody_grants_roles_to_themselves() {
        assert_eq!(decide(|c| c.account = At::example().actor, &opened()), Err(GrantRolesError::Own));
    }

    #[test]
    fn the_last_administrator_stays_one() {
        let given = with(&[Role::Administrator]);
        assert_eq!(decide(|_| {}, &given), Err(GrantRolesError::LastAdministrator));
        assert!(decide(|c| c.around.administrators_besides_holder = 1, &given).is_ok());
    }

    #[test]
    fn a_role_that_reaches_everybody_takes_two_persons_where_there_are_two() {
        for role in [Role::Administrator, Role::RegistrationSupervisor, Role::DataProtectionOfficer] {
            assert_eq!(decide(|c| c.roles = vec![role], &opened()), Err(GrantRolesError::TakesTwo(role)));
            let alone = |c: &mut GrantRoles| {
                c.roles = vec![role];
                c.around.administrators_besides_asker = 0;
            };
            assert!(decide(alone, &opened()).is_ok());
            assert!(decide(|c| c.roles = vec![role], &with(&[role])).is_ok());
        }
    }
}

//! Roles, and which of them one person may hold together.

use kernel::Zone;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident = $text:literal in $zone:expr),+ $(,)?) => {
        /// What a person does at work. Each role belongs to one zone, or to none.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum Role { $($(#[$doc])* $name),+ }

        impl Role {
            /// Every role.
            pub const ALL: &'static [Role] = &[$(Role::$name),+];

            /// Its name in data; its words are under `role-<name>`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Role::$name => $text),+ }
            }

            /// The zone whose records it works with. `Shared` roles see no person's record.
            #[must_use]
            pub const fn zone(self) -> Zone {
                match self { $(Role::$name => $zone),+ }
            }
        }
    };
}

roles! {
    /// Receives people at a lane.
    LaneOfficer = "lane_officer" in Zone::Border,
    /// Decides what the lane could not.
    SecondLineOfficer = "second_line_officer" in Zone::Border,
    /// Commands a post.
    PostCommander = "post_commander" in Zone::Border,
    /// Registers households.
    RegistrationClerk = "registration_clerk" in Zone::Humanitarian,
    /// Answers for registration at a site: corrections, cards, imports.
    RegistrationSupervisor = "registration_supervisor" in Zone::Humanitarian,
    /// Runs a reception site: places, presence, convoys.
    ReceptionManager = "reception_manager" in Zone::Humanitarian,
    /// Hands out relief items at a site. Sees names, sizes of households and what is due, nothing else of them.
    DistributionTeam = "distribution_team" in Zone::Humanitarian,
    /// Protects people at risk.
    ProtectionOfficer = "protection_officer" in Zone::Humanitarian,
    /// Follows people who need help, and refers them to services.
    SocialWorker = "social_worker" in Zone::Humanitarian,
    /// Looks after children at risk: alone, separated, mistreated.
    ChildProtectionOfficer = "child_protection_officer" in Zone::Humanitarian,
    /// Answers for the case work of others: agrees to decisions and closures.
    ProtectionSupervisor = "protection_supervisor" in Zone::Humanitarian,
    /// Answers for referrals between organisations: the directory, inboxes, clocks that ran out.
    ReferralFocalPoint = "referral_focal_point" in Zone::Humanitarian,
    /// Receives people at a service: a clinic, a shelter, legal aid. Sees what was sent to the own organisation only.
    ServiceProvider = "service_provider" in Zone::Humanitarian,
    /// Carries out people's rights over their data, and oversees reading.
    DataProtectionOfficer = "data_protection_officer" in Zone::Humanitarian,
    /// Accounts, sites, settings. Sees no person's record.
    Administrator = "administrator" in Zone::Shared,
    /// Sees counts of all sites, never a person's record.
    NationalCoordinator = "national_coordinator" in Zone::Shared,
}

impl Role {
    /// Whether one person may hold both. Nobody works for the border and for humanitarian registration at once, and whoever
    /// grants roles holds no other: the classic hole is an officer who is both.
    #[must_use]
    pub fn goes_with(self, other: Role) -> bool {
        self == other || self.zone() == other.zone() && self.zone() != Zone::Shared
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The text names no role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoSuchRole;

impl FromStr for Role {
    type Err = NoSuchRole;
    fn from_str(text: &str) -> Result<Self, NoSuchRole> {
        Role::ALL.iter().copied().find(|role| role.name() == text).ok_or(NoSuchRole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_holds_roles_of_two_zones() {
        for a in Role::ALL {
            for b in Role::ALL {
                if a.zone() != b.zone() {
                    assert!(!a.goes_with(*b), "{a} {b}");
                }
            }
        }
        assert!(!Role::Administrator.goes_with(Role::NationalCoordinator));
        assert!(Role::LaneOfficer.goes_with(Role::SecondLineOfficer));
    }
}

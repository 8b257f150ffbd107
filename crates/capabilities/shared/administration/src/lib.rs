#![doc = include_str!("../README.md")]

pub mod choose_language;
pub mod close_site;
pub mod describe_site;
mod facts;
pub mod grant_roles;
pub mod grant_trusted_roles;
pub mod open_account;
pub mod open_site;
mod pages;
pub mod remove_second_factors;
pub mod reset_password;
pub mod restore_account;
pub mod site;
pub mod suspend_account;
pub mod try_again;
mod views;

use access::command;
use kernel::Zone;
use shell::{Capability, Locales};

/// What this capability hands to the binary.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "administration",
        zone: Zone::Shared,
        commands: vec![
            command::<open_site::OpenSite>(),
            command::<describe_site::DescribeSite>(),
            command::<close_site::CloseSite>(),
            command::<open_account::OpenAccount>(),
            command::<grant_roles::GrantRoles>(),
            command::<grant_trusted_roles::GrantTrustedRoles>(),
            command::<suspend_account::SuspendAccount>(),
            command::<restore_account::RestoreAccount>(),
            command::<reset_password::ResetPassword>(),
            command::<remove_second_factors::RemoveSecondFactors>(),
            command::<choose_language::ChooseLanguage>(),
            command::<try_again::TryAgain>(),
        ],
        views: vec![
            views::sites::SITES,
            views::sites::SITE,
            views::accounts::ACCOUNTS,
            views::accounts::ACCOUNT,
            views::permissions::PERMISSIONS,
            views::refused_attempts::REFUSED_ATTEMPTS,
            views::unfinished_work::UNFINISHED_WORK,
            views::sites::SITE_MAP,
        ],
        projections: vec![views::sites::TABLE],
        pages: vec![
            pages::account::list::ACCOUNTS,
            pages::account::one::ACCOUNT,
            pages::site::list::SITES,
            pages::site::one::SITE,
            pages::site::map::MAP,
            pages::lists::PERMISSIONS,
            pages::lists::REFUSED_ATTEMPTS,
            pages::unfinished_work::UNFINISHED_WORK,
        ],
        reactions: vec![try_again::try_again()],
        permissions: include_str!("permissions.toml"),
        locales: LOCALES,
    }
}

/// The words of this capability.
pub const LOCALES: Locales = Locales {
    ar: include_str!("../locales/ar.ftl"),
    fr: include_str!("../locales/fr.ftl"),
    en: include_str!("../locales/en.ftl"),
};

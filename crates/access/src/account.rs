//! An account: who may sign in, how, with which roles and at which sites. Zone shared; the stream is the account's id.
//!
//! Names, logins and secrets are sealed under the account's own key, so that closing somebody's file can shred them while the
//! chain, and what they did, stay. No fact holds a password: only its Argon2id hash.

use crate::Role;
use kernel::{ActorId, Moment, SiteId, SubjectId, Text};
use log::{Facts, Header, State};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use serde_json::Value;
use std::{fmt, str::FromStr};
use unicode_normalization::UnicodeNormalization;

/// What a person types to say who they are: letters and digits of any script, `.`, `_`, `-`, `@`; at most 40 characters.
/// Case and digit shapes do not matter: `Zeinab` and `zeinab` are one login.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct Login(String);

impl Login {
    /// The login, or nothing when it holds another character or has no or too many of them.
    #[must_use]
    pub fn parse(raw: &str) -> Option<Self> {
        if raw.len() > 400 {
            return None;
        }
        let text: String = raw.trim().nfkc().collect::<String>().to_lowercase();
        let text = kernel::text::latin_digits(&text).into_owned();
        let fits = (1..=40).contains(&text.chars().count());
        let allowed = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '@');
        (fits && text.chars().all(allowed)).then_some(Self(text))
    }

    /// The folded text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Login {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let raw = String::deserialize(from)?;
        Self::parse(&raw).ok_or_else(|| D::Error::custom("ACC-031"))
    }
}

/// A language of the screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Arabic, right to left.
    Ar,
    /// French.
    #[default]
    Fr,
    /// English.
    En,
}

impl Language {
    /// `ar`, `fr` or `en`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Language::Ar => "ar",
            Language::Fr => "fr",
            Language::En => "en",
        }
    }
}

impl FromStr for Language {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        [Language::Ar, Language::Fr, Language::En].into_iter().find(|l| l.code() == text).ok_or(())
    }
}

/// Facts about an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum AccountFact {
    /// It was opened. Nobody can sign in to it before a password or a passkey is set.
    AccountOpened {
        /// The account.
        account: ActorId,
        /// What its holder types.
        login: Login,
        /// What colleagues see.
        name: Text<80>,
        /// Language of its screens.
        language: Language,
    },
    /// A code was given out with which its holder chooses a password, once.
    EntryCodeIssued {
        /// The account.
        account: ActorId,
        /// Digest of the code.
        digest: String,
        /// Until when it can be used.
        until: Moment,
    },
    /// A password was set.
    PasswordSet {
        /// The account.
        account: ActorId,
        /// Its Argon2id hash as a PHC string.
        phc: String,
    },
    /// A secret for one-time codes was made; it counts when its holder has shown a code of it.
    TotpProposed {
        /// The account.
        account: ActorId,
        /// 20 bytes in hexadecimal.
        secret: String,
    },
    /// One-time codes are asked for from now on.
    TotpSet {},
    /// One-time codes are no longer asked for.
    TotpRemoved {},
    /// A passkey can be used to sign in.
    PasskeyAdded {
        /// The account.
        account: ActorId,
        /// Its credential id, in hexadecimal.
        id: String,
        /// What its holder calls it.
        label: Text<40>,
        /// Public key and counters.
        key: Value,
    },
    /// A passkey was used and its counters moved.
    PasskeyAdvanced {
        /// The account.
        account: ActorId,
        /// Its credential id.
        id: String,
        /// Public key and counters.
        key: Value,
    },
    /// A passkey can no longer be used.
    PasskeyRemoved {
        /// Its credential id.
        id: String,
    },
    /// Roles and sites, whole: what is not named is taken away.
    RolesGranted {
        /// Roles.
        roles: Vec<Role>,
        /// Sites at which they hold.
        sites: Vec<SiteId>,
    },
    /// It cannot be used until it is restored.
    Suspended {
        /// Why, for the file.
        reason: Text<200>,
        /// The account.
        account: ActorId,
    },
    /// It can be used again.
    Restored {},
    /// Its holder chose a language.
    LanguageChosen {
        /// The language.
        language: Language,
    },
}

impl Facts for AccountFact {
    const SET: &'static str = "account";

    fn subject(&self) -> Option<SubjectId> {
        match self {
            Self::AccountOpened { account, .. }
            | Self::EntryCodeIssued { account, .. }
            | Self::PasswordSet { account, .. }
            | Self::TotpProposed { account, .. }
            | Self::PasskeyAdded { account, .. }
            | Self::PasskeyAdvanced { account, .. }
            | Self::Suspended { account, .. } => Some((*account).into()),
            Self::TotpSet {}
            | Self::TotpRemoved {}
            | Self::PasskeyRemoved { .. }
            | Self::RolesGranted { .. }
            | Self::Restored {}
            | Self::LanguageChosen { .. } => None,
        }
    }
}

/// A passkey of an account.
#[derive(Debug, Clone, PartialEq)]
pub struct Passkey {
    /// Credential id, in hexadecimal.
    pub id: String,
    /// What its holder calls it.
    pub label: String,
    /// Public key and counters.
    pub key: Value,
}

/// The state of an account.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Account {
    /// Its login; `None` when it was never opened.
    pub login: Option<Login>,
    /// Its holder's name.
    pub name: String,
    /// Language of its screens.
    pub language: Language,
    /// Argon2id hash of its password.
    pub phc: Option<String>,
    /// Digest and end of the code with which a password can be chosen.
    pub entry_code: Option<(String, Moment)>,
    /// The secret for one-time codes, when they are asked for.
    pub totp: Option<String>,
    /// A secret whose first code was not shown yet.
    pub totp_proposed: Option<String>,
    /// Passkeys.
    pub passkeys: Vec<Passkey>,
    /// Roles.
    pub roles: Vec<Role>,
    /// Sites.
    pub sites: Vec<SiteId>,
    /// Whether it cannot be used.
    pub suspended: bool,
}

impl State for Account {
    type Fact = AccountFact;

    fn apply(&mut self, fact: &AccountFact, _header: &Header) {
        match fact.clone() {
            AccountFact::AccountOpened { login, name, language, .. } => {
                (self.login, self.name, self.language) = (Some(login), name.to_string(), language);
            }
            AccountFact::EntryCodeIssued { digest, until, .. } => self.entry_code = Some((digest, until)),
            AccountFact::PasswordSet { phc, .. } => (self.phc, self.entry_code) = (Some(phc), None),
            AccountFact::TotpProposed { secret, .. } => self.totp_proposed = Some(secret),
            AccountFact::TotpSet {} => self.totp = self.totp_proposed.take(),
            AccountFact::TotpRemoved {} => (self.totp, self.totp_proposed) = (None, None),
            AccountFact::PasskeyAdded { id, label, key, .. } => {
                self.passkeys.push(Passkey { id, label: label.to_string(), key });
            }
            AccountFact::PasskeyAdvanced { id, key, .. } => {
                self.passkeys.iter_mut().filter(|p| p.id == id).for_each(|p| p.key = key.clone());
            }
            AccountFact::PasskeyRemoved { id } => self.passkeys.retain(|p| p.id != id),
            AccountFact::RolesGranted { roles, sites } => (self.roles, self.sites) = (roles, sites),
            AccountFact::Suspended { .. } => self.suspended = true,
            AccountFact::Restored {} => self.suspended = false,
            AccountFact::LanguageChosen { language } => self.language = language,
        }
    }

    fn erased(&mut self, _header: &Header) {
        (self.phc, self.totp, self.entry_code) = (None, None, None);
        self.passkeys.clear();
        self.suspended = true;
    }
}

impl Account {
    /// Whether it was opened.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.login.is_some()
    }

    /// Whether its holder is an administrator who can act.
    #[must_use]
    pub fn administers(&self) -> bool {
        !self.suspended && self.roles.contains(&Role::Administrator)
    }
}

/// Two of these roles that one person may not hold together, if there are such.
#[must_use]
pub fn clash(roles: &[Role]) -> Option<(Role, Role)> {
    roles.iter().enumerate().find_map(|(i, a)| roles.iter().skip(i + 1).find(|b| !a.goes_with(**b)).map(|b| (*a, *b)))
}

/// Whether granting this role takes two persons: it reaches everybody's record, or makes others' accounts.
#[must_use]
pub const fn is_trusted(role: Role) -> bool {
    matches!(role, Role::Administrator | Role::RegistrationSupervisor | Role::DataProtectionOfficer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::StreamId;
    use log::Past;

    #[test]
    fn a_login_is_one_whatever_its_case_and_digits() {
        assert_eq!(Login::parse(" Zeinab.٢ "), Login::parse("zeinab.2"));
        assert_eq!(Login::parse("زينب").map(|l| l.to_string()), Some("زينب".to_owned()));
        for bad in ["", "a b", "a\u{202e}b", "a\u{0}", "<a>", &"x".repeat(41), &"\u{fdfa}".repeat(400)] {
            assert_eq!(Login::parse(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn roles_of_two_zones_clash() {
        assert_eq!(clash(&[Role::LaneOfficer, Role::PostCommander]), None);
        assert_eq!(
            clash(&[Role::LaneOfficer, Role::RegistrationClerk]),
            Some((Role::LaneOfficer, Role::RegistrationClerk))
        );
    }

    #[test]
    fn one_time_codes_count_only_after_a_first_code_was_shown() {
        let account = ActorId::new(Moment::from_millis(1), [1; 10]);
        let proposed = AccountFact::TotpProposed { account, secret: "aa".into() };
        let stream = StreamId::from(account);
        let past = Past::<Account>::given(stream, std::slice::from_ref(&proposed));
        assert_eq!(past.main().totp, None);
        let past = Past::<Account>::given(stream, &[proposed, AccountFact::TotpSet {}]);
        assert_eq!(past.main().totp.as_deref(), Some("aa"));
    }

    #[test]
    fn facts_with_a_name_or_a_secret_are_sealed_under_the_accounts_key() {
        let account = ActorId::new(Moment::from_millis(1), [1; 10]);
        let opened = AccountFact::AccountOpened {
            account,
            login: Login::parse("a").unwrap(),
            name: Text::parse("A").unwrap(),
            language: Language::Ar,
        };
        assert_eq!(opened.subject(), Some(account.into()));
        assert_eq!(AccountFact::TotpSet {}.subject(), None);
    }
}

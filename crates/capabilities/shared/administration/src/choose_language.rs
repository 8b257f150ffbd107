//! Choose the language of one's own screens.

use access::{
    Command,
    account::{Account, AccountFact, Language},
};
use kernel::{Problem, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Chooses the language of one's own screens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChooseLanguage {
    /// The language.
    pub language: Language,
}

/// Why it may be refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChooseLanguageError {
    /// Whoever asks has no account here.
    NoAccount,
}

impl From<ChooseLanguageError> for Problem {
    fn from(error: ChooseLanguageError) -> Self {
        match error {
            ChooseLanguageError::NoAccount => Problem::not_found(),
        }
    }
}

impl Command for ChooseLanguage {
    const NAME: &'static str = "choose_language";
    type State = Account;
    type Error = ChooseLanguageError;

    fn streams(&self, at: &At) -> Vec<StreamId> {
        vec![at.actor.into()]
    }

    fn decide(&self, past: &Past<Account>, _: &At) -> Result<Vec<AccountFact>, ChooseLanguageError> {
        match past.main() {
            account if !account.exists() => Err(ChooseLanguageError::NoAccount),
            account if account.language == self.language => Ok(vec![]),
            _ => Ok(vec![AccountFact::LanguageChosen { language: self.language }]),
        }
    }

    fn example() -> Self {
        Self { language: Language::Fr }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::open_account::OpenAccount;

    #[test]
    fn ones_own_language_is_chosen_and_nobody_elses() {
        let at = At::example();
        let opened = OpenAccount::example().decide(&Past::given(at.actor.into(), &[]), &at).unwrap();
        let decide = |language, given: &[AccountFact]| {
            ChooseLanguage { language }.decide(&Past::given(at.actor.into(), given), &at)
        };
        assert_eq!(ChooseLanguage::example().streams(&at), [StreamId::from(at.actor)]);
        assert_eq!(decide(Language::Fr, &[]), Err(ChooseLanguageError::NoAccount));
        assert_eq!(decide(Language::Ar, &opened), Ok(vec![]));
        assert_eq!(decide(Language::Fr, &opened), Ok(vec![AccountFact::LanguageChosen { language: Language::Fr }]));
    }
}

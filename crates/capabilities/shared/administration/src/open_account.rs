//! Open an account for a colleague. Its holder gets a code and chooses the password: nobody else ever knows it.

use access::{
    Command, Here,
    account::{Account, AccountFact, Language, Login},
    signin::{code, door::ENTRY_CODE_S},
    views::accounts,
};
use kernel::{ActorId, Problem, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Opens an account. Roles are granted afterwards.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenAccount {
    /// What its holder types to sign in.
    pub login: Login,
    /// Its holder's name, as colleagues know it.
    pub name: Text<80>,
    /// The language of its screens.
    pub language: Language,
    /// Whether another account has this login.
    #[serde(skip)]
    pub taken: bool,
}

/// Why it may be refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenAccountError {
    /// Another account has this login.
    LoginTaken,
}

impl From<OpenAccountError> for Problem {
    fn from(error: OpenAccountError) -> Self {
        match error {
            OpenAccountError::LoginTaken => Problem::field("login", "ADM-010"),
        }
    }
}

/// The code for the first password, and the fact that keeps its digest.
pub(crate) fn entry_code(account: ActorId, at: &At) -> (String, AccountFact) {
    let entry_code = code::code(at.random(1));
    let digest = code::digest("entry", &entry_code);
    (entry_code, AccountFact::EntryCodeIssued { account, digest, until: at.now.plus_seconds(ENTRY_CODE_S) })
}

impl Command for OpenAccount {
    const NAME: &'static str = "open_account";
    type State = Account;
    type Error = OpenAccountError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        let other = accounts::by_login(here.sql, &self.login).map_err(log::StoreError::problem)?;
        self.taken = other.is_some();
        Ok(())
    }

    fn streams(&self, at: &At) -> Vec<StreamId> {
        vec![at.id::<ActorId>(0).into()]
    }

    fn decide(&self, _: &Past<Account>, at: &At) -> Result<Vec<AccountFact>, OpenAccountError> {
        if self.taken {
            return Err(OpenAccountError::LoginTaken);
        }
        let account = at.id(0);
        let (login, name, language) = (self.login.clone(), self.name.clone(), self.language);
        let (_, issued) = entry_code(account, at);
        Ok(vec![AccountFact::AccountOpened { account, login, name, language }, issued])
    }

    fn answer(&self, _: &[AccountFact], at: &At) -> Value {
        let account = at.id(0);
        json!({ "account": account, "entry_code": entry_code(account, at).0 })
    }

    #[expect(clippy::unwrap_used, reason = "constants, parsed in every test run")]
    fn example() -> Self {
        Self {
            login: Login::parse("zeinab").unwrap(),
            name: Text::parse("Zeinab Mahamat").unwrap(),
            language: Language::Ar,
            taken: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_opened_with_a_code_and_without_a_password() {
        let (command, at) = (OpenAccount::example(), At::example());
        let past = Past::<Account>::given(command.streams(&at)[0], &[]);
        let facts = command.decide(&past, &at).unwrap();
        let account = Past::<Account>::given(command.streams(&at)[0], &facts).main().clone();
        assert_eq!((account.login, account.phc, account.roles.len()), (Some(command.login.clone()), None, 0));
        let told = command.answer(&facts, &at)["entry_code"].as_str().unwrap().to_owned();
        assert_eq!(account.entry_code.unwrap().0, code::digest("entry", &told));
        let taken = OpenAccount { taken: true, ..command };
        assert_eq!(taken.decide(&past, &at), Err(OpenAccountError::LoginTaken));
    }
}

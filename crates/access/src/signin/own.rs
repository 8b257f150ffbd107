//! What people do with the secrets of their own account. These are not commands: a password or a secret must not pass through
//! the general path, which keeps digests of what was asked and answers for requests that arrive twice.

use crate::{
    account::{Account, AccountFact, Passkey},
    gate::Gate,
    signin::{
        Door,
        door::{From, REFUSED},
        password,
        session::{self, Session, shared},
        totp,
    },
    views::attempts,
};
use kernel::{Problem, Purpose};

/// A secret for an authenticator app, shown once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// What the app reads from a QR code.
    pub address: String,
    /// The same for typing.
    pub typed: String,
}

impl Door {
    /// Sets a new password; the other sessions of the account end, this one lives on.
    ///
    /// # Errors
    /// `ACC-024` when the current password is wrong, `ACC-025` when the new one is the same, `ACC-020` to `ACC-023` when it is
    /// easy to guess; `ACC-011` after many wrong ones.
    pub fn change_password(
        &self,
        gate: &Gate,
        from: From<'_>,
        session: &Session,
        current: &str,
        new: &str,
    ) -> Result<(), Problem> {
        self.shown(gate, from, session, "current", current)?;
        if current == new {
            return Err(Problem::field("password", "ACC-025"));
        }
        password::check(new, &session.login, &session.who.name)?;
        let at = gate.at(&session.who, Purpose::Administration)?;
        let (account, phc) = (session.who.actor, self.hasher.hash(new, at.random(0))?);
        Ok(shared(gate)?.commit(&at, |commit| {
            commit.record(account.into(), &[AccountFact::PasswordSet { account, phc }], &at)?;
            session::live_on(commit, session)
        })?)
    }

    /// Whether one-time codes are asked for.
    pub fn has_totp(&self, gate: &Gate, session: &Session) -> Result<bool, Problem> {
        Ok(session::account(gate, session.who.actor)?.totp.is_some())
    }

    /// The passkeys of the session's holder.
    pub fn passkeys(&self, gate: &Gate, session: &Session) -> Result<Vec<Passkey>, Problem> {
        Ok(session::account(gate, session.who.actor)?.passkeys)
    }

    /// Makes a secret for an authenticator app. It counts once a code of it was shown.
    ///
    /// # Errors
    /// `ACC-042` when one-time codes are asked for already.
    pub fn propose_totp(&self, gate: &Gate, session: &Session, node: &str) -> Result<Proposed, Problem> {
        let at = gate.at(&session.who, Purpose::Administration)?;
        let (account, secret) = (session.who.actor, totp::secret(at.random(0)));
        let shown = Proposed { address: totp::address(&secret, node, &session.login), typed: totp::typed(&secret) };
        shared(gate)?.execute::<Account>(&[account.into()], &at, |past| match past.main().totp {
            Some(_) => Err(Problem::conflict("ACC-042")),
            None => Ok(vec![AccountFact::TotpProposed { account, secret }]),
        })?;
        Ok(shown)
    }

    /// Asks for one-time codes from now on, when `code` is one of the proposed secret.
    ///
    /// # Errors
    /// `ACC-041` when none was proposed, `ACC-040` when the code is wrong.
    pub fn confirm_totp(&self, gate: &Gate, session: &Session, code: &str) -> Result<(), Problem> {
        let at = gate.at(&session.who, Purpose::Administration)?;
        let account = session.who.actor;
        Ok(shared(gate)?.commit(&at, |commit| {
            let mut used = 0;
            commit.execute::<Account>(&[account.into()], &at, |past| {
                let secret = past.main().totp_proposed.as_ref().ok_or(Problem::conflict("ACC-041"))?;
                let step = totp::step_of(secret, code, at.now.millis_u64() / 1000, None);
                used = step.ok_or(Problem::field("code", "ACC-040"))?;
                Ok(vec![AccountFact::TotpSet {}])
            })?;
            Ok(attempts::keep_totp_step(commit.sql(), account, i64::try_from(used).unwrap_or(i64::MAX))?)
        })?)
    }

    /// No longer asks for one-time codes.
    ///
    /// # Errors
    /// `ACC-024` when the password is wrong, `ACC-041` when none are asked for.
    pub fn remove_totp(&self, gate: &Gate, from: From<'_>, session: &Session, password: &str) -> Result<(), Problem> {
        self.shown(gate, from, session, "password", password)?;
        let at = gate.at(&session.who, Purpose::Administration)?;
        shared(gate)?.execute::<Account>(&[session.who.actor.into()], &at, |past| match past.main().totp {
            Some(_) => Ok(vec![AccountFact::TotpRemoved {}]),
            None => Err(Problem::conflict("ACC-041")),
        })?;
        Ok(())
    }

    /// Removes a passkey; the other sessions of the account end, this one lives on.
    ///
    /// # Errors
    /// `ACC-043` when the account has no such passkey, `ACC-044` when without it nobody could sign in.
    pub fn remove_passkey(&self, gate: &Gate, session: &Session, id: &str) -> Result<(), Problem> {
        let at = gate.at(&session.who, Purpose::Administration)?;
        Ok(shared(gate)?.commit(&at, |commit| {
            commit.execute::<Account>(&[session.who.actor.into()], &at, |past| {
                let account = past.main();
                if !account.passkeys.iter().any(|p| p.id == id) {
                    return Err(Problem::refused("ACC-043"));
                }
                if account.phc.is_none() && account.passkeys.len() == 1 {
                    return Err(Problem::refused("ACC-044"));
                }
                Ok(vec![AccountFact::PasskeyRemoved { id: id.to_owned() }])
            })?;
            session::live_on(commit, session)
        })?)
    }

    /// Whether the holder is still there: asks for the password before something that a passer-by must not do.
    fn shown(
        &self,
        gate: &Gate,
        from: From<'_>,
        session: &Session,
        field: &str,
        password: &str,
    ) -> Result<(), Problem> {
        let shown = self.unlock(gate, from, session, password);
        shown.map_err(|problem| if problem == REFUSED { Problem::field(field, "ACC-024") } else { problem })
    }
}

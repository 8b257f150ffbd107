//! The door: where a login and a secret become a session. Every refusal reads the same and takes as long, whether the login
//! exists or not.

use crate::{
    Gate,
    account::{Account, AccountFact, Login},
    gate::derived_stream,
    signin::{
        code,
        lockout::{Counted, Tries},
        passkey::Relying,
        password::{self, Hasher},
        session::{self, Begin, Method, Opened, Session, shared},
        totp,
    },
    views::{
        accounts,
        attempts::{self, AttemptFact},
        sessions,
    },
};
use kernel::{ActorId, Moment, Problem, Purpose};
use log::{Log, LogError};

/// How long a code for a first password can be used.
pub const ENTRY_CODE_S: i64 = 3 * 24 * 60 * 60;

/// Where a request comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct From<'a> {
    /// Its network address.
    pub address: &'a str,
    /// What the browser says it is.
    pub device: &'a str,
}

/// The door of a node.
pub struct Door {
    pub(crate) hasher: Hasher,
    pub(crate) relying: Option<Relying>,
}

/// A try that was counted.
pub(crate) struct Counting {
    login: ([u8; 16], Tries),
    address: ([u8; 16], Tries),
}

impl Door {
    /// The door. Makes the tables of what is going on now, if they are missing.
    pub fn new(gate: &Gate, hasher: Hasher, relying: Option<Relying>) -> Result<Self, Problem> {
        let at = gate.at(&gate.system(), Purpose::System)?;
        let day_ago = at.now.plus_seconds(-2 * 24 * 60 * 60);
        shared(gate)?.commit(&at, |commit| {
            commit.sql().script(sessions::TABLES)?;
            commit.sql().script(attempts::TABLES)?;
            Ok(attempts::sweep_tries(commit.sql(), day_ago)?)
        })?;
        Ok(Self { hasher, relying })
    }

    /// The hasher.
    #[must_use]
    pub fn hasher(&self) -> &Hasher {
        &self.hasher
    }

    /// Opens a session for a login, its password and, where the account asks for one, a one-time code.
    ///
    /// # Errors
    /// `ACC-010` for a wrong or unknown anything, in the same time; `ACC-011` when the next try must wait; `ACC-012` when too
    /// many are signing in at once.
    pub fn sign_in(
        &self,
        gate: &Gate,
        from: From<'_>,
        login: &str,
        password: &str,
        code: &str,
    ) -> Result<Opened, Problem> {
        let counting = self.count(gate, from, login)?;
        let account = find(gate, login)?;
        let phc = account.as_ref().and_then(|(_, account)| account.phc.as_deref());
        let right = self.hasher.verify(password, phc)?;
        let opened = match &account {
            Some((actor, account)) if right && !account.suspended => {
                self.enter(gate, from, *actor, account, code, &counting)
            }
            _ => Err(REFUSED),
        };
        self.note(gate, from, account.map(|(actor, _)| actor), &counting, opened)
    }

    fn enter(
        &self,
        gate: &Gate,
        from: From<'_>,
        actor: ActorId,
        account: &Account,
        code: &str,
        counting: &Counting,
    ) -> Result<Opened, Problem> {
        let at = gate.at(&crate::Who::system(actor), Purpose::Administration)?;
        let now_s = at.now.millis_u64() / 1000;
        Ok(shared(gate)?.commit(&at, |commit| {
            let mut method = Method::Password;
            if let Some(secret) = &account.totp {
                let last = attempts::totp_step(commit.sql(), actor)?.and_then(|step| u64::try_from(step).ok());
                let step = totp::step_of(secret, code, now_s, last).ok_or(REFUSED)?;
                attempts::keep_totp_step(commit.sql(), actor, i64::try_from(step).unwrap_or(i64::MAX))?;
                method = Method::PasswordAndCode;
            }
            open(commit, &at, actor, method, from, counting)
        })?)
    }

    /// Opens a session for a login and the code its holder was given, and sets the password.
    ///
    /// # Errors
    /// `ACC-015` for a wrong, used or expired code or an unknown login; `ACC-020` to `ACC-023` for the password.
    pub fn choose_password(
        &self,
        gate: &Gate,
        from: From<'_>,
        login: &str,
        entry_code: &str,
        password: &str,
    ) -> Result<Opened, Problem> {
        let counting = self.count(gate, from, login)?;
        let found = find(gate, login)?;
        let right =
            found.as_ref().is_some_and(|(_, account)| !account.suspended && opens(account, entry_code, gate.now()));
        let opened = match &found {
            Some((actor, account)) if right => self.set_first(gate, from, *actor, account, password, &counting),
            _ => Err(Problem::refused("ACC-015")),
        };
        self.note(gate, from, found.map(|(actor, _)| actor), &counting, opened)
    }

    fn set_first(
        &self,
        gate: &Gate,
        from: From<'_>,
        actor: ActorId,
        account: &Account,
        password: &str,
        counting: &Counting,
    ) -> Result<Opened, Problem> {
        password::check(password, account.login.as_ref().map_or("", |l| l.as_str()), &account.name)?;
        let at = gate.at(&crate::Who::system(actor), Purpose::Administration)?;
        let phc = self.hasher.hash(password, at.random(0))?;
        Ok(shared(gate)?.commit(&at, |commit| {
            commit.execute::<Account>(&[actor.into()], &at, |past| {
                // Used in the meantime by the same request sent twice, or replaced.
                if past.main().entry_code != account.entry_code {
                    return Err(Problem::refused("ACC-015"));
                }
                Ok(vec![AccountFact::PasswordSet { account: actor, phc }])
            })?;
            open(commit, &at, actor, Method::EntryCode, from, counting)
        })?)
    }

    /// Unlocks a session with its holder's password.
    ///
    /// # Errors
    /// As for signing in, but nobody is told more.
    pub fn unlock(&self, gate: &Gate, from: From<'_>, session: &Session, password: &str) -> Result<(), Problem> {
        let counting = self.count(gate, from, &session.login)?;
        let account = session::account(gate, session.who.actor)?;
        let right = self.hasher.verify(password, account.phc.as_deref())?;
        let unlocked = if right { session::unlock(gate, session) } else { Err(REFUSED) };
        if unlocked.is_ok() {
            self.forgive(gate, &counting)?;
        }
        self.note(gate, from, Some(session.who.actor), &counting, unlocked)
    }

    /// Counts a try, unless it comes too soon after wrong ones.
    pub(crate) fn count(&self, gate: &Gate, from: From<'_>, login: &str) -> Result<Counting, Problem> {
        let at = gate.at(&gate.system(), Purpose::System)?;
        let log = shared(gate)?;
        let folded = Login::parse(login).map_or_else(|| login.chars().take(400).collect(), |l| l.to_string());
        let print = |what: &str, text: &str| log.cipher().fingerprint(what, text);
        let (login, address) = (print("tries login", &folded), print("tries address", from.address));
        Ok(log.commit(&at, |commit| {
            let by_login = attempts::tries(commit.sql(), login)?;
            let by_address = attempts::tries(commit.sql(), address)?;
            let wait =
                by_login.remaining_s(Counted::Login, at.now).max(by_address.remaining_s(Counted::Address, at.now));
            if wait > 0 {
                return Err(Problem::new("ACC-011", 429).with("seconds", wait).into());
            }
            let counting =
                Counting { login: (login, by_login.and_one(at.now)), address: (address, by_address.and_one(at.now)) };
            attempts::keep_tries(commit.sql(), login, counting.login.1)?;
            attempts::keep_tries(commit.sql(), address, counting.address.1)?;
            Ok(counting)
        })?)
    }

    /// Leaves a fact when wrong tries have become many.
    pub(crate) fn note<T>(
        &self,
        gate: &Gate,
        from: From<'_>,
        account: Option<ActorId>,
        counting: &Counting,
        outcome: Result<T, Problem>,
    ) -> Result<T, Problem> {
        let mut facts = Vec::new();
        if outcome.is_err() && counting.login.1.is_reported() {
            facts.push(AttemptFact::SignInsRefused { account, address: None, tries: counting.login.1.wrong });
        }
        if outcome.is_err() && counting.address.1.is_reported() {
            let address = Some(from.address.chars().take(64).collect());
            facts.push(AttemptFact::SignInsRefused { account: None, address, tries: counting.address.1.wrong });
        }
        if !facts.is_empty() {
            let at = gate.at(&gate.system(), Purpose::System)?;
            let stream = derived_stream("signin", &gate.node().bytes());
            shared(gate)?.commit(&at, |commit| commit.record(stream, &facts, &at))?;
        }
        outcome
    }

    fn forgive(&self, gate: &Gate, counting: &Counting) -> Result<(), Problem> {
        let at = gate.at(&gate.system(), Purpose::System)?;
        Ok(shared(gate)?.commit(&at, |commit| Ok(forgive(commit, counting)?))?)
    }
}

fn forgive(commit: &mut log::Commit<'_>, counting: &Counting) -> Result<(), log::StoreError> {
    attempts::forget_tries(commit.sql(), counting.login.0)?;
    attempts::take_back_try(commit.sql(), counting.address.0)
}

pub(crate) fn open(
    commit: &mut log::Commit<'_>,
    at: &log::At,
    actor: ActorId,
    method: Method,
    from: From<'_>,
    counting: &Counting,
) -> Result<Opened, LogError> {
    forgive(commit, counting)?;
    let account = accounts::by_id(commit.sql(), actor)?.ok_or(REFUSED)?;
    session::open(commit, at, &Begin { account: &account, method, device: from.device })
}

fn find(gate: &Gate, login: &str) -> Result<Option<(ActorId, Account)>, Problem> {
    let Some(login) = Login::parse(login) else { return Ok(None) };
    let log: &Log = shared(gate)?;
    let Some(row) = log.read(|sql| Ok(accounts::by_login(sql, &login)?))? else { return Ok(None) };
    Ok(Some((row.actor, log.state::<Account>(row.actor.into())?.state)))
}

fn opens(account: &Account, entry_code: &str, now: Moment) -> bool {
    account
        .entry_code
        .as_ref()
        .is_some_and(|(kept, until)| code::same(kept, &code::digest("entry", entry_code)) && now < *until)
}

pub(crate) const REFUSED: Problem = Problem::new("ACC-010", 401);

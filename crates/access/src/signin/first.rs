//! The first administrator. No node has a default password: while nobody administers it, its terminal shows a code that is
//! valid for 24 hours and opens the first account, once.

use crate::{
    Gate, Role,
    account::{AccountFact, Language, Login},
    gate::derived_stream,
    signin::{
        Door, code,
        door::{self, From},
        password,
        session::{Method, Opened, shared},
    },
    views::accounts,
};
use kernel::{ActorId, Moment, Problem, Purpose, StreamId, SubjectId, Text};
use log::{Facts, Header, State};
use serde::{Deserialize, Serialize};

/// How long the code can be used.
pub const VALID_S: i64 = 24 * 60 * 60;

/// Facts about setting up a node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum SetupFact {
    /// A code was shown on the terminal; the one before is worth nothing now.
    SetupCodeShown {
        /// Digest of the code.
        digest: String,
        /// Until when it can be used.
        until: Moment,
    },
    /// It was used.
    SetupCodeUsed {},
}

impl Facts for SetupFact {
    const SET: &'static str = "setup";
    fn subject(&self) -> Option<SubjectId> {
        None
    }
}

/// The code that can be used now.
#[derive(Debug, Clone, Default)]
struct Setup {
    code: Option<(String, Moment)>,
}

impl State for Setup {
    type Fact = SetupFact;
    fn apply(&mut self, fact: &SetupFact, _header: &Header) {
        self.code = match fact {
            SetupFact::SetupCodeShown { digest, until } => Some((digest.clone(), *until)),
            SetupFact::SetupCodeUsed {} => None,
        };
    }
}

/// The account of the first administrator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstAdministrator<'a> {
    /// The code from the terminal.
    pub code: &'a str,
    /// Login.
    pub login: &'a str,
    /// Name.
    pub name: &'a str,
    /// Language of the screens.
    pub language: Language,
    /// Password.
    pub password: &'a str,
}

/// Whether nobody administers this node.
pub fn is_open(gate: &Gate) -> Result<bool, Problem> {
    Ok(shared(gate)?.read(|sql| Ok(accounts::administrators(sql, None)? == 0))?)
}

/// A new code for the terminal; nothing when the node has an administrator.
pub fn offer(gate: &Gate) -> Result<Option<String>, Problem> {
    if !is_open(gate)? {
        return Ok(None);
    }
    let at = gate.at(&gate.system(), Purpose::System)?;
    let code = code::code(at.random(0));
    let fact = SetupFact::SetupCodeShown { digest: code::digest("setup", &code), until: at.now.plus_seconds(VALID_S) };
    shared(gate)?.commit(&at, |commit| commit.record(stream(gate), &[fact], &at))?;
    Ok(Some(code))
}

/// Opens the account of the first administrator and a session for it.
///
/// # Errors
/// `ACC-016` for a wrong, used or expired code, or when there is an administrator already; `ACC-011` after many wrong codes;
/// `ACC-020` to `ACC-023` for the password; `ACC-031` and `TXT-…` for login and name.
pub fn open(gate: &Gate, door: &Door, from: From<'_>, first: &FirstAdministrator<'_>) -> Result<Opened, Problem> {
    let counting = door.count(gate, from, from.address)?;
    let opened = open_counted(gate, door, from, first, &counting);
    door.note(gate, from, None, &counting, opened)
}

fn open_counted(
    gate: &Gate,
    door: &Door,
    from: From<'_>,
    first: &FirstAdministrator<'_>,
    counting: &door::Counting,
) -> Result<Opened, Problem> {
    let log = shared(gate)?;
    let wrong = Problem::field("code", "ACC-016");
    let given = code::digest("setup", first.code);
    let right = |setup: &Setup, now: Moment| {
        setup.code.as_ref().is_some_and(|(kept, until)| code::same(kept, &given) && now < *until)
    };
    if !right(&log.state::<Setup>(stream(gate))?.state, gate.now()) {
        return Err(wrong);
    }
    let login = Login::parse(first.login).ok_or_else(|| Problem::field("login", "ACC-031"))?;
    let name = Text::<80>::parse(first.name).map_err(|e| Problem::field("name", e.code()))?;
    password::check(first.password, login.as_str(), &name)?;
    let mut at = gate.at(&gate.system(), Purpose::Administration)?;
    let account: ActorId = at.id(1);
    at.actor = account;
    let phc = door.hasher.hash(first.password, at.random(2))?;
    let facts = [
        AccountFact::AccountOpened { account, login, name, language: first.language },
        AccountFact::PasswordSet { account, phc },
        AccountFact::RolesGranted { roles: vec![Role::Administrator], sites: vec![] },
    ];
    Ok(log.commit(&at, |commit| {
        let still = right(&commit.load::<Setup>(stream(gate))?.state, at.now);
        if !still || accounts::administrators(commit.sql(), None)? > 0 {
            return Err(wrong.into());
        }
        commit.record(stream(gate), &[SetupFact::SetupCodeUsed {}], &at)?;
        commit.record(account.into(), &facts, &at)?;
        door::open(commit, &at, account, Method::EntryCode, from, counting)
    })?)
}

fn stream(gate: &Gate) -> StreamId {
    derived_stream("setup", &gate.node().bytes())
}

//! Sessions: who is at this screen. A secret of 256 random bits in a cookie, of which only the digest is kept. After 15 minutes
//! without a touch the screen locks, and its holder unlocks it; after 10 hours the shift is over. A session ends at once when
//! its account is suspended, its roles change or its password is set.

use crate::{
    Gate, Who,
    account::Account,
    gate::derived_stream,
    signin::password::Hasher,
    views::{
        accounts::{self, AccountRow},
        sessions,
    },
};
use contracts::site::{SiteDescription, SiteFact};
use kernel::{ActorId, Moment, Problem, Purpose, SiteId, StreamId, SubjectId, Zone};
use log::{At, Facts, Header, Log, LogError, State, keyring::hex, keyring::unhex};
use serde::{Deserialize, Serialize};
use std::str::FromStr;
use uuid::Uuid;

/// Seconds without a touch after which a screen locks.
pub const IDLE_S: i64 = 15 * 60;
/// Seconds after which a session ends, locked or not: a shift.
pub const SHIFT_S: i64 = 10 * 60 * 60;
/// A touch is written down when the last one written is this old.
const TOUCH_S: i64 = 30;
/// Wrong PINs after which the session ends.
const PIN_TRIES: u32 = 5;

/// How somebody signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Login and password.
    Password,
    /// Login, password and a one-time code.
    PasswordAndCode,
    /// A passkey.
    Passkey,
    /// A code for the first password, or for setting up the node.
    EntryCode,
}

impl Method {
    /// Its name in data; its words are under `signin-method-<name>`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Method::Password => "password",
            Method::PasswordAndCode => "password_and_code",
            Method::Passkey => "passkey",
            Method::EntryCode => "entry_code",
        }
    }
}

impl FromStr for Method {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let all = [Method::Password, Method::PasswordAndCode, Method::Passkey, Method::EntryCode];
        all.into_iter().find(|method| method.name() == text).ok_or(())
    }
}

/// Facts about signing in; one stream per account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum SessionFact {
    /// Somebody signed in.
    SignedIn {
        /// Number of the session.
        session: Uuid,
        /// How.
        method: Method,
    },
    /// A session was ended by its holder, or by five wrong PINs.
    SessionEnded {
        /// Number of the session.
        session: Uuid,
    },
}

impl Facts for SessionFact {
    const SET: &'static str = "session";
    fn subject(&self) -> Option<SubjectId> {
        None
    }
}

/// A session as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Digest of the secret.
    pub id: [u8; 32],
    /// What its holder sees in the list of sessions.
    pub number: Uuid,
    /// The account.
    pub actor: ActorId,
    /// The account's epoch when it began.
    pub epoch: i64,
    /// When it began.
    pub opened: Moment,
    /// The last touch that was written down.
    pub seen: Moment,
    /// When the shift is over.
    pub ends: Moment,
    /// Whether the screen was locked.
    pub locked: bool,
    /// Hash of the PIN that unlocks it.
    pub pin: Option<String>,
    /// Wrong PINs in a row.
    pub pin_tries: u32,
    /// The site its holder works at now.
    pub site: Option<SiteId>,
    /// The name of that site.
    pub site_name: String,
    /// Minutes that the site's wall clock is ahead of UTC.
    pub utc_offset_minutes: i32,
    /// Why its holder works now.
    pub purpose: Option<Purpose>,
    /// How its holder signed in.
    pub method: Method,
    /// What the browser says it is, shortened.
    pub device: String,
}

/// How a session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Its holder can work.
    Open,
    /// Its holder must unlock it.
    Locked,
    /// It is over.
    Over,
}

impl Kept {
    /// How it stands at `now` for this account.
    #[must_use]
    pub fn standing(&self, account: Option<&AccountRow>, now: Moment) -> Standing {
        match account {
            Some(account) if !account.suspended && account.epoch == self.epoch && now < self.ends => {
                let idle = now.seconds_since(self.seen) >= IDLE_S;
                if self.locked || idle { Standing::Locked } else { Standing::Open }
            }
            _ => Standing::Over,
        }
    }
}

/// A session as a request sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Who works.
    pub who: Who,
    /// The login.
    pub login: String,
    /// Whether the screen is locked.
    pub locked: bool,
    /// Whether a PIN unlocks it.
    pub has_pin: bool,
    /// As kept.
    pub kept: Kept,
}

/// A session that was just opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The secret, for the cookie. It is nowhere else.
    pub secret: String,
    /// The session.
    pub session: Session,
}

/// What a new session begins with.
pub(crate) struct Begin<'a> {
    pub account: &'a AccountRow,
    pub method: Method,
    pub device: &'a str,
}

/// Opens a session in this commit.
pub(crate) fn open(commit: &mut log::Commit<'_>, at: &At, begin: &Begin<'_>) -> Result<Opened, LogError> {
    let secret: [u8; 32] = at.random(900);
    let account = begin.account;
    let mut kept = Kept {
        id: digest(&secret),
        number: at.id(901),
        actor: account.actor,
        epoch: account.epoch,
        opened: at.now,
        seen: at.now,
        ends: at.now.plus_seconds(SHIFT_S),
        locked: false,
        pin: None,
        pin_tries: 0,
        site: None,
        site_name: String::new(),
        utc_offset_minutes: 0,
        purpose: None,
        method: begin.method,
        device: begin.device.chars().filter(|c| !c.is_control()).take(250).collect(),
    };
    if let [only] = account.sites.as_slice() {
        let site = commit.load::<SiteAt>((*only).into())?.state;
        if let Some(described) = site.described.filter(|_| !site.closed) {
            (kept.site, kept.utc_offset_minutes) = (Some(*only), described.utc_offset_minutes);
            kept.site_name = described.name.to_string();
        }
    }
    sessions::sweep(commit.sql(), at.now)?;
    sessions::keep(commit.sql(), &kept)?;
    let fact = SessionFact::SignedIn { session: kept.number, method: begin.method };
    commit.record(stream(account.actor), &[fact], at)?;
    Ok(Opened { secret: hex(&secret), session: seen_as(kept, account, false) })
}

/// The session of a cookie's secret at this moment, locked or not; `None` when there is none or it is over.
pub fn find(gate: &Gate, secret: &str) -> Result<Option<Session>, Problem> {
    let Some(bytes) = unhex(secret).and_then(|bytes| <[u8; 32]>::try_from(bytes).ok()) else { return Ok(None) };
    let log = shared(gate)?;
    let now = gate.now();
    let found = log.read(|sql| {
        let Some(kept) = sessions::find(sql, digest(&bytes))? else { return Ok(None) };
        let account = accounts::by_id(sql, kept.actor)?;
        Ok(Some((kept, account)))
    })?;
    let Some((mut kept, account)) = found else { return Ok(None) };
    let standing = kept.standing(account.as_ref(), now);
    let (Some(account), Standing::Open | Standing::Locked) = (account, standing) else {
        change(gate, |sql| sessions::remove(sql, kept.id))?;
        return Ok(None);
    };
    let locked = standing == Standing::Locked;
    let stale = now.seconds_since(kept.seen) >= TOUCH_S || now < kept.seen;
    if !locked && stale {
        kept.seen = now;
        change(gate, |sql| sessions::keep(sql, &kept))?;
    } else if locked && !kept.locked {
        kept.locked = true;
        change(gate, |sql| sessions::keep(sql, &kept))?;
    }
    Ok(Some(seen_as(kept, &account, locked)))
}

/// Locks the screen.
pub fn lock(gate: &Gate, session: &Session) -> Result<(), Problem> {
    keep(gate, &Kept { locked: true, ..session.kept.clone() })
}

/// Unlocks it, after its holder has shown who it is.
pub(crate) fn unlock(gate: &Gate, session: &Session) -> Result<(), Problem> {
    keep(gate, &Kept { locked: false, seen: gate.now(), pin_tries: 0, ..session.kept.clone() })
}

/// Unlocks it with its PIN.
///
/// # Errors
/// `ACC-017` when the PIN is wrong, with the tries left; `ACC-013` when that was the fifth: the session is over.
pub fn unlock_with_pin(gate: &Gate, hasher: &Hasher, session: &Session, pin: &str) -> Result<(), Problem> {
    // Counted before it is checked, so that many tries at once are many tries.
    let tries = session.kept.pin_tries + 1;
    keep(gate, &Kept { pin_tries: tries, ..session.kept.clone() })?;
    let pin = kernel::text::latin_digits(pin);
    if hasher.verify(&pin, session.kept.pin.as_deref())? {
        return unlock(gate, session);
    }
    if tries >= PIN_TRIES {
        end(gate, session, session.kept.number)?;
        return Err(Problem::new("ACC-013", 401));
    }
    Err(Problem::refused("ACC-017").with("left", PIN_TRIES - tries))
}

/// Sets the PIN that unlocks this session: 6 to 12 digits, not one repeated, not a row.
pub fn set_pin(gate: &Gate, hasher: &Hasher, session: &Session, pin: &str) -> Result<(), Problem> {
    let digits: Vec<u32> = kernel::text::latin_digits(pin).chars().filter_map(|c| c.to_digit(10)).collect();
    let steps: Vec<i64> =
        digits.iter().zip(digits.iter().skip(1)).map(|(a, b)| i64::from(*b) - i64::from(*a)).collect();
    let in_row = steps.iter().all(|s| *s == 0) || steps.iter().all(|s| *s == 1) || steps.iter().all(|s| *s == -1);
    if digits.len() != pin.trim().chars().count() || !(6..=12).contains(&digits.len()) || in_row {
        return Err(Problem::field("pin", "ACC-018"));
    }
    let text: String = digits.iter().filter_map(|d| char::from_digit(*d, 10)).collect();
    let salt = gate.at(&session.who, Purpose::Administration)?.random(0);
    let pin = Some(hasher.hash(&text, salt)?);
    keep(gate, &Kept { pin, pin_tries: 0, ..session.kept.clone() })
}

/// Chooses where and why its holder works from now on.
///
/// # Errors
/// `ACC-019` when the site is closed or not one of the account's.
pub fn choose(gate: &Gate, session: &Session, site: Option<SiteId>, purpose: Option<Purpose>) -> Result<(), Problem> {
    let (mut utc_offset_minutes, mut site_name) = (0, String::new());
    if let Some(site) = site {
        let known = shared(gate)?.state::<SiteAt>(site.into())?.state;
        let open = known.described.filter(|_| !known.closed && session.who.sites.contains(&site));
        let open = open.ok_or(Problem::field("site", "ACC-019"))?;
        (utc_offset_minutes, site_name) = (open.utc_offset_minutes, open.name.to_string());
    }
    keep(gate, &Kept { site, site_name, utc_offset_minutes, purpose, ..session.kept.clone() })
}

/// The open sites of its holder, with their names.
pub fn sites(gate: &Gate, session: &Session) -> Result<Vec<(SiteId, String)>, Problem> {
    let mut sites = Vec::new();
    for site in &session.who.sites {
        let known = shared(gate)?.state::<SiteAt>((*site).into())?.state;
        if let Some(described) = known.described.filter(|_| !known.closed) {
            sites.push((*site, described.name.to_string()));
        }
    }
    Ok(sites)
}

/// The sessions of its holder that are not over.
pub fn own(gate: &Gate, session: &Session) -> Result<Vec<Kept>, Problem> {
    let now = gate.now();
    Ok(shared(gate)?.read(|sql| {
        let account = accounts::by_id(sql, session.who.actor)?;
        let all = sessions::of_actor(sql, session.who.actor)?;
        Ok(all.into_iter().filter(|kept| kept.standing(account.as_ref(), now) != Standing::Over).collect())
    })?)
}

/// Ends one of the holder's own sessions: this one, or one left open elsewhere.
pub fn end(gate: &Gate, session: &Session, number: Uuid) -> Result<(), Problem> {
    let at = gate.at(&session.who, Purpose::Administration)?;
    Ok(shared(gate)?.commit(&at, |commit| {
        let all = sessions::of_actor(commit.sql(), session.who.actor)?;
        let kept = all.iter().find(|kept| kept.number == number).ok_or_else(Problem::not_found)?;
        sessions::remove(commit.sql(), kept.id)?;
        commit.record(stream(session.who.actor), &[SessionFact::SessionEnded { session: number }], &at)
    })?)
}

/// Lets this session live on after its own account changed, in the commit of the change: the others end.
pub(crate) fn live_on(commit: &mut log::Commit<'_>, session: &Session) -> Result<(), LogError> {
    if let Some(account) = accounts::by_id(commit.sql(), session.who.actor)? {
        sessions::keep(commit.sql(), &Kept { epoch: account.epoch, ..session.kept.clone() })?;
    }
    Ok(())
}

fn keep(gate: &Gate, kept: &Kept) -> Result<(), Problem> {
    change(gate, |sql| sessions::keep(sql, kept))
}

fn change(gate: &Gate, work: impl FnOnce(&mut dyn log::Sql) -> Result<(), log::StoreError>) -> Result<(), Problem> {
    let at = gate.at(&gate.system(), Purpose::System)?;
    Ok(shared(gate)?.commit(&at, |commit| Ok(work(commit.sql())?))?)
}

fn seen_as(kept: Kept, account: &AccountRow, locked: bool) -> Session {
    let mut who = account.who();
    who.site = kept.site.filter(|site| account.sites.contains(site));
    who.site_name = kept.site_name.clone();
    (who.utc_offset_minutes, who.purpose) = (kept.utc_offset_minutes, kept.purpose);
    Session { who, login: account.login.clone(), locked, has_pin: kept.pin.is_some(), kept }
}

fn digest(secret: &[u8; 32]) -> [u8; 32] {
    blake3::derive_key("manara 2026 session v1", secret)
}

fn stream(actor: ActorId) -> StreamId {
    derived_stream("session", &actor.bytes())
}

/// The log of the shared zone, without which nobody can sign in.
pub(crate) fn shared(gate: &Gate) -> Result<&Log, Problem> {
    gate.log(Zone::Shared).ok_or_else(Problem::not_found)
}

/// The account of an id, whole.
pub(crate) fn account(gate: &Gate, actor: ActorId) -> Result<Account, Problem> {
    Ok(shared(gate)?.state::<Account>(actor.into())?.state)
}

/// A site as far as a session needs it.
#[derive(Debug, Clone, Default)]
struct SiteAt {
    described: Option<SiteDescription>,
    closed: bool,
}

impl State for SiteAt {
    type Fact = SiteFact;
    fn apply(&mut self, fact: &SiteFact, _header: &Header) {
        match fact {
            SiteFact::SiteDescribed(described) => self.described = Some(described.clone()),
            SiteFact::SiteClosed {} => self.closed = true,
        }
    }
}

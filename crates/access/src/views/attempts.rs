//! Tries to sign in: the counters of the brake, which may be lost without harm, and the read table of refused tries.

use crate::signin::lockout::Tries;
use kernel::{ActorId, Moment};
use log::{Facts, LogError, Recorded, Sql, StoreError, View, params};
use serde::{Deserialize, Serialize};

/// Refused tries to sign in, counted: one fact at the fifth, tenth, twentieth… of a login or an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum AttemptFact {
    /// So many tries were refused in a row.
    SignInsRefused {
        /// The account, if the login is one. What was typed is not kept: it may be a password in the wrong field.
        account: Option<ActorId>,
        /// The address, when tries were counted by address.
        address: Option<String>,
        /// How many.
        tries: u32,
    },
}

impl Facts for AttemptFact {
    const SET: &'static str = "signin";
    fn subject(&self) -> Option<kernel::SubjectId> {
        None
    }
}

/// The read table of refused tries.
pub const ATTEMPT_VIEW: View = View {
    name: "refused_attempt",
    version: 1,
    tables: "CREATE TABLE refused_attempt (at BIGINT NOT NULL, account BYTEA, address TEXT, tries BIGINT NOT NULL);",
    indexes: "CREATE INDEX refused_attempt_at ON refused_attempt (at);",
    drop: &["refused_attempt"],
    wants: |kind| kind.starts_with("signin."),
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    let Some(AttemptFact::SignInsRefused { account, address, tries }) = recorded.fact()? else { return Ok(()) };
    sql.execute(
        "INSERT INTO refused_attempt (at, account, address, tries) VALUES ($1, $2, $3, $4)",
        params![recorded.header.happened_from, account, address, tries],
    )?;
    Ok(())
}

/// One line of the list of refused tries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// When the count was reached.
    pub at: Moment,
    /// The login of the account, if it is one.
    pub login: Option<String>,
    /// The address.
    pub address: Option<String>,
    /// How many in a row.
    pub tries: i64,
}

/// Refused tries, the latest first.
pub fn refused(sql: &mut dyn Sql, limit: i64, offset: i64) -> Result<Vec<Refused>, StoreError> {
    let rows = sql.rows(
        "SELECT r.at, a.login, r.address, r.tries FROM refused_attempt r LEFT JOIN account a ON a.actor = r.account \
         ORDER BY r.at DESC LIMIT $1 OFFSET $2",
        params![limit, offset],
    )?;
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let line = |row: &log::Row| Refused {
        at: Moment::from_millis(row.int(0)),
        login: owned(row.opt_text(1)),
        address: owned(row.opt_text(2)),
        tries: row.int(3),
    };
    Ok(rows.iter().map(line).collect())
}

pub(crate) const TABLES: &str =
    "CREATE TABLE IF NOT EXISTS signin_tries (what BYTEA PRIMARY KEY, wrong BIGINT NOT NULL, last BIGINT NOT NULL);
     CREATE TABLE IF NOT EXISTS totp_used (actor BYTEA PRIMARY KEY, step BIGINT NOT NULL);";

pub(crate) fn tries(sql: &mut dyn Sql, what: [u8; 16]) -> Result<Tries, StoreError> {
    let row = sql.first("SELECT wrong, last FROM signin_tries WHERE what = $1", params![what])?;
    Ok(row.map_or_else(Tries::default, |row| Tries {
        wrong: u32::try_from(row.int(0)).unwrap_or(u32::MAX),
        last: Moment::from_millis(row.int(1)),
    }))
}

pub(crate) fn keep_tries(sql: &mut dyn Sql, what: [u8; 16], tries: Tries) -> Result<(), StoreError> {
    sql.execute(
        "INSERT INTO signin_tries (what, wrong, last) VALUES ($1, $2, $3) ON CONFLICT (what) DO UPDATE SET wrong = $2, last = $3",
        params![what, tries.wrong, tries.last],
    )?;
    Ok(())
}

pub(crate) fn forget_tries(sql: &mut dyn Sql, what: [u8; 16]) -> Result<(), StoreError> {
    sql.execute("DELETE FROM signin_tries WHERE what = $1", params![what])?;
    Ok(())
}

/// Takes one try back: it was right, though others from the same address were not.
pub(crate) fn take_back_try(sql: &mut dyn Sql, what: [u8; 16]) -> Result<(), StoreError> {
    sql.execute("UPDATE signin_tries SET wrong = wrong - 1 WHERE what = $1 AND wrong > 0", params![what])?;
    Ok(())
}

pub(crate) fn sweep_tries(sql: &mut dyn Sql, before: Moment) -> Result<(), StoreError> {
    sql.execute("DELETE FROM signin_tries WHERE last < $1", params![before])?;
    Ok(())
}

pub(crate) fn totp_step(sql: &mut dyn Sql, actor: ActorId) -> Result<Option<i64>, StoreError> {
    Ok(sql.first("SELECT step FROM totp_used WHERE actor = $1", params![actor])?.map(|row| row.int(0)))
}

pub(crate) fn keep_totp_step(sql: &mut dyn Sql, actor: ActorId, step: i64) -> Result<(), StoreError> {
    sql.execute(
        "INSERT INTO totp_used (actor, step) VALUES ($1, $2) ON CONFLICT (actor) DO UPDATE SET step = $2",
        params![actor, step],
    )?;
    Ok(())
}

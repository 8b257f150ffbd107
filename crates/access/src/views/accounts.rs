//! Accounts: found by login and by id, without a secret. One table, zone shared.

use crate::{
    Role, Who,
    account::{AccountFact, Login},
};
use kernel::{ActorId, SiteId};
use log::{Facts, LogError, Recorded, Row, Sql, StoreError, View, params};

/// The read table of accounts.
pub const ACCOUNT_VIEW: View = View {
    name: "account",
    version: 1,
    tables: "CREATE TABLE account (actor BYTEA PRIMARY KEY, login TEXT NOT NULL, name TEXT NOT NULL, language TEXT NOT NULL, \
             roles TEXT NOT NULL, sites TEXT NOT NULL, suspended BIGINT NOT NULL, \
             password BIGINT NOT NULL, totp BIGINT NOT NULL, passkeys BIGINT NOT NULL, epoch BIGINT NOT NULL, \
             opened BIGINT NOT NULL);",
    indexes: "CREATE INDEX account_login ON account (login);",
    drop: &["account"],
    wants: |kind| kind.starts_with("account."),
    apply: take,
};

const COLUMNS: &str = "actor, login, name, language, roles, sites, suspended, password, totp, passkeys, epoch, opened";

/// An account as the lists and the session see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// The account.
    pub actor: ActorId,
    /// Its login, folded.
    pub login: String,
    /// Its holder's name.
    pub name: String,
    /// `ar`, `fr` or `en`.
    pub language: String,
    /// Roles.
    pub roles: Vec<Role>,
    /// Sites.
    pub sites: Vec<SiteId>,
    /// Whether it cannot be used.
    pub suspended: bool,
    /// Whether a password is set.
    pub password: bool,
    /// Whether one-time codes are asked for.
    pub totp: bool,
    /// How many passkeys it has.
    pub passkeys: i64,
    /// Raised by everything that ends its sessions.
    pub epoch: i64,
    /// When it was opened, in milliseconds.
    pub opened: i64,
}

impl AccountRow {
    fn of(row: &Row) -> Option<Self> {
        Some(Self {
            actor: row.id(0)?,
            login: row.text(1).to_owned(),
            name: row.text(2).to_owned(),
            language: row.text(3).to_owned(),
            roles: words(row.text(4)),
            sites: words(row.text(5)),
            suspended: row.int(6) != 0,
            password: row.int(7) != 0,
            totp: row.int(8) != 0,
            passkeys: row.int(9),
            epoch: row.int(10),
            opened: row.int(11),
        })
    }

    /// Its holder, with no site or purpose chosen.
    #[must_use]
    pub fn who(&self) -> Who {
        Who {
            actor: self.actor,
            name: self.name.clone(),
            roles: self.roles.clone(),
            sites: self.sites.clone(),
            site: None,
            site_name: String::new(),
            utc_offset_minutes: 0,
            language: self.language.clone(),
            purpose: None,
        }
    }
}

/// Lists are kept as `,a,b,`: a whole word can be looked for.
fn words<T: std::str::FromStr>(text: &str) -> Vec<T> {
    text.split(',').filter_map(|word| word.parse().ok()).collect()
}

fn joined<T: ToString>(items: &[T]) -> String {
    items.iter().fold(String::from(","), |mut all, item| {
        all.push_str(&item.to_string());
        all.push(',');
        all
    })
}

/// The account of this id.
pub fn by_id(sql: &mut dyn Sql, actor: ActorId) -> Result<Option<AccountRow>, StoreError> {
    let query = format!("SELECT {COLUMNS} FROM account WHERE actor = $1");
    Ok(sql.first(&query, params![actor])?.as_ref().and_then(AccountRow::of))
}

/// The account of this login; of two opened apart, the older.
pub fn by_login(sql: &mut dyn Sql, login: &Login) -> Result<Option<AccountRow>, StoreError> {
    let query = format!("SELECT {COLUMNS} FROM account WHERE login = $1 ORDER BY opened, actor");
    Ok(sql.first(&query, params![login.as_str()])?.as_ref().and_then(AccountRow::of))
}

/// All accounts, by login.
pub fn all(sql: &mut dyn Sql, limit: i64, offset: i64) -> Result<Vec<AccountRow>, StoreError> {
    let query = format!("SELECT {COLUMNS} FROM account ORDER BY login, actor LIMIT $1 OFFSET $2");
    Ok(sql.rows(&query, params![limit, offset])?.iter().filter_map(AccountRow::of).collect())
}

/// How many accounts there are.
pub fn count(sql: &mut dyn Sql) -> Result<i64, StoreError> {
    Ok(sql.first("SELECT count(*) FROM account", &[])?.map_or(0, |row| row.int(0)))
}

/// How many administrators can act, besides `except`.
pub fn administrators(sql: &mut dyn Sql, except: Option<ActorId>) -> Result<i64, StoreError> {
    let query = "SELECT count(*) FROM account WHERE roles LIKE '%,administrator,%' AND suspended = 0 AND actor <> $1";
    let except = except.map_or_else(Vec::new, |actor| actor.bytes().to_vec());
    Ok(sql.first(query, params![except])?.map_or(0, |row| row.int(0)))
}

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    let actor = ActorId(recorded.header.stream.0);
    let Some(fact) = recorded.fact::<AccountFact>()? else {
        if recorded.body.is_none() && recorded.kind().starts_with(AccountFact::SET) {
            sql.execute(
                "UPDATE account SET suspended = 1, epoch = epoch + 1, name = '', login = '' WHERE actor = $1",
                params![actor],
            )?;
        }
        return Ok(());
    };
    let changed = |sql: &mut dyn Sql, set: &str| {
        sql.execute(&format!("UPDATE account SET {set} WHERE actor = $1"), params![actor])
    };
    match fact {
        AccountFact::AccountOpened { login, name, language, .. } => sql.execute(
            "INSERT INTO account (actor, login, name, language, roles, sites, suspended, password, totp, passkeys, \
             epoch, opened) VALUES ($1, $2, $3, $4, ',', ',', 0, 0, 0, 0, 0, $5) ON CONFLICT (actor) DO NOTHING",
            params![actor, login.as_str(), name.as_str(), language.code(), recorded.header.happened_from],
        )?,
        AccountFact::EntryCodeIssued { .. }
        | AccountFact::TotpProposed { .. }
        | AccountFact::PasskeyAdvanced { .. } => 0,
        AccountFact::PasswordSet { .. } => changed(sql, "password = 1, epoch = epoch + 1")?,
        AccountFact::TotpSet {} => changed(sql, "totp = 1")?,
        AccountFact::TotpRemoved {} => changed(sql, "totp = 0")?,
        AccountFact::PasskeyAdded { .. } => changed(sql, "passkeys = passkeys + 1")?,
        AccountFact::PasskeyRemoved { .. } => changed(sql, "passkeys = passkeys - 1, epoch = epoch + 1")?,
        AccountFact::RolesGranted { roles, sites } => sql.execute(
            "UPDATE account SET roles = $2, sites = $3, epoch = epoch + 1 WHERE actor = $1",
            params![actor, joined(&roles), joined(&sites)],
        )?,
        AccountFact::Suspended { .. } => changed(sql, "suspended = 1, epoch = epoch + 1")?,
        AccountFact::Restored {} => changed(sql, "suspended = 0")?,
        AccountFact::LanguageChosen { language } => {
            sql.execute("UPDATE account SET language = $2 WHERE actor = $1", params![actor, language.code()])?
        }
    };
    Ok(())
}

//! Accounts: who may sign in, with which roles. Secrets are in no table, so no view can show one.

use access::{
    Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef,
    views::accounts::{self, AccountRow},
};
use kernel::{ActorId, Moment, Problem};
use log::StoreError;
use serde_json::json;

/// All accounts.
pub const ACCOUNTS: ViewDef = ViewDef {
    name: "accounts",
    params: &[],
    columns: &[
        Column { key: "account", kind: Kind::Id, hxl: "#contact+id", sorts: false },
        Column { key: "account_login", kind: Kind::Text, hxl: "#contact+login", sorts: false },
        Column { key: "account_name", kind: Kind::Text, hxl: "#contact+name", sorts: false },
        Column { key: "account_roles", kind: Kind::Codes("role"), hxl: "#contact+role", sorts: false },
        Column { key: "account_state", kind: Kind::Code("account-state"), hxl: "#status", sorts: false },
        Column { key: "account_opened", kind: Kind::Moment, hxl: "#date+start", sorts: false },
    ],
    read,
};

/// Whether it can be used: `active`, `suspended`, or `waiting` for its holder's first password.
fn state(row: &AccountRow) -> &'static str {
    match row {
        _ if row.suspended => "suspended",
        _ if row.password || row.passkeys > 0 => "active",
        _ => "waiting",
    }
}

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let rows = accounts::all(reading.sql, query.limit(), query.offset()).map_err(StoreError::problem)?;
    let total = accounts::count(reading.sql).map_err(StoreError::problem)?;
    let subjects = rows.iter().map(|row| row.actor.into()).collect();
    let shown = |row: &AccountRow| {
        let roles: Vec<&str> = row.roles.iter().map(|role| role.name()).collect();
        vec![
            Some(row.actor).into(),
            Cell::Text(row.login.clone()),
            Cell::Text(row.name.clone()),
            Cell::Text(roles.join(", ")),
            Cell::Text(state(row).to_owned()),
            Cell::Moment(Moment::from_millis(row.opened)),
        ]
    };
    Ok(Answer::Table { rows: rows.iter().map(shown).collect(), total: Some(total), subjects })
}

/// One account, whole.
pub const ACCOUNT: ViewDef = ViewDef {
    name: "account",
    params: &[Param { name: "account", kind: Kind::Id, required: true }],
    columns: &[],
    read: read_one,
};

fn read_one(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let actor: ActorId = query.required("account")?;
    let row = accounts::by_id(reading.sql, actor).map_err(StoreError::problem)?.ok_or_else(Problem::not_found)?;
    let value = json!({
        "account": actor, "login": row.login, "name": row.name, "language": row.language, "roles": row.roles,
        "sites": row.sites, "state": state(&row), "password": row.password, "one_time_codes": row.totp,
        "passkeys": row.passkeys, "opened": Moment::from_millis(row.opened),
    });
    Ok(Answer::Record { value, subjects: vec![actor.into()] })
}

//! Sessions: a table of what is going on now, not a view of facts. It lies in the encrypted store of the shared zone, so that
//! people stay signed in when the power fails; losing it signs everybody out and loses nothing else.

use crate::signin::session::{Kept, Method};
use kernel::{ActorId, Moment};
use log::{Row, Sql, StoreError, params};

pub(crate) const TABLES: &str = "CREATE TABLE IF NOT EXISTS session (id BYTEA PRIMARY KEY, number BYTEA NOT NULL, actor BYTEA NOT NULL, \
     epoch BIGINT NOT NULL, opened BIGINT NOT NULL, seen BIGINT NOT NULL, ends BIGINT NOT NULL, locked BIGINT NOT NULL, pin TEXT, \
     pin_tries BIGINT NOT NULL, site BYTEA, site_name TEXT NOT NULL, \
     utc_offset BIGINT NOT NULL, purpose TEXT, method TEXT NOT NULL, device TEXT NOT NULL);
     CREATE INDEX IF NOT EXISTS session_actor ON session (actor);";

const COLUMNS: &str = "id, number, actor, epoch, opened, seen, ends, locked, pin, pin_tries, site, utc_offset, purpose, method, device, site_name";

fn of(row: &Row) -> Option<Kept> {
    Some(Kept {
        id: row.blob(0).try_into().ok()?,
        number: row.id(1)?,
        actor: row.id(2)?,
        epoch: row.int(3),
        opened: Moment::from_millis(row.int(4)),
        seen: Moment::from_millis(row.int(5)),
        ends: Moment::from_millis(row.int(6)),
        locked: row.int(7) != 0,
        pin: row.opt_text(8).map(str::to_owned),
        pin_tries: u32::try_from(row.int(9)).unwrap_or(u32::MAX),
        site: row.id(10),
        utc_offset_minutes: i32::try_from(row.int(11)).unwrap_or(0),
        purpose: row.opt_text(12).and_then(|p| p.parse().ok()),
        method: row.text(13).parse().unwrap_or(Method::Password),
        device: row.text(14).to_owned(),
        site_name: row.text(15).to_owned(),
    })
}

pub(crate) fn find(sql: &mut dyn Sql, id: [u8; 32]) -> Result<Option<Kept>, StoreError> {
    let query = format!("SELECT {COLUMNS} FROM session WHERE id = $1");
    Ok(sql.first(&query, params![id])?.as_ref().and_then(of))
}

pub(crate) fn of_actor(sql: &mut dyn Sql, actor: ActorId) -> Result<Vec<Kept>, StoreError> {
    let query = format!("SELECT {COLUMNS} FROM session WHERE actor = $1 ORDER BY opened DESC");
    Ok(sql.rows(&query, params![actor])?.iter().filter_map(of).collect())
}

pub(crate) fn keep(sql: &mut dyn Sql, session: &Kept) -> Result<(), StoreError> {
    sql.execute(
        "INSERT INTO session (id, number, actor, epoch, opened, seen, ends, locked, pin, pin_tries, site, utc_offset, \
         purpose, method, device, site_name) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) \
         ON CONFLICT (id) DO UPDATE SET epoch = $4, seen = $6, locked = $8, pin = $9, pin_tries = $10, site = $11, \
         utc_offset = $12, purpose = $13, site_name = $16",
        params![
            session.id,
            session.number.into_bytes(),
            session.actor,
            session.epoch,
            session.opened,
            session.seen,
            session.ends,
            session.locked,
            session.pin.clone(),
            session.pin_tries,
            session.site,
            session.utc_offset_minutes,
            session.purpose.map(kernel::Purpose::name),
            session.method.name(),
            session.device.as_str(),
            session.site_name.as_str(),
        ],
    )?;
    Ok(())
}

pub(crate) fn remove(sql: &mut dyn Sql, id: [u8; 32]) -> Result<(), StoreError> {
    sql.execute("DELETE FROM session WHERE id = $1", params![id])?;
    Ok(())
}

pub(crate) fn sweep(sql: &mut dyn Sql, now: Moment) -> Result<(), StoreError> {
    sql.execute("DELETE FROM session WHERE ends < $1", params![now])?;
    Ok(())
}

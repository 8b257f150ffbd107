//! The tables of stock: every movement, every count, what was sent and received, and hand-outs as far as they concern nobody's
//! record. The order in which facts become known does not matter.

use crate::{facts::Fact, stock::Line};
use kernel::{ConsignmentId, HandOutId, Moment, SiteId};
use log::{LogError, Recorded, Sql, View, params};

/// Movements, counts, consignments, hand-outs.
pub const TABLES: View = View {
    name: "relief_stock",
    version: 1,
    tables: "CREATE TABLE relief_movement (of BYTEA NOT NULL, kind TEXT NOT NULL, item BYTEA NOT NULL, site BYTEA NOT NULL, \
             quantity BIGINT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (of, kind, item));\
             CREATE TABLE relief_count (count BYTEA PRIMARY KEY, site BYTEA NOT NULL, item BYTEA NOT NULL, counted BIGINT NOT NULL, \
             expected BIGINT NOT NULL, why TEXT, note TEXT, at BIGINT NOT NULL);\
             CREATE TABLE relief_sent (consignment BYTEA PRIMARY KEY, site BYTEA NOT NULL, other BYTEA NOT NULL, at BIGINT NOT NULL);\
             CREATE TABLE relief_received (consignment BYTEA PRIMARY KEY, site BYTEA NOT NULL, origin TEXT, at BIGINT NOT NULL, \
             times BIGINT NOT NULL);\
             CREATE TABLE relief_handout (handout BYTEA PRIMARY KEY, site BYTEA NOT NULL, people BIGINT NOT NULL, note TEXT, \
             actor BYTEA NOT NULL, at BIGINT NOT NULL);\
             CREATE TABLE relief_taken_back (handout BYTEA PRIMARY KEY, why TEXT NOT NULL, note TEXT, restock BIGINT NOT NULL, \
             at BIGINT NOT NULL);",
    indexes: "CREATE INDEX relief_movement_site ON relief_movement (site, item, at);\
              CREATE INDEX relief_count_site ON relief_count (site, item, at);\
              CREATE INDEX relief_sent_site ON relief_sent (site, at);\
              CREATE INDEX relief_sent_other ON relief_sent (other, at);\
              CREATE INDEX relief_received_site ON relief_received (site, at);\
              CREATE INDEX relief_handout_site ON relief_handout (site, at);",
    drop: &["relief_taken_back", "relief_handout", "relief_received", "relief_sent", "relief_count", "relief_movement"],
    wants: |kind| {
        kind.starts_with("relief.stock_") || matches!(kind, "relief.handed_out" | "relief.hand_out_taken_back")
    },
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    let at = recorded.header.happened_from;
    match recorded.fact::<Fact>()? {
        Some(Fact::StockSent { consignment, from, to, lines }) => {
            sql.execute(
                "INSERT INTO relief_sent (consignment, site, other, at) VALUES ($1, $2, $3, $4) \
                 ON CONFLICT (consignment) DO NOTHING",
                params![consignment, from, to, at],
            )?;
            moved(sql, consignment.bytes(), "sent", from, &lines, at)?;
        }
        Some(Fact::StockReceived { consignment, site, from, lines }) => {
            received(sql, consignment, site, from.map(|from| from.to_string()), &lines, at)?;
        }
        Some(Fact::StockCounted { count, site, item, counted, expected, why, note }) => {
            let why = why.map(crate::stock::CountReason::name);
            sql.execute(
                "INSERT INTO relief_count (count, site, item, counted, expected, why, note, at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (count) DO NOTHING",
                params![count, site, item, counted, expected, why, note.map(|note| note.to_string()), at],
            )?;
        }
        Some(Fact::HandedOut { handout, site, people, lines, note }) => {
            sql.execute(
                "INSERT INTO relief_handout (handout, site, people, note, actor, at) VALUES ($1, $2, $3, $4, $5, $6) \
                 ON CONFLICT (handout) DO NOTHING",
                params![handout, site, people, note.map(|note| note.to_string()), recorded.header.actor, at],
            )?;
            moved(sql, handout.bytes(), "handed_out", site, &lines, at)?;
            restock(sql, handout)?;
        }
        Some(Fact::HandOutTakenBack { handout, why, note, restock: again }) => {
            sql.execute(
                "INSERT INTO relief_taken_back (handout, why, note, restock, at) VALUES ($1, $2, $3, $4, $5) \
                 ON CONFLICT (handout) DO NOTHING",
                params![handout, why.name(), note.map(|note| note.to_string()), again, at],
            )?;
            restock(sql, handout)?;
        }
        _ => {}
    }
    Ok(())
}

/// What was received of a consignment. Two posts of a site may both receive one while apart: the first count stands, and that there
/// was another is a question for the list.
fn received(
    sql: &mut dyn Sql,
    consignment: ConsignmentId,
    site: SiteId,
    origin: Option<String>,
    lines: &[Line],
    at: Moment,
) -> Result<(), LogError> {
    let before = "SELECT at FROM relief_received WHERE consignment = $1";
    let before = sql.first(before, params![consignment])?.map(|row| row.int(0));
    sql.execute(
        "INSERT INTO relief_received (consignment, site, origin, at, times) VALUES ($1, $2, $3, $4, 1) \
         ON CONFLICT (consignment) DO UPDATE SET times = relief_received.times + 1",
        params![consignment, site, origin, at],
    )?;
    if before.is_some_and(|before| before <= at.millis()) {
        return Ok(());
    }
    sql.execute("DELETE FROM relief_movement WHERE of = $1 AND kind = 'received'", params![consignment])?;
    sql.execute("UPDATE relief_received SET at = $2 WHERE consignment = $1", params![consignment, at])?;
    moved(sql, consignment.bytes(), "received", site, lines, at)
}

/// Items that came onto the shelf or left it.
fn moved(
    sql: &mut dyn Sql,
    of: [u8; 16],
    kind: &str,
    site: SiteId,
    lines: &[Line],
    at: Moment,
) -> Result<(), LogError> {
    for line in lines {
        let quantity = if kind == "received" { i64::from(line.quantity) } else { -i64::from(line.quantity) };
        sql.execute(
            "INSERT INTO relief_movement (of, kind, item, site, quantity, at) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (of, kind, item) DO NOTHING",
            params![of, kind, line.item, site, quantity, at],
        )?;
    }
    Ok(())
}

/// The items of a hand-out that was taken back are on the shelf again from the moment it was.
fn restock(sql: &mut dyn Sql, handout: HandOutId) -> Result<(), LogError> {
    sql.execute(
        "INSERT INTO relief_movement (of, kind, item, site, quantity, at) \
         SELECT m.of, 'taken_back', m.item, m.site, -m.quantity, t.at FROM relief_movement m \
         JOIN relief_taken_back t ON t.handout = m.of WHERE m.of = $1 AND m.kind = 'handed_out' AND t.restock = 1 \
         ON CONFLICT (of, kind, item) DO NOTHING",
        params![handout],
    )?;
    Ok(())
}

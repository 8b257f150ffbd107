//! The queue board: who waits where, for how long, and how many people came and left today.
//!
//! Waiting people of a lane = those counted in front of it − those recorded in it since. Waiting time = waiting people ÷ the
//! lane's rate over the last 30 minutes (J. D. C. Little, "A proof for the queuing formula L = λW", Operations Research 9(3),
//! 1961). Where fewer than five people were recorded in that time, no
//! waiting time is shown.

use super::reading::{first, rows, site};
use crate::{clock::day_and_hour, facts::CrossingFact};
use access::{Answer, Query, Reading, ViewDef};
use kernel::{LaneId, Moment, Problem};
use log::{LogError, Recorded, Sql, View, params};
use serde_json::{Value, json};

/// People waiting and people recorded, by lane; the latter in slots of five minutes, kept for an hour.
pub const TABLES: View = View {
    name: "crossing_board",
    version: 1,
    tables: include_str!("tables/board.sql"),
    indexes: "",
    drop: &["crossing_queue", "crossing_rate"],
    wants: |kind| {
        matches!(kind, "crossing.queue_counted" | "crossing.crossing_recorded" | "crossing.group_pre_registered")
    },
    apply: take,
};

const SLOT_MS: i64 = 300_000;
/// Slots whose people make the rate: 30 minutes.
const RATE_SLOTS: i64 = 6;

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    let at = recorded.header.happened_from;
    match recorded.fact::<CrossingFact>()? {
        Some(CrossingFact::QueueCounted { lane, people, all, .. }) => {
            let change = if all { "$2" } else { "crossing_queue.waiting + $2" };
            let statement = format!(
                "INSERT INTO crossing_queue (lane, waiting, counted) VALUES ($1, $2, $3) \
                 ON CONFLICT (lane) DO UPDATE SET waiting = {change}, counted = $3"
            );
            sql.execute(&statement, params![lane, people, at])?;
        }
        Some(CrossingFact::CrossingRecorded(fact)) => {
            serve(sql, fact.lane, 1 + i64::from(fact.content.companions.people()), at)?;
        }
        Some(CrossingFact::GroupPreRegistered(fact)) => {
            if let Some(lane) = fact.lane {
                serve(sql, lane, i64::from(fact.counts.people()), at)?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// So many people left the queue.
fn serve(sql: &mut dyn Sql, lane: LaneId, people: i64, at: Moment) -> Result<(), LogError> {
    sql.execute(
        "UPDATE crossing_queue SET waiting = CASE WHEN waiting > $2 THEN waiting - $2 ELSE 0 END \
         WHERE lane = $1 AND counted <= $3 AND waiting > 0",
        params![lane, people, at],
    )?;
    let slot = at.millis().div_euclid(SLOT_MS);
    let first_in_slot = sql.first(
        "INSERT INTO crossing_rate (lane, slot, people) VALUES ($1, $2, $3) \
         ON CONFLICT (lane, slot) DO UPDATE SET people = crossing_rate.people + $3 RETURNING people",
        params![lane, slot, people],
    )?;
    if first_in_slot.is_some_and(|row| row.int(0) == people) {
        sql.execute("DELETE FROM crossing_rate WHERE lane = $1 AND slot < $2", params![lane, slot - 2 * RATE_SLOTS])?;
    }
    Ok(())
}

/// The board of the post.
pub const VIEW: ViewDef = ViewDef { name: "board", params: &[], columns: &[], read };

fn read(reading: &mut Reading<'_>, _query: &Query) -> Result<Answer, Problem> {
    let site = site(reading)?;
    let now = reading.at.now;
    let query = "SELECT surge FROM crossing_post WHERE site = $1";
    let post = first(reading.sql, query, params![site])?;
    let slot = now.millis().div_euclid(SLOT_MS);
    let query = "SELECT l.lane, l.code, l.name, l.kind, l.direction, l.is_open, q.waiting, \
                 (SELECT sum(r.people) FROM crossing_rate r WHERE r.lane = l.lane AND r.slot > $2 AND r.slot <= $3) \
                 FROM crossing_lane l LEFT JOIN crossing_queue q ON q.lane = l.lane \
                 WHERE l.site = $1 AND l.place >= 0 ORDER BY l.place";
    // The running slot counts with the part of it that is over.
    let minutes = (RATE_SLOTS - 1) * 5 + now.millis().rem_euclid(SLOT_MS) / 60_000;
    let lanes: Vec<Value> = rows(reading.sql, query, params![site, slot - RATE_SLOTS, slot])?
        .iter()
        .map(|row| {
            let (waiting, recorded) = (row.int(6), row.int(7));
            json!({
                "lane": row.id::<LaneId>(0), "code": row.text(1), "name": row.text(2), "kind": row.text(3),
                "direction": row.text(4), "open": row.int(5) == 1, "waiting": waiting,
                "wait_min": wait_min(waiting, recorded, minutes), "recorded_30_min": recorded,
            })
        })
        .collect();
    let (day, _) = day_and_hour(reading.at);
    let query = "SELECT measure, key, n FROM crossing_count WHERE day = $1 AND site = $2 \
                 AND measure IN ('direction', 'group', 'wait', 'second_line')";
    let mut today = json!({ "entry": 0, "exit": 0, "groups": 0, "group_people": 0 });
    let (mut waited, mut groups) = (0, 0);
    for row in rows(reading.sql, query, params![day, site])? {
        match (row.text(0), row.text(1)) {
            ("direction", "entry") => put(&mut today, "entry", row.int(2)),
            ("direction", "exit") => put(&mut today, "exit", row.int(2)),
            ("group", "pre_registered") => put(&mut today, "groups", row.int(2)),
            ("group", "people") => put(&mut today, "group_people", row.int(2)),
            ("second_line", "sent") => put(&mut today, "second_line", row.int(2)),
            ("wait", "minutes") => waited = row.int(2),
            ("wait", "groups") => groups = row.int(2),
            _ => {}
        }
    }
    let value = json!({
        "set_up": post.is_some(), "surge": post.is_some_and(|row| row.int(0) == 1), "at": now, "lanes": lanes, "today": today,
        "handover_wait_min": (groups > 0).then(|| waited / groups.max(1)),
    });
    Ok(Answer::Record { value, subjects: vec![] })
}

fn put(object: &mut Value, key: &str, n: i64) {
    if let Some(map) = object.as_object_mut() {
        map.insert(key.to_owned(), n.into());
    }
}

/// Fewer people than this in 30 minutes make no rate to reckon with.
const LEAST_RECORDED: i64 = 5;

/// Minutes until the last in the queue is recorded, rounded up: people waiting over people a minute.
fn wait_min(waiting: i64, recorded: i64, minutes: i64) -> Option<i64> {
    match (waiting, recorded) {
        (0, _) => Some(0),
        (_, recorded) if recorded < LEAST_RECORDED => None,
        _ => Some((waiting * minutes.max(1) + recorded - 1) / recorded),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_queue_lasts_as_long_as_its_people_over_the_rate() {
        assert_eq!(wait_min(40, 20, 30), Some(60));
        assert_eq!(wait_min(1, 90, 30), Some(1));
        assert_eq!(wait_min(0, 0, 30), Some(0));
        assert_eq!(wait_min(12, 0, 30), None);
        assert_eq!(wait_min(57, 1, 30), None);
    }
}

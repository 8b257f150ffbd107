//! The queue board: who waits where, for how long, and how many people came and left today.
//!
//! Waiting people of a lane = those counted in front of it − those recorded in it since. Waiting time = waiting people ÷ the
//! lane's rate over the last 30 minutes (J. D. C. Little, "A proof for the queuing formula L = λW", Operations Research 9(3),
//! 1961). Where fewer than five people were recorded in that time, no
//! waiting time is shown.

use super::reading::{first, rows, site};
use crate::{clock::day_and_hour, erasure::erased::LaneLeft, facts::CrossingFact};
use access::{Answer, Query, Reading, ViewDef};
use kernel::{LaneId, Moment, Problem};
use log::{LogError, Recorded, Sql, View, params};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// People waiting and people recorded, by lane; the latter in slots of five minutes, kept for an hour.
pub const TABLES: View = View {
    name: "crossing_board",
    version: 1,
    tables: include_str!("tables/board.sql"),
    indexes: "",
    drop: &["crossing_queue", "crossing_rate"],
    wants: |kind| {
        matches!(
            kind,
            "crossing.queue_counted"
                | "crossing.crossing_recorded"
                | "crossing.group_pre_registered"
                | "crossing.records_erased"
        )
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
        Some(CrossingFact::RecordsErased { erased, .. }) => {
            erased.lanes.iter().try_for_each(|lane| put_back(sql, lane))?;
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

/// The numbers of these lanes as they stand.
pub fn left(sql: &mut dyn Sql, lanes: &BTreeSet<LaneId>) -> Result<Vec<LaneLeft>, LogError> {
    let mut all = Vec::with_capacity(lanes.len());
    for lane in lanes.iter().copied() {
        let counted = sql.first("SELECT waiting, counted FROM crossing_queue WHERE lane = $1", params![lane])?;
        let waiting = counted.map(|row| (row.int(0), Moment::from_millis(row.int(1))));
        let slots = "SELECT slot, people FROM crossing_rate WHERE lane = $1 ORDER BY slot";
        let recorded = sql.rows(slots, params![lane])?.iter().map(|row| (row.int(0), row.int(1))).collect();
        all.push(LaneLeft { lane, waiting, recorded });
    }
    Ok(all)
}

/// A rebuild cannot count who was erased: the lane has the numbers that it had then.
fn put_back(sql: &mut dyn Sql, left: &LaneLeft) -> Result<(), LogError> {
    sql.execute("DELETE FROM crossing_queue WHERE lane = $1", params![left.lane])?;
    sql.execute("DELETE FROM crossing_rate WHERE lane = $1", params![left.lane])?;
    if let Some((waiting, counted)) = left.waiting {
        let statement = "INSERT INTO crossing_queue (lane, waiting, counted) VALUES ($1, $2, $3)";
        sql.execute(statement, params![left.lane, waiting, counted])?;
    }
    for (slot, people) in left.recorded.iter().copied() {
        let statement = "INSERT INTO crossing_rate (lane, slot, people) VALUES ($1, $2, $3)";
        sql.execute(statement, params![left.lane, slot, people])?;
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
    let counted = rows(reading.sql, query, params![day, site])?;
    let n = |measure: &str, key: &str| {
        counted.iter().find(|row| (row.text(0), row.text(1)) == (measure, key)).map_or(0, |row| row.int(2))
    };
    let today = json!({
        "entry": n("direction", "entry"), "exit": n("direction", "exit"), "groups": n("group", "pre_registered"),
        "group_people": n("group", "people"), "second_line": n("second_line", "sent"),
    });
    let (waited, groups) = (n("wait", "minutes"), n("wait", "groups"));
    let value = json!({
        "set_up": post.is_some(), "surge": post.is_some_and(|row| row.int(0) == 1), "at": now, "lanes": lanes, "today": today,
        "handover_wait_min": (groups > 0).then(|| waited / groups.max(1)),
    });
    Ok(Answer::Record { value, subjects: vec![] })
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

//! The post and its lanes: for the board, the forms and the settings page.

use super::reading::{first, id, rows, site, text};
use crate::{facts::CrossingFact, post::state::Lane};
use access::Kind::Code;
use access::{Answer, Cell, Column, Kind, Query, Reading, ViewDef};
use kernel::{Problem, SiteId};
use log::{LogError, Recorded, Sql, View, params};
use serde_json::json;

/// One row a post, one a lane. A lane that is no longer described keeps its row, out of sight, for older crossings.
pub const TABLES: View = View {
    name: "crossing_post",
    version: 2,
    tables: include_str!("tables/post.sql"),
    indexes: include_str!("tables/post_indexes.sql"),
    drop: &["crossing_post", "crossing_lane"],
    wants: |kind| {
        matches!(
            kind,
            "crossing.post_set_up"
                | "crossing.lane_opened"
                | "crossing.lane_closed"
                | "crossing.surge_mode_switched"
                | "crossing.retention_set"
        )
    },
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    match recorded.fact::<CrossingFact>()? {
        Some(CrossingFact::PostSetUp { site, post, lanes }) => {
            sql.execute(
                "INSERT INTO crossing_post (site, country, stay_limit_days, surge) VALUES ($1, $2, $3, 0) \
                 ON CONFLICT (site) DO UPDATE SET country = $2, stay_limit_days = $3",
                params![site, post.country.code(), post.stay_limit_days],
            )?;
            sql.execute("UPDATE crossing_lane SET place = -1 WHERE site = $1", params![site])?;
            for (place, lane) in lanes.iter().enumerate() {
                keep_lane(sql, site, place, lane)?;
            }
        }
        Some(CrossingFact::LaneOpened { lane, .. }) => {
            sql.execute("UPDATE crossing_lane SET is_open = 1 WHERE lane = $1", params![lane])?;
        }
        Some(CrossingFact::LaneClosed { lane, .. }) => {
            sql.execute("UPDATE crossing_lane SET is_open = 0 WHERE lane = $1", params![lane])?;
        }
        Some(CrossingFact::SurgeModeSwitched { site, on }) => {
            sql.execute("UPDATE crossing_post SET surge = $2 WHERE site = $1", params![site, on])?;
        }
        Some(CrossingFact::RetentionSet { site, retention }) => {
            sql.execute(
                "UPDATE crossing_post SET traveller_months = $2, second_line_months = $3, group_months = $4 WHERE site = $1",
                params![site, retention.traveller_months, retention.second_line_months, retention.group_months],
            )?;
        }
        _ => {}
    }
    Ok(())
}

fn keep_lane(sql: &mut dyn Sql, site: SiteId, place: usize, lane: &Lane) -> Result<(), LogError> {
    let described = &lane.described;
    sql.execute(
        "INSERT INTO crossing_lane (lane, site, place, code, name, kind, direction, is_open) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, 0) \
         ON CONFLICT (lane) DO UPDATE SET place = $3, code = $4, name = $5, kind = $6, direction = $7",
        params![
            lane.lane,
            site,
            place,
            described.code.as_str(),
            described.name.as_str(),
            described.kind.name(),
            described.direction.name()
        ],
    )?;
    Ok(())
}

const LANES_OF: &str = "SELECT lane, code, name, kind, direction, is_open FROM crossing_lane \
                        WHERE site = $1 AND place >= 0 ORDER BY place";

/// The post as described, for its settings page.
pub const VIEW: ViewDef = ViewDef { name: "post", params: &[], columns: &[], read };

fn read(reading: &mut Reading<'_>, _query: &Query) -> Result<Answer, Problem> {
    let site = site(reading)?;
    let query = "SELECT country, stay_limit_days, surge, traveller_months, second_line_months, group_months \
                 FROM crossing_post WHERE site = $1";
    let Some(post) = first(reading.sql, query, params![site])? else {
        return Ok(Answer::Record { value: json!({ "set_up": false, "lanes": [] }), subjects: vec![] });
    };
    let lanes: Vec<_> = rows(reading.sql, LANES_OF, params![site])?
        .iter()
        .map(|row| {
            json!({
                "lane": row.id::<kernel::LaneId>(0), "code": row.text(1), "name": row.text(2), "kind": row.text(3),
                "direction": row.text(4), "open": row.int(5) == 1,
            })
        })
        .collect();
    let value = json!({
        "set_up": true, "country": post.text(0), "stay_limit_days": post.opt_int(1), "surge": post.int(2) == 1, "lanes": lanes,
        "retention": post.opt_int(3).map(|months| json!({
            "traveller_months": months, "second_line_months": post.int(4), "group_months": post.int(5),
        })),
    });
    Ok(Answer::Record { value, subjects: vec![] })
}

/// The lanes as a table.
pub const LANES: ViewDef = ViewDef {
    name: "lanes",
    params: &[],
    columns: &[
        Column { key: "crossing_lane_id", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "crossing_lane", kind: Kind::Text, hxl: "#loc +lane +code", sorts: false },
        Column { key: "crossing_lane_name", kind: Kind::Text, hxl: "#loc +lane +name", sorts: false },
        Column { key: "crossing_lane_kind", kind: Code("crossing-lane-kind"), hxl: "#loc +lane +type", sorts: false },
        Column {
            key: "crossing_direction",
            kind: Code("crossing-direction"),
            hxl: "#movement +direction",
            sorts: false,
        },
        Column { key: "crossing_lane_open", kind: Kind::Flag, hxl: "#status +open", sorts: false },
    ],
    read: read_lanes,
};

fn read_lanes(reading: &mut Reading<'_>, _query: &Query) -> Result<Answer, Problem> {
    let site = site(reading)?;
    let cells = |row: &log::Row| {
        let lane = [id(row, 0), text(row, 1), text(row, 2), text(row, 3), text(row, 4), Cell::Flag(row.int(5) == 1)];
        lane.to_vec()
    };
    let rows: Vec<Vec<Cell>> = rows(reading.sql, LANES_OF, params![site])?.iter().map(cells).collect();
    let total = i64::try_from(rows.len()).ok();
    Ok(Answer::Table { rows, total, subjects: vec![] })
}

//! Pre-registered groups: who is still to be handed over, and one group by its token.

use super::reading::{first, id, json, moment, rows, site, text, to_json};
use crate::{facts::CrossingFact, group::ticket::TicketToken};
use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use contracts::token::Token;
use kernel::{Date, GroupId, Moment, Problem, SubjectId};
use log::{LogError, Recorded, Sql, View, params};
use serde_json::json;

/// One row a group.
pub const TABLES: View = View {
    name: "crossing_group",
    version: 1,
    tables: include_str!("tables/groups.sql"),
    indexes: include_str!("tables/groups_indexes.sql"),
    drop: &["crossing_group"],
    wants: |kind| {
        matches!(kind, "crossing.group_pre_registered" | "crossing.group_handed_over" | "crossing.records_erased")
    },
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    match recorded.fact::<CrossingFact>()? {
        Some(CrossingFact::GroupPreRegistered(fact)) => {
            sql.execute(
                "INSERT INTO crossing_group (group_id, site, token, at, head, people, counts, needs, urgent, waiting) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)",
                params![
                    fact.group,
                    fact.site,
                    fact.token.to_string(),
                    recorded.header.happened_from,
                    fact.head.as_ref().map(|head| head.as_str().to_owned()),
                    fact.counts.people(),
                    to_json(&fact.counts),
                    to_json(&fact.needs),
                    !fact.needs.is_empty()
                ],
            )?;
        }
        Some(CrossingFact::GroupHandedOver { group, .. }) => {
            sql.execute(
                "UPDATE crossing_group SET handed_over_at = $2, waiting = 0 WHERE group_id = $1",
                params![group, recorded.header.happened_from],
            )?;
        }
        Some(CrossingFact::RecordsErased { erased, .. }) => {
            for group in &erased.groups {
                sql.execute("DELETE FROM crossing_group WHERE group_id = $1", params![*group])?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// The group with this token.
pub fn by_token(sql: &mut dyn Sql, token: TicketToken) -> Result<Option<GroupId>, Problem> {
    let row = first(sql, "SELECT group_id FROM crossing_group WHERE token = $1", params![token.to_string()])?;
    Ok(row.and_then(|row| row.id(0)))
}

/// The list: groups not handed over, urgent ones first; or every group of a day.
pub const VIEW: ViewDef = ViewDef {
    name: "groups",
    params: &[Param { name: "day", kind: Kind::Date, required: false }],
    columns: &[
        Column { key: "crossing_group_id", kind: Kind::Id, hxl: "#meta +id", sorts: false },
        Column { key: "crossing_token", kind: Kind::Text, hxl: "#meta +token", sorts: false },
        Column { key: "crossing_head", kind: Kind::Text, hxl: "#meta +name +head", sorts: false },
        Column { key: "crossing_people", kind: Kind::Number, hxl: "#affected +people", sorts: false },
        Column { key: "crossing_urgent", kind: Kind::Flag, hxl: "#severity +urgent", sorts: false },
        Column { key: "crossing_at", kind: Kind::Moment, hxl: "#date +start", sorts: false },
        Column { key: "crossing_handed_over", kind: Kind::Moment, hxl: "#date +end", sorts: false },
    ],
    read,
};

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let site = site(reading)?;
    let select = "SELECT group_id, token, head, people, urgent, at, handed_over_at FROM crossing_group WHERE site = $1";
    let found = match query.parsed::<Date>("day")? {
        Some(day) => {
            let offset = reading.at.utc_offset_minutes;
            let (from, until) = (day.start(offset), day.plus_days(1).start(offset));
            let select = format!("{select} AND at >= $2 AND at < $3 ORDER BY at DESC LIMIT $4 OFFSET $5");
            rows(reading.sql, &select, params![site, from, until, query.limit(), query.offset()])?
        }
        None => {
            let select = format!("{select} AND waiting = 1 ORDER BY urgent DESC, at LIMIT $2 OFFSET $3");
            rows(reading.sql, &select, params![site, query.limit(), query.offset()])?
        }
    };
    let cells = found.iter().map(|row| {
        let urgent = Cell::Flag(row.int(4) == 1);
        vec![id(row, 0), text(row, 1), text(row, 2), Cell::Int(row.int(3)), urgent, moment(row, 5), moment(row, 6)]
    });
    let subjects = found.iter().filter_map(|row| row.id::<SubjectId>(0)).collect();
    Ok(Answer::Table { rows: cells.collect(), total: None, subjects })
}

/// One group, by its token or its id.
pub const ONE: ViewDef = ViewDef {
    name: "group",
    params: &[
        Param { name: "token", kind: Kind::Text, required: false },
        Param { name: "group", kind: Kind::Id, required: false },
    ],
    columns: &[],
    read: read_one,
};

fn read_one(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let select =
        "SELECT group_id, site, token, at, head, people, counts, needs, urgent, handed_over_at FROM crossing_group";
    let row = match (query.parsed::<GroupId>("group")?, query.get("token")) {
        (Some(group), _) => first(reading.sql, &format!("{select} WHERE group_id = $1"), params![group])?,
        (None, Some(text)) => {
            let token: Token = text.parse().map_err(|_| Problem::field("token", "CRO-025"))?;
            first(reading.sql, &format!("{select} WHERE token = $1"), params![token.to_string()])?
        }
        (None, None) => return Err(Problem::field("token", "GEN-001")),
    };
    let row = row.ok_or_else(Problem::not_found)?;
    if reading.site.is_some_and(|site| row.id(1) != Some(site)) {
        return Err(Problem::not_found());
    }
    let handed_over = row.opt_int(9).map(Moment::from_millis);
    let value = json!({
        "group": row.id::<GroupId>(0), "token": row.text(2), "at": Moment::from_millis(row.int(3)), "head": row.opt_text(4),
        "people": row.int(5), "counts": json(&row, 6), "needs": json(&row, 7), "urgent": row.int(8) == 1,
        "handed_over": handed_over,
    });
    Ok(Answer::Record { value, subjects: row.id::<SubjectId>(0).into_iter().collect() })
}

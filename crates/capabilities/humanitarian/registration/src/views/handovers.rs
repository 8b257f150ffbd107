//! Who waits with a hand-over token: since when, and whether somebody among them needs help at once. Nothing else is known.

use crate::facts::Fact;
use access::{Answer, Cell, Column, Kind, Query, Reading, ViewDef};
use contracts::handover::{HandoverFact, plain_token};
use kernel::{HouseholdId, Moment, Problem};
use log::{LogError, Recorded, Sql, StoreError, View, params};

/// The hand-overs that did not lead to a registered household yet; urgent ones first, then the longest wait.
pub const HANDOVERS: ViewDef = ViewDef {
    name: "handovers",
    params: &[],
    columns: &[
        Column { key: "registration_household", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "registration_token", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "registration_urgent", kind: Kind::Flag, hxl: "", sorts: false },
        Column { key: "registration_since", kind: Kind::Moment, hxl: "#date+start", sorts: false },
        Column { key: "registration_handover", kind: Kind::Code("registration-handover"), hxl: "", sorts: false },
    ],
    read,
};

/// The table of tokens.
pub const TABLE: View = View {
    name: "registration_handover",
    version: 3,
    tables: "CREATE TABLE registration_handover (token TEXT PRIMARY KEY, shown TEXT NOT NULL, urgent BIGINT NOT NULL, \
             since BIGINT NOT NULL, household BYTEA, site BYTEA, registered BIGINT NOT NULL DEFAULT 0);",
    indexes: "CREATE INDEX registration_handover_since ON registration_handover (registered, since);\
              CREATE INDEX registration_handover_household ON registration_handover (household);",
    drop: &["registration_handover"],
    wants: |kind| {
        matches!(kind, "handover.handed_over" | "registration.household_opened" | "registration.household_registered")
    },
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    let at = recorded.header.happened_from;
    if let Some(HandoverFact::HandedOver { token, urgent }) = recorded.fact()? {
        // The household may have been opened first: the two facts come from different nodes.
        sql.execute(
            "INSERT INTO registration_handover (token, shown, urgent, since) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (token) DO UPDATE SET shown = $2, urgent = $3, since = $4",
            params![plain_token(&token), token, urgent, at],
        )?;
    }
    match recorded.fact()? {
        Some(Fact::HouseholdOpened { household, site, token: Some(token) }) => {
            sql.execute(
                "INSERT INTO registration_handover (token, shown, urgent, since, household, site) \
                 VALUES ($1, $1, 0, $2, $3, $4) ON CONFLICT (token) DO UPDATE SET household = $3, site = $4",
                params![token, at, household, site],
            )?;
        }
        Some(Fact::HouseholdRegistered { household, .. }) => {
            let query = "UPDATE registration_handover SET registered = 1 WHERE household = $1";
            sql.execute(query, params![household])?;
        }
        _ => {}
    }
    Ok(())
}

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    // Who waits is seen at every desk, for the token names no site; a record that was begun, at the desk of its site.
    let which = "registered = 0 AND (site IS NULL OR site = $1 OR $2)";
    let (site, everywhere) = (reading.who.site, reading.who.site.is_none());
    let rows = reading
        .sql
        .rows(
            &format!(
                "SELECT household, shown, urgent, since FROM registration_handover \
                 WHERE {which} ORDER BY urgent DESC, since LIMIT $3 OFFSET $4"
            ),
            params![site, everywhere, query.limit(), query.offset()],
        )
        .map_err(StoreError::problem)?;
    let count = format!("SELECT count(*) FROM registration_handover WHERE {which}");
    let total = reading.sql.first(&count, params![site, everywhere]).map_err(StoreError::problem)?;
    let cells = rows.iter().map(|row| {
        let household = row.id::<HouseholdId>(0);
        vec![
            household.into(),
            Cell::Text(row.text(1).to_owned()),
            Cell::Flag(row.int(2) != 0),
            Cell::Moment(Moment::from_millis(row.int(3))),
            Cell::Text(if household.is_some() { "opened" } else { "waiting" }.to_owned()),
        ]
    });
    Ok(Answer::Table { rows: cells.collect(), total: total.map(|row| row.int(0)), subjects: vec![] })
}

//! The tables of arrivals and who travels, from [`contracts::convoy`]. Facts come in any order: the plan with the latest fact holds, lists
//! and counts only add. Erasing a person takes them from every list.

use contracts::{
    convoy::{ConvoyFact, ConvoyPlan},
    registration::RegistrationFact,
};
use kernel::{ConvoyId, FactId, PersonId};
use log::{LogError, Recorded, Sql, View, params};

/// Arrivals, and who travels.
pub const TABLES: View = View {
    name: "reception_arrival",
    version: 1,
    tables: "CREATE TABLE reception_arrival (convoy BYTEA PRIMARY KEY, site BYTEA, origin TEXT, kind TEXT, due BIGINT, \
             people BIGINT NOT NULL DEFAULT 0, planned BYTEA, cancelled BIGINT NOT NULL DEFAULT 0, departure BYTEA, \
             arrived BIGINT NOT NULL DEFAULT 0);\
             CREATE TABLE reception_traveller (convoy BYTEA NOT NULL, person BYTEA NOT NULL, listed BYTEA, unlisted BYTEA, \
             came BYTEA, came_at BIGINT, PRIMARY KEY (convoy, person));",
    indexes: "CREATE INDEX reception_arrival_site ON reception_arrival (site, arrived, due);\
              CREATE INDEX reception_traveller_person ON reception_traveller (person);\
              CREATE INDEX reception_traveller_came ON reception_traveller (came);",
    drop: &["reception_traveller", "reception_arrival", "reception_convoy"],
    wants: |kind| {
        matches!(kind, "registration.person_erased" | "transfer.people_listed" | "transfer.person_unlisted")
            || kind.starts_with("transfer.convoy_")
    },
    apply: take,
};

/// Whether traveller `t` of convoy `c` is to travel: taking somebody off counts until the convoy has left.
pub const TRAVELS: &str =
    "t.listed IS NOT NULL AND (t.unlisted IS NULL OR t.unlisted < t.listed OR c.departure < t.unlisted)";

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    if let Some(RegistrationFact::PersonErased { person, .. }) = recorded.fact()? {
        sql.execute("DELETE FROM reception_traveller WHERE person = $1", params![person])?;
        return Ok(());
    }
    let Some(fact) = recorded.fact::<ConvoyFact>()? else { return Ok(()) };
    let convoy = fact.convoy();
    sql.execute("INSERT INTO reception_arrival (convoy) VALUES ($1) ON CONFLICT (convoy) DO NOTHING", params![convoy])?;
    let by = recorded.header.id();
    match fact {
        ConvoyFact::ConvoyAnnounced { plan, .. } | ConvoyFact::ConvoyChanged { plan, .. } => {
            planned(sql, convoy, &plan, by)?;
        }
        ConvoyFact::ConvoyCancelled { .. } => {
            sql.execute("UPDATE reception_arrival SET cancelled = 1 WHERE convoy = $1", params![convoy])?;
        }
        ConvoyFact::PeopleListed { people, .. } => {
            for person in people {
                stands(sql, convoy, person, "listed", by)?;
            }
        }
        ConvoyFact::PersonUnlisted { person, .. } => stands(sql, convoy, person, "unlisted", by)?,
        ConvoyFact::ConvoyDeparted { .. } => {
            sql.execute(
                "UPDATE reception_arrival SET departure = $2 WHERE convoy = $1 AND (departure IS NULL OR departure > $2)",
                params![convoy, by.bytes()],
            )?;
        }
        ConvoyFact::ConvoyArrived { site, people, .. } => {
            sql.execute("UPDATE reception_arrival SET arrived = 1 WHERE convoy = $1", params![convoy])?;
            for person in people {
                sql.execute(
                    "INSERT INTO reception_traveller (convoy, person, came, came_at) VALUES ($1, $2, $3, $4) \
                     ON CONFLICT (convoy, person) DO UPDATE SET came = $3, came_at = $4",
                    params![convoy, person, site, recorded.header.happened_from],
                )?;
            }
        }
    }
    Ok(())
}

fn planned(sql: &mut dyn Sql, convoy: ConvoyId, plan: &ConvoyPlan, by: FactId) -> Result<(), LogError> {
    sql.execute(
        "UPDATE reception_arrival SET site = $2, origin = $3, kind = $4, due = $5, people = $6, planned = $7 \
         WHERE convoy = $1 AND (planned IS NULL OR planned <= $7)",
        params![convoy, plan.to, plan.from.as_str(), plan.is.name(), plan.due, plan.people, by.bytes()],
    )?;
    Ok(())
}

fn stands(sql: &mut dyn Sql, convoy: ConvoyId, person: PersonId, column: &str, by: FactId) -> Result<(), LogError> {
    sql.execute(
        &format!(
            "INSERT INTO reception_traveller (convoy, person, {column}) VALUES ($1, $2, $3) ON CONFLICT (convoy, person) \
             DO UPDATE SET {column} = $3 WHERE reception_traveller.{column} IS NULL OR reception_traveller.{column} < $3"
        ),
        params![convoy, person, by.bytes()],
    )?;
    Ok(())
}

//! The tables of convoys, travellers and counts. Two sites write, perhaps while apart, and their facts come in any order: of a plan, an
//! explanation and words the latest fact holds, by its id; lists and counts only add. Erasing a person takes them from every list.

use super::seat_table;
use crate::{convoy::CountedIn, facts::Fact};
use contracts::{convoy::ConvoyPlan, registration::RegistrationFact};
use kernel::{ConvoyId, FactId, PersonId};
use log::{LogError, Recorded, Sql, View, params};
use people::Apart;
use serde::Serialize;

/// Convoys, who travels, what was counted, who is parted, what was settled.
pub const TABLES: View = View {
    name: "transfer_convoy",
    version: 3,
    tables: "CREATE TABLE transfer_convoy (convoy BYTEA PRIMARY KEY, site BYTEA, from_site BYTEA, origin TEXT, kind TEXT, \
             due BIGINT, people BIGINT NOT NULL DEFAULT 0, by_age TEXT, seats BIGINT, vehicles TEXT, planned BYTEA, \
             planned_at BIGINT, cancelled TEXT, cancel_note TEXT, cancelled_by BYTEA, departure BYTEA, left_at BIGINT, \
             arrived_at BIGINT, arrived_site BYTEA, arrival BYTEA, said TEXT, note TEXT, said_by BYTEA);\
             CREATE TABLE transfer_count (fact BYTEA NOT NULL, vehicle TEXT NOT NULL, convoy BYTEA NOT NULL, what TEXT NOT NULL, \
             counted BIGINT NOT NULL, PRIMARY KEY (fact, vehicle));\
             CREATE TABLE transfer_traveller (convoy BYTEA NOT NULL, person BYTEA NOT NULL, listed BYTEA, unlisted BYTEA, \
             off TEXT, off_note TEXT, came BIGINT NOT NULL DEFAULT 0, why TEXT, note TEXT, said_by BYTEA, \
             PRIMARY KEY (convoy, person));\
             CREATE TABLE transfer_apart (convoy BYTEA NOT NULL, household BYTEA NOT NULL, person BYTEA NOT NULL, reason TEXT NOT NULL, \
             inside BIGINT NOT NULL, note TEXT NOT NULL, said_by BYTEA NOT NULL, PRIMARY KEY (convoy, household, inside));\
             CREATE TABLE transfer_seat (convoy BYTEA NOT NULL, person BYTEA NOT NULL, fact BYTEA NOT NULL, vehicle TEXT, \
             said BIGINT NOT NULL DEFAULT 0, gone BIGINT NOT NULL DEFAULT 0, PRIMARY KEY (convoy, person, fact));\
             CREATE TABLE transfer_crowded (convoy BYTEA NOT NULL, vehicle TEXT NOT NULL, person BYTEA NOT NULL, note TEXT NOT NULL, \
             said_by BYTEA NOT NULL, PRIMARY KEY (convoy, vehicle));\
             CREATE TABLE transfer_settled (site BYTEA NOT NULL, item TEXT NOT NULL, person BYTEA, note TEXT NOT NULL, \
             said_by BYTEA NOT NULL, PRIMARY KEY (site, item));",
    indexes: "CREATE INDEX transfer_convoy_site ON transfer_convoy (site, due);\
              CREATE INDEX transfer_convoy_from ON transfer_convoy (from_site, due);\
              CREATE INDEX transfer_count_convoy ON transfer_count (convoy, what);\
              CREATE INDEX transfer_traveller_person ON transfer_traveller (person);\
              CREATE INDEX transfer_seat_person ON transfer_seat (person);\
              CREATE INDEX transfer_crowded_person ON transfer_crowded (person);\
              CREATE INDEX transfer_apart_person ON transfer_apart (person);\
              CREATE INDEX transfer_settled_person ON transfer_settled (person);",
    drop: &[
        "transfer_settled",
        "transfer_crowded",
        "transfer_seat",
        "transfer_apart",
        "transfer_traveller",
        "transfer_count",
        "transfer_convoy",
    ],
    wants: |kind| kind == "registration.person_erased" || kind.starts_with("transfer."),
    apply: take,
};

/// Whether traveller `t` of convoy `c` is to travel: taking somebody off counts until the convoy has left.
pub const TRAVELS: &str =
    "t.listed IS NOT NULL AND (t.unlisted IS NULL OR t.unlisted < t.listed OR c.departure < t.unlisted)";

/// Whether convoy `c` is still to come: not called off, or gone all the same, and not there.
pub const TO_COME: &str = "c.arrival IS NULL AND (c.cancelled IS NULL OR c.departure IS NOT NULL)";

/// The word of a unit variant in data.
pub(super) fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    if let Some(RegistrationFact::PersonErased { person, .. }) = recorded.fact()? {
        for table in ["transfer_traveller", "transfer_apart", "transfer_seat", "transfer_crowded", "transfer_settled"] {
            sql.execute(&format!("DELETE FROM {table} WHERE person = $1"), params![person])?;
        }
        return Ok(());
    }
    let Some(fact) = recorded.fact::<Fact>()? else { return Ok(()) };
    if let Some(convoy) = fact.convoy() {
        sql.execute(
            "INSERT INTO transfer_convoy (convoy) VALUES ($1) ON CONFLICT (convoy) DO NOTHING",
            params![convoy],
        )?;
    }
    let by = recorded.header.id();
    match fact {
        Fact::ConvoyAnnounced { convoy, plan } | Fact::ConvoyChanged { convoy, plan } => {
            planned(sql, convoy, &plan, recorded)?;
        }
        Fact::ConvoyDeparted { .. } | Fact::ConvoyArrived { .. } => counted(sql, &fact, recorded)?,
        Fact::PeopleListed { convoy, people } => {
            for person in people {
                latest(sql, (convoy, person), by, "listed", &[])?;
            }
        }
        Fact::PersonUnlisted { convoy, person, why, note } => {
            let said = [("off", Some(word(&why))), ("off_note", note.map(|note| note.to_string()))];
            latest(sql, (convoy, person), by, "unlisted", &said)?;
        }
        Fact::MissingExplained { convoy, person, why, note } => {
            let said = [("why", Some(word(&why))), ("note", Some(note.to_string()))];
            latest(sql, (convoy, person), by, "said_by", &said)?;
        }
        Fact::PeopleSeated { .. } | Fact::FamilySeatedApart { .. } | Fact::VehicleCrowded { .. } => {
            seat_table::take(sql, fact, by)?;
        }
        said => words(sql, said, by)?,
    }
    Ok(())
}

fn planned(sql: &mut dyn Sql, convoy: ConvoyId, plan: &ConvoyPlan, recorded: &Recorded) -> Result<(), LogError> {
    let json = |value: serde_json::Result<String>| value.unwrap_or_default();
    let (by_age, vehicles) = (json(serde_json::to_string(&plan.by_age)), json(serde_json::to_string(&plan.vehicles)));
    sql.execute(
        "UPDATE transfer_convoy SET site = $2, from_site = $3, origin = $4, kind = $5, due = $6, people = $7, by_age = $8, \
         seats = $9, vehicles = $10, planned = $11, planned_at = $12 WHERE convoy = $1 AND (planned IS NULL OR planned < $11)",
        params![
            convoy, plan.to, plan.from_site, plan.from.as_str(), plan.is.name(), plan.due, plan.people, by_age,
            plan.seats().map(i64::from), vehicles, recorded.header.id().bytes(), recorded.header.happened_from
        ],
    )?;
    Ok(())
}

fn counted(sql: &mut dyn Sql, fact: &Fact, recorded: &Recorded) -> Result<(), LogError> {
    let (by, at) = (recorded.header.id(), recorded.header.happened_from);
    let (convoy, what, counted, vehicles) = match fact {
        Fact::ConvoyDeparted { convoy, counted, vehicles } => (*convoy, "left", *counted, vehicles),
        Fact::ConvoyArrived { convoy, counted, vehicles, .. } => (*convoy, "arrived", *counted, vehicles),
        _ => return Ok(()),
    };
    // Without a vehicle: in all.
    let each = vehicles.iter().map(|CountedIn { name, counted }| (name.as_str(), *counted));
    for (vehicle, counted) in each.chain([("", counted)]) {
        sql.execute(
            "INSERT INTO transfer_count (fact, vehicle, convoy, what, counted) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (fact, vehicle) DO NOTHING",
            params![by.bytes(), vehicle, convoy, what, counted],
        )?;
    }
    // The first departure and arrival are those that happened.
    let Fact::ConvoyArrived { site, people, .. } = fact else {
        let first = "UPDATE transfer_convoy SET departure = $2, left_at = $3 \
                     WHERE convoy = $1 AND (departure IS NULL OR departure > $2)";
        sql.execute(first, params![convoy, by.bytes(), at])?;
        return Ok(());
    };
    sql.execute(
        "UPDATE transfer_convoy SET arrival = $2, arrived_at = $3, arrived_site = $4 \
         WHERE convoy = $1 AND (arrival IS NULL OR arrival > $2)",
        params![convoy, by.bytes(), at, *site],
    )?;
    for person in people {
        sql.execute(
            "INSERT INTO transfer_traveller (convoy, person, came) VALUES ($1, $2, 1) \
             ON CONFLICT (convoy, person) DO UPDATE SET came = 1",
            params![convoy, *person],
        )?;
    }
    Ok(())
}

/// Notes about a traveller, where no later fact has said so: the fact in `column`, and the words beside it.
fn latest(
    sql: &mut dyn Sql,
    (convoy, person): (ConvoyId, PersonId),
    by: FactId,
    column: &str,
    said: &[(&str, Option<String>)],
) -> Result<(), LogError> {
    sql.execute(
        "INSERT INTO transfer_traveller (convoy, person) VALUES ($1, $2) ON CONFLICT (convoy, person) DO NOTHING",
        params![convoy, person],
    )?;
    let newer = format!("convoy = $1 AND person = $2 AND ({column} IS NULL OR {column} <= $3)");
    for (beside, words) in said {
        sql.execute(
            &format!("UPDATE transfer_traveller SET {beside} = $4 WHERE {newer}"),
            params![convoy, person, by.bytes(), words.clone()],
        )?;
    }
    sql.execute(
        &format!("UPDATE transfer_traveller SET {column} = $3 WHERE {newer}"),
        params![convoy, person, by.bytes()],
    )?;
    Ok(())
}

/// What somebody said about a convoy or an item.
fn words(sql: &mut dyn Sql, fact: Fact, by: FactId) -> Result<(), LogError> {
    match fact {
        Fact::ConvoyCancelled { convoy, why, note } => {
            sql.execute(
                "UPDATE transfer_convoy SET cancelled = $2, cancel_note = $3, cancelled_by = $4 \
                 WHERE convoy = $1 AND (cancelled_by IS NULL OR cancelled_by < $4)",
                params![convoy, word(&why), note.map(|note| note.to_string()), by.bytes()],
            )?;
        }
        Fact::CountsExplained { convoy, counted, note } => {
            sql.execute(
                "UPDATE transfer_convoy SET said = $2, note = $3, said_by = $4 \
                 WHERE convoy = $1 AND (said_by IS NULL OR said_by < $4)",
                params![convoy, serde_json::to_string(&counted).unwrap_or_default(), note.as_str(), by.bytes()],
            )?;
        }
        Fact::FamilyParted { convoy, household, person, reason, note, .. } => {
            seat_table::apart(sql, (convoy, household, false), person, &Apart { reason, note }, by)?;
        }
        Fact::ItemSettled { site, item, note, person } => {
            sql.execute(
                "INSERT INTO transfer_settled (site, item, note, said_by, person) VALUES ($1, $2, $3, $4, $5) \
                 ON CONFLICT (site, item) DO UPDATE SET note = $3, said_by = $4, person = $5 \
                 WHERE transfer_settled.said_by < $4",
                params![site, item.as_str(), note.as_str(), by.bytes(), person],
            )?;
        }
        _ => {}
    }
    Ok(())
}

//! The tables of convoys and travellers. Erasing a person takes them from every list.

use crate::{facts::Fact, views::unit::word};
use contracts::registration::RegistrationFact;
use log::{LogError, Recorded, Sql, View, params};

/// Convoys, and who travels.
pub const TABLES: View = View {
    name: "reception_convoy",
    version: 1,
    tables: "CREATE TABLE reception_convoy (convoy BYTEA PRIMARY KEY, site BYTEA NOT NULL, from_site BYTEA, origin TEXT NOT NULL, \
             kind TEXT NOT NULL, due BIGINT NOT NULL, expected TEXT NOT NULL, people BIGINT NOT NULL, seats BIGINT NOT NULL, \
             vehicles TEXT NOT NULL, departed BIGINT, departed_at BIGINT, arrived BIGINT, arrived_at BIGINT, note TEXT);\
             CREATE TABLE reception_traveller (convoy BYTEA NOT NULL, person BYTEA NOT NULL, came BIGINT NOT NULL, why TEXT, \
             note TEXT, PRIMARY KEY (convoy, person));",
    indexes: "CREATE INDEX reception_convoy_site ON reception_convoy (site, due);\
              CREATE INDEX reception_convoy_from ON reception_convoy (from_site, due);\
              CREATE INDEX reception_traveller_person ON reception_traveller (person);",
    drop: &["reception_traveller", "reception_convoy"],
    wants: |kind| {
        matches!(kind, "registration.person_erased" | "reception.people_listed" | "reception.missing_explained")
            || kind.starts_with("reception.convoy_")
    },
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    if let Some(RegistrationFact::PersonErased { person, .. }) = recorded.fact()? {
        sql.execute("DELETE FROM reception_traveller WHERE person = $1", params![person])?;
        return Ok(());
    }
    let Some(fact) = recorded.fact::<Fact>()? else { return Ok(()) };
    let at = recorded.header.happened_from;
    match fact {
        Fact::ConvoyAnnounced { convoy, site, from_site, from, is, due, expected, vehicles } => {
            let seats: i64 = vehicles.iter().map(|vehicle| i64::from(vehicle.seats)).sum();
            let names: Vec<&str> = vehicles.iter().map(|vehicle| vehicle.name.as_str()).collect();
            let bands = serde_json::to_string(&expected).unwrap_or_default();
            sql.execute(
                "INSERT INTO reception_convoy (convoy, site, from_site, origin, kind, due, expected, people, seats, vehicles) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                params![
                    convoy, site, from_site, from.as_str(), word(&is), due, bands, expected.people(), seats, names.join(", ")
                ],
            )?;
        }
        Fact::PeopleListed { convoy, people } => {
            for person in people {
                sql.execute(
                    "INSERT INTO reception_traveller (convoy, person, came) VALUES ($1, $2, 0) \
                     ON CONFLICT (convoy, person) DO NOTHING",
                    params![convoy, person],
                )?;
            }
        }
        Fact::ConvoyDeparted { convoy, counted } => {
            sql.execute(
                "UPDATE reception_convoy SET departed = $2, departed_at = $3 WHERE convoy = $1",
                params![convoy, counted, at],
            )?;
        }
        Fact::ConvoyArrived { convoy, counted, people } => {
            sql.execute(
                "UPDATE reception_convoy SET arrived = $2, arrived_at = $3 WHERE convoy = $1",
                params![convoy, counted, at],
            )?;
            for person in people {
                sql.execute(
                    "UPDATE reception_traveller SET came = 1 WHERE convoy = $1 AND person = $2",
                    params![convoy, person],
                )?;
            }
        }
        Fact::MissingExplained { convoy, person: Some(person), why, note } => {
            sql.execute(
                "UPDATE reception_traveller SET why = $3, note = $4 WHERE convoy = $1 AND person = $2",
                params![convoy, person, word(&why), note.as_str()],
            )?;
        }
        Fact::MissingExplained { convoy, person: None, note, .. } => {
            sql.execute("UPDATE reception_convoy SET note = $2 WHERE convoy = $1", params![convoy, note.as_str()])?;
        }
        _ => {}
    }
    Ok(())
}

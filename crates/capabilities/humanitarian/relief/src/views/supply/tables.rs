//! The tables of rates, and of convoys as their contract tells of them. Facts of one convoy come from two sites and in any order: the
//! plan that was recorded last stands, and what ends a convoy ends it whatever becomes known later.

use crate::facts::Fact;
use contracts::{
    convoy::{ConvoyFact, ConvoyPlan},
    registration::RegistrationFact,
};
use kernel::{ConvoyId, PersonId};
use log::{LogError, Recorded, Sql, View, params};

/// Rates, convoys, and who is on their lists.
pub const TABLES: View = View {
    name: "relief_supply",
    version: 1,
    tables: "CREATE TABLE relief_rate (site BYTEA NOT NULL, item BYTEA NOT NULL, basis TEXT NOT NULL, quantity BIGINT NOT NULL, \
             people BIGINT NOT NULL, days BIGINT NOT NULL, source TEXT NOT NULL, recorded BIGINT NOT NULL, PRIMARY KEY (site, item));\
             CREATE TABLE relief_convoy (convoy BYTEA PRIMARY KEY, site BYTEA, people BIGINT NOT NULL, due BIGINT NOT NULL, \
             counted BIGINT, over BIGINT NOT NULL, recorded BIGINT NOT NULL);\
             CREATE TABLE relief_traveller (convoy BYTEA NOT NULL, person BYTEA NOT NULL, listed BIGINT NOT NULL, \
             recorded BIGINT NOT NULL, PRIMARY KEY (convoy, person));",
    indexes: "CREATE INDEX relief_convoy_site ON relief_convoy (site, over);\
              CREATE INDEX relief_traveller_person ON relief_traveller (person);",
    drop: &["relief_traveller", "relief_convoy", "relief_rate"],
    wants: |kind| {
        matches!(kind, "relief.rate_stated" | "registration.person_erased")
            || matches!(kind, "transfer.people_listed" | "transfer.person_unlisted")
            || kind.starts_with("transfer.convoy_")
    },
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    let order = recorded.header.recorded.as_i64();
    if let Some(RegistrationFact::PersonErased { person, .. }) = recorded.fact()? {
        sql.execute("DELETE FROM relief_traveller WHERE person = $1", params![person])?;
    } else if let Some(Fact::RateStated { site, item, rate, source }) = recorded.fact()? {
        sql.execute(
            "INSERT INTO relief_rate (site, item, basis, quantity, people, days, source, recorded) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (site, item) DO UPDATE SET basis = $3, quantity = $4, people = $5, \
             days = $6, source = $7, recorded = $8 WHERE relief_rate.recorded <= $8",
            params![site, item, rate.basis.name(), rate.quantity, rate.people, rate.days, source.as_str(), order],
        )?;
    } else if let Some(fact) = recorded.fact::<ConvoyFact>()? {
        convoy(sql, fact, order)?;
    }
    Ok(())
}

fn convoy(sql: &mut dyn Sql, fact: ConvoyFact, order: i64) -> Result<(), LogError> {
    match fact {
        ConvoyFact::ConvoyAnnounced { convoy, plan } | ConvoyFact::ConvoyChanged { convoy, plan } => {
            planned(sql, convoy, &plan, order)
        }
        ConvoyFact::ConvoyCancelled { convoy, .. } | ConvoyFact::ConvoyArrived { convoy, .. } => {
            known(sql, convoy)?;
            sql.execute("UPDATE relief_convoy SET over = 1 WHERE convoy = $1", params![convoy])?;
            Ok(())
        }
        ConvoyFact::ConvoyDeparted { convoy, counted } => {
            known(sql, convoy)?;
            sql.execute("UPDATE relief_convoy SET counted = $2 WHERE convoy = $1", params![convoy, counted])?;
            Ok(())
        }
        ConvoyFact::PeopleListed { convoy, people } => {
            people.into_iter().try_for_each(|person| traveller(sql, convoy, person, true, order))
        }
        ConvoyFact::PersonUnlisted { convoy, person } => traveller(sql, convoy, person, false, order),
    }
}

fn planned(sql: &mut dyn Sql, convoy: ConvoyId, plan: &ConvoyPlan, order: i64) -> Result<(), LogError> {
    known(sql, convoy)?;
    sql.execute(
        "UPDATE relief_convoy SET site = $2, people = $3, due = $4, recorded = $5 WHERE convoy = $1 AND recorded <= $5",
        params![convoy, plan.to, plan.people, plan.due, order],
    )?;
    Ok(())
}

/// A row for a convoy of which something became known.
fn known(sql: &mut dyn Sql, convoy: ConvoyId) -> Result<(), LogError> {
    sql.execute(
        "INSERT INTO relief_convoy (convoy, people, due, over, recorded) VALUES ($1, 0, 0, 0, 0) ON CONFLICT (convoy) DO NOTHING",
        params![convoy],
    )?;
    Ok(())
}

fn traveller(sql: &mut dyn Sql, convoy: ConvoyId, person: PersonId, listed: bool, order: i64) -> Result<(), LogError> {
    sql.execute(
        "INSERT INTO relief_traveller (convoy, person, listed, recorded) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (convoy, person) DO UPDATE SET listed = $3, recorded = $4 WHERE relief_traveller.recorded <= $4",
        params![convoy, person, listed, order],
    )?;
    Ok(())
}

//! The tables of who stays where, of what was measured, of phases, and of actions. Each is the same whatever the order in which facts of
//! several posts arrive; whoever was erased has no row.

use crate::facts::Fact;
use contracts::{registration::RegistrationFact, stay::StayFact};
use kernel::Moment;
use log::{LogError, Recorded, Sql, View, params};

/// Stays and absences, from the contract of stays.
pub const STAYS: View = View {
    name: "norms_stay",
    version: 1,
    tables: "CREATE TABLE norms_stay (stay BYTEA PRIMARY KEY, person BYTEA NOT NULL, household BYTEA NOT NULL, \
             site BYTEA NOT NULL, begun BIGINT, ended BIGINT);\
             CREATE TABLE norms_away (stay BYTEA NOT NULL, at BIGINT NOT NULL, away BIGINT NOT NULL, PRIMARY KEY (stay, at));",
    indexes: "CREATE INDEX norms_stay_site ON norms_stay (site, ended, begun);\
              CREATE INDEX norms_stay_person ON norms_stay (person);",
    drop: &["norms_away", "norms_stay"],
    wants: |kind| {
        kind == "registration.person_erased"
            || ["reception.stay_begun", "reception.absence_noted", "reception.return_noted", "reception.stay_ended"]
                .contains(&kind)
    },
    apply: stay,
};

/// Measurements, phases and actions.
pub const TABLES: View = View {
    name: "norms_site",
    version: 1,
    tables: "CREATE TABLE norms_measurement (measurement BYTEA PRIMARY KEY, site BYTEA NOT NULL, item TEXT NOT NULL, \
             amount BIGINT NOT NULL, each BIGINT NOT NULL, women BIGINT, men BIGINT, day TEXT NOT NULL, method TEXT NOT NULL, \
             by_whom TEXT, note TEXT, at BIGINT NOT NULL, recorded BIGINT NOT NULL);\
             CREATE TABLE norms_phase (site BYTEA NOT NULL, at BIGINT NOT NULL, recorded BIGINT NOT NULL, phase TEXT NOT NULL, \
             PRIMARY KEY (site, at, recorded));\
             CREATE TABLE norms_action (action BYTEA PRIMARY KEY, site BYTEA NOT NULL, norm TEXT NOT NULL, what TEXT NOT NULL, \
             who TEXT NOT NULL, due TEXT NOT NULL, at BIGINT NOT NULL);\
             CREATE TABLE norms_action_end (action BYTEA NOT NULL, at BIGINT NOT NULL, state TEXT NOT NULL, note TEXT, \
             PRIMARY KEY (action, at, state));",
    indexes: "CREATE INDEX norms_measurement_item ON norms_measurement (site, item, day, at, recorded);\
              CREATE INDEX norms_action_site ON norms_action (site, due);",
    drop: &["norms_action_end", "norms_action", "norms_phase", "norms_measurement"],
    wants: |kind| kind.starts_with("norms."),
    apply: take,
};

fn stay(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    if let Some(RegistrationFact::PersonErased { person, .. }) = recorded.fact()? {
        let away = "DELETE FROM norms_away WHERE stay IN (SELECT stay FROM norms_stay WHERE person = $1)";
        sql.execute(away, params![person])?;
        sql.execute("DELETE FROM norms_stay WHERE person = $1", params![person])?;
        return Ok(());
    }
    let Some(fact) = recorded.fact::<StayFact>()? else { return Ok(()) };
    let (of, at) = (*fact.stay(), recorded.header.happened_from);
    let (begun, ended): (Option<Moment>, Option<Moment>) = match fact {
        StayFact::StayPlanned(_) => return Ok(()),
        StayFact::StayBegun(_) => (Some(at), None),
        StayFact::StayEnded { .. } => (None, Some(at)),
        StayFact::AbsenceNoted(_) | StayFact::ReturnNoted(_) => {
            // Away and back at one moment is back, whichever is heard of first.
            let away = matches!(fact, StayFact::AbsenceNoted(_));
            sql.execute(
                "INSERT INTO norms_away (stay, at, away) VALUES ($1, $2, $3) \
                 ON CONFLICT (stay, at) DO UPDATE SET away = CASE WHEN $3 < norms_away.away THEN $3 ELSE norms_away.away END",
                params![of.stay, at, away],
            )?;
            (None, None)
        }
    };
    // Said twice: the first counts.
    sql.execute(
        "INSERT INTO norms_stay (stay, person, household, site, begun, ended) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (stay) DO UPDATE SET \
         begun = CASE WHEN norms_stay.begun < $5 OR $5 IS NULL THEN norms_stay.begun ELSE $5 END, \
         ended = CASE WHEN norms_stay.ended < $6 OR $6 IS NULL THEN norms_stay.ended ELSE $6 END",
        params![of.stay, of.person, of.household, of.site, begun, ended],
    )?;
    Ok(())
}

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    let Some(fact) = recorded.fact::<Fact>()? else { return Ok(()) };
    let (at, clock) = (recorded.header.happened_from, recorded.header.recorded.as_i64());
    match fact {
        Fact::SiteMeasured { site, item, count, each, women, men, on, method, by, note } => {
            let method = serde_json::to_value(method).ok().and_then(|word| word.as_str().map(str::to_owned));
            sql.execute(
                "INSERT INTO norms_measurement (measurement, site, item, amount, each, women, men, day, method, by_whom, note, at, \
                 recorded) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
                params![
                    recorded.header.id().bytes(),
                    site,
                    item.as_str(),
                    count,
                    each,
                    women,
                    men,
                    on,
                    method.unwrap_or_default(),
                    by.map(|by| by.to_string()),
                    note.map(|note| note.to_string()),
                    at,
                    clock
                ],
            )?;
        }
        Fact::PhaseDeclared { site, phase } => {
            sql.execute(
                "INSERT INTO norms_phase (site, at, recorded, phase) VALUES ($1, $2, $3, $4) \
                 ON CONFLICT (site, at, recorded) DO NOTHING",
                params![site, at, clock, phase.name()],
            )?;
        }
        Fact::ActionPlanned { action, site, norm, what, who, due } => {
            sql.execute(
                "INSERT INTO norms_action (action, site, norm, what, who, due, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                params![action.bytes(), site, norm.as_str(), what.as_str(), who.as_str(), due, at],
            )?;
        }
        Fact::ActionFinished { action, note } => {
            end(sql, action, at, "done", note.map(|note| note.to_string()))?;
        }
        Fact::ActionCancelled { action, why } => end(sql, action, at, "cancelled", Some(why.to_string()))?,
    }
    Ok(())
}

/// Two posts that end one action while apart both stand here; the first counts.
fn end(
    sql: &mut dyn Sql,
    action: kernel::FactId,
    at: Moment,
    state: &str,
    note: Option<String>,
) -> Result<(), LogError> {
    sql.execute(
        "INSERT INTO norms_action_end (action, at, state, note) VALUES ($1, $2, $3, $4) ON CONFLICT (action, at, state) DO NOTHING",
        params![action.bytes(), at, state, note],
    )?;
    Ok(())
}

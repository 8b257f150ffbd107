//! What each person got, and what was said when it was taken back. Erasing a person deletes each of their rows; the stock stays as it is.

use crate::facts::Fact;
use contracts::registration::RegistrationFact;
use log::{LogError, Recorded, Sql, View, params};

/// Lines by person.
pub const TABLES: View = View {
    name: "relief_given",
    version: 2,
    tables: "CREATE TABLE relief_given (handout BYTEA NOT NULL, person BYTEA NOT NULL, line BIGINT NOT NULL, \
             household BYTEA NOT NULL, site BYTEA NOT NULL, item BYTEA NOT NULL, quantity BIGINT NOT NULL, people BIGINT NOT NULL, \
             entitlement BYTEA, reason TEXT, at BIGINT NOT NULL, PRIMARY KEY (handout, person, line));\
             CREATE TABLE relief_back_told (handout BYTEA PRIMARY KEY, person BYTEA NOT NULL, note TEXT NOT NULL);",
    indexes: "CREATE INDEX relief_given_person ON relief_given (person, item, at);\
              CREATE INDEX relief_back_told_person ON relief_back_told (person);\
              CREATE INDEX relief_given_site ON relief_given (site, at);",
    drop: &["relief_back_told", "relief_given"],
    wants: |kind| matches!(kind, "relief.items_given" | "relief.taking_back_explained" | "registration.person_erased"),
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    if let Some(RegistrationFact::PersonErased { person, .. }) = recorded.fact()? {
        for table in ["relief_given", "relief_back_told"] {
            sql.execute(&format!("DELETE FROM {table} WHERE person = $1"), params![person])?;
        }
        return Ok(());
    }
    match recorded.fact()? {
        Some(Fact::TakingBackExplained { handout, person, note }) => {
            sql.execute(
                "INSERT INTO relief_back_told (handout, person, note) VALUES ($1, $2, $3) ON CONFLICT (handout) DO NOTHING",
                params![handout, person, note.as_str()],
            )?;
            Ok(())
        }
        Some(given @ Fact::ItemsGiven { .. }) => gave(sql, recorded, given),
        _ => Ok(()),
    }
}

fn gave(sql: &mut dyn Sql, recorded: &Recorded, given: Fact) -> Result<(), LogError> {
    let Fact::ItemsGiven { handout, site, person, household, lines, reason } = given else { return Ok(()) };
    let (at, reason) = (recorded.header.happened_from, reason.map(|reason| reason.to_string()));
    for (n, line) in (0i64..).zip(lines) {
        sql.execute(
            "INSERT INTO relief_given (handout, person, line, household, site, item, quantity, people, entitlement, reason, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (handout, person, line) DO NOTHING",
            params![
                handout,
                person,
                n,
                household,
                site,
                line.item,
                line.quantity,
                line.people,
                line.entitlement,
                reason.clone(),
                at
            ],
        )?;
    }
    Ok(())
}

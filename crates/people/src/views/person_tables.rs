//! The tables of people. They hold names in clear inside the encrypted store; erasing a person deletes each of their rows.

use contracts::registration::{Change, Details, RegistrationFact as Fact};
use kernel::PersonId;
use log::{LogError, Recorded, Sql, View, params};

/// People, what they agreed to, and how they stand to one another. The tables bear the name of the capability that writes the
/// facts.
pub const TABLES: View = View {
    name: "registration_person",
    version: 2,
    tables: "CREATE TABLE registration_person (person BYTEA PRIMARY KEY, household BYTEA NOT NULL, site BYTEA NOT NULL, \
             name TEXT NOT NULL, details TEXT NOT NULL, registered_at BIGINT NOT NULL);\
             CREATE TABLE registration_consent (person BYTEA NOT NULL, about TEXT NOT NULL, agreed BIGINT NOT NULL, \
             by_whom TEXT NOT NULL, language TEXT NOT NULL, at BIGINT NOT NULL, withdrawn_at BIGINT, \
             PRIMARY KEY (person, about));\
             CREATE TABLE registration_link (link BYTEA PRIMARY KEY, person BYTEA NOT NULL, relation TEXT NOT NULL, \
             other BYTEA NOT NULL, basis TEXT NOT NULL, at BIGINT NOT NULL);\
             CREATE TABLE registration_link_taken_back (link BYTEA PRIMARY KEY);",
    indexes: "CREATE INDEX registration_link_person ON registration_link (person);\
              CREATE INDEX registration_link_other ON registration_link (other);",
    drop: &["registration_link_taken_back", "registration_link", "registration_consent", "registration_person"],
    wants: |kind| {
        ["person_", "consent_", "link_"]
            .iter()
            .any(|start| kind.strip_prefix("registration.").is_some_and(|rest| rest.starts_with(start)))
    },
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    let Some(fact) = recorded.fact::<Fact>()? else { return Ok(()) };
    let at = recorded.header.happened_from;
    match fact {
        Fact::PersonRegistered { person, household, site, details, .. } => {
            sql.execute(
                "INSERT INTO registration_person (person, household, site, name, details, registered_at) \
                 VALUES ($1, $2, $3, $4, $5, $6)",
                params![person, household, site, details.name.original.as_str(), json(&details), at],
            )?;
        }
        Fact::PersonPlaced { person, household, site } => {
            sql.execute(
                "UPDATE registration_person SET household = $2, site = $3 WHERE person = $1",
                params![person, household, site],
            )?;
        }
        Fact::PersonCorrected { person, changes, .. } => correct(sql, person, &changes)?,
        Fact::ConsentAnswered { person, about, agreed, by, language } => {
            sql.execute(
                "INSERT INTO registration_consent (person, about, agreed, by_whom, language, at) \
                 VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (person, about) \
                 DO UPDATE SET agreed = $3, by_whom = $4, language = $5, at = $6, withdrawn_at = NULL",
                params![person, about.name(), agreed, by.name(), language, at],
            )?;
        }
        Fact::ConsentWithdrawn { person, about } => {
            let query =
                "UPDATE registration_consent SET agreed = 0, withdrawn_at = $3 WHERE person = $1 AND about = $2";
            sql.execute(query, params![person, about.name(), at])?;
        }
        Fact::LinkAsserted { person, link, is, other, basis } => {
            // Another post may have told first that it was taken back.
            let query = "SELECT 1 FROM registration_link_taken_back WHERE link = $1";
            if sql.first(query, params![*link.0.as_bytes()])?.is_none() {
                sql.execute(
                    "INSERT INTO registration_link (link, person, relation, other, basis, at) VALUES ($1, $2, $3, $4, $5, $6)",
                    params![*link.0.as_bytes(), person, is.name(), other, basis.name(), at],
                )?;
            }
        }
        Fact::LinkRetracted { link, .. } => {
            sql.execute("DELETE FROM registration_link WHERE link = $1", params![*link.0.as_bytes()])?;
            let query = "INSERT INTO registration_link_taken_back (link) VALUES ($1) ON CONFLICT (link) DO NOTHING";
            sql.execute(query, params![*link.0.as_bytes()])?;
        }
        Fact::PersonErased { person, .. } => forget(sql, person)?,
        _ => {}
    }
    Ok(())
}

fn correct(sql: &mut dyn Sql, person: PersonId, changes: &[Change]) -> Result<(), LogError> {
    let row = sql.first("SELECT details FROM registration_person WHERE person = $1", params![person])?;
    let Some(details) = row.and_then(|row| serde_json::from_str::<Details>(row.text(0)).ok()) else { return Ok(()) };
    let details = details.changed(changes);
    sql.execute(
        "UPDATE registration_person SET name = $2, details = $3 WHERE person = $1",
        params![person, details.name.original.as_str(), json(&details)],
    )?;
    Ok(())
}

fn forget(sql: &mut dyn Sql, person: PersonId) -> Result<(), LogError> {
    for statement in [
        "DELETE FROM registration_link WHERE person = $1 OR other = $1",
        "DELETE FROM registration_consent WHERE person = $1",
        "DELETE FROM registration_person WHERE person = $1",
    ] {
        sql.execute(statement, params![person])?;
    }
    Ok(())
}

fn json(value: &Details) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

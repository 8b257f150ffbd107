//! The index of names: one row for each sound of a person's name, and one for each pair of sounds, so that a name of two parts
//! never reads all people who share a frequent one.

use contracts::registration::RegistrationFact as Fact;
use kernel::{PersonId, PersonName};
use log::{LogError, Recorded, Sql, View, params};

/// Sounds, pairs of sounds, and the written forms of each person's name.
pub const TABLES: View = View {
    name: "registration_named",
    version: 1,
    tables: "CREATE TABLE registration_named (person BYTEA PRIMARY KEY, forms TEXT NOT NULL, sounds TEXT NOT NULL);\
             CREATE TABLE registration_sound (sound TEXT NOT NULL, person BYTEA NOT NULL);\
             CREATE TABLE registration_pair (first TEXT NOT NULL, second TEXT NOT NULL, parts BIGINT NOT NULL, \
             person BYTEA NOT NULL);",
    indexes: "CREATE INDEX registration_sound_key ON registration_sound (sound, person);\
              CREATE INDEX registration_pair_key ON registration_pair (first, second, parts, person);",
    drop: &["registration_pair", "registration_sound", "registration_named"],
    wants: |kind| {
        matches!(
            kind,
            "registration.person_registered" | "registration.person_corrected" | "registration.person_erased"
        )
    },
    apply: take,
};

/// Most sounds of one person that are indexed.
const MOST_SOUNDS: usize = 12;

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    match recorded.fact::<Fact>()? {
        Some(Fact::PersonRegistered { person, details, .. }) => index(sql, person, &details.name),
        Some(Fact::PersonCorrected { person, changes, .. }) => {
            let name = changes.iter().find(|change| change.field == "name").map(|change| change.after.clone());
            match name.and_then(|name| serde_json::from_value::<PersonName>(name).ok()) {
                Some(name) => forget(sql, person).and_then(|()| index(sql, person, &name)),
                None => Ok(()),
            }
        }
        Some(Fact::PersonErased { person, .. }) => forget(sql, person),
        _ => Ok(()),
    }
}

fn index(sql: &mut dyn Sql, person: PersonId, name: &PersonName) -> Result<(), LogError> {
    let mut sounds = name.keys();
    sounds.truncate(MOST_SOUNDS);
    let forms: Vec<&str> = std::iter::once(&name.original).chain(&name.renderings).map(|form| form.as_str()).collect();
    sql.execute(
        "INSERT INTO registration_named (person, forms, sounds) VALUES ($1, $2, $3)",
        params![person, forms.join("\n"), sounds.join(" ")],
    )?;
    for sound in &sounds {
        let query = "INSERT INTO registration_sound (sound, person) VALUES ($1, $2)";
        sql.execute(query, params![sound.as_str(), person])?;
    }
    for (first, second) in pairs(&sounds) {
        sql.execute(
            "INSERT INTO registration_pair (first, second, parts, person) VALUES ($1, $2, $3, $4)",
            params![first, second, sounds.len(), person],
        )?;
    }
    Ok(())
}

fn forget(sql: &mut dyn Sql, person: PersonId) -> Result<(), LogError> {
    let row = sql.first("SELECT sounds FROM registration_named WHERE person = $1", params![person])?;
    let Some(row) = row else { return Ok(()) };
    let sounds: Vec<String> = row.text(0).split(' ').map(str::to_owned).collect();
    for sound in &sounds {
        let query = "DELETE FROM registration_sound WHERE sound = $1 AND person = $2";
        sql.execute(query, params![sound.as_str(), person])?;
    }
    for (first, second) in pairs(&sounds) {
        sql.execute(
            "DELETE FROM registration_pair WHERE first = $1 AND second = $2 AND parts = $3 AND person = $4",
            params![first, second, sounds.len(), person],
        )?;
    }
    sql.execute("DELETE FROM registration_named WHERE person = $1", params![person])?;
    Ok(())
}

/// Every pair of the sorted sounds.
pub(super) fn pairs(sounds: &[String]) -> impl Iterator<Item = (&str, &str)> {
    sounds
        .iter()
        .enumerate()
        .flat_map(move |(i, first)| sounds.iter().skip(i + 1).map(move |second| (first.as_str(), second.as_str())))
}

//! Who was erased: an id and nothing else, so that a page can say why a record that it names shows nobody.

use contracts::registration::RegistrationFact as Fact;
use kernel::{PersonId, Problem};
use log::{LogError, Recorded, Sql, StoreError, View, params};

/// The ids of erased people.
pub const TABLE: View = View {
    name: "people_erased",
    version: 1,
    tables: "CREATE TABLE people_erased (person BYTEA PRIMARY KEY);",
    indexes: "",
    drop: &["people_erased"],
    wants: |kind| kind == "registration.person_erased",
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    if let Some(Fact::PersonErased { person, .. }) = recorded.fact()? {
        sql.execute("INSERT INTO people_erased (person) VALUES ($1) ON CONFLICT (person) DO NOTHING", params![person])?;
    }
    Ok(())
}

/// Whether the person was erased. Somebody who was never registered here was not.
pub fn is_erased(sql: &mut dyn Sql, person: PersonId) -> Result<bool, Problem> {
    let query = "SELECT 1 FROM people_erased WHERE person = $1";
    Ok(sql.first(query, params![person]).map_err(StoreError::problem)?.is_some())
}

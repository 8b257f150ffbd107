//! The tables of households and of who belongs to them.

use contracts::registration::{RegistrationFact as Fact, Relationship};
use kernel::{HouseholdId, PersonId};
use log::{LogError, Recorded, Sql, View, params};

/// Households and their members.
pub const TABLES: View = View {
    name: "registration_household",
    version: 1,
    tables: "CREATE TABLE registration_household (household BYTEA PRIMARY KEY, site BYTEA NOT NULL, number TEXT, head BYTEA, \
             size BIGINT NOT NULL, opened_at BIGINT NOT NULL, registered_at BIGINT, rests_with BYTEA, card_serial BIGINT, \
             card_issued TEXT, card_ended TEXT);\
             CREATE TABLE registration_member (household BYTEA NOT NULL, person BYTEA NOT NULL, relationship TEXT NOT NULL, \
             came_with BYTEA, place BIGINT NOT NULL, PRIMARY KEY (household, person));",
    indexes: "CREATE INDEX registration_household_number ON registration_household (number);\
              CREATE INDEX registration_household_site ON registration_household (site, registered_at);\
              CREATE INDEX registration_household_rests ON registration_household (rests_with);\
              CREATE INDEX registration_member_person ON registration_member (person);",
    drop: &["registration_member", "registration_household"],
    wants: |kind| {
        kind.starts_with("registration.household") || kind.starts_with("registration.card_") || composition(kind)
    },
    apply: take,
};

fn composition(kind: &str) -> bool {
    matches!(
        kind,
        "registration.member_joined"
            | "registration.member_left"
            | "registration.head_named"
            | "registration.join_undone"
    )
}

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    let Some(fact) = recorded.fact::<Fact>()? else { return Ok(()) };
    let (at, place) = (recorded.header.happened_from, recorded.header.position);
    match fact {
        Fact::HouseholdOpened { household, site, .. } => {
            sql.execute(
                "INSERT INTO registration_household (household, site, size, opened_at) VALUES ($1, $2, 0, $3) \
                 ON CONFLICT (household) DO UPDATE SET site = $2",
                params![household, site, at],
            )?;
        }
        Fact::HouseholdRegistered { household, number, head, .. } => {
            sql.execute(
                "UPDATE registration_household SET number = $2, head = $3, registered_at = $4 WHERE household = $1",
                params![household, number.as_str(), head, at],
            )?;
        }
        Fact::MemberJoined { household, person, relationship } => {
            join(sql, household, person, relationship, None, place)?;
        }
        Fact::MemberLeft { household, person } => {
            sql.execute(
                "DELETE FROM registration_member WHERE household = $1 AND person = $2",
                params![household, person],
            )?;
            sql.execute(
                "UPDATE registration_household SET head = NULL WHERE household = $1 AND head = $2",
                params![household, person],
            )?;
            count(sql, household)?;
        }
        Fact::HeadNamed { household, head } => name_head(sql, household, head)?,
        Fact::HouseholdsJoined { household, from, members } => {
            for (n, person) in (place..).zip(members) {
                join(sql, household, person, Relationship::OtherRelative, Some(from), n)?;
            }
        }
        Fact::HouseholdRested { household, with } => {
            sql.execute(
                "UPDATE registration_household SET rests_with = $2 WHERE household = $1",
                params![household, with],
            )?;
        }
        Fact::JoinUndone { household, from } => {
            sql.execute(
                "DELETE FROM registration_member WHERE household = $1 AND came_with = $2",
                params![household, from],
            )?;
            count(sql, household)?;
        }
        Fact::HouseholdResumed { household, members } => resume(sql, household, &members)?,
        Fact::CardIssued { household, serial, on } => {
            sql.execute(
                "UPDATE registration_household SET card_serial = $2, card_issued = $3, card_ended = NULL WHERE household = $1",
                params![household, serial, on],
            )?;
        }
        Fact::CardEnded { household, serial, why } => {
            sql.execute(
                "UPDATE registration_household SET card_ended = $3 WHERE household = $1 AND card_serial = $2",
                params![household, serial, why.name()],
            )?;
        }
        _ => {}
    }
    Ok(())
}

fn join(
    sql: &mut dyn Sql,
    household: HouseholdId,
    person: PersonId,
    relationship: Relationship,
    came_with: Option<HouseholdId>,
    place: i64,
) -> Result<(), LogError> {
    sql.execute(
        "INSERT INTO registration_member (household, person, relationship, came_with, place) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (household, person) DO NOTHING",
        params![household, person, relationship.name(), came_with, place],
    )?;
    count(sql, household)
}

fn count(sql: &mut dyn Sql, household: HouseholdId) -> Result<(), LogError> {
    sql.execute(
        "UPDATE registration_household SET size = (SELECT count(*) FROM registration_member WHERE household = $1) \
         WHERE household = $1",
        params![household],
    )?;
    Ok(())
}

fn name_head(sql: &mut dyn Sql, household: HouseholdId, head: PersonId) -> Result<(), LogError> {
    sql.execute(
        "UPDATE registration_member SET relationship = CASE WHEN person = $2 THEN 'head' ELSE 'other_relative' END \
         WHERE household = $1 AND (person = $2 OR relationship = 'head')",
        params![household, head],
    )?;
    sql.execute("UPDATE registration_household SET head = $2 WHERE household = $1", params![household, head])?;
    Ok(())
}

fn resume(sql: &mut dyn Sql, household: HouseholdId, members: &[PersonId]) -> Result<(), LogError> {
    for row in sql.rows("SELECT person FROM registration_member WHERE household = $1", params![household])? {
        let Some(person) = row.id::<PersonId>(0).filter(|person| !members.contains(person)) else { continue };
        sql.execute(
            "DELETE FROM registration_member WHERE household = $1 AND person = $2",
            params![household, person],
        )?;
    }
    sql.execute("UPDATE registration_household SET rests_with = NULL WHERE household = $1", params![household])?;
    sql.execute(
        "UPDATE registration_household SET head = $2 WHERE household = $1 AND (head IS NULL OR NOT EXISTS \
         (SELECT 1 FROM registration_member m WHERE m.household = $1 AND m.person = registration_household.head))",
        params![household, members.first().copied()],
    )?;
    count(sql, household)
}

//! The tables of households and of who belongs to them.

use super::listed_tables::{self, count, count_all_of};
use contracts::registration::{RegistrationFact as Fact, Relationship};
use kernel::{HouseholdId, PersonId, SiteId};
use log::{LogError, Recorded, Sql, View, params};

/// Households and their members.
pub const TABLES: View = View {
    name: "registration_household",
    version: 3,
    // The indexes that a household is counted by stand from the beginning: it is counted while the tables are filled.
    tables: "CREATE TABLE registration_household (household BYTEA PRIMARY KEY, site BYTEA NOT NULL, number TEXT, head BYTEA, \
             size BIGINT NOT NULL, opened_at BIGINT NOT NULL, registered_at BIGINT, rests_with BYTEA, card_serial BIGINT, \
             card_issued TEXT, card_ended TEXT, token TEXT, urgent BIGINT NOT NULL DEFAULT 0, without_bed BIGINT NOT NULL DEFAULT 0, \
             origin TEXT, question TEXT);\
             CREATE INDEX registration_household_token ON registration_household (token) WHERE token IS NOT NULL;\
             CREATE TABLE registration_member (household BYTEA NOT NULL, person BYTEA NOT NULL, relationship TEXT NOT NULL, \
             came_with BYTEA, place BIGINT NOT NULL, PRIMARY KEY (household, person));\
             CREATE INDEX registration_member_person ON registration_member (person);\
             CREATE TABLE registration_listed (site BYTEA PRIMARY KEY, households BIGINT NOT NULL);\
             CREATE TABLE registration_token (token TEXT PRIMARY KEY, urgent BIGINT NOT NULL);\
             CREATE TABLE registration_bed (stay BYTEA PRIMARY KEY, person BYTEA NOT NULL, ended BIGINT NOT NULL, \
             given BIGINT NOT NULL);\
             CREATE INDEX registration_bed_person ON registration_bed (person, ended, given);\
             CREATE TABLE registration_came_from (person BYTEA PRIMARY KEY, origin TEXT NOT NULL);\
             CREATE TABLE registration_said (link BYTEA PRIMARY KEY, one BYTEA, other BYTEA, same BIGINT, back BIGINT NOT NULL);\
             CREATE INDEX registration_said_one ON registration_said (one, other);\
             CREATE INDEX registration_said_other ON registration_said (other);",
    indexes: "CREATE INDEX registration_household_number ON registration_household (number);\
              CREATE INDEX registration_household_listed ON registration_household \
              (site, registered_at, household, size, without_bed, urgent, origin, question, number, rests_with) \
              WHERE number IS NOT NULL AND rests_with IS NULL;\
              CREATE INDEX registration_household_numbers ON registration_household \
              (site, number, household, registered_at, size, without_bed, urgent, origin, question, rests_with) \
              WHERE number IS NOT NULL AND rests_with IS NULL;\
              CREATE INDEX registration_household_sizes ON registration_household \
              (site, size, registered_at, household, without_bed, urgent, origin, question, number, rests_with) \
              WHERE number IS NOT NULL AND rests_with IS NULL;\
              CREATE INDEX registration_household_beds ON registration_household \
              (site, without_bed, registered_at, household, size, urgent, origin, question, number, rests_with) \
              WHERE number IS NOT NULL AND rests_with IS NULL;\
              CREATE INDEX registration_household_urgent ON registration_household \
              (site, registered_at, household, size, without_bed, origin, question, number, rests_with, urgent) \
              WHERE number IS NOT NULL AND rests_with IS NULL AND urgent = 1;\
              CREATE INDEX registration_household_question ON registration_household \
              (site, registered_at, household, size, without_bed, urgent, origin, question, number, rests_with) \
              WHERE number IS NOT NULL AND rests_with IS NULL AND question IS NOT NULL;\
              CREATE INDEX registration_household_rests ON registration_household (rests_with);",
    drop: &[
        "registration_said",
        "registration_came_from",
        "registration_bed",
        "registration_token",
        "registration_listed",
        "registration_member",
        "registration_household",
    ],
    wants: |kind| {
        kind.starts_with("registration.household")
            || kind.starts_with("registration.card_")
            || composition(kind)
            || listed_tables::wants(kind)
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
    if listed_tables::wants(recorded.kind()) {
        return listed_tables::take(sql, recorded);
    }
    let Some(fact) = recorded.fact::<Fact>()? else { return Ok(()) };
    let Some(household) = fact.household() else { return Ok(()) };
    let before = listed_at(sql, household)?;
    apply(sql, fact, recorded)?;
    let after = listed_at(sql, household)?;
    if before != after {
        tally(sql, before, -1)?;
        tally(sql, after, 1)?;
    }
    Ok(())
}

/// The site on whose list a household stands.
fn listed_at(sql: &mut dyn Sql, household: HouseholdId) -> Result<Option<SiteId>, LogError> {
    let query =
        "SELECT site FROM registration_household WHERE household = $1 AND number IS NOT NULL AND rests_with IS NULL";
    Ok(sql.first(query, params![household])?.and_then(|row| row.id(0)))
}

fn tally(sql: &mut dyn Sql, site: Option<SiteId>, more: i64) -> Result<(), LogError> {
    if let Some(site) = site {
        let query = "INSERT INTO registration_listed (site, households) VALUES ($1, $2) \
                     ON CONFLICT (site) DO UPDATE SET households = registration_listed.households + $2";
        sql.execute(query, params![site, more])?;
    }
    Ok(())
}

fn apply(sql: &mut dyn Sql, fact: Fact, recorded: &Recorded) -> Result<(), LogError> {
    let (at, place) = (recorded.header.happened_from, recorded.header.position);
    match fact {
        Fact::HouseholdOpened { household, site, token } => {
            sql.execute(
                "INSERT INTO registration_household (household, site, size, opened_at) VALUES ($1, $2, 0, $3) \
                 ON CONFLICT (household) DO UPDATE SET site = $2",
                params![household, site, at],
            )?;
            token.map_or(Ok(()), |token| listed_tables::opened(sql, household, &token))?;
        }
        Fact::HouseholdRegistered { household, number, head, .. } => {
            sql.execute(
                "UPDATE registration_household SET number = $2, head = $3, registered_at = $4 WHERE household = $1",
                params![household, number.as_str(), head, at],
            )?;
            count(sql, household)?;
        }
        Fact::MemberJoined { household, person, relationship } => {
            join(sql, household, person, relationship, None, place)?;
        }
        Fact::MemberLeft { household, person } => {
            sql.execute(
                "UPDATE registration_household SET head = NULL WHERE household = $1 AND head = $2",
                params![household, person],
            )?;
            leave(sql, household, person)?;
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
            count_beside(sql, household)?;
        }
        Fact::JoinUndone { household, from } => {
            let came = "SELECT person FROM registration_member WHERE household = $1 AND came_with = $2";
            for row in sql.rows(came, params![household, from])? {
                row.id(0).map_or(Ok(()), |person| leave(sql, household, person))?;
            }
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
    count_all_of(sql, person)
}

fn leave(sql: &mut dyn Sql, household: HouseholdId, person: PersonId) -> Result<(), LogError> {
    let query = "DELETE FROM registration_member WHERE household = $1 AND person = $2";
    sql.execute(query, params![household, person])?;
    count(sql, household)?;
    count_all_of(sql, person)
}

/// Counts a household anew, and each other that lists one of its members.
fn count_beside(sql: &mut dyn Sql, household: HouseholdId) -> Result<(), LogError> {
    for row in sql.rows("SELECT person FROM registration_member WHERE household = $1", params![household])? {
        row.id(0).map_or(Ok(()), |person| count_all_of(sql, person))?;
    }
    count(sql, household)
}

fn name_head(sql: &mut dyn Sql, household: HouseholdId, head: PersonId) -> Result<(), LogError> {
    sql.execute(
        "UPDATE registration_member SET relationship = CASE WHEN person = $2 THEN 'head' ELSE 'other_relative' END \
         WHERE household = $1 AND (person = $2 OR relationship = 'head')",
        params![household, head],
    )?;
    sql.execute("UPDATE registration_household SET head = $2 WHERE household = $1", params![household, head])?;
    count(sql, household)
}

fn resume(sql: &mut dyn Sql, household: HouseholdId, members: &[PersonId]) -> Result<(), LogError> {
    for row in sql.rows("SELECT person FROM registration_member WHERE household = $1", params![household])? {
        let Some(person) = row.id::<PersonId>(0).filter(|person| !members.contains(person)) else { continue };
        leave(sql, household, person)?;
    }
    sql.execute("UPDATE registration_household SET rests_with = NULL WHERE household = $1", params![household])?;
    sql.execute(
        "UPDATE registration_household SET head = $2 WHERE household = $1 AND (head IS NULL OR NOT EXISTS \
         (SELECT 1 FROM registration_member m WHERE m.household = $1 AND m.person = registration_household.head))",
        params![household, members.first().copied()],
    )?;
    count_beside(sql, household)
}

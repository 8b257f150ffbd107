//! What a list of households shows beside who belongs to them: who has no bed, who came with an urgent token, from where, and which
//! question is open. Told by other capabilities and by other posts, in whatever order: each household is counted anew whenever one of
//! these changes, so that a list of many needs no more than its own rows.

use contracts::{
    handover::{HandoverFact, plain_token},
    registration::{Change, LinkKind, RegistrationFact as Fact},
    stay::{BedFact, StayFact},
};
use kernel::{HouseholdId, LinkId, PersonId, StayId};
use log::{LogError, Recorded, Sql, params};

/// Whether a fact is one of these, beside those of households.
pub(super) fn wants(kind: &str) -> bool {
    kind == "handover.handed_over"
        || kind.starts_with("reception.stay_")
        || kind == "reception.place_given"
        || kind.starts_with("registration.link_")
        || matches!(
            kind,
            "registration.person_registered" | "registration.person_corrected" | "registration.person_erased"
        )
}

/// Takes what is told of beds, tokens, origins, and of records of the same person.
pub(super) fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    if let Some(HandoverFact::HandedOver { token, urgent }) = recorded.fact()? {
        return token_urgent(sql, &plain_token(&token), urgent);
    }
    if let Some(BedFact::PlaceGiven { person, stay }) = recorded.fact()? {
        return bed(sql, stay, person, false, true);
    }
    if let Some(fact) = recorded.fact::<StayFact>()? {
        let ended = matches!(fact, StayFact::StayEnded { .. });
        return if ended { bed(sql, fact.stay().stay, fact.stay().person, true, false) } else { Ok(()) };
    }
    match recorded.fact()? {
        Some(Fact::PersonRegistered { person, details, .. }) => {
            let origin = details.origin.as_ref().map_or("", |origin| origin.as_str());
            came_from(sql, person, origin)
        }
        Some(Fact::PersonCorrected { person, changes, .. }) => {
            let origin =
                |change: &Change| (change.field == "origin").then(|| change.after.as_str().unwrap_or("").to_owned());
            changes.iter().find_map(origin).map_or(Ok(()), |origin| came_from(sql, person, &origin))
        }
        Some(Fact::LinkAsserted { person, link, is, other, .. }) => match is {
            LinkKind::SameAs => said(sql, link, (person, other), true),
            LinkKind::NotSameAs => said(sql, link, (person, other), false),
            _ => Ok(()),
        },
        Some(Fact::LinkRetracted { link, .. }) => taken_back(sql, link),
        Some(Fact::PersonErased { person, .. }) => forget(sql, person),
        _ => Ok(()),
    }
}

/// A household that was opened with a token.
pub(super) fn opened(sql: &mut dyn Sql, household: HouseholdId, token: &str) -> Result<(), LogError> {
    sql.execute(
        "UPDATE registration_household SET token = $2, \
         urgent = coalesce((SELECT urgent FROM registration_token WHERE token = $2), 0) WHERE household = $1",
        params![household, token],
    )?;
    for row in sql.rows("SELECT household FROM registration_household WHERE token = $1", params![token])? {
        row.id(0).map_or(Ok(()), |household| count(sql, household))?;
    }
    Ok(())
}

fn token_urgent(sql: &mut dyn Sql, token: &str, urgent: bool) -> Result<(), LogError> {
    for statement in [
        "INSERT INTO registration_token (token, urgent) VALUES ($1, $2) ON CONFLICT (token) DO UPDATE SET urgent = $2",
        "UPDATE registration_household SET urgent = $2 WHERE token = $1",
    ] {
        sql.execute(statement, params![token, urgent])?;
    }
    Ok(())
}

/// A stay has a bed from when one was given until it ends, whichever is heard of first.
fn bed(sql: &mut dyn Sql, stay: StayId, person: PersonId, ended: bool, given: bool) -> Result<(), LogError> {
    sql.execute(
        "INSERT INTO registration_bed (stay, person, ended, given) VALUES ($1, $2, $3, $4) ON CONFLICT (stay) DO UPDATE SET \
         ended = CASE WHEN $3 = 1 THEN 1 ELSE registration_bed.ended END, \
         given = CASE WHEN $4 = 1 THEN 1 ELSE registration_bed.given END",
        params![stay, person, ended, given],
    )?;
    count_all_of(sql, person)
}

fn came_from(sql: &mut dyn Sql, person: PersonId, origin: &str) -> Result<(), LogError> {
    let query = "INSERT INTO registration_came_from (person, origin) VALUES ($1, $2) \
                 ON CONFLICT (person) DO UPDATE SET origin = $2";
    sql.execute(query, params![person, origin])?;
    count_all_of(sql, person)
}

fn said(sql: &mut dyn Sql, link: LinkId, (one, other): (PersonId, PersonId), same: bool) -> Result<(), LogError> {
    sql.execute(
        "INSERT INTO registration_said (link, one, other, same, back) VALUES ($1, $2, $3, $4, 0) \
         ON CONFLICT (link) DO UPDATE SET one = $2, other = $3, same = $4",
        params![*link.0.as_bytes(), one.min(other), one.max(other), same],
    )?;
    count_all_of(sql, one)?;
    count_all_of(sql, other)
}

fn taken_back(sql: &mut dyn Sql, link: LinkId) -> Result<(), LogError> {
    let link = *link.0.as_bytes();
    sql.execute(
        "INSERT INTO registration_said (link, back) VALUES ($1, 1) ON CONFLICT (link) DO UPDATE SET back = 1",
        params![link],
    )?;
    let row = sql.first("SELECT one, other FROM registration_said WHERE link = $1", params![link])?;
    for person in row.iter().flat_map(|row| [row.id(0), row.id(1)]).flatten() {
        count_all_of(sql, person)?;
    }
    Ok(())
}

fn forget(sql: &mut dyn Sql, person: PersonId) -> Result<(), LogError> {
    let said = "SELECT one, other FROM registration_said WHERE one = $1 OR other = $1";
    let beside: Vec<PersonId> =
        sql.rows(said, params![person])?.iter().flat_map(|row| [row.id(0), row.id(1)]).flatten().collect();
    for statement in [
        "DELETE FROM registration_bed WHERE person = $1",
        "DELETE FROM registration_came_from WHERE person = $1",
        "DELETE FROM registration_said WHERE one = $1 OR other = $1",
    ] {
        sql.execute(statement, params![person])?;
    }
    beside.into_iter().try_for_each(|other| count_all_of(sql, other))?;
    count_all_of(sql, person)
}

/// Counts each household anew that lists a person.
pub(super) fn count_all_of(sql: &mut dyn Sql, person: PersonId) -> Result<(), LogError> {
    for row in sql.rows("SELECT household FROM registration_member WHERE person = $1", params![person])? {
        row.id(0).map_or(Ok(()), |household| count(sql, household))?;
    }
    Ok(())
}

/// Counts a household anew.
pub(super) fn count(sql: &mut dyn Sql, household: HouseholdId) -> Result<(), LogError> {
    sql.execute(
        "UPDATE registration_household SET size = (SELECT count(*) FROM registration_member m WHERE m.household = $1), \
         without_bed = (SELECT count(*) FROM registration_member m WHERE m.household = $1 AND NOT EXISTS \
         (SELECT 1 FROM registration_bed b WHERE b.person = m.person AND b.ended = 0 AND b.given = 1)), \
         origin = (SELECT o.origin FROM registration_came_from o WHERE o.person = registration_household.head), \
         question = CASE \
         WHEN EXISTS (SELECT 1 FROM registration_member m JOIN registration_said a ON a.one = m.person OR a.other = m.person \
         JOIN registration_said b ON b.one = a.one AND b.other = a.other AND b.same = 0 AND b.back = 0 \
         WHERE m.household = $1 AND a.same = 1 AND a.back = 0) THEN 'disputed' \
         WHEN EXISTS (SELECT 1 FROM registration_member m JOIN registration_member o ON o.person = m.person \
         AND o.household <> $1 JOIN registration_household h ON h.household = o.household AND h.rests_with IS NULL \
         WHERE m.household = $1) THEN 'two_households' \
         WHEN EXISTS (SELECT 1 FROM registration_household h WHERE h.token = registration_household.token \
         AND h.household <> $1) THEN 'token_twice' \
         WHEN head IS NULL THEN 'no_head' END WHERE household = $1",
        params![household],
    )?;
    Ok(())
}

//! The tables of cases, whom they are about, and what happened to them. Erasing a person deletes each of their rows.

use crate::{
    facts::{CaseRef, Fact},
    views::shown::{erased, fact},
    words::CaseId,
};
use contracts::registration::RegistrationFact;
use kernel::{PersonId, PersonName, StreamId};
use log::{LogError, Recorded, Sql, View, params};

/// After every day on which an action can be due: cases without one stand last.
pub const NEVER: &str = "9999-12-31";

/// Cases, the people they are about, and their history.
pub const TABLES: View = View {
    name: "protection_case",
    version: 2,
    tables: "CREATE TABLE protection_case (case_id BYTEA PRIMARY KEY, number TEXT NOT NULL, person BYTEA NOT NULL, \
             site BYTEA NOT NULL, about TEXT NOT NULL, restricted BIGINT NOT NULL, reason TEXT NOT NULL, organisation TEXT NOT NULL, \
             owner BYTEA NOT NULL, supervisor BYTEA, closed BIGINT NOT NULL, closing BIGINT NOT NULL, outcome TEXT, summary TEXT, \
             next_due TEXT NOT NULL, sex TEXT NOT NULL, child BIGINT NOT NULL, opened_at BIGINT NOT NULL);\
             CREATE TABLE protection_subject (case_id BYTEA NOT NULL, person BYTEA NOT NULL, PRIMARY KEY (case_id, person));\
             CREATE TABLE protection_sound (sound TEXT NOT NULL, case_id BYTEA NOT NULL, person BYTEA NOT NULL, \
             PRIMARY KEY (sound, case_id, person));\
             CREATE TABLE protection_event (case_id BYTEA NOT NULL, at BIGINT NOT NULL, what TEXT NOT NULL, by_whom BYTEA NOT NULL, \
             other BYTEA, said TEXT, position BIGINT NOT NULL);\
             CREATE TABLE protection_due (action BYTEA PRIMARY KEY, case_id BYTEA NOT NULL, due TEXT NOT NULL);\
             CREATE TABLE protection_offer (case_id BYTEA PRIMARY KEY, to_whom BYTEA NOT NULL, by_whom BYTEA NOT NULL, \
             reason TEXT NOT NULL, at BIGINT NOT NULL);\
             CREATE TABLE protection_tally (site BYTEA NOT NULL, restricted BIGINT NOT NULL, closed BIGINT NOT NULL, about TEXT NOT NULL, \
             owner BYTEA NOT NULL, supervisor BYTEA NOT NULL, cases BIGINT NOT NULL, \
             PRIMARY KEY (site, restricted, closed, about, owner, supervisor));",
    indexes: "CREATE INDEX protection_case_site ON protection_case (site, restricted, closed, next_due, case_id);\
              CREATE INDEX protection_case_about ON protection_case (site, restricted, closed, about, next_due, case_id);\
              CREATE INDEX protection_case_owner ON protection_case (owner, closed, next_due, case_id, site, restricted, about, supervisor);\
              CREATE INDEX protection_case_supervisor ON protection_case (supervisor, closed, next_due, case_id, site, restricted, about, owner);\
              CREATE INDEX protection_case_number ON protection_case (number);\
              CREATE INDEX protection_case_person ON protection_case (person);\
              CREATE INDEX protection_subject_person ON protection_subject (person);\
              CREATE INDEX protection_sound_person ON protection_sound (person);\
              CREATE INDEX protection_event_case ON protection_event (case_id, position);\
              CREATE INDEX protection_due_case ON protection_due (case_id, due);\
              CREATE INDEX protection_offer_to ON protection_offer (to_whom);",
    drop: &[
        "protection_case",
        "protection_subject",
        "protection_sound",
        "protection_event",
        "protection_due",
        "protection_offer",
        "protection_tally",
    ],
    wants: |kind| {
        matches!(kind, "registration.person_erased" | "registration.person_corrected")
            || kind.starts_with("protection.") && !is_of_file(kind)
    },
    apply: take,
};

/// Facts that tell these tables nothing.
fn is_of_file(kind: &str) -> bool {
    ["worker_", "person_", "flag_", "need_", "note_", "decision_"]
        .iter()
        .any(|begin| kind.strip_prefix("protection.").is_some_and(|kind| kind.starts_with(begin)))
}

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    if let Some(person) = erased(recorded)? {
        return forget(sql, person);
    }
    if let Some(RegistrationFact::PersonCorrected { person, changes, .. }) = recorded.fact()? {
        return corrected(sql, person, &changes);
    }
    let Some(fact) = fact(recorded)? else { return Ok(()) };
    let Some(on) = fact.case() else { return Ok(()) };
    let counts = moves_the_tally(&fact);
    if counts {
        tally(sql, on.case.into(), -1)?;
    }
    changed(sql, on, recorded, &fact)?;
    if counts {
        tally(sql, on.case.into(), 1)?;
    }
    happened(sql, on, recorded, &fact)
}

/// Whether a fact changes something by which cases are counted.
fn moves_the_tally(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::CaseOpened { .. }
            | Fact::SupervisorNamed { .. }
            | Fact::CaseAssigned { .. }
            | Fact::HandoverAnswered { .. }
            | Fact::ClosureRuled { .. }
            | Fact::CaseReopened { .. }
    )
}

/// Counts a case in, or out: a caseload of tens of thousands is not counted anew by every reader. Where no supervisor is named the
/// owner stands, whom no caseload of a supervisor counts.
fn tally(sql: &mut dyn Sql, case: StreamId, by: i64) -> Result<(), LogError> {
    sql.execute(
        "INSERT INTO protection_tally (site, restricted, closed, about, owner, supervisor, cases) \
         SELECT site, restricted, closed, about, owner, coalesce(supervisor, owner), CAST($2 AS BIGINT) FROM protection_case \
         WHERE case_id = $1 ON CONFLICT (site, restricted, closed, about, owner, supervisor) \
         DO UPDATE SET cases = protection_tally.cases + excluded.cases",
        params![case, by],
    )?;
    Ok(())
}

/// What a case is now.
fn changed(sql: &mut dyn Sql, on: CaseRef, recorded: &Recorded, fact: &Fact) -> Result<(), LogError> {
    let id = StreamId::from(on.case);
    let mut set = |what: &str, value: log::sql::Value| {
        sql.execute(&format!("UPDATE protection_case SET {what} = $2 WHERE case_id = $1"), params![id, value])
            .map(|_| ())
    };
    match fact {
        Fact::CaseOpened { name, .. } => {
            opened(sql, on, recorded, fact)?;
            subject(sql, on.case, on.person, name)?;
        }
        Fact::SubjectAdded { person, name, .. } => subject(sql, on.case, *person, name)?,
        Fact::ActionPlanned { action, due, .. } => {
            let insert = "INSERT INTO protection_due (action, case_id, due) VALUES ($1, $2, $3)";
            sql.execute(insert, params![StreamId::from(*action), id, *due])?;
            next_due(sql, id)?;
        }
        Fact::ActionEnded { action, .. } => {
            sql.execute("DELETE FROM protection_due WHERE action = $1", params![StreamId::from(*action)])?;
            next_due(sql, id)?;
        }
        Fact::SupervisorNamed { supervisor, .. } => set("supervisor", (*supervisor).into())?,
        Fact::CaseAssigned { owner, organisation, .. } => {
            set("owner", (*owner).into())?;
            set("organisation", organisation.as_str().into())?;
            sql.execute("DELETE FROM protection_offer WHERE case_id = $1", params![id])?;
        }
        Fact::HandoverOffered { to, reason, .. } => {
            sql.execute(
                "INSERT INTO protection_offer (case_id, to_whom, by_whom, reason, at) VALUES ($1, $2, $3, $4, $5) \
                 ON CONFLICT (case_id) DO UPDATE SET to_whom = $2, by_whom = $3, reason = $4, at = $5",
                params![id, *to, recorded.header.actor, reason.as_str(), recorded.header.happened_from],
            )?;
        }
        Fact::HandoverAnswered { by, accepted, site, organisation, .. } => {
            if *accepted {
                set("owner", (*by).into())?;
                set("site", (*site).into())?;
                set("organisation", organisation.as_str().into())?;
            }
            sql.execute("DELETE FROM protection_offer WHERE case_id = $1", params![id])?;
        }
        Fact::ClosureAsked { outcome, summary, .. } => {
            set("closing", true.into())?;
            set("outcome", outcome.name().into())?;
            set("summary", summary.as_str().into())?;
        }
        Fact::ClosureRuled { agreed, .. } => {
            set("closing", false.into())?;
            set("closed", (*agreed).into())?;
        }
        Fact::CaseReopened { .. } => set("closed", false.into())?,
        _ => {}
    }
    Ok(())
}

/// The day on which the first open action is due.
fn next_due(sql: &mut dyn Sql, case: StreamId) -> Result<(), LogError> {
    sql.execute(
        "UPDATE protection_case SET next_due = coalesce((SELECT min(due) FROM protection_due WHERE case_id = $1), $2) \
         WHERE case_id = $1",
        params![case, NEVER],
    )?;
    Ok(())
}

fn opened(sql: &mut dyn Sql, on: CaseRef, recorded: &Recorded, fact: &Fact) -> Result<(), LogError> {
    let Fact::CaseOpened { site, about, reason, organisation, owner, supervisor, counted, .. } = fact else {
        return Ok(());
    };
    sql.execute(
        "INSERT INTO protection_case (case_id, number, person, site, about, restricted, reason, organisation, owner, supervisor, \
         closed, closing, next_due, sex, child, opened_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0, $11, $12, $13, $14)",
        params![
            StreamId::from(on.case),
            on.case.number(),
            on.person,
            *site,
            about.name(),
            about.is_restricted(),
            reason.as_str(),
            organisation.as_str(),
            *owner,
            *supervisor,
            NEVER,
            counted.sex.name(),
            counted.child,
            recorded.header.happened_from
        ],
    )?;
    Ok(())
}

fn subject(sql: &mut dyn Sql, case: CaseId, person: PersonId, name: &PersonName) -> Result<(), LogError> {
    sql.execute(
        "INSERT INTO protection_subject (case_id, person) VALUES ($1, $2) ON CONFLICT (case_id, person) DO NOTHING",
        params![StreamId::from(case), person],
    )?;
    sounds(sql, case, person, name)
}

fn sounds(sql: &mut dyn Sql, case: CaseId, person: PersonId, name: &PersonName) -> Result<(), LogError> {
    for sound in name.keys() {
        sql.execute(
            "INSERT INTO protection_sound (sound, case_id, person) VALUES ($1, $2, $3) \
             ON CONFLICT (sound, case_id, person) DO NOTHING",
            params![sound, StreamId::from(case), person],
        )?;
    }
    Ok(())
}

/// Somebody whose name was corrected is found by the new one.
fn corrected(sql: &mut dyn Sql, person: PersonId, changes: &[contracts::registration::Change]) -> Result<(), LogError> {
    let name = changes.iter().filter(|change| change.field == "name").find_map(|change| name_of(&change.after));
    let Some(name) = name else { return Ok(()) };
    let rows = sql.rows("SELECT case_id FROM protection_subject WHERE person = $1", params![person])?;
    sql.execute("DELETE FROM protection_sound WHERE person = $1", params![person])?;
    for case in rows.iter().filter_map(|row| row.id::<CaseId>(0)) {
        sounds(sql, case, person, &name)?;
    }
    Ok(())
}

fn name_of(value: &serde_json::Value) -> Option<PersonName> {
    serde_json::from_value(value.clone()).ok()
}

/// One line of the case's history: what, by whom, to whom, and the words that go with it.
fn happened(sql: &mut dyn Sql, on: CaseRef, recorded: &Recorded, fact: &Fact) -> Result<(), LogError> {
    let yes_no = |yes: bool, agreed: &'static str, refused: &'static str| if yes { agreed } else { refused };
    let (what, other, said) = match fact {
        Fact::CaseOpened { reason, .. } => ("opened", None, Some(reason.as_str())),
        Fact::SupervisorNamed { supervisor, .. } => ("supervisor", Some(*supervisor), None),
        Fact::CaseAssigned { owner, .. } => ("assigned", Some(*owner), None),
        Fact::HandoverOffered { to, reason, .. } => ("offered", Some(*to), Some(reason.as_str())),
        Fact::HandoverAnswered { by, accepted, reason, .. } => {
            (yes_no(*accepted, "accepted", "declined"), Some(*by), reason.as_ref().map(|r| r.as_str()))
        }
        Fact::ClosureAsked { summary, .. } => ("closing", None, Some(summary.as_str())),
        Fact::ClosureRuled { agreed, reason, .. } => {
            (yes_no(*agreed, "closed", "kept_open"), None, reason.as_ref().map(|r| r.as_str()))
        }
        Fact::CaseReopened { reason, .. } => ("reopened", None, Some(reason.as_str())),
        _ => return Ok(()),
    };
    let header = &recorded.header;
    sql.execute(
        "INSERT INTO protection_event (case_id, at, what, by_whom, other, said, position) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![StreamId::from(on.case), header.happened_from, what, header.actor, other, said, header.position],
    )?;
    Ok(())
}

fn forget(sql: &mut dyn Sql, person: PersonId) -> Result<(), LogError> {
    let cases = sql.rows("SELECT case_id FROM protection_case WHERE person = $1", params![person])?;
    for case in cases.iter().filter_map(|row| row.id::<CaseId>(0)) {
        tally(sql, case.into(), -1)?;
    }
    let of_case = "case_id IN (SELECT case_id FROM protection_case WHERE person = $1)";
    for table in ["protection_event", "protection_due", "protection_offer", "protection_sound", "protection_subject"] {
        sql.execute(&format!("DELETE FROM {table} WHERE {of_case}"), params![person])?;
    }
    for table in ["protection_sound", "protection_subject", "protection_case"] {
        sql.execute(&format!("DELETE FROM {table} WHERE person = $1"), params![person])?;
    }
    Ok(())
}

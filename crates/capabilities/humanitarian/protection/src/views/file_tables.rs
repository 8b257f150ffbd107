//! The tables of screenings, flags and needs. They hold what was said in clear inside the encrypted store; erasing a person deletes each
//! of their rows.

use super::shown::{erased, fact};
use crate::{
    facts::{Fact, FlagRef},
    words::NeedStatus,
};
use kernel::StreamId;
use log::{LogError, Recorded, Sql, View, params};
use screening::{Digest, Urgency};

/// Screenings, flags, needs.
pub const TABLES: View = View {
    name: "protection_file",
    version: 2,
    tables: "CREATE TABLE protection_screening (screening BYTEA PRIMARY KEY, person BYTEA NOT NULL, site BYTEA NOT NULL, \
             sheet TEXT NOT NULL, version BIGINT NOT NULL, digest TEXT, answers TEXT NOT NULL, language TEXT NOT NULL, by_whom BYTEA NOT NULL, \
             supervisor BYTEA, at BIGINT NOT NULL);\
             CREATE TABLE protection_flag (screening BYTEA NOT NULL, rule TEXT NOT NULL, person BYTEA NOT NULL, site BYTEA NOT NULL, \
             sheet TEXT NOT NULL, version BIGINT NOT NULL, digest TEXT, urgency BIGINT NOT NULL, due BIGINT NOT NULL, review_by TEXT NOT NULL, \
             because TEXT NOT NULL, restricted BIGINT NOT NULL, by_whom BYTEA NOT NULL, supervisor BYTEA, state TEXT NOT NULL, \
             reason TEXT, at BIGINT NOT NULL, PRIMARY KEY (screening, rule));\
             CREATE TABLE protection_need (need BYTEA PRIMARY KEY, person BYTEA NOT NULL, site BYTEA NOT NULL, code TEXT NOT NULL, \
             status TEXT NOT NULL, screening BYTEA, rule TEXT, review_by TEXT NOT NULL, restricted BIGINT NOT NULL, \
             by_whom BYTEA NOT NULL, supervisor BYTEA, reason TEXT, sex TEXT NOT NULL, child BIGINT NOT NULL, at BIGINT NOT NULL, \
             changed_at BIGINT NOT NULL);",
    indexes: "CREATE INDEX protection_screening_person ON protection_screening (person, at);\
              CREATE INDEX protection_flag_open ON protection_flag (site, restricted, state, due);\
              CREATE INDEX protection_flag_by ON protection_flag (by_whom, state, due);\
              CREATE INDEX protection_flag_supervisor ON protection_flag (supervisor, state, due);\
              CREATE INDEX protection_flag_person ON protection_flag (person);\
              CREATE INDEX protection_need_person ON protection_need (person, at);\
              CREATE INDEX protection_need_site ON protection_need (site, restricted, at);",
    drop: &["protection_screening", "protection_flag", "protection_need"],
    wants: |kind| {
        matches!(
            kind,
            "protection.person_screened"
                | "protection.flag_raised"
                | "protection.flag_taken"
                | "protection.flag_overruled"
                | "protection.need_raised"
                | "protection.need_moved"
                | "registration.person_erased"
        )
    },
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    if let Some(person) = erased(recorded)? {
        for table in TABLES.drop {
            sql.execute(&format!("DELETE FROM {table} WHERE person = $1"), params![person])?;
        }
    }
    match fact(recorded)? {
        Some(screened @ Fact::PersonScreened { .. }) => keep_screening(sql, recorded, screened),
        Some(raised @ Fact::FlagRaised { .. }) => keep_flag(sql, recorded, raised),
        Some(Fact::FlagTaken { flag, .. }) => flag_becomes(sql, &flag, "taken", None),
        Some(Fact::FlagOverruled { flag, reason, .. }) => flag_becomes(sql, &flag, "overruled", Some(reason.as_str())),
        Some(raised @ Fact::NeedRaised { .. }) => keep_need(sql, recorded, raised),
        Some(Fact::NeedMoved { need, to, reason, .. }) => {
            sql.execute(
                "UPDATE protection_need SET status = $2, reason = $3, changed_at = $4 WHERE need = $1",
                params![
                    StreamId::from(need),
                    to.name(),
                    reason.as_ref().map(|r| r.as_str()),
                    recorded.header.happened_from
                ],
            )?;
            Ok(())
        }
        _ => Ok(()),
    }
}

fn keep_screening(sql: &mut dyn Sql, recorded: &Recorded, fact: Fact) -> Result<(), LogError> {
    let Fact::PersonScreened { person, screening, site, sheet, version, digest, answers, language, supervisor } = fact
    else {
        return Ok(());
    };
    let header = &recorded.header;
    sql.execute(
        "INSERT INTO protection_screening (screening, person, site, sheet, version, answers, language, by_whom, supervisor, at, \
         digest) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            StreamId::from(screening),
            person,
            site,
            sheet.as_str(),
            version,
            serde_json::to_string(&answers).unwrap_or_default(),
            language.as_str(),
            header.actor,
            supervisor,
            header.happened_from,
            digest.as_ref().map(Digest::as_str)
        ],
    )?;
    Ok(())
}

fn keep_flag(sql: &mut dyn Sql, recorded: &Recorded, fact: Fact) -> Result<(), LogError> {
    let Fact::FlagRaised {
        person,
        flag,
        site,
        sheet,
        version,
        digest,
        urgency,
        because,
        due,
        review_by,
        restricted,
        supervisor,
    } = fact
    else {
        return Ok(());
    };
    let header = &recorded.header;
    sql.execute(
        "INSERT INTO protection_flag (screening, rule, person, site, sheet, version, urgency, due, review_by, because, \
         restricted, by_whom, supervisor, state, at, digest) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'raised', $14, $15)",
        params![
            StreamId::from(flag.screening),
            flag.rule.as_str(),
            person,
            site,
            sheet.as_str(),
            version,
            rank(&urgency),
            due,
            review_by,
            serde_json::to_string(&because).unwrap_or_default(),
            restricted,
            header.actor,
            supervisor,
            header.happened_from,
            digest.as_ref().map(Digest::as_str)
        ],
    )?;
    Ok(())
}

/// The place of a class of urgency, the most urgent first.
fn rank(urgency: &str) -> usize {
    Urgency::ALL.iter().position(|class| class.name() == urgency).unwrap_or(Urgency::ALL.len() - 1)
}

fn flag_becomes(sql: &mut dyn Sql, flag: &FlagRef, state: &str, reason: Option<&str>) -> Result<(), LogError> {
    sql.execute(
        "UPDATE protection_flag SET state = $3, reason = $4 WHERE screening = $1 AND rule = $2",
        params![StreamId::from(flag.screening), flag.rule.as_str(), state, reason],
    )?;
    Ok(())
}

fn keep_need(sql: &mut dyn Sql, recorded: &Recorded, fact: Fact) -> Result<(), LogError> {
    let Fact::NeedRaised { person, need, site, code, flag, review_by, restricted, supervisor, counted } = fact else {
        return Ok(());
    };
    let header = &recorded.header;
    sql.execute(
        "INSERT INTO protection_need (need, person, site, code, status, screening, rule, review_by, restricted, by_whom, \
         supervisor, sex, child, at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)",
        params![
            StreamId::from(need),
            person,
            site,
            code,
            NeedStatus::Suspected.name(),
            flag.as_ref().map(|flag| StreamId::from(flag.screening)),
            flag.as_ref().map(|flag| flag.rule.as_str()),
            review_by,
            restricted,
            header.actor,
            supervisor,
            counted.sex.name(),
            counted.child,
            header.happened_from
        ],
    )?;
    Ok(())
}

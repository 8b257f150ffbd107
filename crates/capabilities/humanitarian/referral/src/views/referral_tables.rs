//! The tables of referrals. A referral's row keeps its folded state, so that tables and decisions agree; each sending has a row of
//! its own for inboxes, lists and counts. Whatever an organisation may no longer read is not in its row. Erasing a person deletes
//! what was written and what was sent; that something was sent, when and how it was answered stays, without the person.

use crate::{
    case::{Referral, Sending, sending_of},
    facts::Fact,
    words::Field,
};
use contracts::registration::RegistrationFact;
use kernel::{PersonId, ReferralId};
use log::{LogError, Recorded, Sql, View, params};

/// Referrals and their sendings.
pub const TABLES: View = View {
    name: "referral_record",
    version: 2,
    tables: "CREATE TABLE referral_record (referral BYTEA PRIMARY KEY, person BYTEA, site BYTEA, by_whom BYTEA, \
             category TEXT NOT NULL, priority TEXT NOT NULL, stage TEXT NOT NULL, changed BIGINT NOT NULL, state TEXT NOT NULL);\
             CREATE TABLE referral_sending (sending BYTEA PRIMARY KEY, referral BYTEA NOT NULL, organisation BYTEA NOT NULL, \
             service BYTEA, site BYTEA, by_whom BYTEA, category TEXT NOT NULL, priority TEXT NOT NULL, stage TEXT NOT NULL, \
             is_open BIGINT NOT NULL, clock TEXT NOT NULL, owed_by BIGINT NOT NULL, sent BIGINT NOT NULL, due BIGINT NOT NULL, \
             acknowledged BIGINT, answered BIGINT, finished BIGINT, told BIGINT, escalated BIGINT, apart BIGINT NOT NULL, \
             name TEXT NOT NULL, content TEXT NOT NULL);\
             CREATE TABLE referral_word (organisation BYTEA NOT NULL, word TEXT NOT NULL, sending BYTEA NOT NULL, \
             PRIMARY KEY (organisation, word, sending));",
    indexes: "CREATE INDEX referral_record_person ON referral_record (person);\
              CREATE INDEX referral_record_by ON referral_record (by_whom, changed);\
              CREATE INDEX referral_record_site ON referral_record (site, changed);\
              CREATE INDEX referral_sending_referral ON referral_sending (referral, sent);\
              CREATE INDEX referral_sending_inbox ON referral_sending \
              (organisation, is_open, owed_by, sending, category, priority, stage);\
              CREATE INDEX referral_sending_sent ON referral_sending \
              (organisation, sent, sending, category, priority, stage, is_open);\
              CREATE INDEX referral_word_sending ON referral_word (sending);\
              CREATE INDEX referral_sending_owed ON referral_sending (is_open, owed_by);\
              CREATE INDEX referral_sending_service ON referral_sending (service, stage, answered);\
              CREATE INDEX referral_sending_counted ON referral_sending (category, sent);",
    drop: &["referral_word", "referral_sending", "referral_record"],
    wants: |kind| {
        kind == "registration.person_erased"
            || kind.strip_prefix("referral.").is_some_and(|rest| {
                ["referral_", "draft_", "consent_", "basis_", "content_", "help_", "outcome_", "note_", "person_"]
                    .iter()
                    .any(|start| rest.starts_with(start))
            })
    },
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    if recorded.header.kind == "registration.person_erased" {
        if let Some(RegistrationFact::PersonErased { person, .. }) = recorded.fact::<RegistrationFact>()? {
            forget(sql, person)?;
        }
        return Ok(());
    }
    let Some(fact) = recorded.fact::<Fact>()? else {
        // A sealed fact of somebody whose key is gone.
        let referral = ReferralId(recorded.header.stream.0);
        let mut state = state_of(sql, referral)?;
        state.erase();
        return keep(sql, referral, &state, recorded);
    };
    let Some(referral) = fact.referral() else { return Ok(()) };
    let mut state = state_of(sql, referral)?;
    state.apply(&fact, recorded.header.happened_from);
    keep(sql, referral, &state, recorded)?;
    for sending in state.sendings.iter().filter(|sending| Some(sending.id) == sending_of(&fact)) {
        keep_sending(sql, referral, &state, sending)?;
    }
    Ok(())
}

fn state_of(sql: &mut dyn Sql, referral: ReferralId) -> Result<Referral, LogError> {
    let row = sql.first("SELECT state FROM referral_record WHERE referral = $1", params![referral])?;
    Ok(row.and_then(|row| serde_json::from_str(row.text(0)).ok()).unwrap_or_default())
}

fn keep(sql: &mut dyn Sql, referral: ReferralId, state: &Referral, recorded: &Recorded) -> Result<(), LogError> {
    sql.execute(
        "INSERT INTO referral_record (referral, person, site, by_whom, category, priority, stage, changed, state) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (referral) DO UPDATE SET person = $2, site = $3, \
         by_whom = $4, category = $5, priority = $6, stage = $7, changed = $8, state = $9",
        params![
            referral,
            state.person,
            state.site,
            state.by,
            state.category.map_or("", |category| category.name()),
            state.priority.map_or("", |priority| priority.name()),
            state.stage().name(),
            recorded.header.happened_from,
            serde_json::to_string(state).unwrap_or_default(),
        ],
    )?;
    Ok(())
}

fn keep_sending(sql: &mut dyn Sql, referral: ReferralId, state: &Referral, sending: &Sending) -> Result<(), LogError> {
    let owed = sending.owed();
    let name = sending.content.iter().find(|line| line.field == Field::Name).map_or("", |line| line.value.as_str());
    sql.execute(
        "INSERT INTO referral_sending (sending, referral, organisation, service, site, by_whom, category, priority, stage, \
         is_open, clock, owed_by, sent, due, acknowledged, answered, finished, told, escalated, apart, name, content) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22) \
         ON CONFLICT (sending) DO UPDATE SET site = $5, by_whom = $6, stage = $9, is_open = $10, clock = $11, owed_by = $12, acknowledged = $15, \
         answered = $16, finished = $17, told = $18, escalated = $19, apart = $20, name = $21, content = $22",
        params![
            *sending.id.0.as_bytes(),
            referral,
            sending.organisation,
            sending.service,
            state.site,
            state.by,
            sending.category.name(),
            sending.priority.name(),
            sending.stage.name(),
            i64::from(owed.is_some()),
            owed.map_or("", |(clock, _)| clock.name()),
            owed.map_or(0, |(_, by)| by.millis()),
            sending.sent,
            sending.due,
            sending.acknowledged,
            sending.answered,
            sending.finished,
            sending.told.map(|(at, _)| at),
            sending.escalated.last().map(|(_, at)| *at),
            i64::from(sending.apart),
            name,
            serde_json::to_string(&sending.content).unwrap_or_default(),
        ],
    )?;
    keep_words(sql, sending, name)
}

fn forget(sql: &mut dyn Sql, person: PersonId) -> Result<(), LogError> {
    let rows = sql.rows("SELECT referral, state FROM referral_record WHERE person = $1", params![person])?;
    for row in &rows {
        let (Some(referral), Ok(mut state)) = (row.id::<ReferralId>(0), serde_json::from_str::<Referral>(row.text(1)))
        else {
            continue;
        };
        state.erase();
        sql.execute(
            "UPDATE referral_record SET person = NULL, state = $2 WHERE referral = $1",
            params![referral, serde_json::to_string(&state).unwrap_or_default()],
        )?;
        for sending in &state.sendings {
            keep_sending(sql, referral, &state, sending)?;
        }
    }
    Ok(())
}

/// The words by which a sending is found: its reference, and the name's words and sounds while the organisation may read them.
fn keep_words(sql: &mut dyn Sql, sending: &Sending, name: &str) -> Result<(), LogError> {
    let id = *sending.id.0.as_bytes();
    sql.execute("DELETE FROM referral_word WHERE sending = $1", params![id])?;
    let reference = ReferralId(sending.id.0).short().to_lowercase();
    let words = name.split_whitespace().map(str::to_lowercase);
    let sounds = kernel::name_key::keys(name).into_iter().map(|key| format!("~{key}"));
    for word in words.chain(sounds).chain([reference]) {
        sql.execute(
            "INSERT INTO referral_word (organisation, word, sending) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            params![sending.organisation, word, id],
        )?;
    }
    Ok(())
}

//! Who stays where, from the contract of stays: to tell who is where a convoy goes already, and who went away.

use contracts::{
    registration::RegistrationFact,
    stay::{StayEnd, StayFact},
};
use log::{LogError, Recorded, Sql, View, params};

/// Stays, open and ended. A late word of an earlier day does not open one again.
pub const TABLE: View = View {
    name: "transfer_stay",
    version: 1,
    tables: "CREATE TABLE transfer_stay (stay BYTEA PRIMARY KEY, person BYTEA NOT NULL, site BYTEA NOT NULL, begun BIGINT NOT NULL, \
             ended TEXT);",
    indexes: "CREATE INDEX transfer_stay_person ON transfer_stay (person, ended);",
    drop: &["transfer_stay"],
    wants: |kind| {
        matches!(
            kind,
            "registration.person_erased"
                | "reception.stay_planned"
                | "reception.stay_begun"
                | "reception.absence_noted"
                | "reception.return_noted"
                | "reception.stay_ended"
        )
    },
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    if let Some(RegistrationFact::PersonErased { person, .. }) = recorded.fact()? {
        sql.execute("DELETE FROM transfer_stay WHERE person = $1", params![person])?;
        return Ok(());
    }
    let Some(fact) = recorded.fact::<StayFact>()? else { return Ok(()) };
    let (of, begun) = (fact.stay(), !matches!(fact, StayFact::StayPlanned(_)));
    let ended: Option<StayEnd> = match fact {
        StayFact::StayEnded { why, .. } => Some(why),
        _ => None,
    };
    sql.execute(
        "INSERT INTO transfer_stay (stay, person, site, begun, ended) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (stay) \
         DO UPDATE SET begun = CASE WHEN $4 THEN 1 ELSE transfer_stay.begun END, ended = coalesce(transfer_stay.ended, $5)",
        params![of.stay, of.person, of.site, begun, ended.map(StayEnd::name)],
    )?;
    Ok(())
}

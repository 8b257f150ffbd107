//! What commands and reactions look up before they decide.

use crate::case::SendingId;
use kernel::{ActorId, Moment, OrganisationId, Problem, ReferralId, ServiceId};
use log::{Sql, StoreError, params};

/// Whose a service is.
pub(crate) fn organisation_of(sql: &mut dyn Sql, service: ServiceId) -> Result<Option<OrganisationId>, Problem> {
    let query = "SELECT organisation FROM referral_service WHERE service = $1";
    Ok(sql.first(query, params![service]).map_err(StoreError::problem)?.and_then(|row| row.id(0)))
}

/// To which referral and organisation a sending belongs.
pub(crate) fn referral_of(
    sql: &mut dyn Sql,
    sending: SendingId,
) -> Result<Option<(ReferralId, OrganisationId)>, Problem> {
    let query = "SELECT referral, organisation FROM referral_sending WHERE sending = $1";
    let row = sql.first(query, params![*sending.0.as_bytes()]).map_err(StoreError::problem)?;
    Ok(row.and_then(|row| Some((row.id(0)?, row.id(1)?))))
}

/// The organisations whose inboxes an account reads, by name.
pub(super) fn organisations_of(sql: &mut dyn Sql, account: ActorId) -> Result<Vec<(OrganisationId, String)>, Problem> {
    let query = "SELECT m.organisation, o.name FROM referral_member m \
                 JOIN referral_organisation o ON o.organisation = m.organisation WHERE m.account = $1 ORDER BY o.name";
    let rows = sql.rows(query, params![account]).map_err(StoreError::problem)?;
    Ok(rows.iter().filter_map(|row| Some((row.id(0)?, row.text(1).to_owned()))).collect())
}

/// Sendings whose clock ran out before `now` and for which nobody was called since it began to run; at most `limit`.
pub(crate) fn overdue_now(sql: &mut dyn Sql, now: Moment, limit: i64) -> Result<Vec<(ReferralId, SendingId)>, Problem> {
    let query = "SELECT referral, sending FROM referral_sending WHERE is_open = 1 AND owed_by < $1 \
                 AND (escalated IS NULL OR escalated < owed_by) ORDER BY owed_by LIMIT $2";
    let rows = sql.rows(query, params![now, limit]).map_err(StoreError::problem)?;
    Ok(rows.iter().filter_map(|row| Some((row.id(0)?, row.id(1)?))).collect())
}

//! The tables of the directory: organisations, their services and the members of their inboxes. No person is in them.

use crate::facts::Fact;
use log::{LogError, Recorded, Sql, View, params};

/// The directory.
pub const TABLES: View = View {
    name: "referral_directory",
    version: 1,
    tables: "CREATE TABLE referral_organisation (organisation BYTEA PRIMARY KEY, name TEXT NOT NULL, described TEXT NOT NULL);\
             CREATE TABLE referral_member (organisation BYTEA NOT NULL, account BYTEA NOT NULL, \
             PRIMARY KEY (organisation, account));\
             CREATE TABLE referral_paper_key (organisation BYTEA NOT NULL, public_key TEXT NOT NULL, \
             PRIMARY KEY (organisation, public_key));\
             CREATE TABLE referral_service (service BYTEA PRIMARY KEY, organisation BYTEA NOT NULL, name TEXT NOT NULL, \
             category TEXT NOT NULL, described TEXT NOT NULL, unit TEXT, total BIGINT, suspended BIGINT NOT NULL, \
             suspended_until TEXT, suspended_why TEXT);",
    indexes: "CREATE INDEX referral_member_account ON referral_member (account, organisation);\
              CREATE INDEX referral_service_category ON referral_service (category, name);",
    drop: &["referral_service", "referral_paper_key", "referral_member", "referral_organisation"],
    wants: |kind| {
        matches!(
            kind,
            "referral.organisation_described"
                | "referral.inbox_member_named"
                | "referral.inbox_member_removed"
                | "referral.paper_key_published"
                | "referral.service_described"
                | "referral.capacity_set"
                | "referral.service_suspended"
                | "referral.service_resumed"
        )
    },
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    let Some(fact) = recorded.fact::<Fact>()? else { return Ok(()) };
    match fact {
        Fact::OrganisationDescribed { organisation, description } => {
            sql.execute(
                "INSERT INTO referral_organisation (organisation, name, described) VALUES ($1, $2, $3) \
                 ON CONFLICT (organisation) DO UPDATE SET name = $2, described = $3",
                params![organisation, description.name.as_str(), json(&description)],
            )?;
        }
        Fact::InboxMemberNamed { organisation, account } => {
            sql.execute(
                "INSERT INTO referral_member (organisation, account) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                params![organisation, account],
            )?;
        }
        Fact::InboxMemberRemoved { organisation, account } => {
            let query = "DELETE FROM referral_member WHERE organisation = $1 AND account = $2";
            sql.execute(query, params![organisation, account])?;
        }
        Fact::PaperKeyPublished { organisation, key } => {
            sql.execute(
                "INSERT INTO referral_paper_key (organisation, public_key) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                params![organisation, key],
            )?;
        }
        Fact::ServiceDescribed { service, organisation, description } => {
            sql.execute(
                "INSERT INTO referral_service (service, organisation, name, category, described, suspended) \
                 VALUES ($1, $2, $3, $4, $5, 0) \
                 ON CONFLICT (service) DO UPDATE SET name = $3, category = $4, described = $5",
                params![
                    service,
                    organisation,
                    description.name.as_str(),
                    description.category.name(),
                    json(&description)
                ],
            )?;
        }
        Fact::CapacitySet { service, capacity, .. } => {
            sql.execute(
                "UPDATE referral_service SET unit = $2, total = $3 WHERE service = $1",
                params![service, capacity.unit.name(), i64::from(capacity.total)],
            )?;
        }
        Fact::ServiceSuspended { service, until, reason } => {
            sql.execute(
                "UPDATE referral_service SET suspended = 1, suspended_until = $2, suspended_why = $3 WHERE service = $1",
                params![service, until, reason.as_str()],
            )?;
        }
        Fact::ServiceResumed { service } => {
            sql.execute(
                "UPDATE referral_service SET suspended = 0, suspended_until = NULL, suspended_why = NULL WHERE service = $1",
                params![service],
            )?;
        }
        _ => {}
    }
    Ok(())
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

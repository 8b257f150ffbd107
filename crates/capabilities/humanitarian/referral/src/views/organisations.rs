//! Organisations of the directory, and one of them with the members of its inbox.

use access::{Answer, Cell, Column, Kind, Param, Query, Reading, Relation, ViewDef};
use kernel::{ActorId, OrganisationId, Problem};
use log::{StoreError, params};
use serde_json::{Value, json};

/// Organisations, by name.
pub const ORGANISATIONS: ViewDef = ViewDef {
    name: "organisations",
    params: &[],
    columns: &[
        Column { key: "referral_organisation_id", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "referral_organisation", kind: Kind::Text, hxl: "#org+name", sorts: false },
        Column { key: "referral_services", kind: Kind::Number, hxl: "#service+num", sorts: false },
        Column { key: "referral_members", kind: Kind::Number, hxl: "", sorts: false },
        Column { key: "referral_open", kind: Kind::Number, hxl: "", sorts: false },
    ],
    read: list,
};

fn list(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let everywhere = reading.relation != Relation::OwnOrganisation;
    let rows = reading
        .sql
        .rows(
            "SELECT o.organisation, o.name, \
             (SELECT count(*) FROM referral_service s WHERE s.organisation = o.organisation), \
             (SELECT count(*) FROM referral_member m WHERE m.organisation = o.organisation), \
             (SELECT count(*) FROM referral_sending r WHERE r.organisation = o.organisation AND r.is_open = 1) \
             FROM referral_organisation o WHERE $1 OR o.organisation IN \
             (SELECT organisation FROM referral_member WHERE account = $2) ORDER BY o.name, o.organisation LIMIT $3 OFFSET $4",
            params![everywhere, reading.who.actor, query.limit(), query.offset()],
        )
        .map_err(StoreError::problem)?;
    let count = "SELECT count(*) FROM referral_organisation o WHERE $1 OR o.organisation IN \
                 (SELECT organisation FROM referral_member WHERE account = $2)";
    let total = reading.sql.first(count, params![everywhere, reading.who.actor]).map_err(StoreError::problem)?;
    let rows = rows
        .iter()
        .map(|row| {
            vec![
                row.id::<OrganisationId>(0).into(),
                Cell::Text(row.text(1).to_owned()),
                Cell::Int(row.int(2)),
                Cell::Int(row.int(3)),
                Cell::Int(row.int(4)),
            ]
        })
        .collect();
    Ok(Answer::Table { rows, total: total.map(|row| row.int(0)), subjects: vec![] })
}

/// An organisation by its id.
pub const ORGANISATION: ViewDef = ViewDef {
    name: "organisation",
    params: &[Param { name: "id", kind: Kind::Id, required: true }],
    columns: &[],
    read: one,
};

fn one(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let id: OrganisationId = query.required("id")?;
    let select = "SELECT name, described FROM referral_organisation WHERE organisation = $1";
    let row = reading.sql.first(select, params![id]).map_err(StoreError::problem)?.ok_or_else(Problem::not_found)?;
    let select = "SELECT account FROM referral_member WHERE organisation = $1 ORDER BY account";
    let members = reading.sql.rows(select, params![id]).map_err(StoreError::problem)?;
    let members: Vec<ActorId> = members.iter().filter_map(|row| row.id(0)).collect();
    if reading.relation == Relation::OwnOrganisation && !members.contains(&reading.who.actor) {
        return Err(Problem::not_found());
    }
    let select = "SELECT public_key FROM referral_paper_key WHERE organisation = $1 ORDER BY public_key";
    let keys = reading.sql.rows(select, params![id]).map_err(StoreError::problem)?;
    let keys: Vec<String> = keys.iter().map(|row| row.text(0).to_owned()).collect();
    let description: Value = serde_json::from_str(row.text(1)).unwrap_or_default();
    let value = json!({ "id": id, "description": description, "members": members, "keys": keys });
    Ok(Answer::Record { value, subjects: vec![] })
}

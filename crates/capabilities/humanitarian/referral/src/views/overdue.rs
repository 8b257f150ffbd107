//! Clocks that ran out, for whoever answers for referrals: which organisation, which service, since when. No person.

use super::inbox::reference;
use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::{Moment, Problem, ReferralId};
use log::{StoreError, params};

/// What is overdue now, the longest first. It is computed when it is read; whether somebody was called is beside it.
pub const OVERDUE: ViewDef = ViewDef {
    name: "overdue",
    params: &[Param { name: "apart", kind: Kind::Flag, required: false }],
    columns: &[
        Column { key: "referral_referral", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "referral_sending", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "referral_reference", kind: Kind::Text, hxl: "#meta+id", sorts: false },
        Column { key: "referral_organisation", kind: Kind::Text, hxl: "#org+name", sorts: false },
        Column { key: "referral_service_name", kind: Kind::Text, hxl: "#service+name", sorts: false },
        Column { key: "referral_priority", kind: Kind::Code("referral-short"), hxl: "#severity", sorts: false },
        Column { key: "referral_stage", kind: Kind::Code("referral-stage"), hxl: "#status", sorts: false },
        Column { key: "referral_owes", kind: Kind::Code("referral-owes"), hxl: "", sorts: false },
        Column { key: "referral_owed_by", kind: Kind::Moment, hxl: "#date+due", sorts: false },
        Column { key: "referral_escalated", kind: Kind::Moment, hxl: "", sorts: false },
    ],
    read,
};

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let now = reading.at.now;
    let which = if super::services::flag(query, "apart") { "s.apart = 1" } else { "s.is_open = 1" };
    let wanted = format!("{which} AND (s.owed_by < $1 OR s.apart = 1) AND (s.site = $2 OR $3)");
    let (site, everywhere) = (reading.site, reading.site.is_none());
    let select = format!(
        "SELECT s.referral, s.sending, o.name, v.name, s.priority, s.stage, s.clock, s.owed_by, s.escalated \
         FROM referral_sending s LEFT JOIN referral_organisation o ON o.organisation = s.organisation \
         LEFT JOIN referral_service v ON v.service = s.service \
         WHERE {wanted} ORDER BY s.owed_by, s.sending LIMIT $4 OFFSET $5"
    );
    let values = params![now, site, everywhere, query.limit(), query.offset()];
    let rows = reading.sql.rows(&select, values).map_err(StoreError::problem)?;
    let count = format!("SELECT count(*) FROM referral_sending s WHERE {wanted}");
    let total = reading.sql.first(&count, params![now, site, everywhere]).map_err(StoreError::problem)?;
    let rows = rows
        .iter()
        .map(|row| {
            let sending: Option<uuid::Uuid> = row.id(1);
            let owed_by = row.int(7);
            vec![
                row.id::<ReferralId>(0).into(),
                sending.into(),
                sending.map(reference).into(),
                row.opt_text(2).into(),
                row.opt_text(3).into(),
                Cell::Text(row.text(4).to_owned()),
                Cell::Text(row.text(5).to_owned()),
                Some(row.text(6)).filter(|clock| !clock.is_empty()).into(),
                if owed_by > 0 { Cell::Moment(Moment::from_millis(owed_by)) } else { Cell::Empty },
                row.opt_int(8).map_or(Cell::Empty, |at| Cell::Moment(Moment::from_millis(at))),
            ]
        })
        .collect();
    Ok(Answer::Table { rows, total: total.map(|row| row.int(0)), subjects: vec![] })
}

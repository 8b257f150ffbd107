//! The directory, searched: by kind of help, language, open now, places left.

use super::lookups::organisations_of;
use crate::{
    directory::Service,
    words::{CapacityUnit, Category},
};
use access::{Answer, Cell, Column, Kind, Param, Query, Reading, Relation, ViewDef};
use kernel::{Date, LanguageCode, Moment, OrganisationId, Problem, ServiceId};
use log::{Row, Sql, StoreError, params};

/// Services in the directory, by name.
pub const SERVICES: ViewDef = ViewDef {
    name: "services",
    params: &[
        Param { name: "category", kind: Kind::Code("referral-category"), required: false },
        Param { name: "language", kind: Kind::Text, required: false },
        Param { name: "open", kind: Kind::Flag, required: false },
        Param { name: "left", kind: Kind::Flag, required: false },
        Param { name: "q", kind: Kind::Text, required: false },
        Param { name: "organisation", kind: Kind::Id, required: false },
    ],
    columns: &[
        Column { key: "referral_service", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "referral_service_name", kind: Kind::Text, hxl: "#service+name", sorts: false },
        Column { key: "referral_organisation", kind: Kind::Text, hxl: "#org+name", sorts: false },
        Column { key: "referral_category", kind: Kind::Code("referral-category"), hxl: "#service+type", sorts: false },
        Column { key: "referral_place", kind: Kind::Text, hxl: "#loc+code", sorts: false },
        Column { key: "referral_hours", kind: Kind::Text, hxl: "#date+hours", sorts: false },
        Column { key: "referral_languages", kind: Kind::Text, hxl: "#meta+language", sorts: false },
        Column { key: "referral_now", kind: Kind::Code("referral-now"), hxl: "#status", sorts: false },
        Column { key: "referral_left", kind: Kind::Number, hxl: "#capacity+num+left", sorts: false },
    ],
    read,
};

/// A service with what is left of it at a moment.
pub(super) struct Standing {
    pub(super) id: ServiceId,
    pub(super) organisation: OrganisationId,
    pub(super) organisation_name: String,
    pub(super) described: Service,
    pub(super) unit: Option<CapacityUnit>,
    pub(super) total: Option<i64>,
    pub(super) left: Option<i64>,
    /// `open`, `closed` or `suspended`.
    pub(super) now: &'static str,
    pub(super) until: Option<Date>,
    pub(super) why: Option<String>,
}

const SELECT: &str = "SELECT s.service, s.organisation, o.name, s.described, s.unit, s.total, s.suspended, \
                      s.suspended_until, s.suspended_why FROM referral_service s \
                      JOIN referral_organisation o ON o.organisation = s.organisation";
const WEEK_S: i64 = 7 * 24 * 3600;

/// Most services that a directory is searched through: a country's, with room.
const MOST: i64 = 5_000;

pub(super) fn one(reading: &mut Reading<'_>, id: ServiceId) -> Result<Option<Standing>, Problem> {
    let row = reading.sql.first(&format!("{SELECT} WHERE s.service = $1"), params![id]).map_err(StoreError::problem)?;
    let (now, offset) = (reading.at.now, reading.at.utc_offset_minutes);
    row.map_or(Ok(None), |row| standing(reading.sql, now, offset, &row))
}

fn standing(sql: &mut dyn Sql, now: Moment, offset: i32, row: &Row) -> Result<Option<Standing>, Problem> {
    let (Some(id), Some(organisation), Ok(described)) =
        (row.id(0), row.id(1), serde_json::from_str::<Service>(row.text(3)))
    else {
        return Ok(None);
    };
    let unit = row.opt_text(4).and_then(|unit| unit.parse().ok());
    let today = now.date_at(offset);
    let until: Option<Date> = row.opt_text(7).and_then(|day| day.parse().ok());
    let suspended = row.int(6) != 0 && until.is_none_or(|until| until > today);
    let (hour, minute) = now.time_at(offset);
    let minute = u16::try_from(i32::from(hour) * 60 + i32::from(minute)).unwrap_or(0);
    let state = match (suspended, described.hours.is_open(today, minute)) {
        (true, _) => "suspended",
        (false, true) => "open",
        (false, false) => "closed",
    };
    let total = row.opt_int(5);
    let left = match (unit, total) {
        (Some(unit), Some(total)) => Some((total - taken(sql, id, unit, now)?).max(0)),
        _ => None,
    };
    let organisation_name = row.text(2).to_owned();
    let why = row.opt_text(8).map(str::to_owned);
    Ok(Some(Standing { id, organisation, organisation_name, described, unit, total, left, now: state, until, why }))
}

/// How many it has taken: in the last seven days, or those who are there.
fn taken(sql: &mut dyn Sql, service: ServiceId, unit: CapacityUnit, now: Moment) -> Result<i64, Problem> {
    let (query, from) = match unit {
        CapacityUnit::Week => (
            "SELECT count(*) FROM referral_sending WHERE service = $1 AND stage IN ('accepted', 'in_progress', 'done') \
             AND answered > $2",
            now.plus_seconds(-WEEK_S),
        ),
        CapacityUnit::Places => (
            "SELECT count(*) FROM referral_sending WHERE service = $1 AND stage IN ('accepted', 'in_progress') \
             AND answered > $2",
            Moment::from_millis(0),
        ),
    };
    let row = sql.first(query, params![service, from]).map_err(StoreError::problem)?;
    Ok(row.map_or(0, |row| row.int(0)))
}

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let category: Option<Category> = query.parsed("category")?;
    let language: Option<LanguageCode> = query.parsed("language")?;
    let organisation: Option<OrganisationId> = query.parsed("organisation")?;
    let own: Option<Vec<OrganisationId>> = match reading.relation {
        Relation::OwnOrganisation => {
            let own = organisations_of(reading.sql, reading.who.actor)?;
            Some(own.into_iter().map(|(id, _)| id).collect())
        }
        _ => None,
    };
    let asked = query.get("q").unwrap_or("").to_lowercase();
    let (only_open, only_left) = (flag(query, "open"), flag(query, "left"));
    let rows = reading
        .sql
        .rows(
            &format!("{SELECT} WHERE s.category = $1 OR $1 = '' ORDER BY s.name, s.service LIMIT $2"),
            params![category.map_or("", |category| category.name()), MOST],
        )
        .map_err(StoreError::problem)?;
    let (now, offset) = (reading.at.now, reading.at.utc_offset_minutes);
    let mut found = Vec::new();
    for row in &rows {
        let Some(one) = standing(reading.sql, now, offset, row)? else { continue };
        let speaks = language.as_ref().is_none_or(|language| one.described.languages.contains(language));
        let whose = organisation.is_none_or(|id| id == one.organisation);
        let mine = own.as_ref().is_none_or(|own| own.contains(&one.organisation));
        let named = [one.described.name.as_str(), one.organisation_name.as_str()]
            .iter()
            .any(|name| name.to_lowercase().contains(&asked));
        let open = !only_open || one.now == "open";
        let left = !only_left || one.now != "suspended" && one.left.is_none_or(|left| left > 0);
        if speaks && whose && mine && named && open && left {
            found.push(one);
        }
    }
    let total = i64::try_from(found.len()).ok();
    let (skip, take) = (usize::try_from(query.offset()).unwrap_or(0), usize::try_from(query.limit()).unwrap_or(0));
    let rows = found.into_iter().skip(skip).take(take).map(cells).collect();
    Ok(Answer::Table { rows, total, subjects: vec![] })
}

fn cells(one: Standing) -> Vec<Cell> {
    let languages: Vec<&str> = one.described.languages.iter().map(LanguageCode::as_str).collect();
    vec![
        Cell::Text(one.id.to_string()),
        Cell::Text(one.described.name.to_string()),
        Cell::Text(one.organisation_name),
        Cell::Text(one.described.category.name().to_owned()),
        one.described.place.into(),
        Cell::Text(format!("{}–{}", one.described.hours.from, one.described.hours.to)),
        Cell::Text(languages.join(", ")),
        Cell::Text(one.now.to_owned()),
        one.left.map_or(Cell::Empty, Cell::Int),
    ]
}

/// A ticked box.
pub(super) fn flag(query: &Query, name: &str) -> bool {
    matches!(query.get(name), Some("true" | "on" | "yes" | "1"))
}

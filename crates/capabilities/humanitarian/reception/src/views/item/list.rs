//! Items that wait for a person: computed from what is known now, so that whatever two posts did while apart comes to light when
//! their facts meet. An item goes when its cause goes, or when somebody settles it; it opens again when others are concerned.

use super::rules::{self, Item};
use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::{PersonId, Problem, SiteId, SubjectId};
use log::{Sql, StoreError, params};
use people::Person;
use std::collections::BTreeMap;

/// What is open at the site; with `settled=true`, what was settled and still has its cause.
pub const ITEMS: ViewDef = ViewDef {
    name: "items",
    params: &[Param { name: "settled", kind: Kind::Flag, required: false }],
    columns: &[
        Column { key: "reception_item", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "reception_kind", kind: Kind::Code("reception-item"), hxl: "#meta+kind", sorts: false },
        Column { key: "reception_place", kind: Kind::Text, hxl: "#loc+name", sorts: false },
        Column { key: "reception_person", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "reception_people", kind: Kind::Number, hxl: "#affected+ind", sorts: false },
        Column { key: "reception_reason", kind: Kind::Code("people-apart"), hxl: "", sorts: false },
        Column { key: "reception_note", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "reception_since", kind: Kind::Moment, hxl: "#date+start", sorts: false },
        Column { key: "reception_household", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "reception_unit", kind: Kind::Id, hxl: "", sorts: false },
    ],
    read,
};

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let Some(site) = reading.site else { return Ok(Answer::Table { rows: vec![], total: Some(0), subjects: vec![] }) };
    let settled = query.get("settled") == Some("true");
    let notes = settled_notes(reading.sql, site)?;
    let items: Vec<Item> =
        rules::all(reading.sql, site)?.into_iter().filter(|item| notes.contains_key(&item.key) == settled).collect();
    let total = i64::try_from(items.len()).ok();
    let items = query.page_of(&items);
    let ids: Vec<PersonId> = items.iter().flat_map(|item| item.people.iter().copied()).collect();
    let people = people::people(reading.sql, ids)?;
    let line = |item: &Item| {
        let names: Vec<&str> = item.people.iter().filter_map(|id| people.get(id)).map(Person::name).collect();
        let note = notes.get(&item.key).cloned().or_else(|| item.note.clone());
        vec![
            Cell::Text(item.key.clone()),
            Cell::Text(item.kind.to_owned()),
            item.place.clone().into(),
            Some(names.join(", ")).filter(|names| !names.is_empty()).into(),
            Cell::Int(i64::try_from(item.people.len()).unwrap_or(0)),
            item.reason.clone().into(),
            note.into(),
            Cell::Moment(item.since),
            item.household.into(),
            item.unit.into(),
        ]
    };
    let rows = items.iter().map(line).collect();
    Ok(Answer::Table { rows, total, subjects: people.keys().map(|person| SubjectId::from(*person)).collect() })
}

fn settled_notes(sql: &mut dyn Sql, site: SiteId) -> Result<BTreeMap<String, String>, Problem> {
    let query = "SELECT item, note FROM reception_settled WHERE site = $1";
    let rows = sql.rows(query, params![site]).map_err(StoreError::problem)?;
    Ok(rows.iter().map(|row| (row.text(0).to_owned(), row.text(1).to_owned())).collect())
}

/// The open items of a site.
pub(in crate::views) fn open(sql: &mut dyn Sql, site: SiteId) -> Result<Vec<Item>, Problem> {
    let notes = settled_notes(sql, site)?;
    Ok(rules::all(sql, site)?.into_iter().filter(|item| !notes.contains_key(&item.key)).collect())
}

/// The people whom the item with this key is about, if it is open at the site.
pub(crate) fn open_item(sql: &mut dyn Sql, site: SiteId, key: &str) -> Result<Option<Vec<PersonId>>, Problem> {
    Ok(open(sql, site)?.into_iter().find(|item| item.key == key).map(|item| item.people))
}

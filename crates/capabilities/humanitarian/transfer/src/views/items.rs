//! Items that wait for a person, computed from what is known now: whatever two posts did while apart comes to light when their facts meet.

use super::rules::{self, Item};
use access::{Answer, Cell, Column, Here, Kind, Param, Query, Reading, ViewDef};
use kernel::{PersonId, Problem, SubjectId};
use people::Person;

/// What is open at the site; with `settled=true`, what was settled and still has its cause.
pub const ITEMS: ViewDef = ViewDef {
    name: "items",
    params: &[Param { name: "settled", kind: Kind::Flag, required: false }],
    columns: &[
        Column { key: "transfer_item", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "transfer_kind", kind: Kind::Code("transfer-item"), hxl: "#meta+kind", sorts: false },
        Column { key: "transfer_from", kind: Kind::Text, hxl: "#loc+origin", sorts: false },
        Column { key: "transfer_people", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "transfer_concerned", kind: Kind::Number, hxl: "#affected+ind", sorts: false },
        Column { key: "transfer_numbers", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "transfer_reason", kind: Kind::Code("people-apart"), hxl: "", sorts: false },
        Column { key: "transfer_note", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "transfer_since", kind: Kind::Moment, hxl: "#date+start", sorts: false },
        Column { key: "transfer_convoy", kind: Kind::Id, hxl: "", sorts: false },
    ],
    read,
};

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let Some(site) = reading.site else { return Ok(Answer::Table { rows: vec![], total: Some(0), subjects: vec![] }) };
    let settled = query.get("settled") == Some("true");
    let notes = rules::settled(reading.sql, site)?;
    let all = rules::all(reading.sql, site, reading.at.now)?;
    let items: Vec<Item> = all.into_iter().filter(|item| notes.contains_key(&item.key) == settled).collect();
    let total = i64::try_from(items.len()).ok();
    let items = query.page_of(&items);
    let people = people::people(reading.sql, items.iter().flat_map(|item| item.people.iter().copied()))?;
    let line = |item: &Item| {
        let name = |id: &PersonId| people.get(id).map(Person::name);
        let names: Vec<&str> = item.people.iter().filter_map(name).collect();
        let note = notes.get(&item.key).cloned().or_else(|| item.note.clone());
        vec![
            Cell::Text(item.key.clone()),
            Cell::Text(item.kind.to_owned()),
            Cell::Text(item.from.clone()),
            Some(names.join(", ")).filter(|names| !names.is_empty()).into(),
            Cell::Int(i64::try_from(item.people.len()).unwrap_or(0)),
            item.numbers.clone().into(),
            item.reason.clone().into(),
            note.into(),
            Cell::Moment(item.since),
            Some(item.convoy).into(),
        ]
    };
    let rows = items.iter().map(line).collect();
    Ok(Answer::Table { rows, total, subjects: people.keys().map(|person| SubjectId::from(*person)).collect() })
}

/// The kind of the item with this key and one of those whom it is about, if it is open at the acting site.
pub(crate) fn open_item(here: &mut Here<'_>, key: &str) -> Result<Option<(&'static str, Option<PersonId>)>, Problem> {
    let Some(site) = here.at.site else { return Ok(None) };
    let open = rules::open(here.sql, site, here.at.now)?;
    Ok(open.iter().find(|item| item.key == key).map(|item| (item.kind, item.people.first().copied())))
}

/// Whether items of a kind go only by being explained.
pub(crate) fn is_explained(kind: &str) -> bool {
    matches!(kind, "missing" | "counts")
}

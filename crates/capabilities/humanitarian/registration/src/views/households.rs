//! The households of a site.

use access::{Answer, Cell, Column, Kind, Query, Reading, ViewDef};
use kernel::{Problem, SubjectId};
use people::{Card, Listed, Listing};

/// Registered households, the newest first; those that rest with another are left out.
pub const HOUSEHOLDS: ViewDef = ViewDef {
    name: "households",
    params: &[],
    columns: &[
        Column { key: "registration_household", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "registration_number", kind: Kind::Text, hxl: "#meta+id", sorts: true },
        Column { key: "registration_head", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "registration_size", kind: Kind::Number, hxl: "#affected+ind", sorts: false },
        Column { key: "registration_registered", kind: Kind::Moment, hxl: "#date+registered", sorts: true },
        Column { key: "registration_card", kind: Kind::Code("registration-card"), hxl: "", sorts: false },
    ],
    read,
};

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let listing = Listing {
        site: reading.site,
        sort: query.sort.as_deref().and_then(|key| key.strip_prefix("registration_")).unwrap_or_default(),
        descending: query.descending,
        limit: query.limit(),
        offset: query.offset(),
    };
    let (listed, total) = people::households(reading.sql, &listing)?;
    let subjects = listed.iter().filter_map(|one| one.household.head).map(SubjectId::from).collect();
    let rows = listed.into_iter().map(|Listed { household, head_name }| {
        vec![
            Some(household.id).into(),
            household.number.into(),
            head_name.into(),
            Cell::Int(household.size),
            household.registered.map_or(Cell::Empty, Cell::Moment),
            Cell::Text(card_word(household.card.as_ref()).to_owned()),
        ]
    });
    Ok(Answer::Table { rows: rows.collect(), total: Some(total), subjects })
}

/// `valid`, `ended` or `none`.
fn card_word(card: Option<&Card>) -> &'static str {
    match card {
        None => "none",
        Some(card) if card.ended.is_none() => "valid",
        Some(_) => "ended",
    }
}

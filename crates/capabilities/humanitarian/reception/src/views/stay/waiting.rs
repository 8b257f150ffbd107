//! Households of which somebody has no place yet: registered here and never received, or received without a bed.

use super::parties::{self, Asked};
use access::{Answer, Cell, Column, Kind, Query, Reading, ViewDef};
use kernel::{Problem, SubjectId};
use people::Person;

/// Who has no place yet, those who are there first.
pub const WAITING: ViewDef = ViewDef {
    name: "waiting",
    params: &[],
    columns: &[
        Column { key: "reception_household", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "reception_number", kind: Kind::Text, hxl: "#meta+id", sorts: false },
        Column { key: "reception_person", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "reception_without", kind: Kind::Number, hxl: "#affected+ind", sorts: false },
        Column { key: "reception_there", kind: Kind::Flag, hxl: "#status", sorts: false },
        Column { key: "reception_since", kind: Kind::Moment, hxl: "#date+start", sorts: false },
    ],
    read,
};

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let all = parties::waiting(reading, Asked::Everybody)?;
    let total = i64::try_from(all.len()).ok();
    let page = query.page_of(&all);
    let subjects =
        page.iter().filter_map(|household| household.people.first()).map(|one| SubjectId::from(one.person.id));
    let subjects = subjects.collect();
    let rows = page
        .iter()
        .map(|household| {
            let first = household.people.first().map(|one| &one.person);
            vec![
                Cell::Text(household.household.to_string()),
                household.number.clone().into(),
                first.map(Person::name).into(),
                Cell::Int(i64::try_from(household.people.len()).unwrap_or(0)),
                Cell::Flag(household.there),
                Cell::Moment(household.since),
            ]
        })
        .collect();
    Ok(Answer::Table { rows, total, subjects })
}

//! One convoy with its list, its vehicles and what was counted in each.

use super::{convoys::STANDING, rules, seated::Seated, tables::TRAVELS, travellers};
use access::{Answer, Kind, Param, Query, Reading, ViewDef};
use kernel::{ConvoyId, HouseholdId, Moment, PersonId, Problem, SiteId, SubjectId};
use log::{Row, StoreError, params};
use people::Person;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A convoy by its id, with everybody who stands or stood on its list.
pub const CONVOY: ViewDef =
    ViewDef { name: "convoy", params: &[Param { name: "id", kind: Kind::Id, required: true }], columns: &[], read };

/// The convoy's row, if it goes to or leaves from the reader's site.
pub(super) fn convoy(reading: &mut Reading<'_>, query: &Query) -> Result<(ConvoyId, Row), Problem> {
    let id: ConvoyId = query.required("id")?;
    let select = format!(
        "SELECT c.origin, c.kind, c.due, c.by_age, c.people, c.seats, c.vehicles, c.site, c.from_site, {STANDING}, c.cancelled, \
         c.cancel_note, c.note, c.said, c.left_at, c.arrived_at FROM transfer_convoy c WHERE c.convoy = $1 \
         AND c.planned IS NOT NULL AND (c.site = $2 OR c.from_site = $2 OR $3)"
    );
    let row = reading
        .sql
        .first(&select, params![id, reading.site, reading.site.is_none()])
        .map_err(StoreError::problem)?
        .ok_or_else(Problem::not_found)?;
    Ok((id, row))
}

/// A traveller's row with the person.
pub(super) type Traveller = (Row, Option<Person>);

/// Who travels, or also who was taken off, the households together.
pub(super) fn travellers(reading: &mut Reading<'_>, id: ConvoyId, all: bool) -> Result<Vec<Traveller>, Problem> {
    let list = format!(
        "SELECT t.person, t.came, t.why, t.note, CASE WHEN {TRAVELS} THEN 1 ELSE 0 END AS travels, t.off, t.off_note \
         FROM transfer_traveller t JOIN transfer_convoy c ON c.convoy = t.convoy WHERE t.convoy = $1 ORDER BY t.person"
    );
    let list = reading.sql.rows(&list, params![id]).map_err(StoreError::problem)?;
    let people = people::people(reading.sql, list.iter().filter_map(|row| row.id::<PersonId>(0)))?;
    let mut out: Vec<Traveller> = list
        .into_iter()
        .filter(|row| all || row.int(4) != 0)
        .map(|row| {
            let person = row.id::<PersonId>(0).and_then(|person| people.get(&person).cloned());
            (row, person)
        })
        .collect();
    out.sort_by_key(|(row, person)| {
        (
            row.int(4) == 0,
            person.as_ref().map(|p| p.household),
            person.as_ref().map(|p| p.registered),
            row.id::<PersonId>(0),
        )
    });
    Ok(out)
}

/// The numbers of their households.
pub(super) fn numbers(reading: &mut Reading<'_>, of: &[Traveller]) -> Result<BTreeMap<HouseholdId, String>, Problem> {
    let households: BTreeSet<HouseholdId> =
        of.iter().filter_map(|(_, person)| person.as_ref().map(|person| person.household)).collect();
    let mut out = BTreeMap::new();
    for household in households {
        let number = people::household(reading.sql, household)?.and_then(|known| known.number);
        out.insert(household, number.map(|number| number.to_string()).unwrap_or_default());
    }
    Ok(out)
}

/// Whose records are shown.
pub(super) fn subjects(of: &[Traveller]) -> Vec<SubjectId> {
    of.iter().filter_map(|(_, person)| person.as_ref().map(|person| SubjectId::from(person.id))).collect()
}

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let (id, row) = convoy(reading, query)?;
    let list = travellers(reading, id, true)?;
    let numbers = numbers(reading, &list)?;
    let today = reading.at.today();
    let seated = Seated::of(reading.sql, id, row.opt_text(6))?;
    let traveller = |(row, known): &Traveller| {
        json!({
            "person": row.id::<PersonId>(0), "name": known.as_ref().map(Person::name),
            "sex": known.as_ref().map(|p| p.details.sex), "age": known.as_ref().map(|p| p.age_on(today)),
            "household": known.as_ref().map(|p| p.household),
            "number": known.as_ref().and_then(|p| numbers.get(&p.household)),
            "came": row.int(1) != 0, "why": row.opt_text(2), "note": row.opt_text(3), "travels": row.int(4) != 0,
            "off": row.opt_text(5), "off_note": row.opt_text(6),
            "vehicles": row.id(0).map(|person| seated.vehicles_of(person)),
        })
    };
    let travellers: Vec<Value> = list.iter().map(traveller).collect();
    let counted = travellers::counted(reading.sql, id)?;
    let travelling = || list.iter().filter(|(row, _)| row.int(4) != 0).filter_map(|(row, _)| row.id(0));
    let loads = seated.loads(travelling(), &counted.vehicles);
    let text =
        |column: usize| serde_json::from_str::<Value>(row.opt_text(column).unwrap_or("null")).unwrap_or_default();
    let explained = text(13) == serde_json::to_value(&counted).unwrap_or_default();
    let open = match reading.site {
        Some(site) => rules::open(reading.sql, site, reading.at.now)?.iter().filter(|item| item.convoy == id).count(),
        None => 0,
    };
    let value = json!({
        "convoy": id, "from": row.text(0), "is": row.text(1), "due": Moment::from_millis(row.int(2)), "by_age": text(3),
        "people": row.int(4), "seats": row.opt_int(5), "vehicles": text(6), "loads": loads,
        "without": seated.without(travelling()), "to": row.id::<SiteId>(7),
        "from_site": row.id::<SiteId>(8), "standing": row.text(9), "cancelled": row.opt_text(10), "cancel_note": row.opt_text(11),
        "note": row.opt_text(12).filter(|_| explained), "differ": counted.differ() && !explained, "counted": counted,
        "left_at": row.opt_int(14).map(Moment::from_millis), "arrived_at": row.opt_int(15).map(Moment::from_millis),
        "open": open, "travellers": travellers,
    });
    Ok(Answer::Record { value, subjects: subjects(&list) })
}

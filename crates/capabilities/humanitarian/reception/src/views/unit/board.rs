//! The board of a site: places in all, by unit and by whom they are for; who is expected, there and away; what is open.

use super::beds;
use crate::views::{arrival, item};
use access::{Answer, Query, Reading, ViewDef};
use kernel::Problem;
use log::{StoreError, params};
use placement::{Policy, SexRule};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The board. Counts only: it names nobody.
pub const BOARD: ViewDef = ViewDef { name: "board", params: &[], columns: &[], read };

/// Most arrivals that the board names; the sum counts all.
const ARRIVALS_SHOWN: usize = 8;

/// For whom a place is, as one word.
pub(super) fn group(unit: &Policy, room: &Policy) -> &'static str {
    let any = |rule: fn(&Policy) -> bool| rule(unit) || rule(room);
    if any(|policy| policy.quarantine) {
        "quarantine"
    } else if any(|policy| policy.to_years < 18) {
        "children"
    } else if any(|policy| policy.sex == SexRule::Women) {
        "women"
    } else if any(|policy| policy.sex == SexRule::Men) {
        "men"
    } else if any(|policy| policy.families_only || policy.one_household) {
        "families"
    } else {
        "everybody"
    }
}

fn read(reading: &mut Reading<'_>, _: &Query) -> Result<Answer, Problem> {
    let units = beds::of_site(reading.sql, reading.site)?;
    let mut groups: BTreeMap<&str, [i64; 2]> = BTreeMap::new();
    let mut totals = [0; 4];
    let mut rows = Vec::new();
    for unit in &units {
        let counts = unit.counts();
        totals.iter_mut().zip(counts).for_each(|(total, count)| *total += count);
        for room in &unit.rooms {
            let of = groups.entry(group(&unit.policy, &room.policy)).or_default();
            for bed in &room.beds {
                let [all, free] = of;
                *all += 1;
                *free += i64::from(unit.closed.is_none() && bed.is_free());
            }
        }
        let [beds, held, blocked, free] = counts;
        rows.push(json!({
            "unit": unit.unit, "code": unit.code, "name": unit.name, "kind": unit.kind, "closed": unit.closed,
            "beds": beds, "held": held, "blocked": blocked, "free": free, "defects": unit.defects,
            "for": unit.rooms.first().map_or("everybody", |room| group(&unit.policy, &room.policy)),
        }));
    }
    let (site, everywhere) = (reading.site, reading.site.is_none());
    let count =
        "SELECT status, count(*) FROM reception_stay WHERE (site = $1 OR $2) AND ended_at IS NULL GROUP BY status";
    let stays = reading.sql.rows(count, params![site, everywhere]).map_err(StoreError::problem)?;
    let of = |status: &str| stays.iter().find(|row| row.text(0) == status).map_or(0, |row| row.int(1));
    let open = match site {
        Some(site) => item::open(reading.sql, site)?.len(),
        None => 0,
    };
    let arrivals = arrival::due(reading.sql, site)?;
    let due: i64 = arrivals.iter().map(|arrival| arrival.people).sum();
    let all_arrivals = arrivals.len();
    let arrivals: Vec<&arrival::Arrival> = arrivals.iter().take(ARRIVALS_SHOWN).collect();
    let [beds, held, blocked, free] = totals;
    let groups: Vec<Value> =
        groups.iter().map(|(group, [all, free])| json!({ "for": group, "beds": all, "free": free })).collect();
    let value = json!({
        "beds": beds, "held": held, "blocked": blocked, "free": free, "units": rows, "groups": groups, "items": open,
        "planned": of("planned"), "present": of("present"), "absent": of("absent"),
        "due": due, "all_arrivals": all_arrivals, "arrivals": arrivals,
    });
    Ok(Answer::Record { value, subjects: vec![] })
}

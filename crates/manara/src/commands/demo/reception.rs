//! The transit site of the story: its units, and some households that are given beds as a manager would.

use super::{
    post::{Post, run},
    relief::Relief,
};
use crate::node::{Failure, Node};
use access::{Query, Role};
use serde_json::{Value, json};

/// Units: code, name, what it is, for whom, rooms, beds in each, whether for a few nights only.
type Unit = (&'static str, &'static str, &'static str, fn() -> Value, u16, u16, bool);

const UNITS: [Unit; 6] = [
    ("A", "Familles, bâtiment nord", "house", || json!({ "families_only": true }), 12, 6, false),
    ("B", "Familles, tentes", "tents", || json!({ "families_only": true, "one_household": true }), 40, 8, false),
    ("W", "Femmes seules", "hall", || json!({ "sex": "women" }), 2, 20, false),
    ("M", "Hommes seuls", "hall", || json!({ "sex": "men", "from_years": 15 }), 2, 20, false),
    ("Q", "Isolement", "containers", || json!({ "quarantine": true }), 4, 2, false),
    ("T", "Hall de passage", "hall", || json!({}), 2, 30, true),
];

/// Every so many registered households, one is given places; of these, every so many is away or gone again.
const RECEIVED_OF: usize = 2;
const AWAY_OF: usize = 9;
/// So many households are received while the story is told; the rest wait, and there is room for who comes next.
const RECEIVED_AT_MOST: usize = 60;
const GONE_OF: usize = 7;

/// The site while the story is told.
#[derive(Default)]
pub struct Reception {
    registered: usize,
    received: usize,
    relief: Relief,
}

/// Describes the units of the site.
pub fn set_up(node: &Node, post: &Post) -> Result<(), Failure> {
    let manager = post.who(Role::ReceptionManager)?;
    for (code, name, is, policy, rooms, beds, transitory) in UNITS {
        let room = |n: u16| json!({ "code": n.to_string(), "beds": beds, "accessible": u16::from(n == 1) * 2, "transitory": transitory });
        let rooms: Vec<Value> = (1..=rooms).map(room).collect();
        let unit = json!({ "code": code, "name": name, "is": is, "policy": policy(), "rooms": rooms });
        run(node, manager, "reception.define_unit", &unit)?;
    }
    Ok(())
}

impl Reception {
    /// A household was registered: perhaps it is given places and received.
    pub fn take(&mut self, node: &Node, post: &Post, household: &str) -> Result<(), Failure> {
        self.registered += 1;
        if !self.registered.is_multiple_of(RECEIVED_OF) || self.received >= RECEIVED_AT_MOST {
            return Ok(());
        }
        let ids = give_places(node, post, household)?;
        if ids.is_empty() {
            return Ok(());
        }
        let manager = post.who(Role::ReceptionManager)?;
        self.received += 1;
        // The last are expected and not there yet.
        if self.received.is_multiple_of(5) {
            return Ok(());
        }
        run(node, manager, "reception.check_in", &json!({ "people": ids }))?;
        self.relief.serve(node, post, household)?;
        if self.received.is_multiple_of(AWAY_OF) {
            run(node, manager, "reception.mark_absent", &json!({ "people": ids.get(..1) }))?;
        } else if self.received.is_multiple_of(GONE_OF) {
            run(node, manager, "reception.end_stay", &json!({ "people": ids, "why": "transferred" }))?;
        }
        Ok(())
    }
}

/// Gives a household the places that the finder proposes, unless it would be split; answers who has one.
pub fn give_places(node: &Node, post: &Post, household: &str) -> Result<Vec<Value>, Failure> {
    let manager = post.who(Role::ReceptionManager)?;
    let found = node.gate.view(manager, "reception.find_places", &Query::by("household", household));
    let found = found.map_err(|problem| format!("DEM-003 reception.find_places: {problem}"))?;
    let proposal = found.record().pointer("/proposals/0").filter(|one| one.get("split") == Some(&json!(false)));
    let Some(people) = proposal.and_then(|one| one.get("people")).and_then(Value::as_array) else { return Ok(vec![]) };
    let place = |one: &Value| {
        let at = one.get("place")?;
        Some(
            json!({ "person": one.get("person"), "unit": at.get("unit"), "room": at.get("room"), "bed": at.get("bed") }),
        )
    };
    let places: Vec<Value> = people.iter().filter_map(place).collect();
    run(node, manager, "reception.assign_places", &json!({ "places": places }))?;
    Ok(people.iter().filter_map(|one| one.get("person").cloned()).collect())
}

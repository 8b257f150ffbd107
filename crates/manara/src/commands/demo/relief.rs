//! What the transit site of the story has on its shelves, who is entitled to what, and what is handed out to those who arrive.

use super::post::{Post, run};
use crate::node::{Failure, Node};
use access::{Query, Role};
use serde_json::{Value, json};

/// Items: code, name, unit, how many arrive at first.
const ITEMS: [(&str, &str, &str, u32); 6] = [
    ("KIT-H", "Kit d’hygiène", "kit", 260),
    ("KIT-C", "Kit de cuisine", "kit", 120),
    ("COUV", "Couverture", "piece", 900),
    ("NATTE", "Natte", "piece", 400),
    ("REPAS", "Repas chaud", "meal", 4_000),
    ("EAU", "Eau potable", "litre", 12_000),
];

/// Entitlements: code, how many, for whom, and when. [assumed] as a manager of such a site might state them.
type Entitlement = (&'static str, u32, &'static str, fn() -> Value);

const ENTITLEMENTS: [Entitlement; 5] = [
    ("KIT-H", 1, "household", || json!({ "min_interval_hours": 720, "residents_only": true })),
    ("KIT-C", 1, "household", || json!({ "once": true, "residents_only": true })),
    ("COUV", 1, "person", || json!({ "once": true })),
    ("REPAS", 1, "person", || json!({ "max_per_day": 3, "min_interval_hours": 4, "presence_required": true })),
    ("NATTE", 2, "household", || json!({ "once": true, "residents_only": true })),
];

/// Rates: code, by whom, how many, for how many people, whose figure. [assumed] the site's own, as its manager might state them.
const RATES: [(&str, &str, u32, u32, &str); 4] = [
    ("REPAS", "day", 3, 1, "Cuisine du site : trois repas par jour"),
    ("EAU", "day", 15, 1, "Objectif du site, à confirmer avec le secteur EHA"),
    ("KIT-H", "arrival", 1, 5, "Un kit par ménage, ménages de cinq"),
    ("COUV", "arrival", 1, 1, "Une couverture par arrivant"),
];

/// Every so many households received, one has not come to the service point yet; every so many served, one comes back and is given
/// something that was not due. Of these, every other is given it without a word.
const WAITING_OF: usize = 5;
const AGAIN_OF: usize = 7;

/// Distribution while the story is told.
#[derive(Default)]
pub struct Relief {
    received: usize,
    served: usize,
    again: Vec<Value>,
}

/// Describes items, fills the shelves and states who is entitled to what.
pub fn set_up(node: &Node, post: &Post) -> Result<(), Failure> {
    let manager = post.who(Role::ReceptionManager)?;
    let mut lines = Vec::new();
    for (code, name, unit, arrive) in ITEMS {
        let done = run(node, manager, "relief.define_item", &json!({ "code": code, "name": name, "unit": unit }))?;
        let Some(item) = done.get("item") else { continue };
        lines.push(json!({ "item": item, "quantity": arrive }));
        for (_, quantity, basis, rule) in ENTITLEMENTS.iter().filter(|(of, ..)| *of == code) {
            let entitlement = json!({ "item": item, "quantity": quantity, "basis": basis, "rule": rule() });
            run(node, manager, "relief.define_entitlement", &entitlement)?;
        }
    }
    for (code, basis, quantity, people, source) in RATES {
        let item =
            ITEMS.iter().position(|(of, ..)| *of == code).and_then(|n| lines.get(n)).and_then(|line| line.get("item"));
        let rate = json!({ "item": item, "basis": basis, "quantity": quantity, "people": people, "source": source });
        run(node, manager, "relief.state_rate", &rate)?;
    }
    run(node, manager, "relief.receive_stock", &json!({ "from": "Entrepôt d’Abéché", "lines": lines }))?;
    Ok(())
}

impl Relief {
    /// A household was received: the team hands out what is due, as one key press does.
    pub fn serve(&mut self, node: &Node, post: &Post, household: &str) -> Result<(), Failure> {
        let team = post.who(Role::DistributionTeam)?;
        for again in self.again.drain(..) {
            run(node, team, "relief.hand_out", &again)?;
        }
        self.received += 1;
        if self.received.is_multiple_of(WAITING_OF) {
            return Ok(());
        }
        let due = hand_out_due(node, post, household)?;
        if due.is_empty() {
            return Ok(());
        }
        self.served += 1;
        if self.served.is_multiple_of(AGAIN_OF) {
            let reason = self.served.is_multiple_of(2 * AGAIN_OF).then_some("première couverture perdue sous la pluie");
            self.again.push(json!({ "household": household, "lines": due.get(..1), "reason": reason }));
        }
        Ok(())
    }
}

/// Hands out what is due to a household, as one key press does; answers what that was.
pub fn hand_out_due(node: &Node, post: &Post, household: &str) -> Result<Vec<Value>, Failure> {
    let team = post.who(Role::DistributionTeam)?;
    let asked = node.gate.view(team, "relief.household", &Query::by("id", household));
    let asked = asked.map_err(|problem| format!("DEM-003 relief.household: {problem}"))?;
    let lines = asked.record().get("lines").and_then(Value::as_array).into_iter().flatten();
    let line = |line: &Value| {
        json!({
            "item": line.get("item"), "entitlement": line.get("entitlement"), "quantity": line.get("quantity"),
            "people": line.get("due"),
        })
    };
    let due: Vec<Value> = lines
        .filter(|line| line.get("quantity").and_then(Value::as_i64).is_some_and(|quantity| quantity > 0))
        .map(line)
        .collect();
    if !due.is_empty() {
        run(node, team, "relief.hand_out", &json!({ "household": household, "lines": due }))?;
    }
    Ok(due)
}

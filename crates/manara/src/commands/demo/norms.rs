//! What the transit site of the story has: measured every morning, too little for the influx, with actions against some of the gaps.

use super::post::{Post, run};
use crate::node::{Failure, Node};
use access::Role;
use kernel::Date;
use serde_json::json;

/// Item, count, of how much each, of them for women and for men, how, by whom. Figures of one site: [assumed], so that some norms are met
/// and some are not.
type Line = (&'static str, u32, Option<u32>, Option<(u32, u32)>, &'static str, &'static str);

const HAS: [Line; 10] = [
    ("WATER", 2, Some(600), None, "metered", "Équipe eau"),
    ("TOILETS", 2, None, Some((1, 1)), "counted", "Équipe eau"),
    ("TAPS", 2, None, None, "counted", "Équipe eau"),
    ("FOOD", 90, Some(2_100), None, "reported", "Équipe vivres"),
    ("COVERED", 60, Some(16), None, "estimated", "Équipe abris"),
    ("HEALTH", 1, None, None, "counted", "Équipe santé"),
    ("BATHS", 3, None, None, "counted", "Équipe eau"),
    ("PROMOTERS", 2, None, None, "reported", "Équipe eau"),
    ("WATER-WAY", 320, None, None, "metered", "Équipe abris"),
    ("QUEUE", 45, None, None, "estimated", "Équipe eau"),
];

/// What is measured anew each morning; the rest on the first day.
const DAILY: [&str; 3] = ["WATER", "FOOD", "QUEUE"];

/// A morning at the site: what was measured since.
pub fn morning(node: &Node, post: &Post, day: Date, first: bool) -> Result<(), Failure> {
    let manager = post.who(Role::ReceptionManager)?;
    for (item, count, each, by_sex, method, by) in HAS.into_iter().filter(|one| first || DAILY.contains(&one.0)) {
        let (women, men) = by_sex.unzip();
        let measured = json!({
            "item": item, "count": count, "each": each, "women": women, "men": men, "on": day, "method": method, "by": by,
        });
        run(node, manager, "norms.record_measurement", &measured)?;
    }
    Ok(())
}

/// What the manager has planned by now.
pub fn plan(node: &Node, post: &Post) -> Result<(), Failure> {
    let manager = post.who(Role::ReceptionManager)?;
    let today = node.gate.now().date_at(manager.utc_offset_minutes);
    let actions = [
        ("TOILETS", "Creuser douze latrines derrière le bloc B", "Équipe eau", 3),
        ("QUEUE", "Une deuxième rampe de six robinets au portail", "Équipe eau", 1),
    ];
    for (norm, what, who, days) in actions {
        let plan = json!({ "norm": norm, "what": what, "who": who, "due": today.plus_days(days) });
        run(node, manager, "norms.plan_action", &plan)?;
    }
    Ok(())
}

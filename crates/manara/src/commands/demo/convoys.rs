//! Convoys at the transit site of the story: one that arrived with somebody missing, one on the way with more people than seats, and one
//! planned for tomorrow, with a family of which one stays at the clinic.

use super::post::{Post, run};
use crate::node::{Failure, Node};
use access::{Query, Request, Role, Who};
use kernel::{Moment, SiteId};
use serde_json::{Value, json};

/// The people of a household, the head first.
type Household = Vec<String>;

/// Tells of the convoys, at the end of the story.
pub fn tell(node: &Node, post: &Post) -> Result<(), Failure> {
    let manager = post.who(Role::ReceptionManager)?;
    let mut waiting = waiting(node, manager, 4)?.into_iter();
    let brought: Vec<Household> = waiting.by_ref().take(2).collect();
    arrived(node, manager, &brought)?;
    on_the_way(node, manager)?;
    match (waiting.next(), post.onward) {
        (Some(leaving), Some(to)) => planned(node, manager, to, &leaving),
        _ => Ok(()),
    }
}

/// Households of three and more who have no bed yet.
fn waiting(node: &Node, manager: &Who, most: usize) -> Result<Vec<Household>, Failure> {
    let query = Query { per_page: Query::MOST, ..Query::default() };
    let answer =
        node.gate.view(manager, "reception.waiting", &query).map_err(|problem| format!("DEM-003 {problem}"))?;
    let access::Answer::Table { rows, .. } = answer else { return Ok(vec![]) };
    let mut out = Vec::new();
    for row in rows {
        let Some(access::Cell::Text(household)) = row.first() else { continue };
        let record = node.gate.view(manager, "reception.household", &Query::by("id", household));
        let record = record.map_err(|problem| format!("DEM-003 {problem}"))?;
        let people = record.record().get("people").and_then(Value::as_array).into_iter().flatten();
        let ids = people.filter_map(|one| one.get("person")?.as_str().map(str::to_owned));
        let ids: Household = ids.collect();
        if ids.len() >= 3 {
            out.push(ids);
        }
        if out.len() == most {
            break;
        }
    }
    Ok(out)
}

/// A command that happened before it was typed in.
fn run_then(node: &Node, who: &Who, action: &str, json: &Value, happened: Moment) -> Result<Value, Failure> {
    let request = Request { key: None, happened: Some(happened) };
    let done = node.gate.run(who, action, json, &request);
    Ok(done.map_err(|problem| format!("DEM-003 {action}: {problem} {json}"))?.answer)
}

/// Families registered by the team that travels came with a convoy; one of them was not on it when it arrived.
fn arrived(node: &Node, manager: &Who, households: &[Household]) -> Result<(), Failure> {
    let people: Vec<&String> = households.iter().flatten().collect();
    let Some((missing, there)) = people.split_last() else { return Ok(()) };
    let now = node.gate.now();
    let (left, came) = (now.plus_seconds(-5 * 3600), now.plus_seconds(-3600));
    let vehicles = json!([{ "name": "TC 2817 B", "seats": 24 }]);
    let convoy = json!({ "is": "road", "from": "Koufroun", "due": came, "people": people.len(), "vehicles": vehicles });
    let done = run_then(node, manager, "transfer.announce_convoy", &convoy, left.plus_seconds(-3600))?;
    let convoy = done.get("convoy").cloned().unwrap_or_default();
    run_then(node, manager, "transfer.list_people", &json!({ "convoy": convoy, "people": people }), left)?;
    let count = json!({ "convoy": convoy, "counted": people.len() });
    run_then(node, manager, "transfer.depart_convoy", &count, left)?;
    let count = json!({ "convoy": convoy, "counted": there.len(), "people": there });
    run_then(node, manager, "transfer.arrive_convoy", &count, came)?;
    let asked = json!({ "convoy": convoy, "person": missing, "why": "tracing", "note": "Descendu au point d’eau de Hilouta ?" });
    run(node, manager, "transfer.explain_missing", &asked)?;
    Ok(())
}

/// A convoy that left two hours ago, fuller than its seats.
fn on_the_way(node: &Node, manager: &Who) -> Result<(), Failure> {
    let now = node.gate.now();
    let by_age = json!({ "female": { "0-4": 6, "5-11": 9, "12-17": 4, "18-59": 17, "60": 2 },
        "male": { "0-4": 5, "5-11": 8, "12-17": 3, "18-59": 7, "60": 1 } });
    let vehicles = json!([{ "name": "TC 4410 A", "seats": 30 }, { "name": "TC 4411 A", "seats": 30 }]);
    let convoy = json!({ "is": "road", "from": "Goungour", "due": now.plus_seconds(2 * 3600), "by_age": by_age, "vehicles": vehicles });
    let left = now.plus_seconds(-2 * 3600);
    let done = run_then(node, manager, "transfer.announce_convoy", &convoy, left.plus_seconds(-3600))?;
    let count = json!({ "convoy": done.get("convoy"), "counted": 62 });
    run_then(node, manager, "transfer.depart_convoy", &count, left)?;
    Ok(())
}

/// Tomorrow’s convoy onward: a family goes, and the last of them stays at the clinic for some days.
fn planned(node: &Node, manager: &Who, to: SiteId, household: &Household) -> Result<(), Failure> {
    let Some((_, going)) = household.split_last() else { return Ok(()) };
    let vehicles = json!([{ "name": "TC 2817 B", "seats": 24 }, { "name": "TC 2818 B", "seats": 9 }]);
    let due = node.gate.now().plus_seconds(20 * 3600);
    let convoy =
        json!({ "is": "road", "from": manager.site_name, "to": to, "due": due, "people": 20, "vehicles": vehicles });
    let done = run(node, manager, "transfer.announce_convoy", &convoy)?;
    let apart = json!({ "reason": "health", "note": "Reste à la clinique jusqu’à lundi, puis rejoint les siens avec le convoi de mardi." });
    let list = json!({ "convoy": done.get("convoy"), "people": going, "apart": apart });
    run(node, manager, "transfer.list_people", &list)?;
    Ok(())
}

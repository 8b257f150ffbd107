//! What is done on the page of a procedure: which form leads to which command.

use kernel::{Problem, ProcedureId};
use serde_json::{Map, Value, json};
use shell::{Reply, Visit};

/// What a form says, and its command.
const ACTS: [(&str, &str); 13] = [
    ("assess", "write_assessment"),
    ("agree", "rule_on_step"),
    ("refuse", "rule_on_step"),
    ("check", "check_caregiver"),
    ("care", "arrange_care"),
    ("end-care", "end_care"),
    ("document", "list_document"),
    ("panel", "call_panel"),
    ("opinion", "give_opinion"),
    ("decide", "take_decision"),
    ("tell", "tell_child"),
    ("give", "give_procedure"),
    ("close", "ask_closing"),
];

pub fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let procedure: ProcedureId = visit.part("id")?;
    let how = visit.form.get("_do").ok_or_else(Problem::not_found)?;
    let (_, command) = ACTS.iter().find(|(name, _)| *name == how).ok_or_else(Problem::not_found)?;
    visit.run_form(&format!("best_interests.{command}"), |json| {
        if let Value::Object(map) = json {
            map.insert("procedure".to_owned(), json!(procedure));
            complete(visit, how, map);
        }
    })?;
    Ok(Reply::Go(format!("/best-interests/{procedure}")))
}

/// What a form says by its button or by several boxes of one name.
fn complete(visit: &Visit<'_>, how: &str, map: &mut Map<String, Value>) {
    match how {
        "panel" => {
            let ticked = visit.form.0.iter().filter(|(name, _)| name == "members").map(|(_, id)| id.as_str());
            map.insert("members".to_owned(), ticked.collect::<Vec<_>>().into());
        }
        "agree" | "refuse" => {
            map.insert("agreed".to_owned(), (how == "agree").into());
            if let Some(caregiver) = map.remove("caregiver") {
                map.insert("step".to_owned(), json!({ "caregiver": caregiver }));
            }
        }
        _ => {}
    }
}

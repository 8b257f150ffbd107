//! One sheet: its text whole, where it stands, and who did what with it.

use super::known::{self, Step};
use access::{Answer, Kind, Param, Query, Reading, ViewDef};
use kernel::Problem;
use screening::{Code, Digest, SheetRef};
use serde_json::{Value, json};

/// A sheet by its name.
pub const SHEET: ViewDef = ViewDef {
    name: "sheet",
    params: &[
        Param { name: "code", kind: Kind::Text, required: true },
        Param { name: "version", kind: Kind::Number, required: true },
        Param { name: "digest", kind: Kind::Text, required: true },
    ],
    columns: &[],
    read,
};

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let (code, version): (Code, u16) = (query.required("code")?, query.required("version")?);
    let digest: Digest = query.required("digest")?;
    let (name, today) = (SheetRef { code, version, digest }, reading.at.today());
    let known = known::all(reading.sql)?;
    let one = known.iter().find(|one| one.name == name).ok_or_else(Problem::not_found)?;
    let step = |step: &Step| json!({ "what": step.what, "by": step.by, "at": step.at.to_string(), "from": step.from, "reason": step.reason });
    let value = json!({
        "sheet": name,
        "text": one.text,
        "state": one.standing.state(today),
        "waits": one.standing.waits(),
        "proposed_by_me": one.standing.is_proposed_by(reading.who.actor),
        "published": one.standing.is_published(),
        "withdrawn_from": one.standing.withdrawn_from,
        "used": known::used(&known, today).contains(&name),
        "differs": known::differs(&known, &name),
        "disputed": one.standing.is_disputed(),
        "steps": one.steps.iter().map(step).collect::<Vec<Value>>(),
    });
    Ok(Answer::Record { value, subjects: vec![] })
}

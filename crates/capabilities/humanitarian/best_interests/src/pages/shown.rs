//! Small things that several pages need: names of colleagues, moments, words as options.

use access::{Answer, Cell, Query};
use kernel::{ActorId, Moment, Problem};
use shell::{Html, Visit, Words};

/// Options of a drop-down for words under `prefix`.
pub fn coded(words: &Words, prefix: &str, names: &[&str]) -> Vec<(String, String)> {
    names.iter().map(|name| ((*name).to_owned(), words.code(prefix, name))).collect()
}

/// Colleagues of the protection roster as options, without the user; none where this node has no roster.
pub fn colleagues(visit: &Visit<'_>, supervisors: bool) -> Result<Vec<(String, String)>, Problem> {
    if !visit.may("protection.colleagues") {
        return Ok(vec![]);
    }
    let answer = visit.view("protection.colleagues", &Query { per_page: 500, ..Query::default() })?;
    let Answer::Table { rows, .. } = answer else { return Ok(vec![]) };
    let text = |cell: Option<&Cell>| match cell {
        Some(Cell::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let me = visit.who.actor.to_string();
    let wanted = rows.iter().filter(|row| !supervisors || row.get(3) == Some(&Cell::Flag(true)));
    let option = |row: &Vec<Cell>| (text(row.first()), format!("{} · {}", text(row.get(1)), text(row.get(2))));
    Ok(wanted.map(option).filter(|(id, _)| *id != me).collect())
}

/// The name of somebody of the staff; a dash where this node does not know them.
pub fn name(visit: &Visit<'_>, actor: ActorId) -> String {
    visit.gate.name_of(actor).ok().flatten().unwrap_or_else(|| "–".to_owned())
}

/// A moment as day and minute at the user's site.
pub fn when(visit: &Visit<'_>, at: Moment) -> Html {
    Html::time(&visit.words, at)
}

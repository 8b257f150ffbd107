//! What waits at a site: gaps nobody has planned anything against, then actions by when they are due, then what nobody measured; with
//! `ended=true` the actions that were finished or cancelled.

use super::{
    gaps::{name, number},
    site_of,
    standing::{Standing, on_day},
};
use crate::shipped;
use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::{Date, FactId, Problem, SiteId};
use log::{Row, StoreError, params};
use provision::State;

/// The list.
pub const ACTIONS: ViewDef = ViewDef {
    name: "actions",
    params: &[
        Param { name: "site", kind: Kind::Id, required: false },
        Param { name: "ended", kind: Kind::Flag, required: false },
    ],
    columns: &[
        Column { key: "norms_action", kind: Kind::Id, hxl: "#activity+id", sorts: false },
        Column { key: "norms_norm", kind: Kind::Text, hxl: "#indicator+code", sorts: false },
        Column { key: "norms_name", kind: Kind::Text, hxl: "#indicator+name", sorts: false },
        Column { key: "norms_missing", kind: Kind::Number, hxl: "#capacity+gap", sorts: false },
        Column { key: "norms_unit", kind: Kind::Code("norms-unit"), hxl: "#indicator+unit", sorts: false },
        Column { key: "norms_share", kind: Kind::Number, hxl: "#indicator+value+pct", sorts: false },
        Column { key: "norms_progress", kind: Kind::Code("norms-progress"), hxl: "#status", sorts: false },
        Column { key: "norms_what", kind: Kind::Text, hxl: "#activity+name", sorts: false },
        Column { key: "norms_who", kind: Kind::Text, hxl: "#org", sorts: false },
        Column { key: "norms_due", kind: Kind::Date, hxl: "#date+due", sorts: false },
        Column { key: "norms_note", kind: Kind::Text, hxl: "#description", sorts: false },
    ],
    read,
};

struct Action {
    id: FactId,
    norm: String,
    what: String,
    who: String,
    due: Option<Date>,
    end: Option<(String, Option<String>)>,
}

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let site = site_of(reading, query)?;
    let ended = query.get("ended") == Some("true");
    let today = reading.at.today();
    let day = on_day(reading.sql, site, today, reading.at)?;
    let actions = actions(reading, site, ended)?;
    let language = reading.who.language.as_str();
    let standing = |norm: &str| day.standings.iter().find(|one| one.norm.code == norm);
    let of_action = |action: &Action| {
        let progress = match &action.end {
            Some((state, _)) => state.as_str(),
            None if action.due.is_some_and(|due| due < today) => "overdue",
            None => "planned",
        };
        let note = action.end.as_ref().and_then(|(_, note)| note.clone());
        let tail = [Some(action.what.clone()).into(), Some(action.who.clone()).into()];
        let due = action.due.map_or(Cell::Empty, Cell::Date);
        let id = Cell::Text(action.id.to_string());
        [head(id, &action.norm, standing(&action.norm), progress, language), tail.to_vec(), vec![due, note.into()]]
            .concat()
    };
    let bare = |state: State, progress: &str| -> Vec<Vec<Cell>> {
        let without = |one: &&Standing| one.gap.state == state && !actions.iter().any(|a| a.norm == one.norm.code);
        let mut of: Vec<&Standing> = day.standings.iter().filter(without).collect();
        of.sort_by_key(|one| one.gap.share);
        let row = |one: &&Standing| {
            let tail = vec![Cell::Empty; 4];
            [head(Cell::Empty, &one.norm.code, Some(one), progress, language), tail].concat()
        };
        of.iter().map(row).collect()
    };
    let mut rows = if ended { vec![] } else { bare(State::Short, "nothing") };
    rows.extend(actions.iter().map(of_action));
    rows.extend(if ended { vec![] } else { bare(State::NotMeasured, "measure") });
    Ok(Answer::Table { total: i64::try_from(rows.len()).ok(), rows, subjects: vec![] })
}

fn head(id: Cell, norm: &str, standing: Option<&Standing>, progress: &str, language: &str) -> Vec<Cell> {
    let text = |text: &str| Cell::Text(text.to_owned());
    let named =
        || shipped::editions(norm).first().map_or_else(|| norm.to_owned(), |one| one.text.within(language).into());
    vec![
        id,
        text(norm),
        Cell::Text(standing.map_or_else(named, |one| name(one, language))),
        standing.map_or(Cell::Empty, |one| number(one.gap.missing)),
        standing.map_or(Cell::Empty, |one| text(&one.item.unit)),
        standing.and_then(|one| one.gap.share).map_or(Cell::Empty, number),
        text(progress),
    ]
}

/// The actions of a site, by when they are due; those that ended by when that was, the last first.
fn actions(reading: &mut Reading<'_>, site: SiteId, ended: bool) -> Result<Vec<Action>, Problem> {
    // An action that was ended twice while posts were apart ended as the first of them said.
    let first = |what: &str| {
        format!("(SELECT {what} FROM norms_action_end e WHERE e.action = a.action ORDER BY at, state LIMIT 1)")
    };
    let (state, note, when) = (first("state"), first("note"), first("at"));
    let (which, order) = if ended { ("", format!("{when} DESC")) } else { ("NOT", "due, at".to_owned()) };
    let select = format!(
        "SELECT action, norm, what, who, due, {state}, {note} FROM norms_action a WHERE site = $1 \
         AND {which} EXISTS (SELECT 1 FROM norms_action_end e WHERE e.action = a.action) ORDER BY {order}, action LIMIT 200"
    );
    let rows = reading.sql.rows(&select, params![site]).map_err(StoreError::problem)?;
    let action = |row: &Row| {
        let text = |column: usize| row.text(column).to_owned();
        Some(Action {
            id: row.id(0)?,
            norm: text(1),
            what: text(2),
            who: text(3),
            due: row.text(4).parse().ok(),
            end: row.opt_text(5).map(|state| (state.to_owned(), row.opt_text(6).map(str::to_owned))),
        })
    };
    Ok(rows.iter().filter_map(action).collect())
}

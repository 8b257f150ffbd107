//! A case: its plan, notes, decisions, history, and what the reader may do with it. For its circle, and for the site's case workers where it
//! is not restricted.

use crate::{
    pages::records::{self, Case, Worker, coded, options, today, when},
    words::{CaseId, NoteReaders, Outcome},
};
use access::Query;
use askama::Template;
use kernel::{PersonId, Problem};
use serde_json::{Map, Value, json};
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const CASE: PageDef =
    PageDef { path: "/protection/cases/{id}", action: "protection.case", show, act: Some(act), menu: None };

#[derive(Template)]
#[template(path = "case/show.html")]
struct Show<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    case: &'a Case,
    people: Vec<(PersonId, String)>,
    actions: Vec<ActionShown>,
    notes: Vec<NoteShown>,
    decisions: Vec<DecisionShown>,
    events: Vec<EventShown>,
    works: bool,
    rules: bool,
    names: bool,
    readers: Html,
    outcome: Html,
    to: Html,
    officer: Html,
    supervisor: Html,
}

struct ActionShown {
    id: String,
    what: String,
    due: Html,
    late: bool,
    ended: Option<String>,
    note: Option<String>,
}

struct NoteShown {
    text: String,
    readers: String,
    by: String,
    at: Html,
}

struct DecisionShown {
    id: String,
    text: String,
    by: String,
    at: Html,
    agreed: Option<bool>,
    ruled_by: Option<String>,
    reason: Option<String>,
}

struct EventShown {
    what: String,
    by: String,
    other: Option<String>,
    said: Option<String>,
    at: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let id: CaseId = visit.part("id")?;
    let case: Case = visit.read("protection.case", &Query::by("id", id))?;
    let (words, f, today) = (&visit.words, visit.fields(), today(visit));
    let open = case.state != "closed";
    let title = words.with("protection-case", &[("number", (&case.number).into())]);
    let name = |worker: &Worker| worker.name.clone();
    let page = Show {
        words,
        key: visit.form_key(),
        people: case.people.iter().map(|one| (one.person, one.name.clone().unwrap_or_else(|| "–".into()))).collect(),
        actions: case.actions.iter().map(|action| action_shown(action, today)).collect(),
        notes: case.notes.iter().map(|note| note_shown(visit, note)).collect(),
        decisions: case.decisions.iter().map(|decision| decision_shown(visit, decision)).collect(),
        events: case
            .events
            .iter()
            .map(|event| EventShown {
                what: words.code("protection-event", &event.what),
                by: name(&event.by),
                other: event.other.as_ref().map(name),
                said: event.said.clone(),
                at: when(visit, &event.at),
            })
            .collect(),
        works: case.circle && open,
        rules: open && !case.mine && visit.may("protection.rule_on_closure"),
        names: open && (case.circle || visit.may("protection.assign_case")),
        readers: f.choice("readers", "protection-note-readers", "protection-readers", NoteReaders::NAMES),
        outcome: f.select("outcome", "protection-outcome", &coded(words, "protection-outcome", Outcome::NAMES)),
        officer: f.select("officer", "protection-to", &options(visit, |_| true)?),
        to: f.select("to", "protection-to", &options(visit, |_| true)?),
        supervisor: f.select("supervisor", "protection-supervisor", &options(visit, |one| one.supervises)?),
        f,
        case: &case,
    };
    Ok(Page::new(title, &page))
}

fn action_shown(action: &records::Action, today: kernel::Date) -> ActionShown {
    ActionShown {
        id: action.action.to_string(),
        what: action.what.clone(),
        due: Html::ltr(&action.due.to_string()),
        late: action.ended.is_none() && action.due < today,
        ended: action.ended.clone(),
        note: action.note.clone(),
    }
}

fn note_shown(visit: &Visit<'_>, note: &records::Note) -> NoteShown {
    NoteShown {
        text: note.text.clone(),
        readers: visit.words.code("protection-readers", &note.readers),
        by: note.by.name.clone(),
        at: when(visit, &note.at),
    }
}

fn decision_shown(visit: &Visit<'_>, decision: &records::Decision) -> DecisionShown {
    DecisionShown {
        id: decision.decision.to_string(),
        text: decision.text.clone(),
        by: decision.by.name.clone(),
        at: when(visit, &decision.at),
        agreed: decision.agreed,
        ruled_by: decision.ruled_by.as_ref().map(|worker| worker.name.clone()),
        reason: decision.reason.clone(),
    }
}

/// The commands of this page: what its form says, the command, and the fields that it takes (`field<box` where the names differ).
const ACTS: [(&str, &str, &[&str]); 12] = [
    ("plan", "plan_action", &["what", "due"]),
    ("done", "finish_action", &["action", "note"]),
    ("dropped", "finish_action", &["action", "note"]),
    ("note", "write_note", &["text", "readers"]),
    ("decide", "propose_decision", &["text<decided"]),
    ("agree", "rule_on_decision", &["decision", "reason"]),
    ("refuse", "rule_on_decision", &["decision", "reason"]),
    ("offer", "offer_handover", &["to", "reason"]),
    ("close", "ask_closure", &["outcome", "summary"]),
    ("agree-close", "rule_on_closure", &["reason"]),
    ("refuse-close", "rule_on_closure", &["reason"]),
    ("reopen", "reopen_case", &["reason"]),
];

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let case: CaseId = visit.part("id")?;
    let how = visit.form.get("_do").ok_or_else(Problem::not_found)?;
    let mut command = Map::from_iter([("case".to_owned(), json!(case))]);
    let (action, names): (&str, &[&str]) = match how {
        "supervisor" => ("name_supervisor", &["supervisor"]),
        "assign" => ("assign_case", &["to<officer"]),
        _ => {
            let act = ACTS.iter().find(|(name, ..)| *name == how).ok_or_else(Problem::not_found)?;
            (act.1, act.2)
        }
    };
    for name in names {
        // `field<box`: a page has one box of each name.
        let (field, from) = name.split_once('<').unwrap_or((name, name));
        command.extend(visit.form.get(from).map(|value| (field.to_owned(), Value::from(value))));
    }
    if let "done" | "dropped" = how {
        command.insert("how".to_owned(), how.into());
    }
    if let "agree" | "refuse" | "agree-close" | "refuse-close" = how {
        command.insert("agreed".to_owned(), how.starts_with("agree").into());
    }
    visit.run(&format!("protection.{action}"), &Value::Object(command))?;
    Ok(Reply::Go(format!("/protection/cases/{case}")))
}

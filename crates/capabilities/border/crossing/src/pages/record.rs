//! What several pages read and show in the same way.

use crate::erasure::retention::Retention;
use access::{Answer, Query};
use kernel::counts::AgeBand;
use kernel::{BirthDate, Date, LaneId, Problem, birth_entry};
use serde::Deserialize;
use serde_json::Value;
use shell::{
    Form, Html, Visit, Words,
    field::Fields,
    table::{Place, table},
};
use traveldoc::{FieldEvidence, Proof};

/// A lane in lists and choices.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct LaneRow {
    pub lane: LaneId,
    pub code: String,
    pub name: String,
    pub kind: String,
    pub direction: String,
    pub open: bool,
}

/// The post as its pages read it.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct PostRow {
    #[serde(default)]
    pub country: String,
    #[serde(default)]
    pub stay_limit_days: Option<i64>,
    #[serde(default)]
    pub surge: bool,
    #[serde(default)]
    pub retention: Option<Retention>,
    pub lanes: Vec<LaneRow>,
}

pub(crate) fn post(visit: &Visit<'_>) -> Result<PostRow, Problem> {
    visit.read("crossing.post", &Query::default())
}

/// Today at the post.
pub(crate) fn today(visit: &Visit<'_>) -> Date {
    visit.gate.now().date_at(visit.who.utc_offset_minutes)
}

/// Puts a field into a command's JSON.
pub(crate) fn put(json: &mut Value, field: &str, value: impl Into<Value>) {
    if let Some(command) = json.as_object_mut() {
        command.insert(field.into(), value.into());
    }
}

/// The same form with a value where it has none under that name.
pub(crate) fn with_default(form: Form, name: &str, value: &str) -> Form {
    if value.is_empty() || form.get(shell::form::bare(name)).is_some() { form } else { form.with(name, value) }
}

/// One row of evidence as a page shows it.
pub(crate) struct EvidenceRow {
    pub label: String,
    pub value: Html,
    pub class: &'static str,
    pub badge: &'static str,
    pub letter: &'static str,
    pub said: String,
}

/// The evidence of a zone, field by field.
pub(crate) fn evidence_rows(words: &Words, evidence: &[FieldEvidence]) -> Vec<EvidenceRow> {
    evidence
        .iter()
        .map(|field| {
            let (class, badge, letter, key) = match field.proof {
                Proof::Ok => ("evidence__row--ok", "badge--ok", "✓", "crossing-proof-ok"),
                Proof::Failed => ("evidence__row--fail", "badge--bad", "!", "crossing-proof-failed"),
                Proof::None => ("", "badge--neutral", "–", "crossing-proof-none"),
            };
            EvidenceRow {
                label: words.code("crossing-field", &field.field),
                value: Html::ltr(&field.value),
                class,
                badge,
                letter,
                said: words.t(key),
            }
        })
        .collect()
}

/// The badge of a stage: colour, letter, words.
pub(crate) fn stage_badge(words: &Words, stage: &str) -> Html {
    let (class, letter) = match stage {
        "cleared" => ("ok", "✓"),
        "cleared_with_condition" => ("info", "i"),
        "second_line" => ("wait", "2"),
        "protection" => ("urgent", "P"),
        _ => ("bad", "!"),
    };
    let said = Html::text(&words.code("crossing-stage", stage));
    Html::trusted(format!("<span class=\"badge badge--{class}\"><b>{letter}</b> {said}</span>"))
}

/// A view's answer as a table of its page.
pub(crate) fn listing(visit: &Visit<'_>, answer: &Answer, query: &Query, place: Place<'_>) -> Html {
    visit.gate.view_def(place.action).map_or_else(Html::default, |view| table(&visit.words, view, answer, query, place))
}

/// The form's birth date, said in one field; `CRO-026` for a text that is none.
pub(crate) fn born(visit: &Visit<'_>) -> Result<Option<BirthDate>, Problem> {
    let read = |text: &str| birth_entry::read(text, today(visit)).ok_or(Problem::field("_birth", "CRO-026"));
    visit.form.get("_birth").map(read).transpose()
}

/// A row of a table of people: age band, women and girls, men and boys.
pub(crate) type CountRow = (Html, Html, Html);

/// An age band: figures in one direction in every language.
pub(crate) fn age(words: &Words, band: AgeBand) -> Html {
    Html::ltr(&words.code("crossing-age", band.name()))
}

/// The inputs of such a table; `list` is the command's field.
pub(crate) fn count_rows(f: &Fields<'_>, words: &Words, list: &str, bands: &[AgeBand]) -> Vec<CountRow> {
    let row = |band: &AgeBand| {
        let input = |sex: &str| count_input(f, words, list, sex, *band);
        (age(words, *band), input("female"), input("male"))
    };
    bands.iter().map(row).collect()
}

/// One number of a table of people by sex and age band.
fn count_input(f: &Fields<'_>, words: &Words, list: &str, sex: &str, band: AgeBand) -> Html {
    // The group desk is nothing but counting: its first number has the focus.
    let focus = if list == "counts" && sex == "female" && band == AgeBand::From18 { " autofocus" } else { "" };
    let name = format!("{list}.{sex}.{}", band.name());
    let label = format!("{} {}", words.code("sex", sex), words.code("crossing-age", band.name()));
    Html::trusted(format!(
        "<div class=\"stepper\" data-stepper><input class=\"input input--2\" type=\"number\" min=\"0\" max=\"99\" inputmode=\"numeric\" id=\"{}\" name=\"{name}:int\" value=\"{}\" aria-label=\"{}\" {}{focus}></div>",
        name.replace('.', "-"),
        Html::text(f.value(&name)),
        Html::text(&label),
        f.marks(&name),
    ))
}

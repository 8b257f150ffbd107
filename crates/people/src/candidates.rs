//! What a page shows of the candidates for a scanned card, a number or a name.

use access::{Answer, Cell, Query};
use kernel::{HouseholdId, PersonId, Problem};
use shell::{Html, Visit};

/// A candidate, ready to be shown.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Who.
    pub person: PersonId,
    /// Where the person belongs.
    pub household: HouseholdId,
    /// The name as the person writes it.
    pub name: String,
    /// Sex, in the reader's language.
    pub sex: String,
    /// Birth, as exact as it is known.
    pub born: Html,
    /// The household's number, in groups; empty where it has none.
    pub number: String,
    /// How many belong to the household.
    pub size: Html,
    /// Why it is a candidate, in the reader's language.
    pub why: String,
    /// Whether what was asked fits exactly.
    pub exact: bool,
    /// Which words met, or which card it was.
    pub because: Option<String>,
}

/// The candidates for what was scanned or typed. `view` is the caller's own listing of [`FIND`](crate::FIND):
/// `reception.find`; the read is audited under that name. What is typed belongs in a form that is posted: addresses stay in
/// histories.
///
/// # Errors
/// Those of the gate; a question that is too long names the field `q`.
pub fn candidates(visit: &Visit<'_>, view: &str, asked: &str) -> Result<Vec<Candidate>, Problem> {
    let answer = visit.view(view, &Query::by("q", asked))?;
    let Answer::Table { rows, .. } = answer else { return Err(Problem::not_found()) };
    Ok(rows.iter().filter_map(|row| candidate(visit, row)).collect())
}

fn candidate(visit: &Visit<'_>, row: &[Cell]) -> Option<Candidate> {
    let text = |i: usize| match row.get(i) {
        Some(Cell::Text(text)) => text.clone(),
        Some(Cell::Int(number)) => number.to_string(),
        _ => String::new(),
    };
    Some(Candidate {
        person: text(0).parse().ok()?,
        household: text(8).parse().ok()?,
        name: text(1),
        sex: visit.words.code("sex", &text(2)),
        born: Html::ltr(&text(3)),
        number: text(4),
        size: Html::ltr(&text(5)),
        why: visit.words.code("people-why", &text(6)),
        exact: matches!(text(6).as_str(), "card" | "number" | "spelling"),
        because: Some(text(7)).filter(|because| !because.is_empty()),
    })
}

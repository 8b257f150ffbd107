//! Why nothing can be done with a sheet.

use kernel::Problem;
use screening::Fault;

/// Why a sheet is not proposed, published or withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such sheet.
    NotFound,
    /// The text is no sheet that can be asked.
    Faulty(Vec<Fault>),
    /// There is another content under this version.
    Differs,
    /// It is so already, or over.
    Already,
    /// Who proposed it must not publish it.
    Oneself,
    /// A no needs a reason.
    Why,
    /// A day that lies behind.
    Past,
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Problem::not_found(),
            Refusal::Faulty(faults) => faulty(&faults),
            Refusal::Differs => Problem::conflict("INS-002"),
            Refusal::Already => Problem::conflict("INS-003"),
            Refusal::Oneself => Problem::refused("INS-004"),
            Refusal::Why => Problem::field("reason", "INS-005"),
            Refusal::Past => Problem::field("from", "INS-006"),
        }
    }
}

/// Every fault as a field of its own, `text.line_12.rule.alone`; the first in the words of the whole.
fn faulty(faults: &[Fault]) -> Problem {
    let mut problem = Problem::refused("INS-001").with("count", faults.len());
    if let Some(first) = faults.first() {
        problem = problem
            .with("line", first.line.map_or_else(|| "–".to_owned(), |line| line.to_string()))
            .with("part", first.place.part.name())
            .with("name", &first.place.name);
    }
    faults.iter().fold(problem, |problem, fault| {
        let line = fault.line.map(|line| format!(".line_{line}")).unwrap_or_default();
        let name = if fault.place.name.is_empty() { String::new() } else { format!(".{}", fault.place.name) };
        let field = format!("text{line}.{}{name}", fault.place.part.name());
        problem.and_field(field, fault.kind.code())
    })
}

//! What several screens share: typed records, moments, ages, and beds as people write them.

use crate::stay::GivenPlace;
use access::{Answer, Cell, Query};
use kernel::{PersonId, Problem};
use shell::{Html, Visit, Words, table::text};

/// An age or a range of ages.
pub fn age((youngest, oldest): (u16, u16)) -> Html {
    Html::ltr(&if youngest == oldest { youngest.to_string() } else { format!("{youngest}–{oldest}") })
}

/// The beds of the site, so that one can be found by what people write: `A-1-3`.
pub struct Beds(Vec<Vec<Cell>>);

impl Beds {
    /// Reads them.
    pub fn of(visit: &Visit<'_>) -> Result<Self, Problem> {
        let all = Query { per_page: Query::MOST, ..Query::default() };
        match visit.view("reception.places", &all)? {
            Answer::Table { rows, .. } => Ok(Self(rows)),
            Answer::Record { .. } => Err(Problem::not_found()),
        }
    }

    /// The place of a person by the bed's code; nothing when there is no such bed.
    pub fn place(&self, person: PersonId, code: &str) -> Option<GivenPlace> {
        let code = kernel::text::latin_digits(code.trim()).to_uppercase();
        let row = self.0.iter().find(|row| text(row, 3).is_some_and(|bed| bed.to_uppercase() == code))?;
        let Some(Cell::Int(bed)) = row.get(2) else { return None };
        let (unit, room) = (text(row, 0)?.parse().ok()?, text(row, 1)?.parse().ok()?);
        Some(GivenPlace { person, unit, room, bed: u16::try_from(*bed).ok()? })
    }

    /// The codes of the beds that can be given, as a list that helps to type one.
    pub fn list(&self, words: &Words) -> Html {
        let mut out = String::from("<datalist id=\"beds\">");
        for row in self.0.iter().filter(|row| row.get(7) == Some(&Cell::Flag(true))) {
            let (code, is_for) = (text(row, 3).unwrap_or_default(), text(row, 4).unwrap_or_default());
            let is_for = words.code("reception-for", is_for);
            out.push_str(&format!("<option value=\"{}\">{}</option>", Html::text(code), Html::text(&is_for)));
        }
        out.push_str("</datalist>");
        Html::trusted(out)
    }
}

//! Find the person whom somebody wants to speak about. The reading is noted with the person's protection file, not with the person's own
//! record, whose readings registration prints for the person.

use crate::facts::file_subject;
use access::{Answer, Query, Reading, ViewDef};
use kernel::{PersonId, Problem};

/// Candidates for a card, a number or a name.
pub const FIND: ViewDef = ViewDef { read, ..people::FIND };

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let answer = (people::FIND.read)(reading, query)?;
    let Answer::Table { rows, total, subjects } = answer else { return Ok(answer) };
    let subjects = subjects.into_iter().map(|subject| file_subject(PersonId(subject.0))).collect();
    Ok(Answer::Table { rows, total, subjects })
}

//! Who said something and when, and what the supervisor said to it; or the form with which the supervisor rules on it.

use super::shown::{name, when};
use crate::procedure::{Heard, Ruling};
use askama::Template;
use kernel::ProcedureId;
use shell::{Html, Visit, Words};

/// Whether somebody rules on it.
pub enum Rule {
    /// Nobody does.
    None,
    /// The supervisor; with the hidden field of the form where that is the reader.
    Waits(Option<(ProcedureId, &'static str, String)>),
}

#[derive(Template)]
#[template(path = "said.html")]
struct Said<'a> {
    words: &'a Words,
    by: String,
    at: Html,
    ruling: Option<&'a Ruling>,
    rule: Option<(ProcedureId, &'static str, String)>,
    waits: bool,
}

/// The part of the page.
pub fn said<T>(visit: &Visit<'_>, heard: &Heard<T>, rule: Rule) -> Html {
    let waits = matches!(rule, Rule::Waits(_));
    let rule = if let Rule::Waits(form) = rule { form } else { None };
    let (by, at) = (name(visit, heard.by), when(visit, heard.at));
    let part = Said { words: &visit.words, by, at, ruling: heard.ruling.as_ref(), rule, waits };
    Html::trusted(part.to_string())
}

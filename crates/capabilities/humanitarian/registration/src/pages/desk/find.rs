//! Find somebody by card, number, token or name; candidates side by side with the reason for each. For the clerk, the
//! protection officer and the data protection officer. What was typed is sent in a form, not in the address: addresses stay
//! in histories.

use access::{Answer, Cell, Query};
use askama::Template;
use contracts::token::Token;
use kernel::Problem;
use seal::code::{CardCode, PREFIX};
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const FIND: PageDef = PageDef {
    path: "/registration/find",
    action: "registration.find",
    show,
    act: Some(|visit| show(visit).map(|page| Reply::Page(Box::new(page)))),
    menu: Some((22, "registration-menu-find")),
};

#[derive(Template)]
#[template(path = "desk/find.html")]
struct Find<'a> {
    words: &'a Words,
    f: Fields<'a>,
    asked: String,
    token: Option<String>,
    key: String,
    may_open: bool,
    found: Option<Vec<Candidate>>,
    many: bool,
}

struct Candidate {
    person: String,
    name: String,
    sex: String,
    born: Html,
    number: String,
    size: Html,
    why: String,
    good: bool,
    because: Option<String>,
    household: String,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let asked = visit.form.get("q").unwrap_or("").trim().to_owned();
    let prefixed = asked.get(..PREFIX.len()).is_some_and(|start| start.eq_ignore_ascii_case(PREFIX));
    // A ticket whose code cannot be scanned is typed: its check characters tell it from a name.
    let ticket = asked.parse::<Token>().is_ok() || (prefixed && CardCode::read(&asked, &[]).is_none());
    let token = ticket.then(|| asked.clone());
    let found = match (&token, asked.is_empty()) {
        (None, false) => Some(candidates(visit, &asked)?),
        _ => None,
    };
    let page = Find {
        words: &visit.words,
        f: visit.fields(),
        asked: if ticket || prefixed { String::new() } else { asked },
        token,
        key: visit.form_key(),
        may_open: visit.may("registration.open_household"),
        many: found.as_ref().is_some_and(|found| found.len() >= 25),
        found,
    };
    Ok(Page::new(visit.t("registration-find"), &page))
}

fn candidates(visit: &Visit<'_>, asked: &str) -> Result<Vec<Candidate>, Problem> {
    let answer = visit.view("registration.find", &Query::by("q", asked))?;
    let Answer::Table { rows, .. } = answer else { return Err(Problem::not_found()) };
    let words = &visit.words;
    let candidate = |row: &Vec<Cell>| {
        let text = |i: usize| match row.get(i) {
            Some(Cell::Text(text)) => text.clone(),
            Some(Cell::Int(number)) => number.to_string(),
            _ => String::new(),
        };
        Candidate {
            person: text(0),
            name: text(1),
            sex: words.code("sex", &text(2)),
            born: Html::ltr(&text(3)),
            number: text(4),
            size: Html::ltr(&text(5)),
            why: words.code("registration-why", &text(6)),
            good: matches!(text(6).as_str(), "card" | "number" | "spelling"),
            because: Some(text(7)).filter(|because| !because.is_empty()),
            household: text(8),
        }
    };
    Ok(rows.iter().map(candidate).collect())
}

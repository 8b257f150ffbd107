//! The sheets: what is asked today, what waits for a second person, what is over. Where posts without a connection published different
//! contents under one version, that stands on top until one of them is withdrawn.

use access::{Answer, Cell, Query};
use askama::Template;
use kernel::Problem;
use shell::{Html, Page, PageDef, Visit, Words};

/// The page.
pub const LIST: PageDef = PageDef {
    path: "/instruments",
    // Who asks the questions comes to a sheet from what was asked with it; the list is for who decides which are asked.
    action: "instruments.propose_sheet",
    show,
    act: None,
    menu: Some((58, "instruments-menu")),
};

#[derive(Template)]
#[template(path = "list.html")]
struct List<'a> {
    words: &'a Words,
    may_propose: bool,
    rows: Vec<Row>,
}

struct Row {
    address: String,
    title: String,
    code: String,
    version: String,
    short: String,
    from: Html,
    to: Html,
    state: Html,
    used: bool,
    differs: bool,
    disputed: bool,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let query = Query { per_page: Query::MOST, ..Query::default() };
    let Answer::Table { rows, .. } = visit.view("instruments.sheets", &query)? else {
        return Err(Problem::not_found());
    };
    let page = List {
        words: &visit.words,
        may_propose: visit.may("instruments.propose_sheet"),
        rows: rows.iter().filter_map(|cells| row(&visit.words, cells)).collect(),
    };
    Ok(Page::new(visit.t("instruments-menu"), &page))
}

fn row(words: &Words, cells: &[Cell]) -> Option<Row> {
    let [
        Cell::Text(code),
        Cell::Int(version),
        Cell::Text(digest),
        title,
        from,
        to,
        Cell::Text(state),
        Cell::Flag(used),
        Cell::Flag(differs),
        Cell::Flag(disputed),
    ] = cells
    else {
        return None;
    };
    let day = |cell: &Cell| match cell {
        Cell::Date(day) => Html::ltr(&day.to_string()),
        _ => Html::text("–"),
    };
    Some(Row {
        address: format!("/instruments/{code}/{version}/{digest}"),
        title: if let Cell::Text(title) = title { title.clone() } else { code.clone() },
        code: code.clone(),
        version: version.to_string(),
        short: digest.chars().take(8).collect(),
        from: day(from),
        to: day(to),
        state: state_badge(words, state),
        used: *used,
        differs: *differs,
        disputed: *disputed,
    })
}

/// Where a sheet stands.
pub fn state_badge(words: &Words, state: &str) -> Html {
    let (badge, letter) = match state {
        "published" => ("ok", "✓"),
        "proposed" => ("wait", "…"),
        "withdrawn" => ("neutral", "–"),
        _ => ("bad", "×"),
    };
    let text = Html::text(&words.code("instruments-state", state));
    Html::trusted(format!("<span class=\"badge badge--{badge}\"><b>{letter}</b> {text}</span>"))
}

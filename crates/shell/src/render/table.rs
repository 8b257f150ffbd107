//! A view's answer as a table on a page: headings that sort, pages, exports.

use crate::{Form, Html, Words, form::encoded};
use access::{Answer, Cell, Column, Kind, Query, ViewDef};
use std::fmt::Write as _;

/// How a table stands on its page.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place<'a> {
    /// Action of the view, for the export addresses: `registration.households`.
    pub action: &'a str,
    /// Key of the caption.
    pub caption: &'a str,
    /// The page's address, for sorting and paging.
    pub path: &'a str,
    /// Address of a row by its first id column: `/registration/households/{}`; empty for none.
    pub row: &'a str,
    /// Key of the words for an empty table.
    pub empty: &'a str,
}

/// A text cell of a row; nothing where the cell holds none.
#[must_use]
pub fn text(row: &[Cell], column: usize) -> Option<&str> {
    match row.get(column) {
        Some(Cell::Text(text)) => Some(text),
        _ => None,
    }
}

/// A moment cell of a row, by the reader's clock; nothing where the cell holds none.
#[must_use]
pub fn time(words: &Words, row: &[Cell], column: usize) -> Html {
    match row.get(column) {
        Some(Cell::Moment(at)) => Html::time(words, *at),
        _ => Html::default(),
    }
}

/// The table. Columns of kind `Id` are not shown: they make the row's address.
#[must_use]
pub fn table(words: &Words, view: &ViewDef, answer: &Answer, query: &Query, place: Place<'_>) -> Html {
    let Answer::Table { rows, total, .. } = answer else { return Html::default() };
    if rows.is_empty() {
        return Html::trusted(format!("<div class=\"empty\"><h2>{}</h2></div>", Html::text(&words.t(place.empty))));
    }
    let mut out = format!(
        "<div class=\"table-wrap\" tabindex=\"0\" role=\"region\" aria-labelledby=\"cap-{0}\"><table class=\"table table--rows\"><caption id=\"cap-{0}\">{1}</caption><thead><tr>",
        place.action.replace('.', "-"),
        Html::text(&words.t(place.caption))
    );
    let shown = || view.columns.iter().enumerate().filter(|(_, c)| c.kind != Kind::Id);
    for (_, column) in shown() {
        out.push_str(&heading(words, column, query, place.path));
    }
    out.push_str("</tr></thead><tbody>");
    for row in rows {
        out.push_str("<tr>");
        let id = view.columns.iter().position(|c| c.kind == Kind::Id).and_then(|i| row.get(i));
        for (n, (i, column)) in shown().enumerate() {
            let cell = row.get(i).map_or_else(Html::default, |cell| shown_cell(words, column, cell));
            let class = class_of(column);
            match (n, id) {
                (0, Some(Cell::Text(id))) if !place.row.is_empty() => {
                    let _ = write!(
                        out,
                        "<th scope=\"row\"{class}><a href=\"{}\">{cell}</a></th>",
                        Html::text(&place.row.replace("{}", id))
                    );
                }
                (0, _) => {
                    let _ = write!(out, "<th scope=\"row\"{class}>{cell}</th>");
                }
                _ => {
                    let _ = write!(out, "<td{class}>{cell}</td>");
                }
            }
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></div>");
    out.push_str(&pages(words, rows.len(), *total, query, place.path));
    if view.columns.iter().any(|column| column.kind == Kind::Moment) {
        let clock = Html::ltr(&words.clock());
        let _ = write!(out, "<p class=\"muted small\">{} {clock}</p>", Html::text(&words.t("table-clock")));
    }
    out.push_str(&exports(words, query, place));
    Html::trusted(out)
}

const fn class_of(column: &Column) -> &'static str {
    match column.kind {
        Kind::Number => " class=\"table__num\"",
        Kind::Codes(_) => " class=\"table__codes\"",
        _ => "",
    }
}

fn heading(words: &Words, column: &Column, query: &Query, path: &str) -> String {
    let label = Html::text(&words.t(&format!("column-{}", column.key.replace('_', "-"))));
    let class = class_of(column);
    if !column.sorts {
        return format!("<th scope=\"col\"{class}>{label}</th>");
    }
    let now = query.sort.as_deref() == Some(column.key);
    let (aria, next) = match (now, query.descending) {
        (true, false) => (" aria-sort=\"ascending\"", format!("-{}", column.key)),
        (true, true) => (" aria-sort=\"descending\"", column.key.to_owned()),
        _ => ("", column.key.to_owned()),
    };
    let sorted = Query { sort: Some(next), descending: false, page: 0, ..query.clone() };
    format!("<th scope=\"col\"{class}{aria}><a class=\"sort\" href=\"{}\">{label}</a></th>", address(path, &sorted))
}

/// One cell in the reader's language.
#[must_use]
pub fn shown_cell(words: &Words, column: &Column, cell: &Cell) -> Html {
    match (cell, column.kind) {
        (Cell::Empty, _) => Html::trusted("<span class=\"muted\">–</span>"),
        (Cell::Text(code), Kind::Code(prefix)) => Html::text(&words.code(prefix, code)),
        (Cell::Text(codes), Kind::Codes(prefix)) => {
            let said: Vec<String> = codes.split(", ").map(|code| words.code(prefix, code)).collect();
            Html::text(&said.join(" · "))
        }
        (Cell::Text(text), _) => Html::name(text),
        (Cell::Int(number), _) => Html::ltr(&number.to_string()),
        (Cell::Date(date), _) => Html::ltr(&date.to_string()),
        (Cell::Moment(moment), _) => Html::time(words, *moment),
        (Cell::Flag(yes), _) => Html::text(&words.t(if *yes { "yes" } else { "no" })),
    }
}

/// Which rows these are, and the ways to the page before and after; nothing where all are here.
#[must_use]
pub fn pages(words: &Words, here: usize, total: Option<i64>, query: &Query, path: &str) -> String {
    let first = query.offset() + 1;
    let last = query.offset() + i64::try_from(here).unwrap_or(0);
    let more = total.map_or(i64::try_from(here).unwrap_or(0) >= query.limit(), |total| last < total);
    if query.page == 0 && !more {
        return String::new();
    }
    let mut out = format!("<nav class=\"pagination\" aria-label=\"{}\">", Html::text(&words.t("pages")));
    let link = |page: u32, rel: &str, key: &str| {
        let there = Query { page, ..query.clone() };
        format!("<a rel=\"{rel}\" href=\"{}\">{}</a>", address(path, &there), Html::text(&words.t(key)))
    };
    if let Some(before) = query.page.checked_sub(1) {
        out.push_str(&link(before, "prev", "page-before"));
    }
    let here = match total {
        Some(total) => {
            words.with("page-here-of", &[("first", first.into()), ("last", last.into()), ("total", total.into())])
        }
        None => words.with("page-here", &[("first", first.into()), ("last", last.into())]),
    };
    let _ = write!(out, "<span class=\"pagination__here\">{}</span>", Html::text(&here));
    if more {
        out.push_str(&link(query.page.saturating_add(1), "next", "page-after"));
    }
    out.push_str("</nav>");
    out
}

fn exports(words: &Words, query: &Query, place: Place<'_>) -> String {
    let all = Query { page: 0, per_page: Query::MOST, ..query.clone() };
    let mut out =
        format!("<p class=\"cluster no-print\"><span class=\"muted\">{}</span>", Html::text(&words.t("export")));
    for (format, label) in [("csv", "CSV"), ("hxl", "HXL"), ("json", "JSON")] {
        let address = address(&format!("/api/v1/views/{}", place.action), &all);
        let joint = if address.contains('?') { "&amp;" } else { "?" };
        let _ = write!(out, "<a href=\"{address}{joint}format={format}\" download>{label}</a>");
    }
    out.push_str("</p>");
    out
}

/// The address of a page with this query, escaped for an attribute.
#[must_use]
pub fn address(path: &str, query: &Query) -> String {
    let mut form = Form(query.values.iter().map(|(name, value)| (name.clone(), value.clone())).collect());
    if let Some(sort) = &query.sort {
        form = form.with("sort", format!("{}{sort}", if query.descending { "-" } else { "" }));
    }
    if query.page > 0 {
        form = form.with("page", query.page);
    }
    if query.per_page > 0 {
        form = form.with("per_page", query.per_page);
    }
    let pairs: Vec<String> = form.0.iter().map(|(n, v)| format!("{}={}", encoded(n), encoded(v))).collect();
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&amp;")) }
}

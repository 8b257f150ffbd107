//! What several screens share: typed records, items as rows of a form, and sites by their names.

use access::{Answer, Cell, Query};
use kernel::{ItemId, Problem, SiteId, text::latin_digits};
use people::Sites;
use serde_json::{Value, json};
use shell::{Html, Visit, Words, table::text};

/// The rows of a table of at most [`Query::MOST`] rows.
pub fn rows(visit: &Visit<'_>, view: &str, query: Query) -> Result<Vec<Vec<Cell>>, Problem> {
    match visit.view(view, &Query { per_page: Query::MOST, ..query })? {
        Answer::Table { rows, .. } => Ok(rows),
        Answer::Record { .. } => Err(Problem::not_found()),
    }
}

/// A number cell of a row.
pub fn number(row: &[Cell], column: usize) -> i64 {
    match row.get(column) {
        Some(Cell::Int(number)) => *number,
        _ => 0,
    }
}

/// An item as people choose it.
#[derive(Debug, Clone)]
pub struct Item {
    /// Which.
    pub item: ItemId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// In what it is counted, in the reader's language.
    pub unit: String,
    /// The name of its input.
    pub field: String,
    /// What was typed there.
    pub typed: String,
    /// Whether what was typed is wrong.
    pub wrong: bool,
}

/// Every item, each with an input for a quantity, `_q.<item>`.
pub fn items(visit: &Visit<'_>) -> Result<Vec<Item>, Problem> {
    let item = |row: Vec<Cell>| {
        let item: ItemId = text(&row, 0)?.parse().ok()?;
        let field = format!("_q.{item}");
        let own = |column| text(&row, column).unwrap_or_default().to_owned();
        let wrong = visit.problem.as_ref().is_some_and(|problem| problem.fields.iter().any(|f| f.field == field));
        let typed = visit.form.get(&field).unwrap_or_default().to_owned();
        let unit = visit.words.code("relief-unit", &own(3));
        Some(Item { item, code: own(1), name: own(2), unit, field, typed, wrong })
    };
    Ok(rows(visit, "relief.items", Query::default())?.into_iter().filter_map(item).collect())
}

/// The items as options of a drop-down.
pub fn choices(items: &[Item]) -> Vec<(String, String)> {
    items.iter().map(|item| (item.item.to_string(), format!("{} · {}", item.code, item.name))).collect()
}

/// The quantity typed in a field; nothing where it is blank.
pub fn quantity(visit: &Visit<'_>, field: &str) -> Result<Option<u32>, Problem> {
    let typed = visit.form.get(field).map(latin_digits);
    typed.map(|typed| typed.trim().parse().map_err(|_| Problem::field(field, "GEN-003"))).transpose()
}

/// What was typed for each item, as the lines of a command.
pub fn typed_lines(visit: &Visit<'_>, items: &[Item]) -> Result<Vec<Value>, Problem> {
    let mut lines = Vec::new();
    for item in items {
        if let Some(quantity) = quantity(visit, &item.field)? {
            lines.push(json!({ "item": item.item, "quantity": quantity }));
        }
    }
    Ok(lines)
}

/// A site by its name; another site where it has none that the user may read.
pub fn site_name(words: &Words, sites: &Sites, site: Option<SiteId>) -> Html {
    site.and_then(|site| sites.name(site)).map_or_else(|| Html::text(&words.t("relief-other-site")), Html::name)
}

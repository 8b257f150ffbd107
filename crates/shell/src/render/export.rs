//! A view's answer as a file: JSON, CSV (RFC 4180), CSV with a row of HXL hashtags (HXL 1.1). Points in time are in UTC, RFC 3339 with a `Z`,
//! whatever clock the pages show.

use access::{Answer, Cell, ViewDef};
use serde_json::{Map, Value, json};

/// The answer as JSON: a record as it is, a table as `{"rows": [{…}], "total": n}`.
#[must_use]
pub fn json(view: &ViewDef, answer: &Answer) -> Value {
    match answer {
        Answer::Record { value, .. } => value.clone(),
        Answer::Table { rows, total, .. } => {
            let rows: Vec<Value> = rows
                .iter()
                .map(|row| {
                    let pairs =
                        view.columns.iter().zip(row).map(|(column, cell)| (column.key.to_owned(), json_cell(cell)));
                    Value::Object(pairs.collect::<Map<_, _>>())
                })
                .collect();
            json!({ "rows": rows, "total": total })
        }
    }
}

fn json_cell(cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) => Value::String(text.clone()),
        Cell::Int(number) => Value::from(*number),
        Cell::Moment(moment) => Value::String(moment.to_string()),
        Cell::Date(date) => Value::String(date.to_string()),
        Cell::Flag(yes) => Value::Bool(*yes),
    }
}

/// The table as CSV with a heading row, and a row of HXL hashtags when `hxl`. A cell that a spreadsheet would take for a
/// formula gets a leading apostrophe (OWASP, CSV injection).
#[must_use]
pub fn csv(view: &ViewDef, answer: &Answer, hxl: bool) -> String {
    let Answer::Table { rows, .. } = answer else { return String::new() };
    // A byte-order mark: without it spreadsheets take Arabic for another encoding.
    let mut out = String::from("\u{feff}");
    line(&mut out, view.columns.iter().map(|column| column.key.to_owned()));
    if hxl {
        line(&mut out, view.columns.iter().map(|column| column.hxl.to_owned()));
    }
    for row in rows {
        line(&mut out, row.iter().map(csv_cell));
    }
    out
}

fn csv_cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => format!("'{text}"),
        Cell::Text(text) => text.clone(),
        Cell::Int(number) => number.to_string(),
        Cell::Moment(moment) => moment.to_string(),
        Cell::Date(date) => date.to_string(),
        Cell::Flag(yes) => if *yes { "true" } else { "false" }.to_owned(),
    }
}

fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    for (i, cell) in cells.enumerate() {
        if i > 0 {
            out.push(',');
        }
        if cell.contains(['"', ',', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use access::{Column, Kind};

    const VIEW: ViewDef = ViewDef {
        name: "x",
        params: &[],
        columns: &[
            Column { key: "name", kind: Kind::Text, hxl: "#meta+name", sorts: false },
            Column { key: "n", kind: Kind::Number, hxl: "#affected", sorts: false },
        ],
        read: |_, _| Err(kernel::Problem::not_found()),
    };

    #[test]
    fn a_formula_is_only_text_and_commas_are_quoted() {
        let cells = |text: &str, n| vec![Cell::Text(text.into()), Cell::Int(n)];
        let rows = vec![cells("=1+1", 5), cells("a,\"b\"", -2), vec![Cell::Empty, Cell::Int(0)]];
        let answer = Answer::Table { rows, total: None, subjects: vec![] };
        assert_eq!(
            csv(&VIEW, &answer, true),
            "\u{feff}name,n\r\n#meta+name,#affected\r\n'=1+1,5\r\n\"a,\"\"b\"\"\",-2\r\n,0\r\n"
        );
    }
}

//! What several screens share: the site that is looked at, the rows of a view, numbers as people read them.

use access::{Answer, Cell, Query};
use kernel::{Date, Problem, SiteId};
use shell::{
    Html, Visit, Words,
    chart::{Chart, bars, lines},
    field::{Fields, Look},
};

/// The site of the address, for who reads every site; `None` on the reader's own.
pub fn site(visit: &Visit<'_>) -> Option<SiteId> {
    visit.query.get("site").and_then(|site| site.parse().ok())
}

/// A query about that site.
pub fn about(site: Option<SiteId>) -> Query {
    let query = Query { per_page: Query::MOST, ..Query::default() };
    match site {
        Some(site) => query.and("site", site),
        None => query,
    }
}

/// An address with the site in it, where there is one.
pub fn address(path: &str, site: Option<SiteId>) -> String {
    site.map_or_else(|| path.to_owned(), |site| format!("{path}?site={site}"))
}

/// The rows of a view.
pub fn rows(visit: &Visit<'_>, view: &str, query: &Query) -> Result<Vec<Row>, Problem> {
    match visit.view(view, query)? {
        Answer::Table { rows, .. } => Ok(rows.into_iter().map(Row).collect()),
        Answer::Record { .. } => Err(Problem::not_found()),
    }
}

/// A row of a view, by the place of its columns.
pub struct Row(Vec<Cell>);

impl Row {
    /// A text, or nothing.
    pub fn text(&self, column: usize) -> &str {
        match self.0.get(column) {
            Some(Cell::Text(text)) => text,
            _ => "",
        }
    }

    /// A number, where there is one.
    pub fn number(&self, column: usize) -> Option<i64> {
        match self.0.get(column) {
            Some(Cell::Int(number)) => Some(*number),
            _ => None,
        }
    }

    /// A number, or none.
    pub fn count(&self, column: usize) -> i64 {
        self.number(column).unwrap_or(0)
    }

    /// A day, where there is one.
    pub fn date(&self, column: usize) -> Option<Date> {
        match self.0.get(column) {
            Some(Cell::Date(date)) => Some(*date),
            _ => None,
        }
    }

    /// Whether it is so.
    pub fn flag(&self, column: usize) -> bool {
        self.0.get(column) == Some(&Cell::Flag(true))
    }
}

/// A number with its thousands apart: `10 500 000`.
pub fn grouped(number: i64) -> Html {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + 4);
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    Html::ltr(&out)
}

/// A day to type, without the day of birth that other forms hint at.
pub fn day(f: &Fields<'_>, name: &str, key: &str) -> Html {
    let more = "inputmode=\"numeric\" autocomplete=\"off\"";
    f.input(name, key, Look { class: "input--10 input--code", more, ..Look::default() })
}

/// The labels of a chart's days: `11-24`.
pub fn day_label(row: &Row) -> String {
    row.date(0).map(|day| format!("{:02}-{:02}", day.month(), day.day())).unwrap_or_default()
}

/// What changes from day to day: as lines, or as bars where there are too few days for a line.
pub fn by_day(words: &Words, chart: &Chart) -> Html {
    if chart.labels.len() < 3 { bars(words, chart) } else { lines(words, chart) }
}

/// The ways to take a view away, as under every table.
pub fn exports(visit: &Visit<'_>, view: &str, query: &Query) -> Html {
    let mut out =
        format!("<p class=\"cluster no-print\"><span class=\"muted\">{}</span>", Html::text(&visit.t("export")));
    for (format, label) in [("csv", "CSV"), ("hxl", "HXL"), ("json", "JSON")] {
        let address = shell::table::address(&format!("/api/v1/views/{view}"), &query.clone().and("format", format));
        out.push_str(&format!("<a href=\"{address}\" download>{label}</a>"));
    }
    out.push_str("</p>");
    Html::trusted(out)
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_stand_apart() {
        let said = [7, 1_000, 10_500_000].map(|number| grouped(number).into_string().replace('\u{202f}', "_"));
        assert!(said[0].contains(">7<") && said[1].contains(">1_000<") && said[2].contains(">10_500_000<"), "{said:?}");
    }
}

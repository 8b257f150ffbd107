//! Charts as inline SVG with their table: bars for counts, lines for what changes in time.

use crate::{Html, Words};
use std::fmt::Write as _;

/// One series of numbers under the chart's labels.
#[derive(Debug, Clone)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// One number for each label, from the first on; a line ends with its last number, and the table shows a dash.
    pub values: Vec<i64>,
}

/// A chart's content: labels along the axis, and one series or more.
#[derive(Debug, Clone)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// Heading of the labels' column in the table.
    pub axis: String,
    /// Labels.
    pub labels: Vec<String>,
    /// Series.
    pub series: Vec<Series>,
}

const WIDTH: i64 = 640;
const HEIGHT: i64 = 240;
const LEFT: i64 = 48;
const BOTTOM: i64 = 28;
const TOP: i64 = 24;

/// Grouped bars.
#[must_use]
pub fn bars(words: &Words, chart: &Chart) -> Html {
    draw(words, chart, |out, scale| {
        let groups = count(chart.labels.len());
        let series = count(chart.series.len());
        let slot = (WIDTH - LEFT) / groups;
        let bar = (slot * 8 / 10 / series).max(1);
        for (s, one) in chart.series.iter().enumerate() {
            for (i, value) in one.values.iter().enumerate() {
                let x = LEFT + index(i) * slot + slot / 10 + index(s) * bar;
                let y = scale(*value);
                let _ = write!(
                    out,
                    "<rect class=\"chart__bar series-{}\" x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\"/>",
                    s + 1,
                    (bar - 1).max(1),
                    HEIGHT - BOTTOM - y
                );
            }
        }
    })
}

/// Lines.
#[must_use]
pub fn lines(words: &Words, chart: &Chart) -> Html {
    draw(words, chart, |out, scale| {
        let x = |i: usize| middle(i, chart.labels.len());
        for (s, one) in chart.series.iter().enumerate() {
            let mut path = String::new();
            for (i, value) in one.values.iter().enumerate() {
                let _ = write!(path, "{}{} {}", if i == 0 { 'M' } else { 'L' }, x(i), scale(*value));
            }
            let _ = write!(out, "<path class=\"chart__line series-{}\" d=\"{path}\" fill=\"none\"/>", s + 1);
        }
    })
}

fn draw(words: &Words, chart: &Chart, marks: impl FnOnce(&mut String, &dyn Fn(i64) -> i64)) -> Html {
    let most = chart.series.iter().flat_map(|s| s.values.iter().copied()).max().unwrap_or(0).max(1);
    let top = round_up(most);
    let scale = move |value: i64| HEIGHT - BOTTOM - value.max(0) * (HEIGHT - BOTTOM - TOP) / top;
    let mut out = format!(
        "<figure class=\"chart\"><figcaption class=\"chart__title\">{0}</figcaption>\
         <svg class=\"chart__svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{0}\">",
        Html::text(&chart.title)
    );
    for quarter in 0..=4 {
        let value = top * quarter / 4;
        let y = scale(value);
        let class = if quarter == 0 { "chart__axis" } else { "chart__grid" };
        let _ = write!(
            out,
            "<path class=\"{class}\" d=\"M{LEFT} {y}H{WIDTH}\"/><text class=\"chart__tick\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{value}</text>",
            LEFT - 6,
            y + 4
        );
    }
    let groups = count(chart.labels.len());
    let every = (groups + 11) / 12;
    for (i, label) in chart.labels.iter().enumerate().filter(|(i, _)| index(*i) % every == 0) {
        let x = middle(i, chart.labels.len());
        let _ = write!(
            out,
            "<text class=\"chart__tick\" x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
            HEIGHT - 8,
            Html::text(label)
        );
    }
    marks(&mut out, &scale);
    out.push_str("</svg>");
    if chart.series.len() > 1 {
        out.push_str("<ul class=\"chart__legend\">");
        for (s, one) in chart.series.iter().enumerate() {
            let _ = write!(
                out,
                "<li class=\"series-{}\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><rect class=\"chart__bar series-{0}\" width=\"16\" height=\"16\"/></svg> {}</li>",
                s + 1,
                Html::text(&one.name)
            );
        }
        out.push_str("</ul>");
    }
    out.push_str(&twin(words, chart));
    out.push_str("</figure>");
    Html::trusted(out)
}

fn twin(words: &Words, chart: &Chart) -> String {
    let mut out = format!(
        "<details class=\"twin\"><summary>{}</summary><table class=\"table table--dense\"><thead><tr><th scope=\"col\">{}</th>",
        Html::text(&words.t("chart-as-table")),
        Html::text(&chart.axis)
    );
    for one in &chart.series {
        let _ = write!(out, "<th scope=\"col\" class=\"table__num\">{}</th>", Html::text(&one.name));
    }
    out.push_str("</tr></thead><tbody>");
    for (i, label) in chart.labels.iter().enumerate() {
        let _ = write!(out, "<tr><th scope=\"row\">{}</th>", Html::name(label));
        for one in &chart.series {
            let value = one.values.get(i).map_or_else(|| "–".to_owned(), i64::to_string);
            let _ = write!(out, "<td class=\"table__num\">{value}</td>");
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></details>");
    out
}

/// Where a label stands, and the point of a line above it.
fn middle(i: usize, labels: usize) -> i64 {
    LEFT + (2 * index(i) + 1) * (WIDTH - LEFT) / (2 * count(labels))
}

/// The next of 4, 8, 20, 40, 80, 200 … so that a quarter is a round number.
fn round_up(most: i64) -> i64 {
    let mut step = 1;
    loop {
        for top in [4, 8, 20] {
            if most <= top * step {
                return top * step;
            }
        }
        step = i64::saturating_mul(step, 10);
    }
}

fn count(n: usize) -> i64 {
    index(n).max(1)
}

fn index(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_stands_above_its_label() {
        assert_eq!([0, 1, 2].map(|i| middle(i, 3)), [146, 344, 541]);
    }

    #[test]
    fn the_scale_ends_on_a_round_number() {
        assert_eq!([1, 4, 5, 19, 21, 5_000].map(round_up), [4, 4, 8, 20, 40, 8_000]);
    }
}

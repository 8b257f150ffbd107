//! The row of links inside relief: those that the user may follow.

use super::{given, point, question, rules, stock, supply};
use shell::{Html, PageDef, Visit};
use std::fmt::Write as _;

const PLACES: [(PageDef, &str); 9] = [
    (point::POINT, "relief-menu-point"),
    (point::BLANK, "relief-menu-blank"),
    (given::LIST, "relief-menu-list"),
    (given::HANDOUTS, "relief-menu-handouts"),
    (question::QUESTIONS, "relief-menu-questions"),
    (stock::STOCK, "relief-menu-stock"),
    (supply::FORECAST, "relief-menu-forecast"),
    (given::STATISTICS, "relief-menu-statistics"),
    (rules::RULES, "relief-menu-rules"),
];

/// The links.
pub fn subnav(visit: &Visit<'_>) -> Html {
    let label = Html::text(&visit.t("relief-menu"));
    let mut out = format!("<nav class=\"subnav\" aria-label=\"{label}\"><ul class=\"nav__list\">");
    for (page, label) in PLACES.iter().filter(|(page, _)| visit.may(page.action)) {
        let here = if page.path == visit.path { " aria-current=\"page\"" } else { "" };
        let label = Html::text(&visit.t(label));
        let _ = write!(out, "<li><a class=\"nav__link\" href=\"{}\"{here}>{label}</a></li>", page.path);
    }
    out.push_str("</ul></nav>");
    Html::trusted(out)
}

//! How a site stands to each norm today, and over the last days; for who reads every site, first the list of sites. The manager declares
//! here in which phase the site is.

use super::parts::{Row, about, address, by_day, day_label, exports, grouped, rows, site};
use access::Query;
use askama::Template;
use kernel::{Problem, SiteId};
use provision::Phase;
use shell::{
    Html, Page, PageDef, Reply, Visit, Words,
    chart::{Chart, Series},
    field::Fields,
};
use std::collections::BTreeMap;

/// The page.
pub const BOARD: PageDef =
    PageDef { path: "/norms", action: "norms.gaps", show, act: Some(act), menu: Some((37, "norms-menu-board")) };

/// A norm, as its row shows it.
pub struct Line {
    pub code: String,
    pub name: String,
    pub says: String,
    pub unit: String,
    pub needed: Html,
    pub has: Option<Html>,
    pub missing: Option<Html>,
    pub share: Option<i64>,
    pub state: String,
    pub measured: String,
    pub stale: bool,
    pub planned: i64,
    pub verified: bool,
}

impl Line {
    fn of(row: &Row) -> Self {
        let text = |column: usize| row.text(column).to_owned();
        Self {
            code: text(0),
            name: text(1),
            says: text(2),
            unit: text(5),
            needed: grouped(row.count(6)),
            has: row.number(8).map(grouped),
            missing: row.number(9).filter(|missing| *missing > 0).map(grouped),
            share: row.number(10),
            state: text(11),
            measured: row.date(12).map(|day| day.to_string()).unwrap_or_default(),
            stale: row.flag(13),
            planned: row.count(14),
            verified: row.flag(16),
        }
    }
}

#[derive(Template)]
#[template(path = "board.html")]
struct Board<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    site: Option<SiteId>,
    place: String,
    people: i64,
    phase: String,
    met: i64,
    short: i64,
    unmeasured: i64,
    bare: i64,
    lines: Vec<Line>,
    chart: Html,
    exports: Html,
    may_record: bool,
    may_declare: bool,
    to_actions: String,
}

impl Board<'_> {
    /// The page of a norm at this site.
    fn of(&self, line: &Line) -> String {
        address(&format!("/norms/of/{}", line.code), self.site)
    }
}

#[derive(Template)]
#[template(path = "sites.html")]
struct Sites<'a> {
    words: &'a Words,
    lines: Vec<SiteLine>,
    exports: Html,
}

struct SiteLine {
    site: String,
    name: String,
    phase: String,
    people: Html,
    met: i64,
    short: i64,
    unmeasured: i64,
    stale: i64,
    lowest: Option<i64>,
    planned: i64,
    overdue: i64,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    match (site(visit), visit.who.site) {
        (None, None) => sites(visit),
        (asked, _) => board(visit, asked),
    }
}

fn board(visit: &Visit<'_>, site: Option<SiteId>) -> Result<Page, Problem> {
    let query = about(site);
    let found = rows(visit, "norms.gaps", &query)?;
    let lines: Vec<Line> = found.iter().map(Line::of).collect();
    let count = |is: &dyn Fn(&Line) -> bool| lines.iter().map(|line| i64::from(is(line))).sum();
    let page = Board {
        words: &visit.words,
        f: visit.fields(),
        key: visit.form_key(),
        site,
        place: place_name(visit, site)?,
        people: found.first().map_or(0, |row| row.count(4)),
        phase: found.first().map_or_else(String::new, |row| row.text(3).to_owned()),
        met: count(&|line| matches!(line.state.as_str(), "minimum" | "target")),
        short: count(&|line| line.state == "short"),
        unmeasured: count(&|line| line.state == "not_measured"),
        bare: count(&|line| line.state == "short" && line.planned == 0),
        chart: chart(visit, &query)?,
        exports: exports(visit, "norms.gaps", &query),
        may_record: visit.may("norms.record_measurement"),
        may_declare: visit.may("norms.declare_phase"),
        to_actions: address("/norms/actions", site),
        lines,
    };
    Ok(Page::new(visit.t("norms-board"), &page))
}

/// The name of the site, from the list of sites that everybody may read.
fn place_name(visit: &Visit<'_>, site: Option<SiteId>) -> Result<String, Problem> {
    let Some(site) = site else { return Ok(visit.who.site_name.clone()) };
    Ok(names(visit)?.remove(&site.to_string()).unwrap_or_else(|| site.short()))
}

fn names(visit: &Visit<'_>) -> Result<BTreeMap<String, String>, Problem> {
    if !visit.may("administration.sites") {
        return Ok(BTreeMap::new());
    }
    let all = Query { per_page: Query::MOST, ..Query::default() };
    let sites = rows(visit, "administration.sites", &all)?;
    Ok(sites.iter().map(|row| (row.text(0).to_owned(), row.text(1).to_owned())).collect())
}

fn chart(visit: &Visit<'_>, query: &Query) -> Result<Html, Problem> {
    let (words, days) = (&visit.words, rows(visit, "norms.series", query)?);
    let series = [(2, "met"), (3, "short"), (4, "unmeasured")].map(|(column, key)| Series {
        name: words.code("norms-series", key),
        values: days.iter().map(|row| row.count(column)).collect(),
    });
    let chart = Chart {
        title: words.t("norms-last-days"),
        axis: words.t("column-norms-day"),
        labels: days.iter().map(day_label).collect(),
        series: series.to_vec(),
    };
    Ok(by_day(words, &chart))
}

fn sites(visit: &Visit<'_>) -> Result<Page, Problem> {
    let query = Query { per_page: Query::MOST, ..Query::default() };
    let names = names(visit)?;
    let line = |row: &Row| SiteLine {
        name: names.get(row.text(0)).cloned().unwrap_or_else(|| row.text(0).to_owned()),
        site: row.text(0).to_owned(),
        phase: row.text(1).to_owned(),
        people: grouped(row.count(2)),
        met: row.count(3),
        short: row.count(4),
        unmeasured: row.count(5),
        stale: row.count(6),
        lowest: row.number(7),
        planned: row.count(8),
        overdue: row.count(9),
    };
    let lines = rows(visit, "norms.sites", &query)?.iter().map(line).collect();
    let page = Sites { words: &visit.words, lines, exports: exports(visit, "norms.sites", &query) };
    Ok(Page::new(visit.t("norms-sites"), &page))
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    visit.run_form("norms.declare_phase", |_| {})?;
    Ok(Reply::Go("/norms".to_owned()))
}

/// The phases, for the template.
const PHASES: [&str; 3] = [Phase::Emergency.name(), Phase::Transition.name(), Phase::Stable.name()];

//! A day in numbers, with charts and their tables, for the wall and for paper.

use crate::pages::record::today;
use access::{Answer, Cell, Query};
use askama::Template;
use kernel::counts::AgeBand;
use kernel::{Date, Problem};
use shell::{
    Html, Page, PageDef, Visit,
    chart::{self, Chart, Series},
    field::Fields,
};

/// The page.
pub const PAGE: PageDef = PageDef {
    path: "/crossing/report",
    action: "crossing.daily_report",
    show,
    act: None,
    menu: Some((80, "crossing-report")),
};

#[derive(Template)]
#[template(path = "report/day.html")]
struct Day<'a> {
    v: &'a Visit<'a>,
    f: Fields<'a>,
    day: Date,
    n: Numbers,
    hours: Html,
    ages: Html,
    sexes: Html,
    nationalities: Html,
    documents: Html,
    needs: Vec<(String, i64)>,
    export: String,
}

/// The rows of the report: measure, key, number.
struct Numbers(Vec<(String, String, i64)>);

impl Numbers {
    fn of(answer: &Answer) -> Self {
        let Answer::Table { rows, .. } = answer else { return Self(vec![]) };
        let row = |row: &Vec<Cell>| match row.as_slice() {
            [Cell::Text(measure), Cell::Text(key), Cell::Int(n)] => Some((measure.clone(), key.clone(), *n)),
            _ => None,
        };
        Self(rows.iter().filter_map(row).collect())
    }

    fn get(&self, measure: &str, key: &str) -> i64 {
        self.0.iter().find(|(m, k, _)| m == measure && k == key).map_or(0, |(_, _, n)| *n)
    }

    /// The keys of a measure, the greatest number first, at most `most`.
    fn top(&self, measure: &str, most: usize) -> Vec<(&str, i64)> {
        let mut keys: Vec<(&str, i64)> =
            self.0.iter().filter(|(m, _, _)| m == measure).map(|(_, key, n)| (key.as_str(), *n)).collect();
        keys.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        keys.truncate(most);
        keys
    }

    fn wait_min(&self) -> Option<i64> {
        let groups = self.get("wait", "groups");
        (groups > 0).then(|| self.get("wait", "minutes") / groups.max(1))
    }
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let asked = visit.query.get("day").map(|text| text.parse::<Date>().map_err(|_| Problem::field("day", "KRN-002")));
    let (day, problem) = match asked.transpose() {
        Ok(day) => (day.unwrap_or_else(|| today(visit)), None),
        Err(problem) => (today(visit), Some(problem)),
    };
    let query = Query { per_page: Query::MOST, ..Query::by("day", day) };
    let n = Numbers::of(&visit.view("crossing.daily_report", &query)?);
    let form = shell::Form::default().with("day", day);
    let page = Day {
        v: visit,
        f: Fields::new(&visit.words, &form, problem.as_ref()),
        hours: hours(visit, &n, day),
        ages: ages(visit, &n),
        sexes: codes(visit, &n, "sex", "sex"),
        nationalities: codes(visit, &n, "nationality", "nationality"),
        documents: codes(visit, &n, "document", "crossing-document"),
        needs: n.top("urgent", 20).into_iter().map(|(key, n)| (visit.words.code("crossing-need", key), n)).collect(),
        export: format!("/api/v1/views/crossing.daily_report?day={day}"),
        day,
        n,
    };
    Ok(Page { body_class: "print-report", ..Page::new(visit.t("crossing-report"), &page) })
}

fn hours(visit: &Visit<'_>, n: &Numbers, day: Date) -> Html {
    let words = &visit.words;
    let labels: Vec<String> = (0..24).map(|hour| format!("{hour:02}")).collect();
    // Nothing is known of the hours to come: the lines end with the running one, or with the last that a post recorded.
    let passed_s = visit.gate.now().seconds_since(day.start(visit.who.utc_offset_minutes));
    let recorded = n.0.iter().filter(|(measure, ..)| measure.starts_with("hour_"));
    let last = recorded.filter_map(|(_, hour, _)| hour.parse().ok()).fold(passed_s.div_euclid(3_600), i64::max);
    let over = usize::try_from(last + 1).unwrap_or(0);
    let series = ["entry", "exit"].map(|way| Series {
        name: words.code("crossing-direction", way),
        values: labels.iter().take(over).map(|hour| n.get(&format!("hour_{way}"), hour)).collect(),
    });
    chart::lines(
        words,
        &Chart { title: words.t("crossing-by-hour"), axis: words.t("crossing-hour"), labels, series: series.into() },
    )
}

fn ages(visit: &Visit<'_>, n: &Numbers) -> Html {
    let words = &visit.words;
    let keys: Vec<&str> = AgeBand::ALL.iter().map(|band| band.name()).chain(["unknown"]).collect();
    let values = keys.iter().map(|key| n.get("age", key)).collect();
    let labels = keys.iter().map(|key| words.code("crossing-age", key)).collect();
    let series = vec![Series { name: words.t("column-crossing-people"), values }];
    chart::bars(
        words,
        &Chart { title: words.t("crossing-measure-age"), axis: words.t("crossing-measure-age"), labels, series },
    )
}

/// The ten most frequent keys of a measure as bars.
fn codes(visit: &Visit<'_>, n: &Numbers, measure: &str, prefix: &str) -> Html {
    let words = &visit.words;
    let top = n.top(measure, 10);
    if top.is_empty() {
        return Html::default();
    }
    let title = words.code("crossing-measure", measure);
    let labels = top.iter().map(|(key, _)| words.code(prefix, key)).collect();
    let values = top.iter().map(|(_, n)| *n).collect();
    let series = vec![Series { name: words.t("column-crossing-people"), values }];
    chart::bars(words, &Chart { title: title.clone(), axis: title, labels, series })
}

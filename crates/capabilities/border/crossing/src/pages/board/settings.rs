//! The post's settings, for its commander: country, permitted stay, lanes.

use crate::{
    pages::record::post,
    post::state::{LaneDirection, LaneKind},
};
use askama::Template;
use kernel::Problem;
use serde_json::Value;
use shell::{Form, Html, Page, PageDef, Reply, Visit, field::Fields};

/// The page.
pub const PAGE: PageDef = PageDef {
    path: "/crossing/post",
    action: "crossing.set_up_post",
    show,
    act: Some(act),
    menu: Some((90, "crossing-post")),
};

/// Rows for lanes to come.
const BLANK_ROWS: usize = 3;

#[derive(Template)]
#[template(path = "board/settings.html")]
struct Settings<'a> {
    v: &'a Visit<'a>,
    f: Fields<'a>,
    rows: Vec<usize>,
    kinds: Vec<(String, String)>,
    directions: Vec<(String, String)>,
    key: String,
    saved: bool,
    periods: bool,
}

impl Settings<'_> {
    fn value(&self, row: &usize, part: &str) -> Html {
        Html::text(self.f.value(&format!("lanes[{row}].{part}")))
    }

    fn marks(&self, row: &usize, part: &str) -> Html {
        self.f.marks(&format!("lanes[{row}].{part}"))
    }

    /// What is wrong in a line of the table of lanes, said under the table: a cell is too narrow for it.
    fn errors(&self, row: &usize) -> Html {
        self.f.errors(&format!("lanes[{row}]"))
    }

    fn chosen(&self, row: &usize, part: &str, value: &str) -> &'static str {
        if self.f.value(&format!("lanes[{row}].{part}")) == value { " selected" } else { "" }
    }
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let post = post(visit)?;
    let mut form = visit.form.clone();
    let mut count = post.lanes.len();
    if form.is_empty() {
        form = form.with("post.country", &post.country);
        if let Some(days) = post.stay_limit_days {
            form = form.with("post.stay_limit_days:int", days);
        }
        for (n, lane) in post.lanes.iter().enumerate() {
            for (part, value) in
                [("code", &lane.code), ("name", &lane.name), ("kind", &lane.kind), ("direction", &lane.direction)]
            {
                form = form.with(&format!("lanes[{n}].{part}"), value);
            }
        }
    } else {
        count = lanes_in(&form);
    }
    let words = &visit.words;
    let settings = Settings {
        v: visit,
        f: Fields::new(&visit.words, &form, visit.problem.as_ref()),
        rows: (0..count + BLANK_ROWS).collect(),
        kinds: LaneKind::NAMES.iter().map(|kind| (kind.to_string(), words.code("crossing-lane-kind", kind))).collect(),
        directions: visit.words.options("crossing-direction", LaneDirection::NAMES),
        key: visit.form_key(),
        saved: visit.query.get("saved").is_some(),
        periods: post.retention.is_some(),
    };
    Ok(Page::new(visit.t("crossing-post"), &settings))
}

/// How many rows of a sent form name a lane.
fn lanes_in(form: &Form) -> usize {
    (0..60).filter(|n| form.get(&format!("lanes[{n}].code")).is_some()).map(|n| n + 1).max().unwrap_or(0)
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    visit.run_form("crossing.set_up_post", |json| {
        // A row without code and name is a row that nobody filled in; its drop-downs always hold something.
        if let Some(lanes) = json.get_mut("lanes").and_then(Value::as_array_mut) {
            lanes.retain(|lane| lane.get("code").is_some() || lane.get("name").is_some());
        }
        if let Some(form) = json.as_object_mut() {
            form.entry("lanes").or_insert_with(|| Value::Array(vec![]));
        }
    })?;
    Ok(Reply::Go("/crossing/post?saved=1".into()))
}

//! The surge desk: a family of five in no more than 20 keys. The first number has the focus; Tab goes on, Enter sends.

use crate::{
    group::need::UrgentNeed,
    pages::record::{CountRow, LaneRow, count_rows, post, with_default},
};
use askama::Template;
use kernel::Problem;
use kernel::counts::AgeBand;
use shell::{Page, PageDef, Reply, Visit, field::Fields};

/// The page.
pub const PAGE: PageDef = PageDef {
    path: "/crossing/surge",
    action: "crossing.pre_register_group",
    show,
    act: Some(act),
    menu: Some((30, "crossing-surge")),
};

/// Adults first: who answers, then whom they bring.
const ROWS: [AgeBand; 5] = [AgeBand::From18, AgeBand::From12, AgeBand::From5, AgeBand::From0, AgeBand::From60];

#[derive(Template)]
#[template(path = "surge/desk.html")]
struct Desk<'a> {
    v: &'a Visit<'a>,
    f: Fields<'a>,
    lanes: Vec<LaneRow>,
    needs: Vec<&'static str>,
    on: bool,
    key: String,
}

impl Desk<'_> {
    fn rows(&self) -> Vec<CountRow> {
        count_rows(&self.f, &self.v.words, "counts", &ROWS)
    }

    fn chosen(&self, lane: &LaneRow) -> &'static str {
        if self.f.value("lane") == lane.lane.to_string() { " selected" } else { "" }
    }
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let post = post(visit)?;
    let lanes: Vec<LaneRow> = post.lanes.into_iter().filter(|lane| lane.kind == "surge").collect();
    let first = visit.query.get("lane").map(str::to_owned).or_else(|| lanes.first().map(|lane| lane.lane.to_string()));
    let form = with_default(visit.form.clone(), "lane", first.as_deref().unwrap_or(""));
    let desk = Desk {
        v: visit,
        f: Fields::new(&visit.words, &form, visit.problem.as_ref()),
        needs: UrgentNeed::NAMES.to_vec(),
        on: post.surge,
        key: visit.form_key(),
        lanes,
    };
    Ok(Page::new(visit.t("crossing-surge"), &desk).kept())
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let answer = visit
        .run_form("crossing.pre_register_group", |json| {
            // Nothing counted is a coded answer of the command, not a missing field.
            if let Some(form) = json.as_object_mut() {
                form.entry("counts").or_insert_with(|| serde_json::json!({}));
            }
        })?
        .answer;
    let group = answer.get("group").and_then(serde_json::Value::as_str).ok_or(Problem::new("GEN-500", 500))?;
    Ok(Reply::Go(format!("/crossing/groups/{group}/ticket")))
}

//! The queue board: big numbers for everybody at the post, and the keys that change them for those who may.

use access::Query;
use askama::Template;
use kernel::{LaneId, Moment, Problem};
use serde::Deserialize;
use serde_json::json;
use shell::{Html, Page, PageDef, Reply, Visit};

/// The page.
pub const PAGE: PageDef = PageDef {
    path: "/crossing/board",
    action: "crossing.board",
    show,
    act: Some(act),
    menu: Some((10, "crossing-board")),
};

#[derive(Deserialize)]
struct Today {
    entry: i64,
    exit: i64,
    groups: i64,
    group_people: i64,
    #[serde(default)]
    second_line: i64,
}

#[derive(Deserialize)]
struct Lane {
    lane: LaneId,
    code: String,
    name: String,
    kind: String,
    direction: String,
    open: bool,
    waiting: i64,
    wait_min: Option<i64>,
    recorded_30_min: i64,
}

#[derive(Deserialize)]
struct Board {
    set_up: bool,
    surge: bool,
    at: Moment,
    lanes: Vec<Lane>,
    today: Today,
    handover_wait_min: Option<i64>,
}

/// What the board's templates share. `wall` is a board that hangs in front of the queue: no buttons.
struct Live<'a> {
    v: &'a Visit<'a>,
    board: Board,
    wall: bool,
    key: String,
}

impl Live<'_> {
    fn clock(&self) -> Html {
        let (hour, minute) = self.board.at.time_at(self.v.who.utc_offset_minutes);
        Html::ltr(&format!("{hour:02}:{minute:02}"))
    }

    fn lane_class(&self, lane: &Lane) -> &'static str {
        match (lane.open, lane.kind.as_str(), lane.wait_min) {
            (false, _, _) => "lane--closed",
            (true, "priority", _) => "lane--priority",
            (true, _, Some(minutes)) if minutes > 60 => "lane--busy",
            (true, _, _) => "lane--open",
        }
    }

    fn address(&self) -> &'static str {
        if self.wall { "/crossing/board?wall=1" } else { "/crossing/board" }
    }

    fn may(&self, action: &str) -> bool {
        !self.wall && self.v.may(action)
    }
}

#[derive(Template)]
#[template(path = "board/live.html")]
struct Fragment<'a> {
    live: Live<'a>,
}

#[derive(Template)]
#[template(path = "board/board.html")]
struct Whole<'a> {
    live: Live<'a>,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let board = visit.read("crossing.board", &Query::default())?;
    let live = Live { v: visit, board, wall: visit.query.get("wall").is_some(), key: visit.form_key() };
    let title = visit.t("crossing-board");
    let page = if visit.fragment { Page::new(title, &Fragment { live }) } else { Page::new(title, &Whole { live }) };
    Ok(Page { main_class: "page--board", ..page })
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let lane = || json!({ "lane": visit.form.get("lane") });
    let step = visit.form.get("_do").unwrap_or("");
    match step {
        "open" => visit.run("crossing.open_lane", &lane())?,
        "close" => visit.run("crossing.close_lane", &lane())?,
        "surge_on" => visit.run("crossing.switch_surge_mode", &json!({ "on": true }))?,
        "surge_off" => visit.run("crossing.switch_surge_mode", &json!({ "on": false }))?,
        step => {
            let people: u16 = step.trim_start_matches('+').parse().map_err(|_| Problem::new("GEN-004", 422))?;
            let all = !step.starts_with('+');
            visit
                .run("crossing.count_queue", &json!({ "lane": visit.form.get("lane"), "people": people, "all": all }))?
        }
    };
    Ok(Reply::Go("/crossing/board".into()))
}

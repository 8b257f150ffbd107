//! The list on paper that goes with a convoy: names by household, whether somebody is a child, and boxes to tick at departure and arrival. No
//! age, no need, no reason and no contact: it can be lost or shown at a road block.

use super::parts::site_name;
use access::Query;
use askama::Template;
use kernel::{ConvoyId, Moment, Problem, SiteId};
use people::Sites;
use serde::Deserialize;
use shell::{Html, Page, PageDef, Visit, Words};

/// The page.
pub const MANIFEST: PageDef =
    PageDef { path: "/transfer/convoys/{id}/manifest", action: "transfer.manifest", show, act: None, menu: None };

#[derive(Deserialize)]
struct Record {
    convoy: ConvoyId,
    from: String,
    to: SiteId,
    due: Moment,
    people: i64,
    sheets: Vec<Sheet>,
}

/// What goes with one vehicle, or with whoever has no seat.
#[derive(Deserialize)]
struct Sheet {
    vehicle: Option<String>,
    seats: Option<i64>,
    people: i64,
    households: Vec<Household>,
}

impl Sheet {
    fn is_crowded(&self) -> bool {
        self.seats.is_some_and(|seats| self.people > seats)
    }
}

#[derive(Deserialize)]
struct Household {
    number: Option<String>,
    people: Vec<Somebody>,
}

#[derive(Deserialize)]
struct Somebody {
    name: Option<String>,
    child: bool,
    /// Whether posts that were apart gave them different seats.
    twice: bool,
}

#[derive(Template)]
#[template(path = "manifest.html")]
struct Manifest<'a> {
    words: &'a Words,
    list: Record,
    to: Option<String>,
    due: Html,
    printed: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let id: ConvoyId = visit.part("id")?;
    let list: Record = visit.read("transfer.manifest", &Query::by("id", id))?;
    let page = Manifest {
        words: &visit.words,
        to: site_name(visit, &Sites::of(visit), list.to),
        due: Html::time(&visit.words, list.due),
        printed: Html::time(&visit.words, visit.gate.now()),
        list,
    };
    let page = Page::new(format!("{} · {}", visit.t("transfer-manifest"), page.list.from), &page);
    Ok(Page { body_class: "print-report", ..page })
}

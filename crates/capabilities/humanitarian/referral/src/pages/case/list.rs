//! What the social worker has sent and written, where each stands, and whom to tell.

use crate::pages::records::listed;
use askama::Template;
use kernel::Problem;
use shell::{Html, Page, PageDef, Visit, Words, table::Place};

/// The page.
pub const CASES: PageDef =
    PageDef { path: "/referral", action: "referral.cases", show, act: None, menu: Some((40, "referral-menu-cases")) };

#[derive(Template)]
#[template(path = "case/list.html")]
struct Cases<'a> {
    words: &'a Words,
    may_write: bool,
    shown: String,
    filters: &'static [&'static str],
    table: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let table = listed(
        visit,
        &visit.view_query(),
        Place {
            action: "referral.cases",
            caption: "referral-cases",
            path: "/referral",
            row: "/referral/cases/{}",
            empty: "referral-cases-none",
        },
    )?;
    let page = Cases {
        words: &visit.words,
        may_write: visit.may("referral.draft_referral"),
        shown: visit.query.get("show").unwrap_or("all").to_owned(),
        filters: &["all", "drafts", "open", "overdue", "to_tell"],
        table,
    };
    Ok(Page::new(visit.t("referral-menu-cases"), &page))
}

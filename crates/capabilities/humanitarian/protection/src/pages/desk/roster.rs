//! For which organisation I work, and who the colleagues are. For every case worker and supervisor.

use crate::pages::records::colleagues;
use askama::Template;
use kernel::Problem;
use serde_json::json;
use shell::{Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const ROSTER: PageDef =
    PageDef { path: "/protection/roster", action: "protection.colleagues", show, act: Some(act), menu: None };

#[derive(Template)]
#[template(path = "desk/roster.html")]
struct Roster<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    name: String,
    rows: Vec<(String, bool, bool)>,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let rows = colleagues(visit)?;
    let page = Roster {
        words: &visit.words,
        f: visit.fields(),
        key: visit.form_key(),
        name: visit.who.name.clone(),
        rows: rows.into_iter().map(|one| (one.label, one.supervises, one.worker == visit.who.actor)).collect(),
    };
    Ok(Page::new(visit.t("protection-roster"), &page).narrow())
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    // The name is that of the account: nobody enters under another one.
    let command = json!({ "name": visit.who.name, "organisation": visit.form.get("organisation").unwrap_or("") });
    let leads = visit.may("protection.lead_roster");
    visit.run(if leads { "protection.lead_roster" } else { "protection.enter_roster" }, &command)?;
    Ok(Reply::Go("/protection".to_owned()))
}

//! Receive a referral from outside: scan the code of a sheet, which only the node that published the organisation's key opens, or take
//! over the file of another system.

use crate::{
    fhir::{self, FhirError},
    pages::records,
    paper::{self, ReceiveReferral},
};
use access::{Cell, Query};
use askama::Template;
use kernel::{OrganisationId, Problem};
use shell::{
    Html, Page, PageDef, Reply, Visit, Words,
    field::{Fields, Look},
};

/// The page.
pub const SCAN: PageDef =
    PageDef { path: "/referral/scan", action: "referral.receive_referral", show, act: Some(act), menu: None };

#[derive(Template)]
#[template(path = "paper/scan.html")]
struct Scan<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    code: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let f = visit.fields();
    let more = "data-scan=\"token\" autocomplete=\"off\" spellcheck=\"false\"";
    let code =
        f.input("code", "referral-scan-code", Look { class: "input--full input--code", more, ..Look::default() });
    let page = Scan { words: &visit.words, key: visit.form_key(), code, f };
    Ok(Page::new(visit.t("referral-scan"), &page).narrow())
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let own = records::rows(visit, "referral.organisations", &Query { per_page: 100, ..Query::default() })?;
    let own: Vec<OrganisationId> = own
        .iter()
        .filter_map(|row| match row.first() {
            Some(Cell::Text(id)) => id.parse().ok(),
            _ => None,
        })
        .collect();
    let received = match (visit.form.get("_do"), own.first()) {
        (Some("import"), Some(organisation)) => {
            let chosen = visit.form.get("organisation").and_then(|id| id.parse().ok()).filter(|id| own.contains(id));
            let bundle = visit.form.get("bundle").ok_or_else(|| Problem::field("bundle", "GEN-001"))?;
            ReceiveReferral::of(chosen.unwrap_or(*organisation), fhir::read(bundle).map_err(file_problem)?)
        }
        _ => {
            let code = visit.form.get("code").ok_or_else(|| Problem::field("code", "GEN-001"))?;
            paper::open(visit.gate, code, &own)?
        }
    };
    let sending = received.sending;
    visit.command("referral", &received)?;
    Ok(Reply::Go(format!("/referral/inbox/{sending}")))
}

/// What is wrong with another system's file, in words.
pub fn file_problem(error: FhirError) -> Problem {
    match error {
        FhirError::TooLong => Problem::field("bundle", "RFR-050"),
        FhirError::NotJson => Problem::field("bundle", "RFR-051"),
        FhirError::NoRequest => Problem::field("bundle", "RFR-052"),
        FhirError::Element(element) => Problem::refused("RFR-053").with("element", element),
    }
}

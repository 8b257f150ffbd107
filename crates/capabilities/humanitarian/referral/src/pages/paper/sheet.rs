//! A sheet for a referral where there is no network: a code that only the organisation's own node opens, and on its face, in three
//! languages, where to go and the reference. Whoever finds it learns nothing of the person.

use crate::{
    pages::records::{self, Sent},
    paper,
};
use askama::Template;
use kernel::{Problem, Purpose, ReferralId};
use shell::{Html, Language, Page, PageDef, Visit, Words, field::Fields, qr};

/// The page.
pub const SHEET: PageDef =
    PageDef { path: "/referral/cases/{id}/paper", action: "referral.send_referral", show, act: None, menu: None };

#[derive(Template)]
#[template(path = "paper/sheet.html")]
struct Sheet<'a> {
    words: &'a Words,
    f: Fields<'a>,
    id: ReferralId,
    name: String,
    sheet: Option<Filled>,
}

struct Filled {
    organisation: String,
    reference: String,
    sent: Html,
    code: Html,
    inside: Vec<String>,
    outside: Vec<String>,
    languages: Vec<Words>,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let case = records::case(visit)?;
    let words = &visit.words;
    let sheet = match case.sendings.last().filter(|sent| sent.readable) {
        Some(sent) => filled(visit, &case, sent)?,
        None => None,
    };
    let page = Sheet {
        words,
        f: visit.fields(),
        id: case.referral,
        name: case.known.map_or_else(String::new, |known| known.name),
        sheet,
    };
    let page = Page::new(visit.t("referral-paper"), &page);
    Ok(Page { body_class: "print-report", ..page.narrow() })
}

fn filled(visit: &Visit<'_>, case: &records::Case, sent: &Sent) -> Result<Option<Filled>, Problem> {
    let (Some(key), Some(category), Some(priority)) = (&sent.paper_key, case.category, case.priority) else {
        return Ok(None);
    };
    let once: [u8; 32] = visit.gate.at(visit.who, Purpose::Protection)?.random(0);
    let about = (sent.sending, category, priority, visit.who.site_name.as_str());
    let Some((text, inside)) = paper::sealed(
        about,
        &sent.content,
        (sent.organisation, key),
        paper::answer_key(visit.gate, sent.sending),
        &once,
    ) else {
        return Ok(None);
    };
    let words = &visit.words;
    let name = |field: &crate::words::Field| words.code("referral-field", field.name());
    Ok(Some(Filled {
        organisation: sent.organisation_name.clone(),
        reference: ReferralId(sent.sending.0).short(),
        sent: records::when(visit, sent.sent),
        code: qr::svg(&text, &words.t("referral-paper")),
        outside: sent.content.iter().map(|line| line.field).filter(|f| !inside.contains(f)).map(|f| name(&f)).collect(),
        inside: inside.iter().map(name).collect(),
        languages: Language::ALL.iter().map(|language| words.in_language(*language)).collect(),
    }))
}

//! A sheet with the answer to a referral that came on paper: a code that only the sender's own post opens, and the reference on its face.

use crate::{case::SendingId, pages::records::Received, paper};
use access::Query;
use askama::Template;
use kernel::{Problem, Purpose};
use referring::answered::Answered;
use shell::{Html, Language, Page, PageDef, Visit, Words, qr};

/// The page.
pub const ANSWER: PageDef =
    PageDef { path: "/referral/inbox/{id}/answer", action: "referral.received", show, act: None, menu: None };

#[derive(Template)]
#[template(path = "paper/answer.html")]
struct Sheet<'a> {
    words: &'a Words,
    id: SendingId,
    reference: String,
    stage: String,
    to: String,
    code: Option<(Html, String)>,
    languages: Vec<Words>,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let id: SendingId = visit.part("id")?;
    let got: Received = visit.read("referral.received", &Query::by("id", id))?;
    let once: [u8; 32] = visit.gate.at(visit.who, Purpose::Protection)?.random(0);
    let answered = Answered {
        sending: id,
        stage: got.stage,
        expected: got.expected,
        declined: got.declined,
        outcome: got.outcome,
        note: got.notes.last().map(|note| note.text.clone()),
    };
    let text = got.answer_key.as_ref().and_then(|key| paper::seal_answer(&answered, key, &once));
    let words = &visit.words;
    let page = Sheet {
        words,
        id,
        reference: got.reference,
        stage: words.code("referral-stage", got.stage.name()),
        to: got.from.unwrap_or_default(),
        code: text.map(|text| (qr::svg(&text, &words.t("referral-answer-paper")), text)),
        languages: Language::ALL.iter().map(|language| words.in_language(*language)).collect(),
    };
    let page = Page::new(visit.t("referral-answer-paper"), &page);
    Ok(Page { body_class: "print-report", ..page.narrow() })
}

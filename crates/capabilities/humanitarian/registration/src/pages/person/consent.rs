//! The text that is read aloud, in the person's language, and the answers. For the clerk who reads and the person who hears. Nothing is
//! ticked beforehand; a no is one key, like a yes.

use crate::{
    pages::records,
    person::{ConsentGiver, ConsentPurpose, WithdrawConsent},
};
use askama::Template;
use kernel::{PersonId, Problem};
use serde_json::json;
use shell::{Html, Language, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const CONSENT: PageDef = PageDef {
    path: "/registration/people/{id}/consent",
    action: "registration.person",
    show,
    act: Some(act),
    menu: None,
};

#[derive(Template)]
#[template(path = "person/consent.html")]
struct Consent<'a> {
    words: &'a Words,
    read: Words,
    languages: &'static [Language],
    f: Fields<'a>,
    key: String,
    id: PersonId,
    name: String,
    may_answer: bool,
    questions: Vec<Question>,
    by: Html,
}

struct Question {
    name: &'static str,
    text: String,
    given: bool,
    choice: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let person = records::person(visit)?;
    let (words, f) = (&visit.words, visit.fields());
    // Read in the language of the person where there is a text in it, not in the officer's.
    let asked = visit.query.get("read").or_else(|| visit.form.get("_read")).and_then(Language::of);
    let spoken = || person.details.languages.iter().find_map(|language| Language::of(language.as_str()));
    let read = words.in_language(asked.or_else(spoken).unwrap_or(words.language));
    let question = |about: &ConsentPurpose| {
        let name = about.name();
        let field = format!("_consent-{name}");
        Question {
            name,
            text: read.t(&format!("registration-text-{name}")),
            given: person.consents.iter().any(|consent| consent.about == name && consent.agreed),
            choice: f.choice(&field, &format!("registration-consent-{name}"), "registration-yes", &["true", "false"]),
        }
    };
    let page = Consent {
        words,
        languages: &Language::ALL,
        key: visit.form_key(),
        id: person.person,
        name: person.details.name.original.to_string(),
        may_answer: visit.may("registration.answer_consent"),
        questions: ConsentPurpose::ALL.iter().map(question).collect(),
        by: f.choice("_by", "registration-consent-by", "registration-giver", ConsentGiver::NAMES),
        f,
        read,
    };
    Ok(Page::new(visit.t("registration-consent-title"), &page).narrow())
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let person: PersonId = visit.part("id")?;
    let here = Ok(Reply::Go(format!("/registration/people/{person}/consent")));
    if let Some(about) = visit.form.get("_withdraw") {
        let about = ConsentPurpose::ALL.iter().find(|one| one.name() == about).ok_or_else(Problem::not_found)?;
        visit.command("registration", &WithdrawConsent::of(person, *about))?;
        return here;
    }
    let by = visit.form.get("_by").ok_or_else(|| Problem::field("_by", "GEN-001"))?;
    let language = visit.form.get("_read").unwrap_or(visit.words.language.tag());
    let key = visit.form_key();
    for about in ConsentPurpose::ALL {
        let Some(said) = visit.form.get(&format!("_consent-{}", about.name())) else { continue };
        let command =
            json!({ "person": person, "about": about, "agreed": said == "true", "by": by, "language": language });
        let request = access::Request { key: Some(format!("{key}-{}", about.name())), happened: None };
        match visit.gate.run(visit.who, "registration.answer_consent", &command, &request) {
            // The same answer once more is no mistake of the clerk's.
            Err(problem) if problem.code == "REG-061" => {}
            other => _ = other?,
        }
    }
    here
}

//! Ask for a person to be erased. For the data protection officer; a second one agrees.

use crate::{pages::records, person::ErasureBasis};
use askama::Template;
use kernel::{PersonId, Problem};
use serde_json::{Value, json};
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const ERASE: PageDef = PageDef {
    path: "/registration/people/{id}/erase",
    action: "registration.erase_person",
    show,
    act: Some(act),
    menu: None,
};

#[derive(Template)]
#[template(path = "person/erase.html")]
struct Erase<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    id: PersonId,
    name: String,
    why: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let person = records::person(visit)?;
    let f = visit.fields();
    let page = Erase {
        words: &visit.words,
        key: visit.form_key(),
        id: person.person,
        name: person.details.name.original.to_string(),
        why: f.choice("basis", "registration-erase-why", "registration-erasure", ErasureBasis::NAMES),
        f,
    };
    Ok(Page::new(visit.t("registration-erase-title"), &page).narrow())
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let person: PersonId = visit.part("id")?;
    let mut command = json!({ "person": person });
    if let (Some(basis), Value::Object(map)) = (visit.form.get("basis"), &mut command) {
        map.insert("basis".into(), basis.into());
    }
    visit.run("registration.erase_person", &command)?;
    Ok(Reply::Go(visit.path.clone()))
}

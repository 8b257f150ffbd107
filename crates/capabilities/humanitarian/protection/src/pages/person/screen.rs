//! Ask the questions of a sheet: read aloud in the person's language, answered with the keyboard. Nothing is ticked beforehand, and no
//! question must be answered. For every case worker, with the person.

use super::asked::question;
use crate::pages::{
    records::{self, File, options},
    sheets::sheet,
};
use access::Query;
use askama::Template;
use kernel::{PersonId, Problem};
use screening::{Digest, Sheet};
use serde_json::{Value, json};
use shell::{Form, Html, Language, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const SCREEN: PageDef = PageDef {
    path: "/protection/people/{id}/screen",
    action: "protection.screen_person",
    show,
    act: Some(act),
    menu: None,
};

#[derive(Template)]
#[template(path = "person/screen.html")]
struct Screen<'a> {
    words: &'a Words,
    read: Words,
    languages: Vec<(Language, String)>,
    f: Fields<'a>,
    key: String,
    id: PersonId,
    name: String,
    sheet: &'a Sheet,
    digest: Digest,
    title: String,
    intro: Option<String>,
    questions: Vec<Html>,
    supervisor: Option<Html>,
    address: String,
}

/// The sheet that the address names, or the form that was sent.
fn asked(visit: &Visit<'_>) -> Result<(Sheet, Digest), Problem> {
    let get = |name: &str| visit.query.get(name).or_else(|| visit.form.get(name));
    let named = ["sheet", "version", "digest"].into_iter().filter_map(|name| Some((name, get(name)?)));
    let query = named.fold(Query::default(), |query, (name, value)| query.and(name, value));
    // What names no sheet is an address that does not exist.
    sheet(visit, &query).map_err(|problem| if problem.status == 422 { Problem::not_found() } else { problem })
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let (file, (sheet, digest)) = (records::file(visit)?, asked(visit)?);
    let words = &visit.words;
    let read = words.in_language(spoken(visit, &file));
    let language = read.language.tag();
    let (person, code, version) = (file.person, &sheet.code, sheet.version);
    let address = format!("/protection/people/{person}/screen?sheet={code}&version={version}&digest={digest}");
    let f = visit.fields();
    let narrow = sheet.rules.iter().any(|rule| rule.restricted);
    let supervisors = options(visit, |one| one.supervises)?;
    let page = Screen {
        words,
        languages: Language::ALL.map(|one| (one, format!("{address}&read={}", one.tag()))).into(),
        key: visit.form_key(),
        id: file.person,
        name: file.name,
        sheet: &sheet,
        digest,
        title: sheet.title.said(words.language.tag()).to_owned(),
        intro: sheet.intro.as_ref().map(|intro| intro.said(language).to_owned()),
        questions: sheet.questions.iter().map(|one| question(visit, &sheet, one, &read)).collect(),
        supervisor: narrow.then(|| supervisor(visit, &supervisors)),
        address,
        read,
        f,
    };
    Ok(Page::new(page.title.clone(), &page).narrow())
}

/// Who may know of restricted answers. Where there is one supervisor only, there is nothing to choose.
fn supervisor(visit: &Visit<'_>, supervisors: &[(String, String)]) -> Html {
    let only = match supervisors {
        [(id, _)] if visit.form.get("supervisor").is_none() => vec![("supervisor".to_owned(), id.clone())],
        _ => visit.form.0.clone(),
    };
    let form = Form(only);
    Fields::new(&visit.words, &form, visit.problem.as_ref()).select(
        "supervisor",
        "protection-supervisor-screening",
        supervisors,
    )
}

/// The language that was chosen, else the person's where there is a text in it, else the worker's.
fn spoken(visit: &Visit<'_>, file: &File) -> Language {
    let chosen = visit.query.get("read").or_else(|| visit.form.get("language")).and_then(Language::of);
    let persons = || file.languages.iter().find_map(|language| Language::of(language));
    chosen.or_else(persons).unwrap_or(visit.words.language)
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let person: PersonId = visit.part("id")?;
    let done = visit.run_form("protection.screen_person", |command| {
        if let Value::Object(map) = command {
            map.insert("person".to_owned(), json!(person));
            map.entry("answers").or_insert_with(|| json!({}));
        }
    });
    done?;
    Ok(Reply::Go(format!("/protection/people/{person}#flags")))
}

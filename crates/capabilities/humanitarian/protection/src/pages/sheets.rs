//! The sheets that a page speaks of, each read once: an old screening and its flags are shown in the words of the edition they were taken
//! with.

use access::Query;
use kernel::Problem;
use screening::{Answers, Code, Digest, Question, Said, Sheet};
use serde::Deserialize;
use shell::{Visit, Words};
use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

/// Which sheet, as a record tells it.
pub type Named<'a> = (&'a Code, u16, Option<&'a Digest>);

type Key = (Code, u16, Option<Digest>);

/// The sheets of a page.
pub struct Sheets<'a> {
    visit: &'a Visit<'a>,
    read: RefCell<BTreeMap<Key, Option<Rc<Sheet>>>>,
}

#[derive(Deserialize)]
struct Record {
    digest: Digest,
    text: String,
}

/// The sheet that a query names, with its digest.
pub fn sheet(visit: &Visit<'_>, query: &Query) -> Result<(Sheet, Digest), Problem> {
    let record: Record = visit.read("protection.sheet", query)?;
    Ok((Sheet::kept(&record.text).ok_or_else(Problem::not_found)?, record.digest))
}

impl<'a> Sheets<'a> {
    /// None read yet.
    pub fn new(visit: &'a Visit<'a>) -> Self {
        Self { visit, read: RefCell::default() }
    }

    /// A sheet; nothing where it has not reached this post yet, or its program is too old for it.
    pub fn get(&self, (code, version, digest): Named<'_>) -> Option<Rc<Sheet>> {
        let key = (code.clone(), version, digest.cloned());
        if let Some(known) = self.read.borrow().get(&key) {
            return known.clone();
        }
        let query = Query::by("sheet", code).and("version", version);
        let query = digest.map_or_else(|| query.clone(), |digest| query.clone().and("digest", digest));
        let found = sheet(self.visit, &query).ok().map(|(sheet, _)| Rc::new(sheet));
        self.read.borrow_mut().insert(key, found.clone());
        found
    }

    /// Its title; its name where it is not here.
    pub fn title(&self, named: Named<'_>) -> String {
        let language = self.visit.words.language.tag();
        self.get(named).map_or_else(|| named.0.to_string(), |sheet| sheet.title.said(language).to_owned())
    }

    /// What a flag says, in the reader's language; its name where the sheet is not here.
    pub fn flag(&self, named: Named<'_>, rule: &Code) -> String {
        let language = self.visit.words.language.tag();
        let sheet = self.get(named);
        let rule_of = sheet.as_ref().and_then(|sheet| sheet.rule(rule));
        rule_of.map_or_else(|| rule.to_string(), |rule| rule.text.said(language).to_owned())
    }

    /// Questions with what was said to them, in the reader's language and in the order of the sheet; by their names where the sheet is not
    /// here: nothing that was said is left out.
    pub fn said(&self, named: Named<'_>, answers: &Answers) -> Vec<(String, String)> {
        let words = &self.visit.words;
        let Some(sheet) = self.get(named) else {
            return answers.iter().map(|(name, said)| (name.to_string(), shown(words, None, said))).collect();
        };
        let language = words.language.tag();
        let line = |question: &Question| {
            let said = answers.get(&question.id)?;
            Some((question.text.said(language).to_owned(), shown(words, Some(question), said)))
        };
        sheet.questions.iter().filter_map(line).collect()
    }
}

fn shown(words: &Words, question: Option<&Question>, said: &Said) -> String {
    let choice = |code: &Code| {
        let choice = question.and_then(|question| question.choices.iter().find(|choice| choice.code == *code));
        choice.map_or_else(
            || words.code("protection-said", code.as_str()),
            |choice| choice.text.said(words.language.tag()).to_owned(),
        )
    };
    match (&said.one, said.number) {
        (Some(one), _) => choice(one),
        (None, Some(number)) => number.to_string(),
        (None, None) => said.many.iter().map(choice).collect::<Vec<_>>().join(" · "),
    }
}

//! Find the person whom somebody wants to speak about, by card, number or name. What is typed is posted and stands in no address.

use askama::Template;
use kernel::Problem;
use shell::{Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const FIND: PageDef =
    PageDef { path: "/protection/find", action: "protection.find", show, act: Some(act), menu: None };

#[derive(Template)]
#[template(path = "desk/find.html")]
struct Find<'a> {
    words: &'a Words,
    f: Fields<'a>,
    asked: String,
    found: Option<Vec<people::Candidate>>,
}

impl Find<'_> {
    /// Whether there is somebody to choose: then the keyboard stands on the first.
    fn is_found(&self) -> bool {
        self.found.as_ref().is_some_and(|found| !found.is_empty())
    }
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let asked = visit.form.get("q").unwrap_or("").to_owned();
    let found = match asked.as_str() {
        "" => None,
        asked => Some(people::candidates(visit, "protection.find", asked)?),
    };
    let page = Find { words: &visit.words, f: visit.fields(), asked, found };
    Ok(Page::new(visit.t("protection-find"), &page))
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    show(visit).map(|page| Reply::Page(Box::new(page)))
}

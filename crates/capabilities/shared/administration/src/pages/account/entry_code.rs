//! The code with which an account's holder chooses a password. It is shown this once.

use access::Done;
use askama::Template;
use kernel::Problem;
use shell::{Html, Page, Reply, Visit, Words};

#[derive(Template)]
#[template(path = "account/entry_code.html")]
struct View<'a> {
    words: &'a Words,
    code: &'a str,
    account: String,
}

/// The page that shows the code of an answer.
pub(super) fn reply(visit: &Visit<'_>, done: &Done) -> Result<Reply, Problem> {
    let text = |name: &str| done.answer.get(name).and_then(|value| value.as_str()).unwrap_or("");
    let account =
        if text("account").is_empty() { visit.parts.get("account").map_or("", |id| id) } else { text("account") };
    let account = format!("/administration/accounts/{account}");
    let view = View { words: &visit.words, code: text("entry_code"), account };
    Ok(Reply::Page(Box::new(Page::new(visit.t("entry-code-title"), &view).narrow())))
}

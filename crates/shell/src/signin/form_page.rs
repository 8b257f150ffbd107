//! A page of one form.

use crate::{Html, Page, Words};
use askama::Template;

#[derive(Template, Default)]
#[template(path = "signin/form_page.html")]
struct View {
    title: String,
    lead: String,
    summary: Html,
    action: String,
    fields: Vec<Html>,
    button: String,
    more: Html,
}

/// A page of one form. Its words are given by their keys; `lead` may be empty.
pub(crate) struct FormPage<'a> {
    pub words: &'a Words,
    pub said: Said,
    pub action: &'a str,
    pub summary: Html,
    pub fields: Vec<Html>,
    pub more: Html,
}

/// The keys of a form's words: title, what it is for, what its button says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Said(pub &'static str, pub &'static str, pub &'static str);

impl FormPage<'_> {
    pub fn page(self) -> Page {
        let Said(title, lead, button) = self.said;
        let words = |key: &str| if key.is_empty() { String::new() } else { self.words.t(key) };
        let view = View {
            title: words(title),
            lead: words(lead),
            summary: self.summary,
            action: self.action.to_owned(),
            fields: self.fields,
            button: words(button),
            more: self.more,
        };
        Page::new(view.title.clone(), &view).narrow()
    }
}

//! One request of a signed-in user to a page, and what the page answers.

use crate::{Form, Html, Words, field::Fields, form};
use access::{Answer, Command, Done, Gate, Query, Request, Who};
use kernel::{Moment, Problem};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::{cell::RefCell, collections::BTreeMap};

/// One request.
pub struct Visit<'a> {
    /// The gate.
    pub gate: &'a Gate,
    /// Who asks.
    pub who: &'a Who,
    /// Words in the user's language.
    pub words: Words,
    /// The page's address as asked, without query.
    pub path: String,
    /// Parts of the address: `{id}`.
    pub parts: BTreeMap<&'static str, String>,
    /// The address's query.
    pub query: Form,
    /// The form sent, if any.
    pub form: Form,
    /// Why the form was refused, when the page is shown again.
    pub problem: Option<Problem>,
    /// When it really happened, for a form that was kept on a tablet.
    pub happened: Option<Moment>,
    /// Whether only a fragment is wanted (htmx).
    pub fragment: bool,
    /// Address of the approval that a command of this visit waits for.
    pub(crate) waits: RefCell<Option<String>>,
}

impl Visit<'_> {
    /// Words under a key.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.words.t(key)
    }

    /// A part of the address as a typed value; what is no such value does not exist.
    pub fn part<T: std::str::FromStr>(&self, name: &str) -> Result<T, Problem> {
        self.parts.get(name).and_then(|text| text.parse().ok()).ok_or_else(Problem::not_found)
    }

    /// Whether the user may do or read this: for buttons and links.
    #[must_use]
    pub fn may(&self, action: &str) -> bool {
        self.gate.may(self.who, action)
    }

    /// Reads a view.
    pub fn view(&self, action: &str, query: &Query) -> Result<Answer, Problem> {
        self.gate.view(self.who, action, query)
    }

    /// Reads a view that gives one record, as the type that its page shows.
    pub fn read<T: DeserializeOwned>(&self, action: &str, query: &Query) -> Result<T, Problem> {
        let answer = self.view(action, query)?;
        serde_json::from_value(answer.record().clone()).map_err(|_| Problem::new("GEN-500", 500))
    }

    /// Carries out a command given as JSON. The form's `_key` makes it idempotent. When it waits for a second person, the shell
    /// tells the user so, whatever the page replies.
    pub fn run(&self, action: &str, command: &Value) -> Result<Done, Problem> {
        let request = Request { key: self.form.get("_key").map(str::to_owned), happened: self.happened };
        let done = self.gate.run(self.who, action, command, &request)?;
        if let (Some(approval), Some(zone)) = (done.waits_for(), self.gate.zone_of(action)) {
            *self.waits.borrow_mut() = Some(format!("/approvals/{zone}/{approval}"));
        }
        Ok(done)
    }

    /// Carries out a typed command of `capability`.
    pub fn command<C: Command>(&self, capability: &str, command: &C) -> Result<Done, Problem> {
        let json = serde_json::to_value(command).map_err(|_| Problem::new("GEN-500", 500))?;
        self.run(&format!("{capability}.{}", C::NAME), &json)
    }

    /// Carries out the command that the form spells, after `add` has put in what the form does not have (ids of the address).
    pub fn run_form(&self, action: &str, add: impl FnOnce(&mut Value)) -> Result<Done, Problem> {
        let mut json = self.form.json();
        add(&mut json);
        self.run(action, &json)
    }

    /// The form's fields with what was typed and what is wrong with it.
    #[must_use]
    pub fn fields(&self) -> Fields<'_> {
        Fields::new(&self.words, &self.form, self.problem.as_ref())
    }

    /// The query of the address as a view's query: paging, sorting, parameters.
    #[must_use]
    pub fn view_query(&self) -> Query {
        form::view_query(&self.query)
    }

    /// A fresh key for a form's hidden `_key`, or the one it was sent with.
    #[must_use]
    pub fn form_key(&self) -> String {
        self.form.get("_key").map_or_else(|| form::fresh_key(self.gate), str::to_owned)
    }
}

/// What a page answers to a form.
#[derive(Debug, Clone)]
pub enum Reply {
    /// Another page: 303 See Other, so that a reload does not send the form again.
    Go(String),
    /// This page.
    Page(Box<Page>),
    /// A file.
    File {
        /// Its name.
        name: String,
        /// Its media type.
        media: String,
        /// Its bytes.
        bytes: Vec<u8>,
    },
}

/// A page without its frame.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Title, also the browser's.
    pub title: String,
    /// What stands in `<main>`.
    pub body: Html,
    /// Further classes of `<main>`: `page--narrow`, `page--wide`, `page--board`.
    pub main_class: &'static str,
    /// Class of `<body>`: `print-card`, `print-ticket`.
    pub body_class: &'static str,
    /// A blank entry form: kept on the device for use without the server.
    pub keep_offline: bool,
}

impl Page {
    /// A page of a title and a rendered template.
    #[must_use]
    pub fn new(title: String, template: &impl askama::Template) -> Self {
        Self { title, body: Html::template(template), ..Self::default() }
    }

    /// The same as a narrow page (forms).
    #[must_use]
    pub fn narrow(mut self) -> Self {
        self.main_class = "page--narrow";
        self
    }

    /// The same, kept on the device.
    #[must_use]
    pub fn kept(mut self) -> Self {
        self.keep_offline = true;
        self
    }
}

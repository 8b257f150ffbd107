//! One request at the front door.

use super::{FrontDoor, cookie};
use crate::{App, Entry, Form, Page, Raw, RawReply, Words, frame::framed};
use access::{
    Gate, Who,
    signin::{Door, Session, door::From, session::Opened},
};
use kernel::Problem;

pub(crate) struct Knock<'a> {
    pub front: &'a FrontDoor,
    pub app: &'a App,
    pub raw: &'a Raw,
    pub entry: &'a Entry,
    pub words: Words,
    pub form: Form,
}

impl<'a> Knock<'a> {
    pub fn new(front: &'a FrontDoor, app: &'a App, raw: &'a Raw, entry: &'a Entry) -> Self {
        let who = if let Entry::In(who) = entry { Some(who) } else { None };
        let words = raw.words(app, who);
        Self { front, app, raw, entry, words, form: raw.form() }
    }

    pub fn gate(&self) -> &Gate {
        &self.front.gate
    }

    pub fn door(&self) -> &Door {
        &self.front.door
    }

    pub fn who(&self) -> Option<&Who> {
        if let Entry::In(who) = self.entry { Some(who) } else { None }
    }

    pub fn t(&self, key: &str) -> String {
        self.words.t(key)
    }

    pub fn from(&self) -> From<'_> {
        From { address: &self.raw.peer, device: self.raw.header("user-agent").unwrap_or("") }
    }

    pub fn is_post(&self) -> bool {
        self.raw.method == "POST"
    }

    pub fn wants_json(&self) -> bool {
        self.raw.header("content-type").is_some_and(|media| media.starts_with("application/json"))
    }

    /// A field of the form as typed; passwords may begin or end with spaces.
    pub fn typed(&self, name: &str) -> &str {
        self.form.get(name).unwrap_or("")
    }

    /// The session, open or locked.
    pub fn session(&self) -> Result<Session, Problem> {
        self.front.session(self.raw)?.ok_or(Problem::new("GEN-401", 401))
    }

    /// Where the visitor wanted to go: a place on this node, never another address.
    pub fn back(&self) -> &str {
        let back = self.form.get("back").or_else(|| self.raw.query.get("back")).unwrap_or("/");
        let own = back.starts_with('/') && !back.starts_with("//") && !back.contains(['\\', '\r', '\n']);
        if own { back } else { "/" }
    }

    /// A page in its frame.
    pub fn page(&self, status: u16, page: &Page) -> RawReply {
        RawReply::html(status, framed(self.app, self.raw, &self.words, self.who(), page))
    }

    /// Lets somebody in: the cookie, then the choice of a site if there is one to make, then where they wanted to go.
    pub fn let_in(&self, opened: &Opened) -> RawReply {
        cookie::set(RawReply::go(&self.first_place(opened)), self.raw, "manara", &opened.secret, None)
    }

    /// The first page of a new session.
    pub fn first_place(&self, opened: &Opened) -> String {
        let who = &opened.session.who;
        if who.site.is_none() && !who.sites.is_empty() {
            format!("/session/place?back={}", crate::form::encoded(self.back()))
        } else {
            self.back().to_owned()
        }
    }

    /// Another address, signed out.
    pub fn let_out(&self, to: &str) -> RawReply {
        cookie::set(RawReply::go(to), self.raw, "manara", "", None)
    }
}

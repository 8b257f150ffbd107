//! A request and an answer as values, so that everything behind the socket can be called and tested without one.

use crate::{App, Form, Html, Language, Words, multipart::multipart};
use access::Who;
use kernel::Moment;

/// The state of a session.
#[derive(Debug, Clone)]
pub enum Entry {
    /// Nobody is signed in.
    Out,
    /// Signed in, but the screen is locked.
    Locked(Who),
    /// Signed in.
    In(Who),
}

/// A request, read whole.
#[derive(Debug, Clone, Default)]
pub struct Raw {
    /// `GET`, `POST`, …
    pub method: String,
    /// Path, decoded no further than the client sent it.
    pub path: String,
    /// Query.
    pub query: Form,
    /// Header names (lower case) and values.
    pub headers: Vec<(String, String)>,
    /// Body.
    pub body: Vec<u8>,
    /// Where it came from.
    pub peer: String,
    /// Whether it came over TLS.
    pub secure: bool,
    /// When it really happened, for a form that was kept on a tablet.
    pub happened: Option<Moment>,
}

impl Raw {
    /// A header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// A cookie.
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<&str> {
        let all = self.headers.iter().filter(|(n, _)| n == "cookie").flat_map(|(_, v)| v.split(';'));
        all.filter_map(|pair| pair.trim().split_once('=')).find(|(n, _)| *n == name).map(|(_, v)| v)
    }

    /// The body as a form.
    #[must_use]
    pub fn form(&self) -> Form {
        let content_type = self.header("content-type").unwrap_or("");
        if self.method != "POST" || content_type.starts_with("application/json") {
            Form::default()
        } else if content_type.starts_with("multipart/form-data") {
            multipart(content_type, &self.body)
        } else {
            Form::parse(&self.body)
        }
    }

    /// The language to answer in: the user's, else the one chosen before, else the browser's.
    #[must_use]
    pub fn language(&self, who: Option<&Who>) -> Language {
        who.and_then(|who| Language::of(&who.language))
            .or_else(|| self.cookie("manara_language").and_then(Language::of))
            .or_else(|| self.header("accept-language").and_then(Language::accepted))
            .unwrap_or(Language::Fr)
    }

    /// The words to answer in: that language, and the clock of the site where the user works.
    #[must_use]
    pub fn words(&self, app: &App, who: Option<&Who>) -> Words {
        Words::new(app.catalogue.clone(), self.language(who)).on_clock(who.map_or(0, |who| who.utc_offset_minutes))
    }
}

/// An answer.
#[derive(Debug, Clone)]
pub struct RawReply {
    /// Status.
    pub status: u16,
    /// Headers.
    pub headers: Vec<(&'static str, String)>,
    /// Body.
    pub body: Vec<u8>,
}

impl RawReply {
    /// An answer of a media type.
    #[must_use]
    pub fn new(status: u16, media: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: vec![("content-type", media.to_owned())], body: body.into() }
    }

    /// A page in its frame.
    #[must_use]
    pub fn html(status: u16, html: Html) -> Self {
        Self::new(status, "text/html; charset=utf-8", html.into_string())
    }

    /// JSON.
    #[must_use]
    pub fn json(status: u16, value: &serde_json::Value) -> Self {
        Self::new(status, "application/json", value.to_string())
    }

    /// Another address.
    #[must_use]
    pub fn go(to: &str) -> Self {
        Self::new(303, "text/plain", "").with("location", to)
    }

    /// The same with one more header.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

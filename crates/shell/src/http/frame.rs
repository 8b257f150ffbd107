//! The page around the page: header, menu, language switch.

use crate::{App, Html, Language, Page, Raw, Words, assets, form::encoded};
use access::Who;
use askama::Template;

#[derive(Template)]
#[template(path = "http/frame.html")]
struct Frame<'a> {
    words: &'a Words,
    page: &'a Page,
    user: Option<String>,
    name: Option<&'a str>,
    place: &'a str,
    theme: &'a str,
    text_size: &'a str,
    menu: Vec<(String, String, bool)>,
    languages: Html,
    css: String,
    script: String,
    mark: String,
}

/// The whole page.
#[must_use]
pub fn framed(app: &App, raw: &Raw, words: &Words, who: Option<&Who>, page: &Page) -> Html {
    Html::template(&Frame {
        words,
        page,
        user: who.map(|who| who.actor.to_string()),
        name: who.map(|who| who.name.as_str()),
        place: who.map_or("", |who| who.site_name.as_str()),
        theme: one_of(raw.cookie("manara_theme"), &["auto", "sun", "night"]),
        text_size: one_of(raw.cookie("manara_text"), &["normal", "large", "huge"]),
        menu: who.map(|who| menu(app, words, who, &raw.path)).unwrap_or_default(),
        languages: languages(words.language, &raw.path),
        css: assets::address("app.css"),
        script: assets::address("app.js"),
        mark: assets::address("mark.svg"),
    })
}

/// The other languages, each by its own name; the choice leads back to this page.
fn languages(here: Language, path: &str) -> Html {
    let others = Language::ALL.iter().filter(|other| **other != here).map(|other| {
        let (tag, name) = (other.tag(), other.own_name());
        let address = format!("/session/language?to={tag}&amp;back={}", encoded(path));
        format!("<li><a href=\"{address}\" lang=\"{tag}\" hreflang=\"{tag}\">{name}</a></li>")
    });
    Html::trusted(format!("<ul class=\"lang-switch\">{}</ul>", others.collect::<String>()))
}

/// A cookie's value only if it is one we wrote.
fn one_of<'a>(value: Option<&str>, known: &[&'a str]) -> &'a str {
    let first = known.first().copied().unwrap_or("");
    known.iter().copied().find(|k| value == Some(*k)).unwrap_or(first)
}

/// The places the user may go to: address, words, whether the user is there.
fn menu(app: &App, words: &Words, who: &Who, path: &str) -> Vec<(String, String, bool)> {
    let mut places: Vec<_> = app
        .pages
        .iter()
        .filter_map(|page| page.menu.map(|(order, key)| (order, key, page)))
        .filter(|(_, _, page)| app.gate.may(who, page.action))
        .collect();
    places.sort_by_key(|(order, _, _)| *order);
    // The longest address that the page's begins with is where the user is.
    let here = places
        .iter()
        .map(|(_, _, page)| page.path)
        .filter(|place| path.starts_with(place))
        .max_by_key(|place| place.len());
    places.iter().map(|(_, key, page)| (page.path.to_owned(), words.t(key), Some(page.path) == here)).collect()
}

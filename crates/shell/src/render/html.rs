//! HTML that is already safe to write into a page.

use crate::Words;
use kernel::Moment;
use std::fmt;

/// Markup built by this crate or by a template: written as it is. Text becomes markup only through [`Html::text`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Text, escaped.
    #[must_use]
    pub fn text(text: &str) -> Self {
        let mut out = String::with_capacity(text.len());
        escape(&mut out, text);
        Self(out)
    }

    /// Markup that its author vouches for.
    #[must_use]
    pub fn trusted(markup: impl Into<String>) -> Self {
        Self(markup.into())
    }

    /// A rendered template; an empty page when it fails, which its test shows.
    #[must_use]
    pub fn template(template: &impl askama::Template) -> Self {
        Self(template.render().unwrap_or_default())
    }

    /// The markup.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The markup, owned.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }

    /// An identifier, number or date: left to right in every language.
    #[must_use]
    pub fn ltr(text: &str) -> Self {
        Self(format!("<bdi dir=\"ltr\" class=\"ltr\">{}</bdi>", Self::text(text)))
    }

    /// A point in time by the reader's clock; programs find it in UTC.
    #[must_use]
    pub fn time(words: &Words, moment: Moment) -> Self {
        Self(format!("<time datetime=\"{moment}\">{}</time>", Self::ltr(&words.time(moment))))
    }

    /// A name: its own direction, whatever the page's is.
    #[must_use]
    pub fn name(text: &str) -> Self {
        Self(format!("<bdi>{}</bdi>", Self::text(text)))
    }
}

/// Appends `text` with the five characters of markup escaped; good for content and for quoted attributes.
pub fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Html {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_never_becomes_markup() {
        assert_eq!(Html::text("<b a='\"'>&").as_str(), "&lt;b a=&#39;&quot;&#39;&gt;&amp;");
    }
}

//! The questions about one person, for the head, a member and a correction: few keys where little is known, all of them where
//! more is. What is typed becomes a command's answers, and what is wrong with them finds back to its box.

use crate::household::Relationship;
use shell::{
    Html, Words,
    field::{Fields, Look},
    places,
};
use std::fmt::Write as _;

/// Whose answers a form asks for, and how.
#[derive(Clone, Copy)]
pub struct Ask<'a> {
    /// Path of the answers in the command: `head`, `members[0].details`.
    pub path: &'a str,
    /// Whether nationality, languages and origin are asked at once; a member takes them from the head.
    pub all: bool,
}

/// The boxes.
pub fn boxes(words: &Words, f: &Fields<'_>, ask: Ask<'_>) -> Html {
    let path = ask.path;
    let at = |field: &str| format!("{path}.{field}");
    let mut out = String::new();
    let name_key = if ask.all { "registration-name" } else { "registration-member-name" };
    let _ = write!(out, "{}", f.name(&at("name.original"), name_key));
    let birth = Look { class: "input--10", more: "autocomplete=\"off\"", ..Look::default() };
    let _ = write!(
        out,
        "<div class=\"field-row\">{}{}</div>",
        f.choice(&at("sex"), "registration-sex", "sex", &["female", "male", "unspecified"]),
        f.input(&at("birth"), "registration-born", birth),
    );
    let nationality = Look {
        class: "input--4 input--code",
        more: "list=\"nationalities\" maxlength=\"3\" autocapitalize=\"characters\" autocomplete=\"off\"",
        ..Look::default()
    };
    let origin = Look {
        class: "input--10 input--code",
        more: "list=\"areas\" autocapitalize=\"characters\" autocomplete=\"off\"",
        ..Look::default()
    };
    let more = format!(
        "<div class=\"field-row\">{}{}{}</div>",
        f.input(&at("nationality"), "registration-nationality", nationality),
        f.text(&at("languages"), "registration-languages"),
        f.input(&at("origin"), "registration-origin", origin),
    );
    let names = format!(
        "<div class=\"stack\">{}{}</div>",
        f.name(&at("name.family"), "registration-family"),
        f.name(&at("name.rendering"), "registration-rendering"),
    );
    let phone = f.input(
        &at("phone"),
        "registration-phone",
        Look { class: "input--20 input--code", kind: "tel", more: "autocomplete=\"off\"" },
    );
    let open = |fields: &[&str]| if fields.iter().any(|field| !f.value(&at(field)).is_empty()) { " open" } else { "" };
    if ask.all {
        let _ = write!(
            out,
            "{more}<details class=\"fold\"{}><summary>{}</summary>{names}{phone}</details>",
            open(&["name.family", "name.rendering", "phone"]),
            Html::text(&words.t("registration-more-about"))
        );
    } else {
        let _ = write!(
            out,
            "<details class=\"fold\"{}><summary>{}</summary>{more}{names}{phone}</details>",
            open(&["nationality", "languages", "origin", "name.family", "name.rendering", "phone"]),
            Html::text(&words.t("registration-differs"))
        );
    }
    Html::trusted(out)
}

/// How a member stands to the head: the first question about a member, and the only one that a head is not asked. With `focus`
/// the typing begins there when the page opens.
pub fn relationship(words: &Words, f: &Fields<'_>, name: &str, focus: bool) -> Html {
    let options = words.options("people-relationship", &Relationship::OF_MEMBERS);
    f.select_with(name, "registration-relationship", &options, if focus { "autofocus" } else { "" })
}

/// The lists that help to type codes.
pub fn lists(words: &Words) -> Html {
    places::lists(words)
}

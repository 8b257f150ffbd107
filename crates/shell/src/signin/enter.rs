//! Signing in with a password, choosing a first password with an entry code, and setting up the node.

use super::{FormPage, Knock, Said};
use crate::{Html, RawReply, field::Look};
use access::{
    account::Language,
    first::{self, FirstAdministrator},
};
use kernel::Problem;
use serde_json::{Value, json};

const LOGIN: Look = Look {
    class: "input--20",
    kind: "text",
    more: "dir=\"auto\" autocomplete=\"username\" autocapitalize=\"none\" spellcheck=\"false\" required",
};
pub(crate) const PASSWORD: Look =
    Look { class: "input--20", kind: "password", more: "autocomplete=\"current-password\" required" };
pub(crate) const NEW_PASSWORD: Look =
    Look { class: "input--20", kind: "password", more: "autocomplete=\"new-password\" minlength=\"12\" required" };
pub(crate) const ONE_TIME_CODE: Look = Look {
    class: "input--10 input--code",
    kind: "text",
    more: "inputmode=\"numeric\" autocomplete=\"one-time-code\" maxlength=\"12\"",
};
const SPOKEN_CODE: Look = Look {
    class: "input--20 input--code",
    kind: "text",
    more: "autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\" required",
};

/// `/signin`. A program sends JSON and gets its token.
pub(super) fn sign_in(knock: &Knock<'_>) -> Result<RawReply, Problem> {
    if !knock.is_post() {
        if first::is_open(knock.gate())? {
            return Ok(RawReply::go("/setup"));
        }
        return Ok(knock.page(200, &sign_in_page(knock, None)));
    }
    if knock.wants_json() {
        return sign_in_program(knock);
    }
    let (login, password, code) = (knock.typed("login"), knock.typed("password"), knock.typed("code"));
    match knock.door().sign_in(knock.gate(), knock.from(), login, password, code) {
        Ok(opened) => Ok(knock.let_in(&opened)),
        Err(problem) => shown_again(knock, problem, sign_in_page),
    }
}

fn sign_in_program(knock: &Knock<'_>) -> Result<RawReply, Problem> {
    let json: Value = serde_json::from_slice(&knock.raw.body).map_err(|_| Problem::new("GEN-400", 400))?;
    let part = |name: &str| json.get(name).and_then(Value::as_str).unwrap_or("");
    let opened = knock.door().sign_in(knock.gate(), knock.from(), part("login"), part("password"), part("code"))?;
    Ok(RawReply::json(201, &json!({ "token": opened.secret, "ends": opened.session.kept.ends })))
}

fn sign_in_page(knock: &Knock<'_>, problem: Option<&Problem>) -> crate::Page {
    let f = crate::field::Fields::new(&knock.words, &knock.form, problem);
    let mut more = String::new();
    if knock.door().has_passkeys() {
        more = format!(
            "<p><button class=\"button button--secondary js-only\" type=\"button\" data-passkey=\"signin\" \
             data-options-url=\"/signin/passkey\" data-finish-url=\"/signin/passkey/answer?back={}\">{}</button></p>\
             <p class=\"passkey-error\" role=\"alert\"></p>",
            crate::form::encoded(knock.back()),
            Html::text(&knock.t("signin-passkey")),
        );
    }
    more.push_str(&format!("<p><a href=\"/signin/entry\">{}</a></p>", Html::text(&knock.t("signin-first-time"))));
    FormPage {
        words: &knock.words,
        said: Said("signin-title", "", "signin-do"),
        action: "/signin",
        summary: f.summary(),
        fields: vec![
            f.hidden("back", knock.back()),
            f.input("login", "signin-login", LOGIN),
            f.input("password", "signin-password", PASSWORD),
            f.input("code", "signin-code", ONE_TIME_CODE),
        ],
        more: Html::trusted(more),
    }
    .page()
}

/// `/signin/entry`: the first password, or a forgotten one.
pub(super) fn entry(knock: &Knock<'_>) -> Result<RawReply, Problem> {
    if !knock.is_post() {
        return Ok(knock.page(200, &entry_page(knock, None)));
    }
    let (login, code, password) = (knock.typed("login"), knock.typed("code"), knock.typed("password"));
    match knock.door().choose_password(knock.gate(), knock.from(), login, code, password) {
        Ok(opened) => Ok(knock.let_in(&opened)),
        Err(problem) => shown_again(knock, problem, entry_page),
    }
}

fn entry_page(knock: &Knock<'_>, problem: Option<&Problem>) -> crate::Page {
    let f = crate::field::Fields::new(&knock.words, &knock.form, problem);
    FormPage {
        words: &knock.words,
        said: Said("entry-title", "entry-lead", "entry-do"),
        action: "/signin/entry",
        summary: f.summary(),
        fields: vec![
            f.input("login", "signin-login", LOGIN),
            f.input("code", "entry-code", SPOKEN_CODE),
            f.input("password", "entry-password", NEW_PASSWORD),
        ],
        more: Html::default(),
    }
    .page()
}

/// `/setup`, while nobody administers the node.
pub(super) fn set_up(knock: &Knock<'_>) -> Result<RawReply, Problem> {
    if !first::is_open(knock.gate())? {
        return Ok(RawReply::go("/signin"));
    }
    if !knock.is_post() {
        return Ok(knock.page(200, &set_up_page(knock, None)));
    }
    let first = FirstAdministrator {
        code: knock.typed("code"),
        login: knock.typed("login"),
        name: knock.typed("name"),
        language: language(knock),
        password: knock.typed("password"),
    };
    match first::open(knock.gate(), knock.door(), knock.from(), &first) {
        Ok(opened) => Ok(knock.let_in(&opened)),
        Err(problem) => shown_again(knock, problem, set_up_page),
    }
}

fn set_up_page(knock: &Knock<'_>, problem: Option<&Problem>) -> crate::Page {
    let f = crate::field::Fields::new(&knock.words, &knock.form, problem);
    FormPage {
        words: &knock.words,
        said: Said("setup-title", "setup-lead", "setup-do"),
        action: "/setup",
        summary: f.summary(),
        fields: vec![
            f.input("code", "setup-code", SPOKEN_CODE),
            f.name("name", "account-name"),
            f.input("login", "signin-login", LOGIN),
            f.input("password", "entry-password", NEW_PASSWORD),
        ],
        more: Html::default(),
    }
    .page()
}

/// The language the page was read in becomes the account's.
fn language(knock: &Knock<'_>) -> Language {
    knock.words.language.tag().parse().unwrap_or_default()
}

/// The form again, with what was wrong; what cannot be mended by typing is a page of its own.
fn shown_again(
    knock: &Knock<'_>,
    problem: Problem,
    page: fn(&Knock<'_>, Option<&Problem>) -> crate::Page,
) -> Result<RawReply, Problem> {
    match problem.status {
        401 | 409 | 422 | 429 | 503 => Ok(knock.page(problem.status, &page(knock, Some(&problem)))),
        _ => Err(problem),
    }
}

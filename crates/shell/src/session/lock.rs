//! Locking a screen, unlocking it, signing out, changing the language.

use crate::{
    Entry, Html, Language, Page, RawReply,
    field::{Fields, Look},
    signin::{FormPage, Knock, Said},
};
use access::{Request, signin::session as sessions};
use kernel::Problem;
use serde_json::json;

/// `POST /session/lock`. The script calls it too and expects no page.
pub(super) fn lock(knock: &Knock<'_>) -> Result<RawReply, Problem> {
    if knock.is_post()
        && let Entry::In(_) = knock.entry
    {
        sessions::lock(knock.gate(), &knock.session()?)?;
    }
    Ok(RawReply::go("/session/unlock"))
}

/// `/session/unlock`: with the PIN of the session, the password, or a passkey.
pub(super) fn unlock(knock: &Knock<'_>) -> Result<RawReply, Problem> {
    let Some(session) = knock.front.session(knock.raw)? else { return Ok(RawReply::go("/signin")) };
    if !session.locked {
        return Ok(RawReply::go(knock.back()));
    }
    if !knock.is_post() {
        return Ok(knock.page(200, &unlock_page(knock, &session, None)));
    }
    let unlocked = match knock.form.get("pin") {
        Some(pin) => sessions::unlock_with_pin(knock.gate(), knock.door().hasher(), &session, pin),
        None => knock.door().unlock(knock.gate(), knock.from(), &session, knock.typed("password")),
    };
    match unlocked {
        Ok(()) => Ok(RawReply::go(knock.back())),
        Err(problem) if problem.code == "ACC-013" => Ok(knock.let_out("/signin")),
        Err(problem) if matches!(problem.status, 401 | 422 | 429 | 503) => {
            Ok(knock.page(problem.status, &unlock_page(knock, &session, Some(&problem))))
        }
        Err(problem) => Err(problem),
    }
}

fn unlock_page(knock: &Knock<'_>, session: &sessions::Session, problem: Option<&Problem>) -> Page {
    let f = Fields::new(&knock.words, &knock.form, problem);
    let pin = Look {
        class: "input--10",
        kind: "password",
        more: "inputmode=\"numeric\" autocomplete=\"off\" maxlength=\"12\" autofocus",
    };
    let password = Look { class: "input--20", kind: "password", more: "autocomplete=\"current-password\"" };
    let mut fields = vec![f.hidden("back", knock.back())];
    if session.has_pin {
        fields.push(f.input("pin", "unlock-pin", pin));
    }
    fields.push(f.input("password", "signin-password", password));
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
    more.push_str(&format!(
        "<form method=\"post\" action=\"/session/end\"><button class=\"button button--quiet\">{}</button></form>",
        Html::text(&knock.t("unlock-somebody-else"))
    ));
    FormPage {
        words: &knock.words,
        said: Said("unlock-title", "", "unlock-do"),
        action: "/session/unlock",
        summary: f.summary(),
        fields,
        more: Html::trusted(more),
    }
    .page()
}

/// `POST /session/end`.
pub(super) fn end(knock: &Knock<'_>) -> Result<RawReply, Problem> {
    if knock.is_post()
        && let Some(session) = knock.front.session(knock.raw)?
    {
        sessions::end(knock.gate(), &session, session.kept.number)?;
    }
    Ok(knock.let_out("/signin"))
}

/// `/session/language?to=ar&back=/`: a cookie, and the account's own language where somebody is signed in.
pub(crate) fn language(knock: &Knock<'_>) -> Result<RawReply, Problem> {
    let to = knock.raw.query.get("to").and_then(Language::of).ok_or_else(Problem::not_found)?;
    if let Some(who) = knock.who().filter(|who| knock.gate().may(who, "administration.choose_language")) {
        let choice = json!({ "language": to.tag() });
        knock.gate().run(who, "administration.choose_language", &choice, &Request::default())?;
    }
    let secure = if knock.raw.secure { "; Secure" } else { "" };
    let cookie = format!("manara_language={}; Path=/; Max-Age=31536000; SameSite=Lax{secure}", to.tag());
    Ok(RawReply::go(knock.back()).with("set-cookie", cookie))
}

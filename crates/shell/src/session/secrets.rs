//! The holder's own secrets: password, PIN of this session, authenticator app.

use crate::{
    Html, RawReply,
    field::{Fields, Look},
    qr,
    signin::{FormPage, Knock, Said},
};
use access::signin::{Session, session as sessions};
use kernel::Problem;

const CURRENT: Look = Look { class: "input--20", kind: "password", more: "autocomplete=\"current-password\" required" };
const NEW: Look =
    Look { class: "input--20", kind: "password", more: "autocomplete=\"new-password\" minlength=\"12\" required" };
const DIGITS: Look = Look {
    class: "input--10 input--code",
    kind: "text",
    more: "inputmode=\"numeric\" autocomplete=\"one-time-code\" required",
};
const PIN: Look = Look {
    class: "input--10",
    kind: "password",
    more: "inputmode=\"numeric\" autocomplete=\"off\" maxlength=\"12\" required",
};

/// A form of this file: its address, words and fields, and what stands under it.
struct Secret {
    action: &'static str,
    said: Said,
    fields: fn(&Fields<'_>) -> Vec<Html>,
}

const CHANGE_PASSWORD: Secret = Secret {
    action: "/me/password",
    said: Said("password-title", "", "password-do"),
    fields: |f| vec![f.input("current", "password-current", CURRENT), f.input("password", "password-new", NEW)],
};
const SET_PIN: Secret = Secret {
    action: "/me/pin",
    said: Said("pin-title", "pin-lead", "pin-do"),
    fields: |f| vec![f.input("pin", "pin-pin", PIN)],
};
const BEGIN_APP: Secret = Secret {
    action: "/me/app",
    said: Said("app-begin-title", "app-begin-lead", "app-begin-do"),
    fields: |f| vec![f.hidden("step", "begin")],
};
const CONFIRM_APP: Secret = Secret {
    action: "/me/app",
    said: Said("app-confirm-title", "app-confirm-lead", "app-confirm-do"),
    fields: |f| vec![f.hidden("step", "confirm"), f.input("code", "app-code", DIGITS)],
};
const REMOVE_APP: Secret = Secret {
    action: "/me/app",
    said: Said("app-remove-title", "app-remove-lead", "app-remove-do"),
    fields: |f| vec![f.hidden("step", "remove"), f.input("password", "password-current", CURRENT)],
};

/// `/me/password`.
pub(super) fn password(knock: &Knock<'_>, session: &Session) -> Result<RawReply, Problem> {
    act(knock, &CHANGE_PASSWORD, || {
        let (current, new) = (knock.typed("current"), knock.typed("password"));
        knock.door().change_password(knock.gate(), knock.from(), session, current, new)
    })
}

/// `/me/pin`.
pub(super) fn pin(knock: &Knock<'_>, session: &Session) -> Result<RawReply, Problem> {
    act(knock, &SET_PIN, || sessions::set_pin(knock.gate(), knock.door().hasher(), session, knock.typed("pin")))
}

/// `/me/app`: first the secret, as QR code and for typing, then a code of it; or the end of it, with the password.
pub(super) fn app(knock: &Knock<'_>, session: &Session) -> Result<RawReply, Problem> {
    let (gate, door) = (knock.gate(), knock.door());
    match knock.form.get("step") {
        Some("begin") => {
            let shown = door.propose_totp(gate, session, &knock.front.node_name)?;
            let more = Html::trusted(format!(
                "{}<p>{}</p><p class=\"code\">{}</p>",
                qr::svg(&shown.address, &knock.t("app-qr")),
                Html::text(&knock.t("app-typed")),
                Html::ltr(&shown.typed)
            ));
            Ok(knock.page(200, &page(knock, &CONFIRM_APP, more, None)))
        }
        Some("confirm") => act(knock, &CONFIRM_APP, || door.confirm_totp(gate, session, knock.typed("code"))),
        Some("remove") => {
            act(knock, &REMOVE_APP, || door.remove_totp(gate, knock.from(), session, knock.typed("password")))
        }
        _ => {
            let secret = if door.has_totp(gate, session)? { &REMOVE_APP } else { &BEGIN_APP };
            Ok(knock.page(200, &page(knock, secret, Html::default(), None)))
        }
    }
}

fn act(knock: &Knock<'_>, secret: &Secret, done: impl FnOnce() -> Result<(), Problem>) -> Result<RawReply, Problem> {
    if !knock.is_post() {
        return Ok(knock.page(200, &page(knock, secret, Html::default(), None)));
    }
    match done() {
        Ok(()) => Ok(RawReply::go("/me")),
        Err(problem) if matches!(problem.status, 409 | 422 | 429 | 503) => {
            Ok(knock.page(problem.status, &page(knock, secret, Html::default(), Some(&problem))))
        }
        Err(problem) => Err(problem),
    }
}

fn page(knock: &Knock<'_>, secret: &Secret, more: Html, problem: Option<&Problem>) -> crate::Page {
    let f = Fields::new(&knock.words, &knock.form, problem);
    let (said, action) = (secret.said, secret.action);
    FormPage { words: &knock.words, said, action, summary: f.summary(), fields: (secret.fields)(&f), more }.page()
}

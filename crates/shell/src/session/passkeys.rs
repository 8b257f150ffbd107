//! The holder's passkeys: add one, remove one.

use crate::{
    Html, Page, RawReply,
    signin::{Knock, only_post},
};
use access::{account::Passkey, signin::Session};
use askama::Template;
use kernel::Problem;
use serde_json::{Value, json};

#[derive(Template)]
#[template(path = "session/passkeys.html")]
struct View<'a> {
    words: &'a crate::Words,
    possible: bool,
    keys: &'a [Passkey],
    summary: Html,
}

/// `/me/passkeys`.
pub(super) fn passkeys(knock: &Knock<'_>, session: &Session) -> Result<RawReply, Problem> {
    let mut problem = None;
    if let (true, Some(id)) = (knock.is_post(), knock.form.get("remove")) {
        match knock.door().remove_passkey(knock.gate(), session, id) {
            Ok(()) => return Ok(RawReply::go("/me/passkeys")),
            Err(refused) if refused.status == 422 => problem = Some(refused),
            Err(other) => return Err(other),
        }
    }
    let keys = knock.door().passkeys(knock.gate(), session)?;
    let summary = crate::field::Fields::new(&knock.words, &knock.form, problem.as_ref()).summary();
    let view = View { words: &knock.words, possible: knock.door().has_passkeys(), keys: &keys, summary };
    let status = problem.map_or(200, |p| p.status);
    Ok(knock.page(status, &Page::new(knock.t("passkeys-title"), &view).narrow()))
}

/// `POST /me/passkeys/options`: what the browser needs to make one.
pub(super) fn options(knock: &Knock<'_>, session: &Session) -> Result<RawReply, Problem> {
    only_post(knock)?;
    Ok(RawReply::json(200, &knock.door().start_adding(knock.gate(), session)?))
}

/// `POST /me/passkeys/answer`: the passkey it made. Its label is the day, which its holder can tell apart.
pub(super) fn answer(knock: &Knock<'_>, session: &Session) -> Result<RawReply, Problem> {
    only_post(knock)?;
    let credential: Value = serde_json::from_slice(&knock.raw.body).map_err(|_| Problem::new("GEN-400", 400))?;
    let day = knock.gate().now().date_at(session.who.utc_offset_minutes).to_string();
    knock.door().finish_adding(knock.gate(), session, &day, &credential)?;
    Ok(RawReply::json(200, &json!({ "location": "/me/passkeys" })))
}

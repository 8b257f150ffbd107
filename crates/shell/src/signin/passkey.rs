//! Signing in with a passkey: JSON for the browser's script. The handle of the challenge is a cookie of five minutes.

use super::{Knock, cookie};
use crate::{Entry, RawReply};
use kernel::Problem;
use serde_json::{Value, json};

/// `POST /signin/passkey`: what the browser needs.
pub(super) fn start(knock: &Knock<'_>) -> Result<RawReply, Problem> {
    only_post(knock)?;
    let (handle, options) = knock.door().start_passkey(knock.gate())?;
    Ok(cookie::set(RawReply::json(200, &options), knock.raw, "manara-passkey", &handle, Some(300)))
}

/// `POST /signin/passkey/answer`: opens a session, or unlocks the one that is locked.
pub(super) fn answer(knock: &Knock<'_>) -> Result<RawReply, Problem> {
    only_post(knock)?;
    let credential: Value = serde_json::from_slice(&knock.raw.body).map_err(|_| Problem::new("GEN-400", 400))?;
    let handle = cookie::read(knock.raw, "manara-passkey").unwrap_or("");
    let (gate, door) = (knock.gate(), knock.door());
    if let Entry::Locked(_) = knock.entry {
        door.unlock_with_passkey(gate, &knock.session()?, handle, &credential)?;
        return Ok(RawReply::json(200, &json!({ "location": knock.back() })));
    }
    let opened = door.sign_in_with_passkey(gate, knock.from(), handle, &credential)?;
    let reply = RawReply::json(200, &json!({ "location": knock.first_place(&opened) }));
    Ok(cookie::set(reply, knock.raw, "manara", &opened.secret, None))
}

pub(crate) fn only_post(knock: &Knock<'_>) -> Result<(), Problem> {
    if knock.is_post() { Ok(()) } else { Err(Problem::new("GEN-405", 405)) }
}

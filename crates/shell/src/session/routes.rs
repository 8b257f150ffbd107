//! Which page is at which address, and who may see it.

use super::{approvals, lock, me, passkeys, place, secrets};
use crate::{Entry, RawReply, signin::Knock};
use kernel::Problem;

/// The answer at an address; `None` when it is for somebody who is signed in and unlocked, and the visitor is not.
pub(crate) fn route(knock: &Knock<'_>) -> Result<Option<RawReply>, Problem> {
    let path = knock.raw.path.as_str();
    // These also work on a locked screen.
    match path {
        "/session/unlock" => return lock::unlock(knock).map(Some),
        "/session/lock" => return lock::lock(knock).map(Some),
        "/session/end" => return lock::end(knock).map(Some),
        _ => {}
    }
    let Entry::In(_) = knock.entry else { return Ok(None) };
    let session = knock.session()?;
    let reply = match path {
        "/session/place" => place::place(knock, &session),
        "/me" => me::me(knock, &session),
        "/me/password" => secrets::password(knock, &session),
        "/me/pin" => secrets::pin(knock, &session),
        "/me/app" => secrets::app(knock, &session),
        "/me/passkeys" => passkeys::passkeys(knock, &session),
        "/me/passkeys/options" => passkeys::options(knock, &session),
        "/me/passkeys/answer" => passkeys::answer(knock, &session),
        "/me/sessions" => me::end_session(knock, &session),
        "/approvals" => approvals::list(knock, &session),
        _ => approvals::one(knock, &session),
    };
    reply.map(Some)
}

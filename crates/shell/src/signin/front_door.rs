//! The addresses of people who are not signed in, and of their own sessions and secrets.

use super::{cookie, enter, knock::Knock, passkey};
use crate::{App, Doors, Entry, Raw, RawReply, server::problem_page, session};
use access::{
    Gate,
    signin::{Door, Session, session as sessions},
};
use kernel::{Moment, Problem};
use std::sync::Arc;

/// Sign-in and sessions over HTTP.
pub struct FrontDoor {
    pub(crate) gate: Arc<Gate>,
    pub(crate) door: Door,
    /// What an authenticator app shows beside its codes.
    pub(crate) node_name: String,
}

impl FrontDoor {
    /// The front door of a node.
    #[must_use]
    pub fn new(gate: Arc<Gate>, door: Door, node_name: String) -> Self {
        Self { gate, door, node_name }
    }

    /// The session of a request.
    pub(crate) fn session(&self, raw: &Raw) -> Result<Option<Session>, Problem> {
        cookie::secret(raw).map_or(Ok(None), |secret| sessions::find(&self.gate, secret))
    }
}

impl Doors for FrontDoor {
    fn enter(&self, raw: &Raw, _now: Moment) -> Entry {
        match self.session(raw) {
            Ok(Some(session)) if session.locked => Entry::Locked(session.who),
            Ok(Some(session)) => Entry::In(session.who),
            Ok(None) => Entry::Out,
            Err(problem) => {
                tracing::error!(code = %problem.code, "a session cannot be read; its holder has to sign in again");
                Entry::Out
            }
        }
    }

    fn answer(&self, app: &App, raw: &Raw, entry: &Entry) -> Option<RawReply> {
        let own = ["/signin", "/setup", "/session", "/me", "/approvals"];
        if !own.iter().any(|place| raw.path.strip_prefix(place).is_some_and(|r| r.is_empty() || r.starts_with('/'))) {
            return None;
        }
        let knock = Knock::new(self, app, raw, entry);
        match route(&knock).transpose()? {
            Ok(reply) => Some(reply),
            Err(problem) if knock.wants_json() => Some(crate::api::problem(app, raw, knock.who(), &problem)),
            Err(problem) => Some(problem_page(app, raw, entry, &problem)),
        }
    }
}

/// The page or act at an address; `None` when it is not there for this visitor, so that the shell sends them to sign in or
/// unlock, or says that there is no such page.
fn route(knock: &Knock<'_>) -> Result<Option<RawReply>, Problem> {
    let reply = match knock.raw.path.as_str() {
        "/signin" => enter::sign_in(knock),
        "/signin/entry" => enter::entry(knock),
        "/signin/passkey" => passkey::start(knock),
        "/signin/passkey/answer" => passkey::answer(knock),
        "/setup" => enter::set_up(knock),
        "/session/language" => session::language(knock),
        _ => return session::route(knock),
    };
    reply.map(Some)
}

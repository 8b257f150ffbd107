//! The holder's own account: who they are here, their sessions, and the ways to their secrets.

use crate::{Html, Page, RawReply, signin::Knock};
use access::signin::{Session, session as sessions};
use askama::Template;
use kernel::Problem;

#[derive(Template)]
#[template(path = "session/me.html")]
struct View<'a> {
    words: &'a crate::Words,
    session: &'a Session,
    roles: String,
    purpose: String,
    others: Vec<Other>,
    approvals: usize,
}

struct Other {
    number: String,
    device: String,
    since: String,
    here: bool,
}

/// `/me`.
pub(super) fn me(knock: &Knock<'_>, session: &Session) -> Result<RawReply, Problem> {
    let who = &session.who;
    let roles: Vec<String> = who.roles.iter().map(|role| knock.words.code("role", role.name())).collect();
    let others = sessions::own(knock.gate(), session)?.into_iter().map(|kept| {
        let (day, (hour, minute)) =
            (kept.opened.date_at(who.utc_offset_minutes), kept.opened.time_at(who.utc_offset_minutes));
        Other {
            number: kept.number.to_string(),
            device: kept.device,
            since: format!("{day} {hour:02}:{minute:02}"),
            here: kept.number == session.kept.number,
        }
    });
    let view = View {
        words: &knock.words,
        session,
        roles: roles.join(" · "),
        purpose: who.purpose.map(|p| knock.words.code("purpose", p.name())).unwrap_or_default(),
        others: others.collect(),
        approvals: knock.gate().approvals(who)?.iter().filter(|waiting| !waiting.own).count(),
    };
    Ok(knock.page(200, &Page::new(knock.t("my-account"), &view).narrow()))
}

/// `POST /me/sessions`: ends one of the holder's sessions.
pub(super) fn end_session(knock: &Knock<'_>, session: &Session) -> Result<RawReply, Problem> {
    let number = knock.form.get("number").and_then(|text| text.parse().ok()).ok_or_else(Problem::not_found)?;
    if number == session.kept.number {
        sessions::end(knock.gate(), session, number)?;
        return Ok(knock.let_out("/signin"));
    }
    sessions::end(knock.gate(), session, number)?;
    Ok(RawReply::go("/me"))
}

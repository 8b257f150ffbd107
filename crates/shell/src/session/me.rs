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
    device: Html,
    since: Html,
    here: bool,
}

/// `/me`.
pub(super) fn me(knock: &Knock<'_>, session: &Session) -> Result<RawReply, Problem> {
    let who = &session.who;
    let roles: Vec<String> = who.roles.iter().map(|role| knock.words.code("role", role.name())).collect();
    let others = sessions::own(knock.gate(), session)?.into_iter().map(|kept| Other {
        number: kept.number.to_string(),
        device: device(&knock.words, &kept.device),
        since: Html::time(&knock.words, kept.opened),
        here: kept.number == session.kept.number,
    });
    let view = View {
        words: &knock.words,
        session,
        roles: roles.join(" · "),
        purpose: who.purpose.map_or_else(|| knock.t("me-usual-purpose"), |p| knock.words.code("purpose", p.name())),
        others: others.collect(),
        approvals: knock.gate().approvals(who)?.iter().filter(|waiting| !waiting.own).count(),
    };
    Ok(knock.page(200, &Page::new(knock.t("my-account"), &view).narrow()))
}

/// A browser and its system, as people name them, from what the browser says of itself; what it says when that is no help.
fn device(words: &crate::Words, agent: &str) -> Html {
    // The first that is found counts: every browser also claims to be an older one.
    const BROWSERS: [(&str, &str); 5] = [
        ("Edg", "Edge"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 6] = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ];
    let find =
        |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    match (find(&BROWSERS), find(&SYSTEMS)) {
        (Some(browser), Some(system)) => {
            Html::text(&words.with("me-device", &[("browser", browser.into()), ("system", system.into())]))
        }
        _ if agent.trim().is_empty() => Html::text(&words.t("me-device-unknown")),
        (None, Some(system)) => Html::text(system),
        _ => Html::name(agent),
    }
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

//! HTTP: from bytes to a [`Visit`] and back. Everything behind the first function is synchronous and runs on the blocking
//! pool; a panic there ends one request (invariant 10).

use crate::{
    Capability, Catalogue, Entry, Form, Outbox, Page, PageDef, Raw, RawReply, Reply, Visit, Words, api, assets,
    frame::framed, html::Html, outbox,
};
use access::{Gate, Who};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{ConnectInfo, Request as HttpRequest, State},
    http::{HeaderName, HeaderValue, StatusCode},
    response::Response,
};
use kernel::{Moment, Problem};
use std::{cell::RefCell, collections::BTreeMap, net::SocketAddr, sync::Arc};

/// What a node serves.
pub struct App {
    /// The gate.
    pub gate: Arc<Gate>,
    /// The words.
    pub catalogue: Arc<Catalogue>,
    /// Every page of every mounted capability.
    pub pages: Vec<PageDef>,
    /// Who comes in, and the pages of people who are not signed in.
    pub doors: Box<dyn Doors>,
    /// Called after each command, so that reactions need not wait for their round.
    pub after_command: Box<dyn Fn() + Send + Sync>,
    /// The OpenAPI document.
    pub openapi: String,
    /// Opens forms that tablets kept.
    pub outbox: Outbox,
}

/// Sign-in and sessions.
pub trait Doors: Send + Sync {
    /// Who the cookie or the bearer token belongs to.
    fn enter(&self, raw: &Raw, now: Moment) -> Entry;

    /// Answers addresses of its own (`/signin`, `/setup`, `/session/…`, `/outbox…`); `None` for any other.
    fn answer(&self, app: &App, raw: &Raw, entry: &Entry) -> Option<RawReply>;
}

/// Largest body a request may have: a photo and a form.
const LARGEST_BODY: usize = 8 * 1024 * 1024;

/// The routes of a node.
pub fn router(app: Arc<App>) -> Router {
    Router::new().fallback(take).with_state(app)
}

async fn take(State(app): State<Arc<App>>, request: HttpRequest) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LARGEST_BODY).await else {
        return respond(RawReply::new(413, "text/plain", "GEN-413"), false);
    };
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let raw = Raw {
        method: parts.method.to_string(),
        path: parts.uri.path().to_owned(),
        query: Form::parse(parts.uri.query().unwrap_or("").as_bytes()),
        headers: parts.headers.iter().map(|(n, v)| (n.as_str().to_owned(), text(v))).collect(),
        body: body.to_vec(),
        peer: parts.extensions.get::<ConnectInfo<SocketAddr>>().map_or_else(String::new, |c| c.0.ip().to_string()),
        secure: parts.extensions.get::<Secure>().is_some(),
        happened: None,
    };
    let brotli = raw.header("accept-encoding").is_some_and(|accepted| accepted.contains("br"));
    match tokio::task::spawn_blocking(move || serve(&app, &raw)).await {
        Ok(reply) => respond(reply, brotli),
        Err(failed) => {
            tracing::error!(panicked = failed.is_panic(), "a request ended abnormally; others are not affected");
            respond(RawReply::new(500, "text/plain", "GEN-500"), false)
        }
    }
}

/// Marks requests that came over TLS.
#[derive(Debug, Clone, Copy)]
pub struct Secure;

const SECURITY: [(&str, &str); 5] = [
    (
        "content-security-policy",
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; \
         worker-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'",
    ),
    (
        "permissions-policy",
        "camera=(self), geolocation=(self), publickey-credentials-get=(self), publickey-credentials-create=(self)",
    ),
    ("referrer-policy", "same-origin"),
    ("x-content-type-options", "nosniff"),
    ("cross-origin-opener-policy", "same-origin"),
];

fn respond(reply: RawReply, brotli: bool) -> Response {
    let mut body = reply.body;
    let mut response = Response::builder().status(StatusCode::from_u16(reply.status).unwrap_or(StatusCode::OK));
    let has = |name: &str| reply.headers.iter().any(|(n, _)| *n == name);
    if !has("cache-control") {
        response = response.header("cache-control", "no-store");
    }
    if brotli && body.len() > 600 && !has("content-encoding") && !has("content-disposition") {
        body = compressed(&body);
        response = response.header("content-encoding", "br");
    }
    for (name, value) in SECURITY {
        response = response.header(name, value);
    }
    for (name, value) in &reply.headers {
        // A value with a line break would forge a header: it is dropped.
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
            response = response.header(name, value);
        }
    }
    response.body(Body::from(body)).unwrap_or_default()
}

fn compressed(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() / 4);
    let parameters = brotli::enc::BrotliEncoderParams { quality: 5, ..Default::default() };
    // Writing into memory does not fail.
    let _ = brotli::BrotliCompress(&mut &*body, &mut out, &parameters);
    out
}

/// One request, whole.
#[must_use]
pub fn serve(app: &App, raw: &Raw) -> RawReply {
    if let Some(file) = raw.path.strip_prefix("/assets/") {
        return asset(file, raw);
    }
    match raw.path.as_str() {
        "/healthz" => return RawReply::new(200, "text/plain", "ok"),
        "/sw.js" => return asset("sw.js", raw),
        _ => {}
    }
    let entry = app.doors.enter(raw, app.gate.now());
    if raw.method != "GET" && raw.method != "HEAD" && is_foreign(raw) {
        return problem_page(app, raw, &entry, &Problem::new("GEN-403", 403));
    }
    if let Some(reply) = app.doors.answer(app, raw, &entry) {
        return reply;
    }
    if let Some(reply) = outbox::answer(app, raw, &entry) {
        return reply;
    }
    if raw.path.starts_with("/api/") {
        return api::answer(app, raw, &entry);
    }
    match &entry {
        Entry::Out => RawReply::go(&format!("/signin?back={}", crate::form::encoded(&raw.path))),
        Entry::Locked(_) => RawReply::go(&format!("/session/unlock?back={}", crate::form::encoded(&raw.path))),
        Entry::In(who) => page(app, raw, who).unwrap_or_else(|problem| problem_page(app, raw, &entry, &problem)),
    }
}

/// A form sent from another site's page. Browsers say so in one of two headers; programs send neither.
fn is_foreign(raw: &Raw) -> bool {
    let elsewhere = raw.header("sec-fetch-site").is_some_and(|site| !matches!(site, "same-origin" | "none"));
    let origin = raw.header("origin").filter(|origin| *origin != "null").and_then(|origin| origin.split("//").nth(1));
    elsewhere || origin.is_some_and(|origin| raw.header("host").is_some_and(|host| host != origin))
}

fn asset(file: &str, raw: &Raw) -> RawReply {
    let Some(asset) = assets::find(file) else { return RawReply::new(404, "text/plain", "GEN-404") };
    let cache = if asset.forever { "public, max-age=31536000, immutable" } else { "no-cache" };
    let accepts = raw.header("accept-encoding").is_some_and(|accepted| accepted.contains("br"));
    match asset.br.filter(|_| accepts) {
        Some(br) => RawReply::new(200, asset.media, br).with("content-encoding", "br"),
        // Fonts and pictures are compressed already.
        None => RawReply::new(200, asset.media, asset.plain).with("content-encoding", "identity"),
    }
    .with("cache-control", cache)
    .with("vary", "accept-encoding")
}

fn page(app: &App, raw: &Raw, who: &Who) -> Result<RawReply, Problem> {
    if raw.path == "/" {
        let first =
            app.pages.iter().filter(|p| app.gate.may(who, p.action)).filter_map(|p| p.menu.map(|(n, _)| (n, p.path)));
        return Ok(RawReply::go(first.min().map_or("/me", |(_, path)| path)));
    }
    let (def, mut visit) = visit(app, raw, who)?;
    if raw.method != "POST" {
        return Ok(reply_page(app, raw, &visit, 200, &(def.show)(&visit)?));
    }
    match act(app, def, &visit) {
        Ok(Reply::Go(to)) => Ok(RawReply::go(&to)),
        Ok(Reply::File { name, media, bytes }) => {
            let disposition = format!("attachment; filename=\"{name}\"");
            Ok(RawReply::new(200, &media, bytes).with("content-disposition", disposition))
        }
        Ok(Reply::Page(page)) => Ok(reply_page(app, raw, &visit, 200, &page)),
        Err(problem) if matches!(problem.status, 409 | 422) => {
            let status = problem.status;
            visit.problem = Some(problem);
            Ok(reply_page(app, raw, &visit, status, &(def.show)(&visit)?))
        }
        Err(problem) => Err(problem),
    }
}

/// Carries out a form that was sent to a page, without showing a page.
pub(crate) fn submit(app: &App, raw: &Raw, who: &Who) -> Result<Reply, Problem> {
    let (def, visit) = visit(app, raw, who)?;
    act(app, def, &visit)
}

fn act(app: &App, def: &PageDef, visit: &Visit<'_>) -> Result<Reply, Problem> {
    let reply = (def.act.ok_or(Problem::new("GEN-405", 405))?)(visit)?;
    (app.after_command)();
    let Some(approval) = visit.waits.take() else { return Ok(reply) };
    Ok(match reply {
        Reply::Go(_) => Reply::Go(approval),
        Reply::Page(mut page) => {
            page.body = Html::trusted(format!("{}{}", waits_banner(&visit.words, &approval), page.body));
            Reply::Page(page)
        }
        file @ Reply::File { .. } => file,
    })
}

/// Says above a page that what was sent is not carried out yet.
fn waits_banner(words: &Words, approval: &str) -> Html {
    Html::trusted(format!(
        "<div class=\"banner banner--warn\" role=\"status\"><p>{} <a href=\"{}\">{}</a></p></div>",
        Html::text(&words.t("approval-waits")),
        Html::text(approval),
        Html::text(&words.t("approvals-title"))
    ))
}

/// The page at the request's address, and the visit to it, if the user may.
fn visit<'a>(app: &'a App, raw: &Raw, who: &'a Who) -> Result<(&'a PageDef, Visit<'a>), Problem> {
    let found = app.pages.iter().find_map(|def| Some((def, matched(def.path, &raw.path)?)));
    let (def, parts) = found.ok_or_else(Problem::not_found)?;
    if !app.gate.may(who, def.action) {
        return Err(Problem::new("GEN-403", 403));
    }
    let visit = Visit {
        gate: &app.gate,
        who,
        words: raw.words(app, Some(who)),
        path: raw.path.clone(),
        parts,
        query: raw.query.clone(),
        form: raw.form(),
        problem: None,
        fragment: raw.header("hx-request").is_some(),
        happened: raw.happened,
        waits: RefCell::default(),
    };
    Ok((def, visit))
}

fn reply_page(app: &App, raw: &Raw, visit: &Visit<'_>, status: u16, page: &Page) -> RawReply {
    if visit.fragment {
        return RawReply::html(status, page.body.clone());
    }
    RawReply::html(status, framed(app, raw, &visit.words, Some(visit.who), page))
}

/// A problem as a page, in the reader's language.
#[must_use]
pub fn problem_page(app: &App, raw: &Raw, entry: &Entry, problem: &Problem) -> RawReply {
    if problem.status >= 500 {
        tracing::error!(code = %problem.code, path = %route(app, raw), "a request failed");
    }
    let who = if let Entry::In(who) = entry { Some(who) } else { None };
    let words = raw.words(app, who);
    let said = Html::text(&words.problem(problem));
    let body = Html::trusted(format!(
        "<h1>{}</h1><p class=\"lead\">{said}</p><p class=\"code\">{}</p><p><a class=\"button\" href=\"/\">{}</a></p>",
        Html::text(&words.t("problem-title")),
        problem.code,
        Html::text(&words.t("go-home"))
    ));
    let page = Page { title: words.t("problem-title"), body, main_class: "page--narrow", ..Page::default() };
    RawReply::html(problem.status, framed(app, raw, &words, who, &page))
}

/// The page's pattern, for log lines: an address may hold an id, a log line may not.
fn route<'a>(app: &'a App, raw: &Raw) -> &'a str {
    app.pages.iter().find(|def| matched(def.path, &raw.path).is_some()).map_or("(other)", |def| def.path)
}

/// The parts of `path` under a pattern's `{names}`, if it matches.
fn matched(pattern: &'static str, path: &str) -> Option<BTreeMap<&'static str, String>> {
    let (mut wanted, mut given) = (pattern.split('/'), path.split('/'));
    let mut parts = BTreeMap::new();
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return Some(parts),
            (Some(want), Some(have)) => match want.strip_prefix('{').and_then(|w| w.strip_suffix('}')) {
                Some(name) if !have.is_empty() => {
                    parts.insert(name, have.to_owned());
                }
                None if want == have => {}
                _ => return None,
            },
            _ => return None,
        }
    }
}

/// The pages of all capabilities.
#[must_use]
pub fn pages(capabilities: &[Capability]) -> Vec<PageDef> {
    capabilities.iter().flat_map(|capability| capability.pages.iter().copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_matches_its_pattern_part_by_part() {
        let parts = matched("/a/{id}/edit", "/a/7/edit").unwrap();
        assert_eq!(parts.get("id").map(String::as_str), Some("7"));
        assert!(
            matched("/a/{id}", "/a/").is_none()
                && matched("/a/{id}", "/a/1/2").is_none()
                && matched("/a", "/b").is_none()
        );
    }

    #[test]
    fn every_answer_tells_the_browser_to_load_run_and_keep_nothing_of_others() {
        for reply in [RawReply::new(200, "text/html", "x"), RawReply::go("/"), RawReply::new(500, "text/plain", "x")] {
            let response = respond(reply, true);
            let header = |name: &str| response.headers().get(name).unwrap().to_str().unwrap();
            assert!(
                header("content-security-policy")
                    .starts_with("default-src 'self'; script-src 'self'; style-src 'self';")
            );
            assert!(!header("content-security-policy").contains("unsafe"));
            assert!(header("content-security-policy").contains("frame-ancestors 'none'"));
            assert_eq!(header("cache-control"), "no-store");
            assert_eq!(header("x-content-type-options"), "nosniff");
            assert_eq!(header("referrer-policy"), "same-origin");
        }
    }

    #[test]
    fn a_form_from_another_site_is_foreign() {
        let raw = |headers: &[(&str, &str)]| Raw {
            headers: headers.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect(),
            ..Raw::default()
        };
        assert!(is_foreign(&raw(&[("sec-fetch-site", "cross-site")])));
        assert!(is_foreign(&raw(&[("origin", "https://evil.example"), ("host", "post.example")])));
        assert!(!is_foreign(&raw(&[("origin", "https://post.example"), ("host", "post.example")])));
        assert!(!is_foreign(&raw(&[])));
    }
}

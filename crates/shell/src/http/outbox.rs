//! Forms that a tablet kept while the server did not answer. They arrive sealed to this node's key, so that a stolen tablet
//! tells nothing; here they are opened and carried out as the requests they were. The bytes are described in `web/WIRE.md`.

use crate::{App, Entry, Page, Raw, RawReply, Reply, Words, api, frame::framed, html::Html, server};
use access::Who;
use aes_gcm::{
    Aes256Gcm, KeyInit,
    aead::{Aead, Payload},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use hkdf::Hkdf;
use kernel::{Moment, Problem};
use p256::{PublicKey, SecretKey, ecdh::diffie_hellman, elliptic_curve::sec1::ToSec1Point};
use serde::Deserialize;
use serde_json::json;
use sha2::Sha256;

/// The node's key pair for sealed forms.
pub struct Outbox {
    secret: SecretKey,
    public: Vec<u8>,
    key_id: String,
}

/// A sealed form as it arrives.
#[derive(Deserialize)]
struct Sealed {
    key_id: String,
    ephemeral: String,
    iv: String,
    sealed: String,
}

/// A kept form, opened.
#[derive(Debug, Deserialize)]
struct Kept {
    path: String,
    content_type: String,
    body: String,
    idempotency_key: String,
    user: String,
    at: String,
}

/// A file of sealed forms, carried from a tablet by hand.
#[derive(Deserialize)]
struct File {
    format: String,
    records: Vec<Sealed>,
}

impl Outbox {
    /// The pair that follows from 32 secret bytes of the node; `None` when they are no valid key, which happens once in 2^32.
    #[must_use]
    pub fn new(secret: &[u8; 32]) -> Option<Self> {
        let secret = SecretKey::from_slice(secret).ok()?;
        let public = secret.public_key().to_sec1_point(false).as_bytes().to_vec();
        let key_id = public.iter().skip(1).take(8).map(|b| format!("{b:02x}")).collect();
        Some(Self { secret, public, key_id })
    }

    fn open(&self, sealed: &Sealed) -> Option<Kept> {
        if sealed.key_id != self.key_id {
            return None;
        }
        let ephemeral = BASE64.decode(&sealed.ephemeral).ok()?;
        let theirs = PublicKey::from_sec1_bytes(&ephemeral).ok()?;
        let shared = diffie_hellman(self.secret.to_nonzero_scalar(), theirs.as_affine());
        let salt = [ephemeral.as_slice(), &self.public].concat();
        let mut key = [0; 32];
        Hkdf::<Sha256>::new(Some(&salt), shared.raw_secret_bytes()).expand(b"manara outbox v1", &mut key).ok()?;
        let iv: [u8; 12] = BASE64.decode(&sealed.iv).ok()?.try_into().ok()?;
        let context = format!("manara outbox v1|{}", self.key_id);
        let payload = Payload { msg: &BASE64.decode(&sealed.sealed).ok()?, aad: context.as_bytes() };
        let plain = Aes256Gcm::new(&key.into()).decrypt(&iv.into(), payload).ok()?;
        serde_json::from_slice(&plain).ok()
    }
}

/// Answers `/outbox…`; `None` for any other address.
#[must_use]
pub fn answer(app: &App, raw: &Raw, entry: &Entry) -> Option<RawReply> {
    let reply = match (raw.method.as_str(), raw.path.as_str()) {
        ("GET", "/outbox/words") => return Some(RawReply::json(200, &words(app))),
        ("GET", "/outbox/key") => signed_in(entry).map(|who| {
            let key = BASE64.encode(&app.outbox.public);
            RawReply::json(200, &json!({ "key": key, "key_id": app.outbox.key_id, "user": who.actor }))
        }),
        ("POST", "/outbox") => signed_in(entry).and_then(|who| one(app, raw, who)),
        ("POST", "/outbox/import") => signed_in(entry).and_then(|who| import(app, raw, who)),
        ("GET", "/outbox") => match entry {
            Entry::In(who) => Ok(page(app, raw, who, "")),
            _ => return None,
        },
        _ => return None,
    };
    Some(reply.unwrap_or_else(|problem| api::problem(app, raw, signed_in(entry).ok(), &problem)))
}

fn signed_in(entry: &Entry) -> Result<&Who, Problem> {
    if let Entry::In(who) = entry { Ok(who) } else { Err(Problem::new("GEN-401", 401)) }
}

fn one(app: &App, raw: &Raw, who: &Who) -> Result<RawReply, Problem> {
    let sealed: Sealed = serde_json::from_slice(&raw.body).map_err(|_| Problem::new("GEN-400", 400))?;
    let receipt = carry_out(app, raw, who, &sealed)?;
    Ok(RawReply::json(200, &json!({ "receipt": receipt })))
}

/// Opens a sealed form and carries it out; the receipt is its request key.
fn carry_out(app: &App, raw: &Raw, who: &Who, sealed: &Sealed) -> Result<String, Problem> {
    let kept = app.outbox.open(sealed).ok_or(Problem::refused("OUT-001"))?;
    if kept.user != who.actor.to_string() {
        return Err(Problem::new("OUT-002", 403));
    }
    let (path, query) = kept.path.split_once('?').unwrap_or((&kept.path, ""));
    let own = ["/outbox", "/session", "/signin", "/setup"].iter().any(|p| path.starts_with(p));
    if !path.starts_with('/') || own {
        return Err(Problem::refused("OUT-001"));
    }
    let mut body = BASE64.decode(&kept.body).map_err(|_| Problem::refused("OUT-001"))?;
    let mut headers = raw.headers.clone();
    headers.retain(|(name, _)| !matches!(name.as_str(), "content-type" | "idempotency-key"));
    headers.push(("content-type".into(), kept.content_type.clone()));
    headers.push(("idempotency-key".into(), kept.idempotency_key.clone()));
    if kept.content_type.starts_with("application/x-www-form-urlencoded") {
        // Put first, so that it wins over a `_key` that an old page carried.
        body = [format!("_key={}&", crate::form::encoded(&kept.idempotency_key)).as_bytes(), &body].concat();
    }
    let request = Raw {
        method: "POST".into(),
        path: path.into(),
        query: crate::Form::parse(query.as_bytes()),
        headers,
        body,
        peer: raw.peer.clone(),
        secure: raw.secure,
        // The tablet's clock is evidence, not order: it says when it happened, never after now.
        happened: kept.at.parse::<Moment>().ok().map(|at| at.min(app.gate.now())),
    };
    if path.starts_with("/api/") {
        let reply = api::answer(app, &request, &Entry::In(who.clone()));
        return if reply.status < 300 { Ok(kept.idempotency_key) } else { Err(problem_in(&reply)) };
    }
    match server::submit(app, &request, who)? {
        Reply::Go(_) | Reply::Page(_) | Reply::File { .. } => Ok(kept.idempotency_key),
    }
}

/// The problem that an API answer holds.
fn problem_in(reply: &RawReply) -> Problem {
    let code = serde_json::from_slice::<serde_json::Value>(&reply.body)
        .ok()
        .and_then(|v| v.get("code")?.as_str().map(str::to_owned));
    Problem {
        code: code.unwrap_or_else(|| "GEN-500".into()).into(),
        status: reply.status,
        values: vec![],
        fields: vec![],
    }
}

/// Takes a file of sealed forms that was carried by hand. Forms already carried out change nothing.
fn import(app: &App, raw: &Raw, who: &Who) -> Result<RawReply, Problem> {
    // The file is the only JSON in the multipart body; what stands around it holds no brace.
    let start = raw.body.iter().position(|b| *b == b'{').ok_or(Problem::refused("OUT-001"))?;
    let end = raw.body.iter().rposition(|b| *b == b'}').ok_or(Problem::refused("OUT-001"))?;
    let file: File =
        serde_json::from_slice(raw.body.get(start..=end).unwrap_or(&[])).map_err(|_| Problem::refused("OUT-001"))?;
    if file.format != "manara-outbox-export" {
        return Err(Problem::refused("OUT-001"));
    }
    let results: Vec<_> = file.records.iter().map(|sealed| carry_out(app, raw, who, sealed)).collect();
    let good = i64::try_from(results.iter().filter(|r| r.is_ok()).count()).unwrap_or(0);
    let bad = i64::try_from(results.len()).unwrap_or(0) - good;
    let words = raw.words(app, Some(who));
    let mut said =
        Html::text(&words.with("outbox-imported", &[("good", good.into()), ("bad", bad.into())])).into_string();
    for problem in results.iter().filter_map(|r| r.as_ref().err()) {
        said.push_str(&format!(
            "<br>{} <span class=\"code\">{}</span>",
            Html::text(&words.problem(problem)),
            problem.code
        ));
    }
    Ok(page(app, raw, who, &format!("<div class=\"banner banner--info\" role=\"status\"><p>{said}</p></div>")))
}

fn page(app: &App, raw: &Raw, who: &Who, banner: &str) -> RawReply {
    let words = raw.words(app, Some(who));
    let t = |key: &str| Html::text(&words.t(key));
    let body = format!(
        "{banner}<h1>{}</h1><p class=\"lead\">{}</p><div data-outbox-list></div><h2>{}</h2>\
         <form class=\"form\" method=\"post\" action=\"/outbox/import\" enctype=\"multipart/form-data\"><div class=\"field\">\
         <label class=\"field__label\" for=\"file\">{}</label><input class=\"input\" type=\"file\" id=\"file\" name=\"file\" accept=\"application/json\"></div>\
         <div class=\"button-row\"><button class=\"button\">{}</button></div></form>",
        t("outbox-title"),
        t("outbox-lead"),
        t("outbox-import"),
        t("outbox-file"),
        t("outbox-take"),
    );
    let page = Page {
        title: words.t("outbox-title"),
        body: Html::trusted(body),
        main_class: "page--narrow",
        ..Page::default()
    };
    RawReply::html(200, framed(app, raw, &words, Some(who), &page))
}

/// The service worker's words; it has its own for the keys that are not here.
fn words(app: &App) -> serde_json::Value {
    let of = |language| {
        let words = Words::new(app.catalogue.clone(), language);
        json!({ "kept_title": words.t("outbox-kept") })
    };
    json!({ "ar": of(crate::Language::Ar), "fr": of(crate::Language::Fr), "en": of(crate::Language::En) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Seals as the service worker does.
    fn seal(outbox: &Outbox, plain: &str) -> Sealed {
        let ours = SecretKey::from_slice(&[7; 32]).unwrap();
        let ephemeral = ours.public_key().to_sec1_point(false).as_bytes().to_vec();
        let shared = diffie_hellman(ours.to_nonzero_scalar(), outbox.secret.public_key().as_affine());
        let mut key = [0; 32];
        let salt = [ephemeral.as_slice(), &outbox.public].concat();
        Hkdf::<Sha256>::new(Some(&salt), shared.raw_secret_bytes()).expand(b"manara outbox v1", &mut key).unwrap();
        let context = format!("manara outbox v1|{}", outbox.key_id);
        let sealed = Aes256Gcm::new(&key.into())
            .encrypt(&[1; 12].into(), Payload { msg: plain.as_bytes(), aad: context.as_bytes() })
            .unwrap();
        Sealed {
            key_id: outbox.key_id.clone(),
            ephemeral: BASE64.encode(ephemeral),
            iv: BASE64.encode([1; 12]),
            sealed: BASE64.encode(sealed),
        }
    }

    const PLAIN: &str = r#"{"path":"/a","content_type":"x","body":"","idempotency_key":"k","user":"u","at":"2026-01-31T09:12:44.120Z"}"#;

    #[test]
    fn what_a_tablet_sealed_opens_here_only() {
        let outbox = Outbox::new(&[3; 32]).unwrap();
        let sealed = seal(&outbox, PLAIN);
        assert_eq!(outbox.open(&sealed).unwrap().path, "/a");
        assert!(Outbox::new(&[4; 32]).unwrap().open(&sealed).is_none());
        assert!(outbox.open(&Sealed { sealed: BASE64.encode([0; 40]), ..sealed }).is_none());
    }

    #[test]
    fn the_example_that_a_browser_sealed_opens() {
        let example: serde_json::Value =
            serde_json::from_str(include_str!("../../../../web/tests/sealed-example.json")).unwrap();
        let secret: [u8; 32] =
            BASE64.decode(example["private_key"]["d"].as_str().unwrap()).unwrap().try_into().unwrap();
        let sealed: Sealed = serde_json::from_value(example["record"].clone()).unwrap();
        let kept = Outbox::new(&secret).unwrap().open(&sealed).unwrap();
        let [path, body, key] =
            ["path", "body", "idempotency_key"].map(|field| example["opens_to"][field].as_str().unwrap());
        assert_eq!([&kept.path, &kept.body, &kept.idempotency_key], [path, body, key]);
    }
}

//! A referral on paper, from a node without a network to the organisation's own.

#![allow(clippy::string_slice)] // why: a test stops where it fails

use crate::node::{Node, somebody};
use access::Role::{ReferralFocalPoint, ServiceProvider, SocialWorker};
use kernel::{OrganisationId, Purpose};
use referral::{
    case::Line,
    facts::Fact,
    paper,
    words::{Category, Field, Priority},
};
use serde_json::{Value, json};

/// A receiving node with a clinic whose paper referrals it opens, and the clinic's id and key.
fn clinic() -> (Node, Value, String) {
    let node = Node::new();
    let (organisation, _) = node.clinic(&somebody(ServiceProvider));
    let id: OrganisationId = organisation.as_str().unwrap().parse().unwrap();
    let address = format!("/referral/organisations/{id}");
    assert_eq!(node.ask(ReferralFocalPoint, "fr", "POST", &address, "_do=key").0, 303);
    let key = paper::key(&node.app.gate, id).unwrap();
    (node, organisation, key)
}

fn lines() -> Vec<Line> {
    let line = |field, value: &str| Line { field, value: value.to_owned() };
    vec![
        line(Field::Name, "زينب إدريس"),
        line(Field::Age, "31"),
        line(Field::Reason, &"long ".repeat(100)),
        line(Field::Help, "فحص الحمل"),
    ]
}

fn code(organisation: &Value, key: &str) -> String {
    let sending = uuid::Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0009).into();
    let to = organisation.as_str().unwrap().parse().unwrap();
    let about = (sending, Category::Health, Priority::Urgent, "Transit site, Adré");
    let (code, inside) =
        paper::sealed(about, &lines(), (to, key), Some(kernel::Text::parse(&"5a".repeat(16)).unwrap()), &[9; 32])
            .unwrap();
    assert_eq!(inside, [Field::Name, Field::Age, Field::Help], "what does not fit stays out");
    // ISO/IEC 18004: version 20 at level M holds 970 letters of this alphabet.
    assert!(code.len() <= 700, "{} letters", code.len());
    code
}

#[test]
fn the_organisations_node_opens_a_sheet_once() {
    let (node, organisation, key) = clinic();
    let form = format!("code={}", code(&organisation, &key).replace(':', "%3A"));
    let (status, to) = node.ask(ServiceProvider, "ar", "POST", "/referral/scan", &form);
    assert_eq!(status, 303, "{to}");
    let (_, page) = node.ask(ServiceProvider, "ar", "GET", &to, "");
    assert!(page.contains("زينب إدريس") && page.contains("Transit site"));
    let sending = json!({ "sending": to.rsplit('/').next().unwrap() });
    node.done(&somebody(ServiceProvider), "accept_referral", &sending);
    let (status, again) = node.ask(ServiceProvider, "ar", "POST", "/referral/scan", &form);
    assert!(status == 409 && again.contains("RFR-043"), "{status}");
}

/// From the sender's post to the clinic's and back, without a network between them.
#[test]
fn an_answer_comes_back_on_paper_and_is_read_at_the_senders_post_alone() {
    let (clinic, organisation, key) = clinic();
    let (sender, worker) = (Node::new(), somebody(SocialWorker));
    let (here, service) = sender.clinic(&somebody(ServiceProvider));
    let referral = sender.draft(&worker, sender.person("Zeinab"));
    sender.agree(&worker, &referral, &here, &["name", "help"]);
    let send = json!({ "referral": referral, "service": service, "fields": ["name", "help"] });
    let sending = sender.done(&worker, "send_referral", &send)["sending"].as_str().unwrap().to_owned();
    let id: referral::case::SendingId = sending.parse().unwrap();
    let about = (id, Category::Health, Priority::Urgent, "Transit site, Adré");
    let to = organisation.as_str().unwrap().parse().unwrap();
    let answer_key = paper::answer_key(&sender.app.gate, id);
    let (code, _) = paper::sealed(about, &lines(), (to, &key), answer_key, &[9; 32]).unwrap();
    let form = format!("code={}", code.replace(':', "%3A"));
    assert_eq!(clinic.ask(ServiceProvider, "ar", "POST", "/referral/scan", &form).0, 303);
    let yes = json!({ "sending": sending, "expected": "2026-11-30", "note": "ask for Dr Ali" });
    clinic.done(&somebody(ServiceProvider), "accept_referral", &yes);
    let (_, page) = clinic.ask(ServiceProvider, "en", "GET", &format!("/referral/inbox/{sending}/answer"), "");
    let back = page.split("MN1:R").nth(1).unwrap().split('<').next().unwrap();
    assert!(!page.split("<article").nth(1).unwrap().contains("Zeinab"), "the face says nothing");

    let address = format!("/referral/cases/{}", referral.as_str().unwrap());
    let form = format!("_do=answer&code=MN1%3AR{}", back.trim());
    let (status, to) = sender.ask(SocialWorker, "en", "POST", &address, &form);
    assert_eq!((status, to.as_str()), (303, address.as_str()));
    let case = sender.record(&worker, "case", &referral).unwrap();
    assert_eq!(case["sendings"][0]["stage"], "accepted");
    assert!(sender.ask(SocialWorker, "en", "GET", &address, "").1.contains("ask for Dr Ali"));
    let (status, page) = sender.ask(SocialWorker, "en", "POST", &address, &form);
    assert!(status == 409 && page.contains("RFR-010"), "once: {status}");
    let other = sender.draft(&worker, sender.person("Hawa"));
    let elsewhere = format!("/referral/cases/{}", other.as_str().unwrap());
    assert!(sender.ask(SocialWorker, "en", "POST", &elsewhere, &form).1.contains("RFR-054"), "of another referral");
    let file = json!({ "resourceType": "Bundle", "entry": [
        { "resource": { "resourceType": "ServiceRequest", "id": "77" } },
        { "resource": { "resourceType": "Task", "status": "accepted" } },
    ] });
    let form = trial::form(&[("_do", "answer"), ("bundle", &file.to_string())]);
    let (status, page) = sender.ask(SocialWorker, "en", "POST", &address, &form);
    assert!(status == 422 && page.contains("RFR-054") && page.contains("id=\"bundle-e\""), "{status}");
}

#[test]
fn a_sheet_for_somebody_else_or_altered_is_named_and_not_read() {
    let (node, organisation, key) = clinic();
    let (stranger, _, _) = clinic();
    let code = code(&organisation, &key);
    let scan = |node: &Node, code: &str| {
        let form = format!("code={}", code.replace(':', "%3A"));
        node.ask(ServiceProvider, "en", "POST", "/referral/scan", &form)
    };
    let other = if &code[200..201] == "7" { '8' } else { '7' };
    let altered = format!("{}{other}{}", &code[..200], &code[201..]);
    for (node, code, expected) in [
        (&stranger, code.as_str(), "RFR-042"),
        (&node, altered.as_str(), "RFR-042"),
        (&node, &code[..60], "RFR-04"),
        (&node, "hello", "RFR-040"),
    ] {
        let (status, page) = scan(node, code);
        assert!(status == 422 && page.contains(expected), "{expected}: {status}");
    }
    assert_eq!(
        node.log().after(0, 10_000).unwrap().iter().filter(|f| f.kind() == "referral.content_sealed").count(),
        0
    );
}

#[test]
fn the_face_of_a_sheet_says_nothing_of_the_person() {
    let (_, organisation, key) = clinic();
    let node = Node::new();
    let worker = somebody(SocialWorker);
    let (here, service) = node.clinic(&somebody(ServiceProvider));
    let here_id: OrganisationId = here.as_str().unwrap().parse().unwrap();
    let at = node.app.gate.at(&node.app.gate.system(), Purpose::Protection).unwrap();
    let published = Fact::PaperKeyPublished { organisation: here_id, key };
    node.log().commit(&at, |commit| commit.record(here_id.into(), &[published], &at)).unwrap();
    assert_ne!(here, organisation);
    let referral = node.draft(&worker, node.person("زينب إدريس"));
    node.agree(&worker, &referral, &here, &["name", "help"]);
    node.done(
        &worker,
        "send_referral",
        &json!({ "referral": referral, "service": service, "fields": ["name", "help"] }),
    );
    let address = format!("/referral/cases/{}/paper", referral.as_str().unwrap());
    for language in ["ar", "fr", "en"] {
        let (status, page) = node.ask(SocialWorker, language, "GET", &address, "");
        assert_eq!(status, 200);
        let face = page.split("<article").nth(1).unwrap().split("</article>").next().unwrap();
        assert!(face.contains("class=\"qr\"") && face.contains("Clinic"));
        for secret in ["زينب", "SECRET", "Antenatal", "health", "Health", "Santé", "الصحة"] {
            assert!(!face.contains(secret), "{secret}");
        }
    }
}

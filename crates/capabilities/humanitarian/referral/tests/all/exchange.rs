//! A referral to another system and back: HL7 FHIR R4.

use crate::node::{Node, somebody};
use access::Role::{ServiceProvider, SocialWorker};
use serde_json::{Value, json};

#[test]
fn what_one_organisation_exports_another_node_receives_and_nothing_more() {
    let (node, other) = (Node::new(), Node::new());
    let (worker, provider) = (somebody(SocialWorker), somebody(ServiceProvider));
    let (organisation, service) = node.clinic(&provider);
    let person = node.person("زينب إدريس");
    let referral = node.draft(&worker, person);
    node.agree(&worker, &referral, &organisation, &["name", "help", "reason"]);
    let send = json!({ "referral": referral, "service": service, "fields": ["name", "help"] });
    let sending = node.done(&worker, "send_referral", &send)["sending"].clone();
    let address = format!("/referral/inbox/{}", sending.as_str().unwrap());
    let (status, file) = node.ask(ServiceProvider, "en", "POST", &address, "_do=fhir");
    assert_eq!(status, 200);
    let bundle: Value = serde_json::from_str(&file).unwrap();
    assert_eq!(bundle["entry"][1]["resource"]["resourceType"], "ServiceRequest");
    for secret in ["SECRET", &person.to_string(), referral.as_str().unwrap()] {
        assert!(!file.contains(secret), "{secret}");
    }
    other.clinic(&provider);
    let form = format!("_do=import&bundle={}", shell::form::encoded(&file));
    let (status, to) = other.ask(ServiceProvider, "en", "POST", "/referral/scan", &form);
    assert_eq!(status, 303, "{to}");
    let (_, page) = other.ask(ServiceProvider, "en", "GET", &to, "");
    assert!(page.contains("زينب إدريس") && page.contains("Antenatal care"));
    let (status, again) = other.ask(ServiceProvider, "en", "POST", "/referral/scan", &form);
    assert!(status == 409 && again.contains("RFR-043"));
    let (status, bad) = other.ask(ServiceProvider, "en", "POST", "/referral/scan", "_do=import&bundle=%7B");
    assert!(status == 422 && bad.contains("RFR-051"));
}

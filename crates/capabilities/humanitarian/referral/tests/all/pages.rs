//! What people see: every screen in three languages, and a referral sent by forms alone.

use crate::node::{Node, somebody};
use access::Role::{self, ReferralFocalPoint, ServiceProvider, SocialWorker};
use serde_json::json;

#[test]
fn a_social_worker_refers_and_a_provider_answers_by_forms_alone() {
    let node = Node::new();
    let (organisation, service) = node.clinic(&somebody(ServiceProvider));
    let (organisation, service) = (organisation.as_str().unwrap(), service.as_str().unwrap());
    let person = node.person("زينب إدريس");
    let form = format!("person={person}&category=health&priority=urgent&answers.reason=Pregnant&answers.help=Check");
    let (status, case) = node.ask(SocialWorker, "ar", "POST", "/referral/new", &form);
    assert_eq!(status, 303, "{case}");
    let form =
        format!("_do=yes&_read=ar&by=oneself&form=spoken&organisations[]={organisation}&fields[]=name&fields[]=reason");
    assert_eq!(node.ask(SocialWorker, "ar", "POST", &format!("{case}/consent"), &form).0, 303);
    let form = format!("_do=preview&service={service}&fields[]=name&fields[]=reason");
    let (status, preview) = node.ask(SocialWorker, "ar", "POST", &format!("{case}/send"), &form);
    assert_eq!(status, 200);
    let shown = preview.split("name=\"shown\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(preview.contains("dir=\"rtl\"") && preview.contains("زينب إدريس"));
    let form = format!("_do=send&service={service}&shown={shown}&fields[]=name&fields[]=reason");
    let (status, to) = node.ask(SocialWorker, "ar", "POST", &format!("{case}/send"), &form);
    assert_eq!(status, 303, "{to}");
    let (_, inbox) = node.ask(ServiceProvider, "fr", "GET", "/referral/inbox", "");
    let sending = inbox.split("/referral/inbox/").nth(1).unwrap().split('"').next().unwrap();
    let address = format!("/referral/inbox/{sending}");
    for form in
        ["_do=acknowledge", "_do=accept&expected=2026-12-01&note=Lundi", "_do=begin", "_do=finish&outcome=helped"]
    {
        let (status, said) = node.ask(ServiceProvider, "fr", "POST", &address, form);
        assert_eq!(status, 303, "{form}: {said}");
    }
    let (_, told) = node.ask(SocialWorker, "en", "GET", &case, "");
    assert!(told.contains("Lundi") && told.contains("The person was told"));
}

#[test]
fn every_screen_is_there_in_three_languages() {
    let node = Node::new();
    let worker = somebody(SocialWorker);
    let (organisation, service) = node.clinic(&somebody(ServiceProvider));
    let referral = node.draft(&worker, node.person("Zeinab"));
    node.agree(&worker, &referral, &organisation, &["name"]);
    let send = json!({ "referral": referral, "service": service, "fields": ["name"] });
    let sending = node.done(&worker, "send_referral", &send)["sending"].clone();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let (referral, organisation, service, sending) =
        (text(&referral), text(&organisation), text(&service), text(&sending));
    let screens: Vec<(Role, String)> = vec![
        (SocialWorker, "/referral".into()),
        (SocialWorker, "/referral/new".into()),
        (SocialWorker, format!("/referral/cases/{referral}")),
        (SocialWorker, format!("/referral/cases/{referral}/change")),
        (SocialWorker, format!("/referral/cases/{referral}/consent")),
        (SocialWorker, format!("/referral/cases/{referral}/send")),
        (ServiceProvider, "/referral/inbox".into()),
        (ServiceProvider, format!("/referral/inbox/{sending}")),
        (SocialWorker, "/referral/services".into()),
        (ServiceProvider, format!("/referral/services/{service}")),
        (ReferralFocalPoint, "/referral/organisations".into()),
        (ReferralFocalPoint, format!("/referral/organisations/{organisation}")),
        (ReferralFocalPoint, format!("/referral/organisations/{organisation}/service?service={service}")),
        (ReferralFocalPoint, "/referral/overdue".into()),
        (ReferralFocalPoint, "/referral/statistics".into()),
    ];
    for (role, address) in screens {
        for language in ["ar", "fr", "en"] {
            let (status, page) = node.ask(role, language, "GET", &address, "");
            assert_eq!(status, 200, "{address}");
            assert!(page.matches("<h1").count() == 1, "{address}");
            assert!(
                !page.contains("[referral") && !page.contains("[column"),
                "{address} {language}: words are missing"
            );
        }
    }
}

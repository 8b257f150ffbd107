//! A referral from the first question to the person being told.

use crate::node::{Node, another, somebody};
use access::{Query, Role};
use serde_json::{Value, json};

#[test]
fn a_referral_goes_all_the_way_and_the_person_is_told() {
    let node = Node::new();
    let (worker, provider) = (somebody(Role::SocialWorker), somebody(Role::ServiceProvider));
    let (organisation, service) = node.clinic(&provider);
    let referral = node.draft(&worker, node.person("زينب إدريس"));
    let send = json!({ "referral": referral, "service": service, "fields": ["name", "age"] });
    assert_eq!(node.refused(&worker, "send_referral", &send), "RFR-014");
    node.agree(&worker, &referral, &organisation, &["name", "age", "help"]);
    let sending = json!({ "sending": node.done(&worker, "send_referral", &send)["sending"] });
    assert_eq!(node.rows(&provider, "inbox", &Query::default()).len(), 1);
    node.done(&provider, "acknowledge_referral", &sending);
    node.done(&provider, "accept_referral", &sending);
    node.done(&provider, "begin_help", &sending);
    let mut end = sending.clone();
    end["outcome"] = "helped".into();
    end["note"] = "Healthy".into();
    node.done(&provider, "record_outcome", &end);
    let to_tell = Query::by("show", "to_tell");
    assert_eq!(node.rows(&worker, "cases", &to_tell).len(), 1);
    let tell = json!({ "referral": referral, "sending": sending["sending"], "how": "in_person", "language": "ar" });
    node.done(&worker, "tell_person", &tell);
    assert_eq!(node.rows(&worker, "cases", &to_tell).len(), 0);
    let case = node.record(&worker, "case", &referral).unwrap();
    assert_eq!((&case["stage"], &case["sendings"][0]["notes"][0]["text"]), (&"done".into(), &"Healthy".into()));
}

#[test]
fn an_organisation_sees_the_chosen_lines_and_nothing_else_of_the_person() {
    let node = Node::new();
    let (worker, provider) = (somebody(Role::SocialWorker), somebody(Role::ServiceProvider));
    let (organisation, service) = node.clinic(&provider);
    let person = node.person("زينب إدريس");
    let referral = node.draft(&worker, person);
    node.agree(&worker, &referral, &organisation, &["name", "age", "help", "reason", "safe_contact"]);
    let send = json!({ "referral": referral, "service": service, "fields": ["age", "help"] });
    let sending = node.done(&worker, "send_referral", &send)["sending"].clone();
    let seen = node.record(&provider, "received", &sending).unwrap();
    let fields: Vec<&str> = seen["content"].as_array().unwrap().iter().map(|l| l["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["age", "help"]);
    let all = format!("{seen} {:?}", node.rows(&provider, "inbox", &Query::default()));
    for secret in ["SECRET", "زينب", &person.to_string(), referral.as_str().unwrap()] {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
}

#[test]
fn another_organisation_and_another_social_worker_see_nothing() {
    let node = Node::new();
    let (worker, provider) = (somebody(Role::SocialWorker), somebody(Role::ServiceProvider));
    let stranger = another(Role::ServiceProvider, 1);
    let (organisation, service) = node.clinic(&provider);
    node.clinic(&stranger);
    let referral = node.draft(&worker, node.person("Zeinab"));
    node.agree(&worker, &referral, &organisation, &["name"]);
    let send = json!({ "referral": referral, "service": service, "fields": ["name"] });
    let sending = node.done(&worker, "send_referral", &send)["sending"].clone();
    assert_eq!(node.record(&stranger, "received", &sending).unwrap_err().status, 404);
    assert_eq!(node.rows(&stranger, "inbox", &Query::default()), Vec::<Value>::new());
    assert_eq!(node.refused(&stranger, "accept_referral", &json!({ "sending": sending })), "GEN-404");
    let colleague = another(Role::SocialWorker, 1);
    assert_eq!(node.record(&colleague, "case", &referral).unwrap_err().status, 404);
    assert_eq!(
        node.refused(&colleague, "revoke_referral", &json!({ "referral": referral, "why": "mistake" })),
        "GEN-404"
    );
    let deputy = somebody(Role::ProtectionOfficer);
    node.done(&deputy, "revoke_referral", &json!({ "referral": referral, "why": "mistake" }));
    let seen = node.record(&provider, "received", &sending).unwrap();
    assert_eq!((seen["readable"].as_bool(), seen["content"].as_array().map(Vec::len)), (Some(false), Some(0)));
}

#[test]
fn what_was_declined_goes_elsewhere_without_asking_everything_again() {
    let node = Node::new();
    let (worker, full, free) =
        (somebody(Role::SocialWorker), somebody(Role::ServiceProvider), another(Role::ServiceProvider, 1));
    let (first, first_service) = node.clinic(&full);
    let (second, second_service) = node.clinic(&free);
    let referral = node.draft(&worker, node.person("Zeinab"));
    let consent = json!({ "referral": referral, "consent": { "agreed": true, "by": "oneself", "form": "spoken",
        "language": "ar", "organisations": [first, second], "fields": ["name", "reason"] } });
    node.done(&worker, "answer_consent", &consent);
    let mut send = json!({ "referral": referral, "service": first_service, "fields": ["name", "reason"] });
    let sending = node.done(&worker, "send_referral", &send)["sending"].clone();
    node.done(&full, "decline_referral", &json!({ "sending": sending, "why": "full" }));
    send["service"] = second_service;
    node.done(&worker, "send_referral", &send);
    assert_eq!(node.rows(&free, "inbox", &Query::default()).len(), 1);
    let seen = node.record(&full, "received", &sending).unwrap();
    assert!(!seen.to_string().contains("SECRET"));
}

#[test]
fn a_clock_that_ran_out_is_seen_at_once_and_whoever_answers_for_it_is_called_once() {
    let node = Node::new();
    let (worker, provider) = (somebody(Role::SocialWorker), somebody(Role::ServiceProvider));
    let focal = somebody(Role::ReferralFocalPoint);
    let (organisation, service) = node.clinic(&provider);
    let referral = node.draft(&worker, node.person("Zeinab"));
    node.agree(&worker, &referral, &organisation, &["name"]);
    let send = json!({ "referral": referral, "service": service, "fields": ["name"] });
    let sending = node.done(&worker, "send_referral", &send)["sending"].clone();
    assert_eq!(node.rows(&focal, "overdue", &Query::default()).len(), 0);
    node.pass(72 * 3600 + 1);
    let overdue = node.rows(&focal, "overdue", &Query::default());
    assert_eq!((overdue.len(), &overdue[0]["referral_escalated"]), (1, &Value::Null));
    assert!(!format!("{overdue:?}").contains("Zeinab"));
    // Anything that happens with referrals makes the call.
    node.draft(&worker, node.person("Hawa"));
    let capability = referral::capability();
    for _ in 0..2 {
        node.log().react(&capability.reactions[0], &node.app.gate, node.app.gate.now(), 500).unwrap();
    }
    let overdue = node.rows(&focal, "overdue", &Query::default());
    assert_ne!(overdue[0]["referral_escalated"], Value::Null);
    let again = json!({ "referral": referral, "sending": sending });
    assert_eq!(node.refused(&worker, "escalate_referral", &again), "RFR-031");
    let kinds = node.log().after(0, 10_000).unwrap();
    assert_eq!(kinds.iter().filter(|fact| fact.kind() == "referral.referral_escalated").count(), 1);
}

#[test]
fn counts_of_few_people_are_left_out() {
    let node = Node::new();
    let (worker, provider) = (somebody(Role::SocialWorker), somebody(Role::ServiceProvider));
    let (organisation, service) = node.clinic(&provider);
    let coordinator = somebody(Role::NationalCoordinator);
    for n in 0..6 {
        let referral = node.draft(&worker, node.person(&format!("Zeinab {n}")));
        node.agree(&worker, &referral, &organisation, &["name"]);
        node.done(&worker, "send_referral", &json!({ "referral": referral, "service": service, "fields": ["name"] }));
        let sent = &node.rows(&coordinator, "statistics", &Query::default())[0]["referral_count_sent"];
        assert_eq!(sent.as_i64(), (n >= 4).then_some(5), "the month still runs");
    }
}

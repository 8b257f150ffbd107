//! The directory: searched by what people ask for.

use crate::node::{Node, another, somebody};
use access::{Query, Role};
use serde_json::json;

#[test]
fn a_service_is_found_by_kind_language_open_now_and_room_left() {
    let node = Node::new();
    let (worker, provider) = (somebody(Role::SocialWorker), somebody(Role::ServiceProvider));
    let (organisation, service) = node.clinic(&provider);
    let found = |query: &Query| node.rows(&worker, "services", query).len();
    assert_eq!(found(&Query::default()), 1);
    assert_eq!((found(&Query::by("category", "legal")), found(&Query::by("category", "health"))), (0, 1));
    assert_eq!((found(&Query::by("language", "fr")), found(&Query::by("language", "ar"))), (0, 1));
    assert_eq!((found(&Query::by("q", "antenatal")), found(&Query::by("q", "teeth"))), (1, 0));
    assert_eq!((found(&Query::by("open", "true")), found(&Query::by("left", "true"))), (1, 1));
    let capacity = json!({ "service": service, "capacity": { "unit": "places", "total": 1 } });
    node.done(&provider, "set_capacity", &capacity);
    let referral = node.draft(&worker, node.person("Zeinab"));
    node.agree(&worker, &referral, &organisation, &["name"]);
    let send = json!({ "referral": referral, "service": service, "fields": ["name"] });
    let sending = json!({ "sending": node.done(&worker, "send_referral", &send)["sending"] });
    node.done(&provider, "accept_referral", &sending);
    assert_eq!(found(&Query::by("left", "true")), 0);
    node.done(&provider, "suspend_service", &json!({ "service": service, "reason": "No medicine" }));
    assert_eq!(found(&Query::by("open", "true")), 0);
    node.done(&provider, "resume_service", &json!({ "service": service }));
    assert_eq!(found(&Query::by("open", "true")), 1);
}

#[test]
fn an_organisation_changes_its_own_services_and_no_other() {
    let node = Node::new();
    let (provider, stranger) = (somebody(Role::ServiceProvider), another(Role::ServiceProvider, 1));
    let (_, service) = node.clinic(&provider);
    node.clinic(&stranger);
    let suspend = json!({ "service": service, "reason": "Envy" });
    assert_eq!(node.refused(&stranger, "suspend_service", &suspend), "GEN-404");
}

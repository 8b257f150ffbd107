use super::node::{Post, query};
use access::Query;
use contracts::handover::HandoverFact;
use kernel::Zone;
use log::Recorded;
use serde_json::json;

fn received(post: &Post) -> Vec<Recorded> {
    let facts = post.gate.log(Zone::Humanitarian).unwrap().after(0, 100).unwrap();
    facts.into_iter().filter(|fact| fact.kind() == "handover.handed_over").collect()
}

#[test]
fn a_token_and_a_flag_cross_the_zone_and_nothing_else() {
    let post = Post::new();
    let officer = post.officer();
    let family = json!({ "head": "Khadija Oumar", "counts": { "female": { "18-59": 1 }, "male": { "0-4": 1 } }, "needs": ["medical"] });
    let token = post.done(&officer, "pre_register_group", family)["token"].as_str().unwrap().to_owned();
    post.pass_minutes(40);
    post.done(&officer, "hand_over_group", json!({ "token": token }));
    assert_eq!(post.refused(&officer, "hand_over_group", json!({ "token": token })), "CRO-015");
    post.react();
    post.react();
    let received = received(&post);
    let [one] = received.as_slice() else { panic!("{received:?}") };
    assert_eq!(
        one.fact::<HandoverFact>().unwrap(),
        Some(HandoverFact::HandedOver { token: token.clone(), urgent: true })
    );
    assert_eq!((one.header.caused_by, one.header.subject), (None, None));
    for fact in post.gate.log(Zone::Humanitarian).unwrap().after(0, 100).unwrap() {
        let body = String::from_utf8(fact.body.unwrap()).unwrap();
        assert!(!body.contains("Khadija") && !body.contains("medical") && !body.contains("female"), "{body}");
    }
    assert_eq!(post.record(&officer, "board", &query())["handover_wait_min"], json!(40));
    assert!(post.rows(&officer, "groups", &query()).is_empty());
    assert!(post.record(&officer, "group", &Query::by("token", &token))["handed_over"].is_string());
}

#[test]
fn a_person_alone_is_handed_over_with_a_token_of_their_own() {
    let post = Post::new();
    let crossing = post.crossing("entry");
    let answer = post.done(&post.officer(), "hand_over_person", json!({ "crossing": crossing, "urgent": true }));
    assert_eq!(post.refused(&post.officer(), "hand_over_person", json!({ "crossing": crossing })), "CRO-016");
    post.react();
    let token = answer["token"].as_str().unwrap().to_owned();
    let facts: Vec<_> = received(&post).iter().filter_map(|fact| fact.fact::<HandoverFact>().unwrap()).collect();
    assert_eq!(facts, [HandoverFact::HandedOver { token, urgent: true }]);
}

use super::node::{Post, query};
use access::{Query, Role};
use kernel::Zone;
use serde_json::json;

#[test]
fn a_referral_waits_is_decided_and_leaves_the_list() {
    let post = Post::new();
    let second = post.second();
    let (referral, crossing) = post.referred("document_check");
    post.pass_minutes(12);
    let list = post.rows(&second, "second_line", &query());
    assert_eq!(
        (list[0][0].as_str(), list[0][2].as_str(), list[0][4].as_str()),
        (referral.as_str(), "document_check", "12")
    );
    let again = json!({ "crossing": crossing, "reason": "goods" });
    assert_eq!(post.refused(&second, "refer_to_second_line", again.clone()), "CRO-024");
    post.done(&second, "decide_second_line", json!({ "referral": referral, "outcome": "cleared" }));
    assert!(post.rows(&second, "second_line", &query()).is_empty());
    let record = post.record(&second, "crossing", &Query::by("crossing", &crossing));
    assert_eq!(record["stage"], json!("cleared"));
    post.done(&second, "refer_to_second_line", again);
    assert_eq!(post.rows(&second, "second_line", &query()).len(), 1);
}

#[test]
fn an_adverse_outcome_waits_for_a_second_officer() {
    let post = Post::new();
    let (one, other) = (post.second(), post.who(Role::SecondLineOfficer, 9, post.site));
    let (referral, crossing) = post.referred("no_permit");
    let command = json!({ "referral": referral, "reason": "no_valid_document", "note": "no visa" });
    let answer = post.done(&one, "record_adverse_outcome", command);
    let approval = answer["approval"].as_str().unwrap().parse().unwrap();
    let stage = || post.record(&one, "crossing", &Query::by("crossing", &crossing))["stage"].clone();
    assert_eq!(stage(), json!("second_line"));
    assert!(post.gate.approve(&one, Zone::Border, approval).is_err());
    post.gate.approve(&other, Zone::Border, approval).unwrap();
    assert_eq!(stage(), json!("adverse"));
}

#[test]
fn somebody_who_asks_for_protection_is_handed_over_and_never_refused() {
    let post = Post::new();
    let second = post.second();
    let (referral, _) = post.referred("asks_for_protection");
    let adverse = json!({ "referral": referral, "reason": "no_valid_document", "note": "no visa" });
    assert_eq!(post.refused(&second, "record_adverse_outcome", adverse), "CRO-018");
    // The claim may also come after an adverse outcome was asked for: then the second officer's agreement comes too late.
    let (late, _) = post.referred("no_permit");
    let other = post.who(Role::SecondLineOfficer, 9, post.site);
    let adverse = json!({ "referral": late, "reason": "no_valid_document", "note": "no visa" });
    let approval = post.done(&second, "record_adverse_outcome", adverse)["approval"].as_str().unwrap().parse().unwrap();
    for referral in [&referral, &late] {
        let claim = json!({ "referral": referral, "outcome": "protection", "urgent": true });
        assert!(post.done(&second, "decide_second_line", claim)["token"].is_string());
    }
    assert_eq!(post.gate.approve(&other, Zone::Border, approval).unwrap_err().code, "CRO-018");
    // Nor can it be had by sending the same person to second line again for another reason.
    let crossing = post.record(&second, "referral", &Query::by("referral", &late))["crossing"].clone();
    let again =
        post.done(&second, "refer_to_second_line", json!({ "crossing": crossing, "reason": "goods" }))["referral"]
            .clone();
    let adverse = json!({ "referral": again, "reason": "legal_order", "note": "x" });
    assert_eq!(post.refused(&second, "record_adverse_outcome", adverse), "CRO-018");
    post.react();
    let received = post.gate.log(Zone::Humanitarian).unwrap().after(0, 100).unwrap();
    assert_eq!(received.iter().filter(|fact| fact.kind() == "handover.handed_over").count(), 2);
}

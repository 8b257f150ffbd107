use super::node::{MRZ, Post, query};
use access::{Query, Request};
use serde_json::json;

#[test]
fn a_scanned_document_is_shown_with_the_evidence_for_each_field() {
    let post = Post::new();
    let crossing = post.crossing("entry");
    let record = post.record(&post.officer(), "crossing", &Query::by("crossing", crossing));
    let zone = &record["now"]["person"]["document"]["zone"];
    assert_eq!(zone["format"], json!("td3"));
    assert_eq!(zone["evidence"][2], json!({ "field": "document_number", "value": "L898902C3", "proof": "ok" }));
    assert_eq!(zone["evidence"][3]["proof"], json!("none"));
}

#[test]
fn a_traveller_is_found_by_name_in_another_script_by_document_and_by_plate() {
    let post = Post::new();
    let officer = post.officer();
    let command = json!({
        "direction": "entry", "lane": post.lane("A"),
        "person": {
            "name": { "original": "محمد زينب" }, "sex": "female",
            "document": { "kind": "identity_card", "issuer": "SDN", "number": "ab-123 45" },
        },
        "vehicle": { "kind": "car", "plate": "TC 12-34 A" },
    });
    let crossing = post.done(&officer, "record_crossing", command)["crossing"].as_str().unwrap().to_owned();
    post.crossing("entry");
    let found = |query: Query| {
        post.rows(&officer, "crossings", &query).into_iter().map(|row| row[0].clone()).collect::<Vec<_>>()
    };
    assert_eq!(found(Query::by("name", "Zeinab Mohamed")), std::slice::from_ref(&crossing));
    assert_eq!(found(Query::by("number", "AB12345").and("issuer", "sdn")), std::slice::from_ref(&crossing));
    assert_eq!(found(Query::by("plate", "tc1234a")), [crossing]);
    assert_eq!(found(Query::by("name", "Idriss")), Vec::<String>::new());
    assert_eq!(found(query()).len(), 2);
    assert_eq!(found(Query { page: 1, per_page: 1, ..Query::default() }).len(), 1);
    assert_eq!(found(Query::by("day", "2026-09-20")), Vec::<String>::new());
}

#[test]
fn a_stay_begins_at_entry_is_listed_when_over_is_extended_and_ends_at_exit() {
    let post = Post::new();
    let (officer, second) = (post.officer(), post.second());
    let entry = post.crossing("entry");
    assert!(post.rows(&second, "overstays", &query()).is_empty());
    post.pass_minutes(92 * 24 * 60);
    let over = post.rows(&second, "overstays", &query());
    assert_eq!((over[0][0].as_str(), over[0][6].as_str()), (entry.as_str(), "2"));
    let until = post.gate.now().date_at(60).plus_days(10);
    let extend = json!({ "crossing": entry, "until": until, "reason": "hospital" });
    post.done(&second, "extend_stay", extend.clone());
    assert!(post.rows(&second, "overstays", &query()).is_empty());
    assert_eq!(post.refused(&second, "extend_stay", extend), "GEN-422 until=CRO-023");
    post.pass_minutes(11 * 24 * 60);
    let exit = json!({ "direction": "exit", "lane": post.lane("A"), "mrz": MRZ });
    let left = post.done(&officer, "record_crossing", exit);
    assert_eq!(left["overstayed_days"], json!(1));
    assert!(post.rows(&second, "overstays", &query()).is_empty());
    let record = post.record(&officer, "crossing", &Query::by("crossing", left["crossing"].as_str().unwrap()));
    assert_eq!(record["others"][0]["crossing"], json!(entry));
}

#[test]
fn the_same_request_is_carried_out_once() {
    let post = Post::new();
    let officer = post.officer();
    let command = json!({ "direction": "entry", "lane": post.lane("A"), "mrz": MRZ });
    let request = Request { key: Some("a key".into()), happened: None };
    let first = post.gate.run(&officer, "crossing.record_crossing", &command, &request).unwrap();
    let again = post.gate.run(&officer, "crossing.record_crossing", &command, &request).unwrap();
    assert_eq!((first.answer, again.repeated), (again.answer.clone(), true));
    assert_eq!(post.rows(&officer, "crossings", &query()).len(), 1);
}

#[test]
fn a_form_kept_while_the_lane_was_open_is_recorded_at_its_own_hour() {
    let post = Post::new();
    let officer = post.officer();
    let lane = post.lane("A");
    let happened = Some(post.gate.now());
    post.pass_minutes(180);
    post.done(&officer, "close_lane", json!({ "lane": lane }));
    let command = json!({ "direction": "exit", "lane": lane, "person": { "sex": "male" } });
    post.gate.run(&officer, "crossing.record_crossing", &command, &Request { key: None, happened }).unwrap();
    let report = post.rows(&post.commander(), "daily_report", &query());
    assert!(report.iter().any(|row| row[0] == "hour_exit" && row[1] == "15"), "{report:?}");
}

#[test]
fn a_text_without_zone_is_refused_by_its_field() {
    let post = Post::new();
    let command = json!({ "direction": "entry", "lane": post.lane("A"), "mrz": "hello" });
    assert_eq!(post.refused(&post.officer(), "record_crossing", command), "GEN-422 mrz=CRO-005");
    let command = json!({ "direction": "entry", "lane": post.lane("A") });
    assert_eq!(post.refused(&post.officer(), "record_crossing", command), "GEN-422 person.sex=CRO-004");
}

#[test]
fn what_the_officer_types_stands_above_the_zone_which_stays_as_evidence() {
    let post = Post::new();
    let typed = json!({ "name": { "original": "آنا ماريا" }, "sex": "female", "birth": { "precision": "partial", "year": 1974 } });
    let command = json!({ "direction": "entry", "lane": post.lane("A"), "mrz": MRZ, "person": typed });
    let crossing = post.done(&post.officer(), "record_crossing", command)["crossing"].as_str().unwrap().to_owned();
    let person = post.record(&post.officer(), "crossing", &Query::by("crossing", crossing))["now"]["person"].clone();
    assert_eq!(person["name"], json!({ "original": "آنا ماريا", "renderings": ["ANNA MARIA ERIKSSON"] }));
    assert_eq!((&person["nationality"], &person["document"]["zone"]["format"]), (&json!("UTO"), &json!("td3")));
}

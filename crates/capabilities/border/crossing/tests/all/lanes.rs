use super::node::{Post, query, set_up};
use serde_json::json;

#[test]
fn a_post_is_set_up_and_its_lanes_open_and_close() {
    let post = Post::bare();
    let (officer, commander) = (post.officer(), post.commander());
    assert_eq!(post.record(&officer, "board", &query())["set_up"], json!(false));
    post.done(&commander, "set_up_post", set_up());
    let lane = post.lane("A");
    post.done(&officer, "open_lane", json!({ "lane": lane }));
    assert_eq!(post.refused(&officer, "open_lane", json!({ "lane": lane })), "CRO-009");
    assert_eq!(post.record(&officer, "board", &query())["lanes"][0]["open"], json!(true));
    post.done(&officer, "close_lane", json!({ "lane": lane }));
    let command = json!({ "direction": "entry", "lane": lane, "person": { "sex": "female" } });
    assert_eq!(post.refused(&officer, "record_crossing", command), "CRO-003");
}

#[test]
fn setting_up_again_keeps_the_lanes_that_stay_and_hides_those_that_go() {
    let post = Post::new();
    let before = post.lane("A");
    let mut again = set_up();
    again["lanes"] =
        json!([{ "code": "B", "name": "Véhicules", "kind": "vehicle", "direction": "both" }, again["lanes"][0]]);
    post.done(&post.commander(), "set_up_post", again);
    let lanes = post.record(&post.officer(), "post", &query())["lanes"].clone();
    assert_eq!((&lanes[0]["code"], &lanes[1]["code"], lanes.as_array().unwrap().len()), (&json!("B"), &json!("A"), 2));
    assert_eq!((&lanes[1]["lane"], &lanes[1]["open"]), (&json!(before), &json!(true)));
}

#[test]
fn the_board_counts_who_waits_and_for_how_long() {
    let post = Post::new();
    let officer = post.officer();
    let lane = post.lane("A");
    post.done(&officer, "count_queue", json!({ "lane": lane, "people": 30, "all": true }));
    post.done(&officer, "count_queue", json!({ "lane": lane, "people": 5 }));
    assert_eq!(post.record(&officer, "board", &query())["lanes"][0]["wait_min"], json!(null));
    for _ in 0..5 {
        post.pass_minutes(1);
        post.crossing("entry");
    }
    let board = post.record(&officer, "board", &query());
    assert_eq!((&board["lanes"][0]["waiting"], &board["today"]["entry"]), (&json!(30), &json!(5)));
    let wait = board["lanes"][0]["wait_min"].as_i64().unwrap();
    assert!((150..=180).contains(&wait), "{wait}");
}

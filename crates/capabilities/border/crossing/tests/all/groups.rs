use super::node::{Post, query};
use access::Query;
use serde_json::json;

#[test]
fn a_group_gets_a_token_by_which_it_is_found_again() {
    let post = Post::new();
    let officer = post.officer();
    let quiet = json!({ "counts": { "male": { "18-59": 1 } } });
    let family = json!({
        "lane": post.lane("S"), "head": "حليمة آدم", "counts": { "female": { "18-59": 1, "0-4": 2 }, "male": { "5-11": 2 } },
        "needs": ["pregnant", "separated_child"],
    });
    post.done(&officer, "pre_register_group", quiet);
    let answer = post.done(&officer, "pre_register_group", family);
    let token = answer["token"].as_str().unwrap();
    let typed = token.trim_start_matches("MN1:").to_lowercase();
    let group = post.record(&officer, "group", &Query::by("token", typed));
    assert_eq!((&group["people"], &group["head"], &group["urgent"]), (&json!(5), &json!("حليمة آدم"), &json!(true)));
    let list = post.rows(&officer, "groups", &query());
    assert_eq!((list.len(), list[0][1].as_str()), (2, token));
    let board = post.record(&officer, "board", &query());
    assert_eq!(
        (&board["today"]["groups"], &board["today"]["group_people"], &board["today"]["entry"]),
        (&json!(2), &json!(6), &json!(6))
    );
    assert_eq!(board["lanes"][1]["recorded_30_min"], json!(5));
}

#[test]
fn a_misread_token_says_so_and_an_unknown_one_is_not_there() {
    let post = Post::new();
    let officer = post.officer();
    let group =
        |token: &str| post.gate.view(&officer, "crossing.group", &Query::by("token", token)).unwrap_err().to_string();
    assert_eq!(group("MN1:0000000000A0"), "GEN-422 token=CRO-025");
    assert_eq!(group("MN1:000000000000"), "GEN-404");
    assert_eq!(post.refused(&officer, "hand_over_group", json!({ "token": "MN1:000000000000" })), "GEN-404");
}

#[test]
fn surge_mode_opens_and_closes_pre_registration() {
    let post = Post::new();
    post.done(&post.commander(), "switch_surge_mode", json!({ "on": false }));
    let family = json!({ "counts": { "female": { "60": 1 } } });
    assert_eq!(post.refused(&post.officer(), "pre_register_group", family), "CRO-012");
}

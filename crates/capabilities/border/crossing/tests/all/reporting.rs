use super::node::{Post, query, site};
use access::{Query, Role, Who};
use kernel::Zone;
use serde_json::json;

fn number(rows: &[Vec<String>], measure: &str, key: &str) -> i64 {
    rows.iter().find(|row| row[0] == measure && row[1] == key).map_or(0, |row| row[2].parse().unwrap())
}

#[test]
fn the_daily_report_adds_up() {
    let post = Post::new();
    let officer = post.officer();
    post.crossing("entry");
    let mother = json!({
        "direction": "entry", "lane": post.lane("A"), "person": { "sex": "female", "birth": { "precision": "estimated", "age_years": 30, "on": "2026-09-21" } },
        "companions": { "male": { "5-11": 2 } },
    });
    post.done(&officer, "record_crossing", mother);
    post.done(&officer, "pre_register_group", json!({ "counts": { "female": { "60": 1 } }, "needs": ["older_alone"] }));
    post.referred("health");
    let report = post.rows(&post.commander(), "daily_report", &query());
    for (measure, key, n) in [
        ("direction", "entry", 6),
        ("sex", "female", 3),
        ("sex", "male", 3),
        ("age", "18-59", 2),
        ("age", "5-11", 2),
        ("age", "60", 1),
        ("age", "unknown", 1),
        ("document", "passport", 1),
        ("document", "none", 2),
        ("urgent", "older_alone", 1),
        ("second_line", "sent", 1),
        ("group", "pre_registered", 1),
    ] {
        assert_eq!(number(&report, measure, key), n, "{measure} {key}");
    }
}

#[test]
fn a_coordinator_sees_the_sums_of_all_posts_and_no_record() {
    let post = Post::new();
    post.crossing("entry");
    let coordinator = Who { sites: vec![], site: None, ..post.who(Role::NationalCoordinator, 7, site(1)) };
    let report = post.rows(&coordinator, "daily_report", &query());
    assert_eq!(number(&report, "direction", "entry"), 1);
    for view in ["crossings", "board", "groups", "overstays", "second_line"] {
        let refused = post.gate.view(&coordinator, &format!("crossing.{view}"), &query()).unwrap_err();
        assert_eq!(refused.code, "GEN-403", "{view}");
    }
}

#[test]
fn the_read_tables_are_the_same_after_a_rebuild() {
    let post = Post::new();
    let (officer, second) = (post.officer(), post.second());
    let crossing = post.crossing("entry");
    post.referred("goods");
    post.done(&officer, "count_queue", json!({ "lane": post.lane("A"), "people": 9 }));
    post.done(&officer, "pre_register_group", json!({ "counts": { "female": { "60": 1 } } }));
    post.done(
        &second,
        "correct_crossing",
        json!({ "crossing": crossing, "direction": "exit", "person": { "sex": "male" }, "reason": "x" }),
    );
    let all = || {
        (
            post.record(&officer, "board", &query()),
            post.rows(&officer, "crossings", &query()),
            post.rows(&second, "second_line", &query()),
            post.rows(&second, "daily_report", &query()),
            post.rows(&officer, "groups", &query()),
            post.record(&officer, "crossing", &Query::by("crossing", &crossing)),
        )
    };
    let before = all();
    post.gate.log(Zone::Border).unwrap().rebuild(&mut |_, _| {}).unwrap();
    assert_eq!(all(), before);
}

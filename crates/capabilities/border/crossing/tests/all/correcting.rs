use super::node::{Post, query};
use access::Query;
use serde_json::json;

#[test]
fn a_correction_changes_lists_and_counters_and_keeps_what_was_recorded() {
    let post = Post::new();
    let second = post.second();
    let crossing = post.crossing("entry");
    let correction = json!({
        "crossing": crossing, "direction": "exit", "reason": "was leaving",
        "person": { "name": { "original": "Anna Eriksson" }, "sex": "female", "nationality": "SWE", "birth": { "precision": "exact", "date": "2015-01-01" } },
    });
    post.done(&second, "correct_crossing", correction.clone());
    let record = post.record(&second, "crossing", &Query::by("crossing", &crossing));
    assert_eq!((&record["recorded"]["direction"], &record["now"]["direction"]), (&json!("entry"), &json!("exit")));
    assert_eq!(record["now"]["person"]["document"]["zone"]["format"], json!("td3"));
    assert_eq!(record["history"][0]["kind"], json!("crossing_corrected"));
    assert_eq!(post.rows(&second, "crossings", &query())[0][3], "exit");
    let report = post.rows(&post.commander(), "daily_report", &query());
    let numbers: Vec<String> = report.iter().map(|row| row.join(" ")).collect();
    let hour = report.iter().find(|row| row[0] == "hour_exit").unwrap()[1].clone();
    assert_eq!(
        numbers,
        [
            "age 5-11 1".to_owned(),
            "corrected crossings 1".into(),
            "direction exit 1".into(),
            "document passport 1".into(),
            format!("hour_exit {hour} 1"),
            "nationality SWE 1".into(),
            "sex female 1".into(),
        ]
    );
    assert_eq!(post.refused(&second, "correct_crossing", correction), "CRO-021");
}

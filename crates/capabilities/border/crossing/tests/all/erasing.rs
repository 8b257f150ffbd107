//! Erasure and retention: two officers, nothing left to read, and the same views whether rebuilt or not.

use super::node::{MRZ, Post, query};
use access::{Query, Role, Who};
use kernel::Zone;
use serde_json::{Value, json};

/// What an erased person must not be found by.
const TRACES: [&str; 6] = ["ERIKSSON", "ANNA MARIA", "L898902C3", "1974-08-12", "قسمة", "Gisma"];

fn other(post: &Post) -> Who {
    post.who(Role::PostCommander, 9, post.site)
}

/// Asks as one officer, agrees as another.
fn erase(post: &Post, command: &str, json: Value) {
    let asked = post.done(&post.commander(), command, json);
    let approval = asked["approval"].as_str().unwrap().parse().unwrap();
    assert_eq!(post.gate.approve(&post.commander(), Zone::Border, approval).unwrap_err().code, "ACC-051");
    post.gate.approve(&other(post), Zone::Border, approval).unwrap();
}

fn everything(post: &Post) -> Vec<String> {
    post.gate.log(Zone::Border).unwrap().read(crossing::views::erasing::everything).unwrap()
}

/// All that can be read: tables, views as the API gives them, facts, and the bytes of the store's files.
fn readable(post: &Post) -> String {
    let mut all = everything(post).concat();
    for view in ["crossings", "overstays", "second_line", "groups", "due_for_erasure", "daily_report"] {
        all.push_str(&format!("{:?}", post.rows(&post.commander(), view, &query())));
    }
    for fact in post.gate.log(Zone::Border).unwrap().after(0, 100_000).unwrap() {
        all.push_str(&String::from_utf8_lossy(&fact.body.unwrap_or_default()));
    }
    for file in std::fs::read_dir(post.folder()).unwrap() {
        all.push_str(&String::from_utf8_lossy(&std::fs::read(file.unwrap().path()).unwrap()));
    }
    all
}

fn traces(post: &Post) -> Vec<&'static str> {
    let all = readable(post);
    TRACES.into_iter().filter(|trace| all.contains(trace)).collect()
}

fn rebuilt(post: &Post) -> Vec<String> {
    post.gate.log(Zone::Border).unwrap().rebuild(&mut |_, _| {}).unwrap();
    everything(post)
}

/// A traveller with a history: scanned, corrected, extended, at second line, handed over.
fn with_history(post: &Post) -> String {
    let crossing = post.crossing("entry");
    let correction = json!({
        "crossing": crossing, "direction": "entry", "person": { "sex": "female", "name": { "original": "قسمة", "renderings": ["Gisma"] } },
        "reason": "she writes it Gisma",
    });
    post.done(&post.second(), "correct_crossing", correction);
    let extension = json!({ "crossing": crossing, "until": "2030-01-01", "reason": "in hospital" });
    post.done(&post.commander(), "extend_stay", extension);
    let referral =
        post.done(&post.second(), "refer_to_second_line", json!({ "crossing": crossing, "reason": "goods" }));
    let decision = json!({ "referral": referral["referral"], "outcome": "cleared", "note": "Gisma had nothing" });
    post.done(&post.second(), "decide_second_line", decision);
    post.done(&post.officer(), "hand_over_person", json!({ "crossing": crossing, "urgent": true }));
    crossing
}

#[test]
fn an_erased_traveller_is_nowhere_to_be_read_and_the_chain_holds() {
    let post = Post::new();
    let stays = post.crossing("entry");
    erase(&post, "erase_traveller", json!({ "crossing": stays, "basis": "ordered" }));
    let crossing = with_history(&post);
    let before = post.rows(&post.commander(), "daily_report", &query());
    assert_eq!(traces(&post), TRACES, "before the erasure each can be found");
    erase(&post, "erase_traveller", json!({ "crossing": crossing, "basis": "requested" }));
    assert_eq!(traces(&post), Vec::<&str>::new());
    let gone = post.gate.view(&post.second(), "crossing.crossing", &Query::by("crossing", &crossing));
    assert_eq!(gone.unwrap_err().code, "GEN-404");
    for name in ["Eriksson", "Gisma"] {
        assert!(post.rows(&post.second(), "crossings", &query().and("name", name)).is_empty(), "{name}");
    }
    let after = post.rows(&post.commander(), "daily_report", &query());
    let entries = |rows: &[Vec<String>]| rows.iter().find(|row| row[0] == "direction" && row[1] == "entry").cloned();
    assert_eq!(entries(&before), entries(&after), "the day still knows how many came");
    assert!(after.iter().all(|row| !["sex", "nationality", "hour_entry", "second_line"].contains(&row[0].as_str())));
    let now = everything(&post);
    assert_eq!(rebuilt(&post), now);
    assert_eq!(post.gate.log(Zone::Border).unwrap().verify(&mut |_, _| {}).unwrap().first_bad, None);
    let again = json!({ "crossing": crossing, "basis": "requested" });
    assert_eq!(post.refused(&post.commander(), "erase_traveller", again), "GEN-404");
}

#[test]
fn the_same_document_begins_a_new_record_after_an_erasure() {
    let post = Post::new();
    let first = post.crossing("entry");
    erase(&post, "erase_traveller", json!({ "crossing": first, "basis": "requested" }));
    let second = post.crossing("exit");
    let record = post.record(&post.second(), "crossing", &Query::by("crossing", &second));
    assert_eq!(record["others"], json!([]), "nothing leads back to what was erased");
    assert!(record["now"]["person"]["document"]["zone"].is_object() && !MRZ.is_empty());
}

#[test]
fn a_record_that_second_line_waits_on_is_not_erased() {
    let post = Post::new();
    let (referral, crossing) = post.referred("asks_for_protection");
    let command = json!({ "crossing": crossing, "basis": "requested" });
    assert_eq!(post.refused(&post.commander(), "erase_traveller", command.clone()), "CRO-027");
    post.done(&post.second(), "decide_second_line", json!({ "referral": referral, "outcome": "protection" }));
    erase(&post, "erase_traveller", command);
}

#[test]
fn an_erased_group_leaves_its_number_in_the_day_and_nothing_else() {
    let post = Post::new();
    let family = json!({ "lane": post.lane("S"), "head": "قسمة", "counts": { "female": { "18-59": 1 }, "male": { "0-4": 2 } }, "needs": ["medical"] });
    let group = post.done(&post.officer(), "pre_register_group", family);
    post.done(&post.officer(), "hand_over_group", json!({ "token": group["token"] }));
    erase(&post, "erase_group", json!({ "group": group["group"], "basis": "recorded_wrongly" }));
    assert_eq!(traces(&post), Vec::<&str>::new());
    assert!(!everything(&post).concat().contains("medical"));
    let board = post.record(&post.commander(), "board", &query());
    assert_eq!((&board["today"]["groups"], &board["today"]["group_people"]), (&json!(1), &json!(3)));
    let now = everything(&post);
    assert_eq!(rebuilt(&post), now);
}

const DAY: i64 = 24 * 60;

#[test]
fn what_is_past_its_period_is_listed_and_erased_only_by_two_people() {
    let post = Post::new();
    let commander = post.commander();
    let due = || post.rows(&commander, "due_for_erasure", &query());
    let old = post.crossing("entry");
    post.done(&post.officer(), "pre_register_group", json!({ "counts": { "male": { "0-4": 1 } } }));
    post.pass_minutes(400 * DAY);
    let today = post.gate.now().date_at(60).to_string();
    let all = json!({ "on": today, "at_most": 5 });
    assert!(due().is_empty(), "without a period nothing is due");
    assert_eq!(post.refused(&commander, "erase_due", all.clone()), "CRO-028");
    let periods = json!({ "retention": { "traveller_months": 12, "second_line_months": 60, "group_months": 6 } });
    post.done(&commander, "set_retention", periods);
    assert_eq!(post.record(&commander, "post", &query())["retention"]["group_months"], json!(6));
    let recent = post.crossing("exit");
    assert_eq!(
        due().iter().map(|row| row[2].clone()).collect::<Vec<_>>(),
        ["group"],
        "a new crossing begins the time anew"
    );
    post.pass_minutes(400 * DAY);
    let today = post.gate.now().date_at(60).to_string();
    assert_eq!(due().iter().map(|row| row[2].clone()).collect::<Vec<_>>(), ["group", "traveller"]);
    let too_few = json!({ "on": today, "at_most": 1 });
    assert_eq!(post.refused(&commander, "erase_due", too_few), "CRO-029");
    erase(&post, "erase_due", json!({ "on": today, "at_most": 2 }));
    assert!(due().is_empty());
    for crossing in [old, recent] {
        assert!(post.gate.view(&commander, "crossing.crossing", &Query::by("crossing", &crossing)).is_err());
    }
    let now = everything(&post);
    assert_eq!(rebuilt(&post), now);
}

/// A number below `n`, from a seed that moves on.
fn below(seed: &mut u64, n: u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) % n
}

/// One command of many, on a record of many; a refusal is as good as a record.
fn step(post: &Post, seed: &mut u64, ids: &mut Vec<(Value, Value, Value, Value)>) {
    post.pass_minutes(below(seed, 90) as i64);
    let pick = below(seed, ids.len().max(1) as u64) as usize;
    let (crossing, referral, group, token) = ids.get(pick).cloned().unwrap_or_default();
    let (officer, second, commander) = (post.officer(), post.second(), post.commander());
    let way = ["entry", "exit"][below(seed, 2) as usize];
    let number = format!("N{}", below(seed, 4));
    let person = json!({ "sex": "male", "name": { "original": format!("Ali {}", below(seed, 3)) }, "nationality": "SDN",
        "document": { "kind": "passport", "issuer": "SDN", "number": number } });
    let done = match below(seed, 12) {
        0..=2 => {
            let refer = (below(seed, 3) == 0).then(|| json!({ "reason": "goods" }));
            let mut command = json!({ "direction": way, "lane": post.lane("A"), "person": person });
            if let Some(refer) = refer {
                command["refer"] = refer;
            }
            post.run(&officer, "record_crossing", command)
        }
        3 => post.run(
            &officer,
            "pre_register_group",
            json!({ "lane": post.lane("S"), "counts": { "female": { "18-59": 2 } }, "needs": ["medical"] }),
        ),
        4 => post.run(
            &second,
            "correct_crossing",
            json!({ "crossing": crossing, "direction": way, "person": person, "reason": "typing" }),
        ),
        5 => post.run(&second, "extend_stay", json!({ "crossing": crossing, "until": "2031-01-01", "reason": "ill" })),
        6 => post.run(&officer, "hand_over_person", json!({ "crossing": crossing })),
        7 => post.run(&officer, "hand_over_group", json!({ "token": token })),
        8 => post.run(&second, "refer_to_second_line", json!({ "crossing": crossing, "reason": "health" })),
        9 => post.run(&second, "decide_second_line", json!({ "referral": referral, "outcome": "cleared" })),
        10 => post.run(
            &officer,
            "count_queue",
            json!({ "lane": post.lane("A"), "people": below(seed, 30), "all": below(seed, 2) == 0 }),
        ),
        _ if group.is_null() => {
            post.run(&commander, "erase_traveller", json!({ "crossing": crossing, "basis": "requested" }))
        }
        _ => post.run(&commander, "erase_group", json!({ "group": group, "basis": "requested" })),
    };
    let Ok(answer) = done else { return };
    if let Some(approval) = answer["approval"].as_str() {
        post.gate.approve(&other(post), Zone::Border, approval.parse().unwrap()).unwrap();
    } else if answer["crossing"].is_string() || answer["group"].is_string() {
        let part = |key: &str| answer[key].clone();
        ids.push((part("crossing"), part("referral"), part("group"), part("token")));
    }
}

#[test]
fn after_any_commands_the_views_are_those_of_a_rebuild() {
    let mut erased = 0;
    for run in 0..6_u64 {
        let (post, mut seed, mut ids) = (Post::new(), run * 977 + 1, Vec::new());
        for _ in 0..60 {
            step(&post, &mut seed, &mut ids);
        }
        let now = everything(&post);
        assert_eq!(rebuilt(&post), now, "run {run}");
        erased += post.gate.log(Zone::Border).unwrap().verify(&mut |_, _| {}).unwrap().erased;
    }
    assert!(erased > 20, "the runs erase somebody: {erased} facts");
}

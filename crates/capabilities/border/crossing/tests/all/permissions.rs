use super::node::{Post, query, site};
use access::{Query, Role};
use serde_json::json;

#[test]
fn nobody_of_the_humanitarian_side_may_do_or_read_anything_here() {
    let post = Post::bare();
    let commands = post.gate.commands().map(|(name, _, _)| name.to_owned());
    let actions: Vec<String> = commands.chain(post.gate.views().map(|(name, _, _)| name.to_owned())).collect();
    for role in [
        Role::RegistrationClerk,
        Role::RegistrationSupervisor,
        Role::DistributionTeam,
        Role::ProtectionOfficer,
        Role::SocialWorker,
        Role::ChildProtectionOfficer,
        Role::ProtectionSupervisor,
        Role::ReferralFocalPoint,
        Role::ServiceProvider,
        Role::DataProtectionOfficer,
        Role::Administrator,
    ] {
        let who = post.who(role, 5, post.site);
        for action in &actions {
            assert!(!post.gate.may(&who, action), "{role} {action}");
        }
    }
}

#[test]
fn another_posts_record_looks_like_one_that_does_not_exist() {
    let post = Post::new();
    let (referral, crossing) = post.referred("goods");
    let handed_over = post.crossing("entry");
    let registered = post.done(&post.officer(), "pre_register_group", json!({ "counts": { "male": { "0-4": 1 } } }));
    let (token, group) = (registered["token"].clone(), registered["group"].clone());
    let stranger = post.who(Role::PostCommander, 6, site(0x99));
    let nothing = "01900000-0000-7000-8000-00000000dead";
    for (view, name, there) in [
        ("crossing", "crossing", crossing.as_str()),
        ("referral", "referral", referral.as_str()),
        ("group", "token", token.as_str().unwrap()),
    ] {
        let read = |id: &str| post.gate.view(&stranger, &format!("crossing.{view}"), &Query::by(name, id)).unwrap_err();
        let absent = if name == "token" { "MN1:000000000000" } else { nothing };
        assert_eq!(read(there), read(absent), "{view}");
    }
    for view in ["crossings", "groups", "second_line", "overstays", "due_for_erasure", "daily_report"] {
        assert!(post.rows(&stranger, view, &query()).is_empty(), "{view}");
    }
    for (command, there, absent) in [
        ("hand_over_person", json!({ "crossing": crossing }), json!({ "crossing": nothing })),
        ("hand_over_group", json!({ "token": token }), json!({ "token": "MN1:000000000000" })),
        (
            "refer_to_second_line",
            json!({ "crossing": crossing, "reason": "goods" }),
            json!({ "crossing": nothing, "reason": "goods" }),
        ),
        (
            "decide_second_line",
            json!({ "referral": referral, "outcome": "cleared" }),
            json!({ "referral": nothing, "outcome": "cleared" }),
        ),
        (
            "record_adverse_outcome",
            json!({ "referral": referral, "reason": "legal_order", "note": "x" }),
            json!({ "referral": nothing, "reason": "legal_order", "note": "x" }),
        ),
        (
            "erase_traveller",
            json!({ "crossing": handed_over, "basis": "requested" }),
            json!({ "crossing": nothing, "basis": "requested" }),
        ),
        (
            "erase_group",
            json!({ "group": group, "basis": "requested" }),
            json!({ "group": nothing, "basis": "requested" }),
        ),
        (
            "correct_crossing",
            json!({ "crossing": crossing, "direction": "exit", "person": { "sex": "male" }, "reason": "x" }),
            json!({ "crossing": nothing, "direction": "exit", "person": { "sex": "male" }, "reason": "x" }),
        ),
        (
            "extend_stay",
            json!({ "crossing": crossing, "until": "2030-01-01", "reason": "x" }),
            json!({ "crossing": nothing, "until": "2030-01-01", "reason": "x" }),
        ),
    ] {
        assert_eq!(post.run(&stranger, command, there), post.run(&stranger, command, absent), "{command}");
    }
}

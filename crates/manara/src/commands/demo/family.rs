//! One family that can be followed by name through everything that is done for it: lane, registration, bed, kit, screening, referral,
//! answer. README's first minute leads along it.

use super::{
    post::{Post, run, run_at},
    reception, referrals,
    referrals::Office,
    relief,
};
use crate::{
    node::{Failure, Node},
    serve,
};
use access::Role;
use kernel::Moment;
use serde_json::{Value, json};

/// Its people: name, in Latin letters, sex, age, relationship to the first.
type Member = (&'static str, &'static str, &'static str, u8, &'static str);

const HEAD: Member = ("نوال برشم دوسة", "Nawal Barsham Dousa", "female", 31, "");
const OTHERS: [Member; 4] = [
    ("صابر إسحاق حامد", "Sabir Ishaq Hamid", "male", 38, "spouse"),
    ("تسنيم صابر إسحاق", "Tasnim Sabir Ishaq", "female", 9, "child"),
    ("يحيى صابر إسحاق", "Yahya Sabir Ishaq", "male", 6, "child"),
    ("مناهل صابر إسحاق", "Manahil Sabir Ishaq", "female", 1, "child"),
];
/// How many came, as the lane counts them: two adults, a girl and a boy of school age, a small girl.
fn counts() -> Value {
    json!({ "female": { "0-4": 1, "5-11": 1, "18-59": 1 }, "male": { "5-11": 1, "18-59": 1 } })
}

/// What the head answers to the first questions on arrival.
const SAID: [(&str, &str); 6] = [
    ("sex", "female"),
    ("ill_now", "yes"),
    ("breastfeeding", "yes"),
    ("company", "family"),
    ("lost", "no"),
    ("speak_alone", "no"),
];

/// The family once it is at the site.
pub struct Followed {
    head: Value,
    at: Moment,
}

/// From the lane to its beds and its kit, before the site is full.
pub fn arrive(node: &Node, post: &Post) -> Result<Followed, Failure> {
    let registered = register(node, post, &hand_over(node, post)?)?;
    let household = registered.get("household").and_then(Value::as_str).unwrap_or_default();
    let clerk = post.who(Role::RegistrationClerk)?;
    run(node, clerk, "registration.issue_card", &json!({ "household": household }))?;
    let people = reception::give_places(node, post, household)?;
    run(node, post.who(Role::ReceptionManager)?, "reception.check_in", &json!({ "people": people }))?;
    relief::hand_out_due(node, post, household)?;
    let head = registered.pointer("/people/0").cloned().unwrap_or_default();
    Ok(Followed { head, at: node.gate.now() })
}

/// What was done for its head in the last hour: the first questions, and a referral that the clinic has answered.
pub fn go_on(node: &Node, post: &Post, family: &Followed, clinic: &Office) -> Result<(), Failure> {
    let now = node.gate.now();
    let ago = |minutes: i64| now.plus_seconds(-minutes * 60).max(family.at);
    screen(node, post, &family.head, ago(60))?;
    let when = |step: usize| ago(55 - i64::try_from(step).unwrap_or(0) * 8);
    referrals::go(node, post.who(Role::SocialWorker)?, clinic, &referrals::OF_THE_FAMILY, &family.head, &when)
}

/// At the lane, to the token that leads to registration.
fn hand_over(node: &Node, post: &Post) -> Result<Value, Failure> {
    let officer = post.who(Role::LaneOfficer)?;
    let lane = post.lanes.get("S");
    let (name, ..) = HEAD;
    let group = json!({ "lane": lane, "head": name, "counts": counts(), "needs": ["medical"] });
    let done = run(node, officer, "crossing.pre_register_group", &group)?;
    let token = done.get("token").cloned().unwrap_or_default();
    run(node, officer, "crossing.hand_over_group", &json!({ "token": token }))?;
    // The token must have crossed the wall before it can be opened.
    serve::react_once(node);
    Ok(token)
}

fn register(node: &Node, post: &Post, token: &Value) -> Result<Value, Failure> {
    let clerk = post.who(Role::RegistrationClerk)?;
    let today = node.gate.now().date_at(clerk.utc_offset_minutes);
    let details = |(name, latin, sex, age, _): &Member| {
        json!({
            "name": { "original": name, "renderings": [latin] }, "sex": sex,
            "birth": { "precision": "estimated", "age_years": age, "on": today },
            "nationality": "SDN", "languages": ["ar"],
        })
    };
    let member = |one: &Member| json!({ "relationship": one.4, "details": details(one) });
    let members: Vec<Value> = OTHERS.iter().map(member).collect();
    let household = json!({ "token": token, "head": details(&HEAD), "members": members });
    run(node, clerk, "registration.register_household", &household)
}

fn screen(node: &Node, post: &Post, head: &Value, at: Moment) -> Result<(), Failure> {
    let mut answers: Value =
        SAID.iter().map(|(question, said)| ((*question).to_owned(), json!({ "one": said }))).collect();
    if let Some(answers) = answers.as_object_mut() {
        answers.insert("age".to_owned(), json!({ "number": HEAD.3 }));
    }
    let screening = json!({
        "person": head, "sheet": "arrival", "version": 1, "answers": answers, "language": "ar",
        "supervisor": post.who(Role::ProtectionSupervisor)?.actor,
    });
    run_at(node, post.who(Role::SocialWorker)?, "protection.screen_person", &screening, Some(at))?;
    Ok(())
}

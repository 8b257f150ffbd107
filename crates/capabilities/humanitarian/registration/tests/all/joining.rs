//! Two records that were said to be one person's, or two households that were joined, are apart again as if nobody had ever said so.
//! Whatever was recorded of each before and in between, each record and each household shows afterwards, byte for byte, what it shows
//! on a node that was told all the same facts but those of the joining. Nothing is left out of the comparison: of a joining that was
//! undone only the log tells, no page does. What was read in between was read: those reads are told to both nodes, and to the people
//! on their receipts.

use crate::node::{Node, details, somebody};
use access::{Query, Role};
use kernel::{HouseholdId, StreamId};
use log::{At, Recorded};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::ops::RangeInclusive;
use trial::{difference, shuffled};

/// What somebody does: what, to whom, and how.
type Act = (u8, usize, u8);

const CLERK: Role = Role::RegistrationClerk;
const SUPERVISOR: Role = Role::RegistrationSupervisor;
const WORDS: [&str; 4] = ["حواء", "Hawa", "Issa Barka", "Mariam"];
const ABOUT: [&str; 3] = ["photo", "contact", "tracing"];
const RELATIONS: [&str; 3] = ["parent_of", "caregiver_of", "travels_with"];

/// Two households of two; a record of each is of the same person, or is not.
struct World {
    node: Node,
    households: [String; 2],
    people: Vec<String>,
    links: Vec<(String, String)>,
    /// Whether some left the household that stays.
    some_left: bool,
    /// Who came with the other household when it was joined.
    came: Vec<String>,
}

impl World {
    fn new() -> Self {
        let node = Node::new();
        let done = [node.household(&["Hawa", "Issa"]), node.household(&["Hawa", "Ali"])];
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let people = done.iter().flat_map(|done| done["people"].as_array().unwrap().iter().map(text)).collect();
        Self {
            households: [0, 1].map(|n| text(&done[n]["household"])),
            node,
            people,
            links: vec![],
            some_left: false,
            came: vec![],
        }
    }

    /// Does it; what is refused is refused.
    fn act(&mut self, (what, who, how): Act) {
        self.node.pass(60);
        let (n, how) = (who % 4, usize::from(how));
        let (person, household) = (self.people[n].clone(), self.households[n / 2].clone());
        let run = |command: &str, json: Value| self.node.run(&somebody(SUPERVISOR), command, &json).ok();
        match what % 12 {
            0 => {
                let mut details = details(WORDS[how % 4]);
                details["nationality"] = json!(["TCD", "XXA", "SDN"][how % 3]);
                run("correct_person", json!({ "person": person, "details": details, "reason": "her card says so" }));
            }
            1 => {
                let answer = json!({ "person": person, "about": ABOUT[how % 3], "agreed": how % 5 != 0, "by": "oneself", "language": "ar" });
                run("answer_consent", answer);
            }
            2 => drop(run("withdraw_consent", json!({ "person": person, "about": ABOUT[how % 3] }))),
            3 => {
                let yes =
                    json!({ "person": person, "about": "photo", "agreed": true, "by": "oneself", "language": "ar" });
                run("answer_consent", yes);
                run("attach_photo", json!({ "person": person, "jpeg": "/9j/2wBDAAEBAQH/2Q==" }));
            }
            4 => {
                let form = ["printed", "read_aloud"][how % 2];
                run("record_receipt", json!({ "person": person, "form": form, "language": "fr" }));
            }
            5 => {
                let relationship = ["child", "grandchild", "spouse"][how % 3];
                let add =
                    json!({ "household": household, "relationship": relationship, "details": details(WORDS[how % 4]) });
                run("add_member", add);
            }
            // Also the members of the other household, while they are joined.
            6 => drop(run("name_head", json!({ "household": self.households[how % 2], "head": person }))),
            7 => {
                if run("issue_card", json!({ "household": household })).is_none() {
                    run("replace_card", json!({ "household": household, "why": "lost" }));
                }
            }
            8 => {
                let other = &self.people[(n + 1 + how % 3) % 4];
                let link = json!({ "person": person, "is": RELATIONS[how % 3], "other": other, "basis": "declared" });
                let made = run("assert_link", link).map(|done| done["link"].as_str().unwrap().to_owned());
                self.links.extend(made.map(|link| (person, link)));
            }
            9 => {
                if let Some((person, link)) = self.links.get(how % self.links.len().max(1)) {
                    run("retract_link", json!({ "person": person, "link": link, "reason": "heard wrongly" }));
                }
            }
            10 => {
                let split = json!({ "household": household, "head": person });
                let joined = json!({ "household": self.households[0], "head": person });
                let left = run("split_household", split).or_else(|| run("split_household", joined));
                self.some_left |= left.is_some();
            }
            _ => {
                let reads = somebody([CLERK, Role::ProtectionOfficer][how % 2]);
                let _ = self.node.record_for(&reads, "person", &person);
            }
        }
    }

    /// Joins the two, by a link between records, by joining the households, or both; what undoes it.
    fn join(&mut self, how: u8) -> Vec<(&'static str, Value)> {
        let mut undo = vec![];
        let (one, other) = (&self.people[0], &self.people[2]);
        if how != 2 {
            let is = if how == 1 { "not_same_as" } else { "same_as" };
            let link = json!({ "person": one, "is": is, "other": other, "basis": "observed" });
            let link = self.node.done("assert_link", &link)["link"].clone();
            undo.push(("retract_link", json!({ "person": one, "link": link, "reason": "two cousins of one name" })));
        }
        if how >= 2 {
            let two = json!({ "household": self.households[0], "from": self.households[1] });
            let members = self.node.record("household", "id", &two["from"])["members"].clone();
            let ids = members.as_array().unwrap().iter().map(|member| member["person"].as_str().unwrap().to_owned());
            self.came = ids.collect();
            self.node.done("join_households", &two);
            undo.push(("undo_join", two));
        }
        undo
    }
}

/// Where the log stands.
fn end(node: &Node) -> i64 {
    node.recorded().last().map_or(0, |fact| fact.header.position)
}

/// A node that was told these facts.
fn told(facts: &[Recorded], until: i64) -> Node {
    let node = Node::new();
    node.tell(facts);
    node.pass(until);
    node
}

/// Another post tells first that a link was taken back.
fn back_first(mut facts: Vec<Recorded>) -> Vec<Recorded> {
    let of = |kind: &str| facts.iter().position(|fact| fact.kind() == kind);
    if let (Some(first), Some(back)) = (of("registration.link_asserted"), of("registration.link_retracted")) {
        let fact = facts.remove(back);
        facts.insert(first.min(back), fact);
    }
    facts
}

/// Everything that is shown of the people and the households, as text; read in the same order on every node.
fn seen(node: &Node, world: &World) -> Vec<String> {
    let mut out = Vec::new();
    for person in &world.people {
        for role in [CLERK, Role::ProtectionOfficer] {
            out.push(format!("{:?}", node.record_for(&somebody(role), "person", person)));
        }
        out.push(format!("{:?}", node.record_for(&somebody(CLERK), "receipt", person)));
        for page in ["", "/links", "/receipt", "/correct"] {
            out.push(node.page(SUPERVISOR, &format!("/registration/people/{person}{page}")));
        }
    }
    for household in &world.households {
        out.push(format!("{:?}", node.record_for(&somebody(SUPERVISOR), "household", household)));
        let query = Query::by("household", household);
        out.push(format!("{:?}", node.view(&somebody(CLERK), "card", &query).map(|answer| answer.record().clone())));
        for page in ["", "/change"] {
            out.push(node.page(SUPERVISOR, &format!("/registration/households/{household}{page}")));
        }
    }
    out.push(node.page(SUPERVISOR, "/registration/households"));
    let listed = node.table(&somebody(CLERK), "households", &Query { per_page: Query::MOST, ..Query::default() });
    assert_eq!(listed["total"], listed["rows"].as_array().unwrap().len(), "the list counts its rows");
    for asked in ["Hawa", "Issa"] {
        out.push(format!("{:?}", node.rows("find", &Query::by("q", asked))));
    }
    out.push(format!("{:?}", node.rows("statistics", &Query::default())));
    out
}

/// The fact as it would have been recorded had nothing been joined: none, if it is of the joining: those of its two commits, and that
/// somebody of the other household spoke for the one that stayed. Whoever left both together left their own, and whoever speaks for
/// that since then does.
fn never_joined(fact: &Recorded, world: &World, joining: &[RangeInclusive<i64>; 2]) -> Option<Recorded> {
    let mut fact = fact.clone();
    let position = fact.header.position;
    let Some(bytes) = fact.body.as_deref().filter(|_| position > joining[0].start() - 1) else { return Some(fact) };
    let mut body: Value = serde_json::from_slice(bytes).unwrap();
    let is = |key: &str, id: &str| body[key].as_str() == Some(id);
    let (own, other) = (&world.households[0], &world.households[1]);
    let of_other = |key: &str| world.came.iter().any(|person| is(key, person));
    let between = position < *joining[1].start();
    let is_read = fact.kind().starts_with("audit.");
    let of_joining = !is_read && joining.iter().any(|range| range.contains(&position));
    match fact.kind() {
        "registration.head_named" if is("household", other) => return Some(fact),
        // Some of its own people left while somebody who came spoke for them: who speaks next was named when those went back.
        "registration.head_named" if joining[1].contains(&position) && world.some_left => return Some(fact),
        "registration.head_named" if between && of_other("head") => return None,
        "registration.member_left" if between && is("household", own) && of_other("person") => {
            fact.header.stream = StreamId(other.parse::<HouseholdId>().unwrap().0);
            body["household"] = json!(other);
        }
        _ => {}
    }
    fact.body = Some(body.to_string().into_bytes());
    Some(fact).filter(|_| !of_joining)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_joined_is_apart_again_as_if_it_had_never_been_joined(
        before in proptest::collection::vec((0u8..12, 0usize..4, any::<u8>()), 0..10),
        between in proptest::collection::vec((0u8..12, 0usize..4, any::<u8>()), 0..12),
        after in proptest::collection::vec((0u8..12, 0usize..4, any::<u8>()), 0..4),
        how in 0u8..4, keys in proptest::collection::vec(any::<u16>(), 7), back in any::<bool>(),
    ) {
        let mut world = World::new();
        before.into_iter().for_each(|act| world.act(act));
        let first = end(&world.node);
        let undo = world.join(how);
        let joined = first + 1..=end(&world.node);
        between.into_iter().for_each(|act| world.act(act));
        world.node.pass(60);
        let second = end(&world.node);
        for (command, json) in undo {
            // Where all who came have moved on nobody can go back.
            let done = world.node.run(&somebody(SUPERVISOR), command, &json);
            prop_assume!(!done.is_err_and(|problem| problem.code == "REG-026"));
        }
        let undone = second + 1..=end(&world.node);
        after.into_iter().for_each(|act| world.act(act));
        let facts = world.node.recorded();
        let now = world.node.app.gate.now().seconds_since(At::example().now);
        let joining = [joined, undone];
        let never: Vec<Recorded> = facts.iter().filter_map(|fact| never_joined(fact, &world, &joining)).collect();
        let never = told(&never, now);
        let late = shuffled(&facts, &keys);
        let elsewhere = told(&if back { back_first(late) } else { late }, now);
        let expected = seen(&never, &world);
        prop_assert_eq!(difference(&seen(&world.node, &world), &expected), None, "here");
        prop_assert_eq!(difference(&seen(&elsewhere, &world), &expected), None, "at another post");
        for node in [&never, &world.node, &elsewhere] {
            node.log().rebuild(&mut |_, _| {}).unwrap();
        }
        let expected = seen(&never, &world);
        prop_assert_eq!(difference(&seen(&world.node, &world), &expected), None, "after a rebuild");
        prop_assert_eq!(difference(&seen(&elsewhere, &world), &expected), None, "at another post, after a rebuild");
    }
}

//! Entitlements hold across joins and un-joins: whatever is handed out, taken back, joined and parted, and in whatever order two posts
//! learn of it, what is due follows from the hand-outs to all records of the same person, and from nothing else.

use crate::node::{Node, site, somebody};
use access::{Query, Role};
use contracts::registration::{LinkBasis, LinkKind, RegistrationFact};
use kernel::{HouseholdId, LinkId, PersonId, Sex::Female, StreamId, SubjectId, Text};
use log::Facts;
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const HOUR: i64 = 3600;
const HOUSEHOLDS: usize = 4;
/// When it is asked what is due.
const ASKED: i64 = 200;

/// A fact of relief as another post wrote it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
struct Written(Value);

impl Facts for Written {
    const SET: &'static str = "relief";

    fn subject(&self) -> Option<SubjectId> {
        self.0["body"]["person"].as_str().map(|person| person.parse::<PersonId>().unwrap().into())
    }
}

/// One thing that happens, at an hour.
#[derive(Debug, Clone)]
enum Act {
    HandOut { household: usize, alone: bool },
    TakeBack { of: usize },
    Join { one: usize, other: usize },
    Part { of: usize },
}

fn act() -> impl Strategy<Value = (Act, i64)> {
    let people = 0..HOUSEHOLDS * 2;
    let act = prop_oneof![
        4 => (0..HOUSEHOLDS, any::<bool>()).prop_map(|(household, alone)| Act::HandOut { household, alone }),
        1 => (0..8usize).prop_map(|of| Act::TakeBack { of }),
        3 => (people.clone(), people).prop_map(|(one, other)| Act::Join { one, other }),
        2 => (0..8usize).prop_map(|of| Act::Part { of }),
    ];
    (act, 0..ASKED)
}

fn id(n: usize) -> Uuid {
    Uuid::from_u128(9_000_000 + u128::try_from(n).unwrap())
}

/// What the acts add up to, and the facts that tell of each.
#[derive(Default)]
struct Story {
    /// Hand-outs that stand: when, and for whom.
    given: BTreeMap<usize, (i64, Vec<PersonId>)>,
    /// Links that stand.
    same: BTreeMap<usize, (PersonId, PersonId)>,
    facts: Vec<(i64, Fact)>,
}

#[derive(Clone)]
enum Fact {
    Relief(StreamId, Written),
    Link(StreamId, Box<RegistrationFact>),
}

impl Story {
    fn of(acts: &[(Act, i64)], households: &[(HouseholdId, Vec<PersonId>)]) -> Self {
        let people: Vec<PersonId> = households.iter().flat_map(|(_, people)| people.clone()).collect();
        let (mut story, mut links) = (Self::default(), BTreeMap::new());
        let (mut given, mut joined) = (vec![], vec![]);
        for (n, (act, hour)) in acts.iter().enumerate() {
            match act {
                Act::HandOut { household, alone } => {
                    let (household, members) = &households[*household];
                    let to = if *alone { members[..1].to_vec() } else { members.clone() };
                    story.hand_out(n, *hour, *household, &to);
                    given.push(n);
                }
                Act::TakeBack { of } => {
                    let Some(of) = given.get(of % given.len().max(1)).filter(|of| story.given.contains_key(of)) else {
                        continue;
                    };
                    let back = json!({ "kind": "hand_out_taken_back", "body": { "handout": id(*of), "why": "mistake", "note": null, "restock": true } });
                    story.given.remove(of);
                    story.facts.push((*hour, Fact::Relief(StreamId(id(*of)), Written(back))));
                }
                Act::Join { one, other } => {
                    let (one, other) = (people[*one], people[*other]);
                    if one == other {
                        continue;
                    }
                    let asserted = RegistrationFact::LinkAsserted {
                        person: one,
                        link: LinkId(id(n)),
                        is: LinkKind::SameAs,
                        other,
                        basis: LinkBasis::Declared,
                    };
                    story.same.insert(n, (one, other));
                    links.insert(n, one);
                    joined.push(n);
                    story.facts.push((*hour, Fact::Link(one.into(), Box::new(asserted))));
                }
                Act::Part { of } => {
                    let Some(of) = joined.get(of % joined.len().max(1)).filter(|of| story.same.contains_key(of)) else {
                        continue;
                    };
                    let reason = Text::parse("two people of one name").unwrap();
                    let person = links[of];
                    story.same.remove(of);
                    story.facts.push((
                        *hour,
                        Fact::Link(
                            person.into(),
                            Box::new(RegistrationFact::LinkRetracted { person, link: LinkId(id(*of)), reason }),
                        ),
                    ));
                }
            }
        }
        story
    }

    fn hand_out(&mut self, n: usize, hour: i64, household: HouseholdId, to: &[PersonId]) {
        let line = json!({ "item": id(0), "quantity": 1 });
        let handed = json!({ "kind": "handed_out", "body": {
            "handout": id(n), "site": site(), "people": to.len(), "lines": [line], "note": null } });
        self.facts.push((hour, Fact::Relief(StreamId(id(n)), Written(handed))));
        for person in to {
            let given = json!({ "kind": "items_given", "body": {
                "handout": id(n), "site": site(), "person": person, "household": household, "reason": null,
                "lines": [{ "item": id(0), "quantity": 1, "people": to.len() }] } });
            let stream = StreamId(Uuid::from_u128(person.0.as_u128() + 500_000));
            self.facts.push((hour, Fact::Relief(stream, Written(given))));
        }
        self.given.insert(n, (hour, to.to_vec()));
    }

    /// The records of the same person, by the links that stand.
    fn records(&self, person: PersonId) -> BTreeSet<PersonId> {
        let mut all = BTreeSet::from([person]);
        loop {
            let more: Vec<PersonId> = self
                .same
                .values()
                .filter(|(one, other)| all.contains(one) != all.contains(other))
                .flat_map(|(one, other)| [*one, *other])
                .collect();
            if more.is_empty() {
                return all;
            }
            all.extend(more);
        }
    }

    /// The hours at which any of these had something.
    fn had(&self, records: &BTreeSet<PersonId>) -> Vec<i64> {
        self.given
            .values()
            .filter(|(_, people)| people.iter().any(|person| records.contains(person)))
            .map(|(hour, _)| *hour)
            .collect()
    }
}

/// A node with the households, the item and its rule, on which these facts arrive in this order.
fn node(rule: &Value, basis: &str, facts: &[(i64, Fact)]) -> (Node, Vec<(HouseholdId, Vec<PersonId>)>) {
    let node = Node::new();
    let households =
        (0..HOUSEHOLDS).map(|n| node.household(u16::try_from(n + 1).unwrap(), &[(Female, 30), (Female, 20)])).collect();
    let item =
        json!({ "kind": "item_defined", "body": { "item": id(0), "code": "KIT", "name": "Kit", "unit": "kit" } });
    node.append(StreamId(id(0)), &[Written(item)]);
    let entitlement = json!({ "kind": "entitlement_defined", "body": {
        "entitlement": Uuid::from_u128(77), "site": site(), "item": id(0), "quantity": 1, "basis": basis, "rule": rule } });
    node.append(StreamId(Uuid::from_u128(77)), &[Written(entitlement)]);
    let mut now = 0;
    for (hour, fact) in facts {
        node.pass((hour - now) * HOUR);
        now = *hour;
        match fact {
            Fact::Relief(stream, fact) => node.append(*stream, std::slice::from_ref(fact)),
            Fact::Link(stream, fact) => node.append(*stream, std::slice::from_ref(fact.as_ref())),
        }
    }
    node.pass((ASKED - now) * HOUR);
    (node, households)
}

/// The same facts in another order; of one stream of registration the order stays.
fn shuffled(facts: &[(i64, Fact)], keys: &[u16]) -> Vec<(i64, Fact)> {
    let mut links = facts.iter().filter(|(_, fact)| matches!(fact, Fact::Link(..)));
    let mut order: Vec<usize> = (0..facts.len()).collect();
    order.sort_by_key(|n| keys[n % keys.len()].wrapping_mul(u16::try_from(*n).unwrap() | 1));
    order
        .into_iter()
        .map(|n| match &facts[n].1 {
            Fact::Link(..) => links.next().unwrap().clone(),
            Fact::Relief(..) => facts[n].clone(),
        })
        .collect()
}

fn due(node: &Node, households: &[(HouseholdId, Vec<PersonId>)]) -> Vec<Vec<Value>> {
    let of = |(household, _): &(HouseholdId, Vec<PersonId>)| {
        node.record_of("household", "id", &household.to_string())["lines"][0]["due"].as_array().unwrap().clone()
    };
    households.iter().map(of).collect()
}

fn everything(node: &Node, households: &[(HouseholdId, Vec<PersonId>)]) -> Vec<Value> {
    let all = Query { per_page: Query::MOST, ..Query::default() };
    let mut seen: Vec<Value> =
        ["questions", "stock", "handouts"].iter().map(|view| Value::from(node.rows(view, &all))).collect();
    seen.extend(households.iter().map(|(household, _)| node.record_of("household", "id", &household.to_string())));
    seen
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn entitlements_hold_across_joins_and_un_joins(
        acts in proptest::collection::vec(act(), 1..14), keys in proptest::collection::vec(any::<u16>(), 16),
        kind in 0usize..3, per_household in any::<bool>(),
    ) {
        let rule = [json!({ "once": true }), json!({ "min_interval_hours": 48 }), json!({ "max_per_day": 2 })][kind].clone();
        let basis = if per_household { "household" } else { "person" };
        let (empty, households) = node(&rule, basis, &[]);
        let today = empty.app.gate.now().date_at(0);
        let midnight = today.start(0).seconds_since(empty.app.gate.now()) as f64 / HOUR as f64 + ASKED as f64;
        let allowed = |had: &[i64]| match kind {
            0 => had.is_empty(),
            1 => had.iter().all(|hour| ASKED >= hour + 48),
            _ => had.iter().filter(|hour| **hour as f64 >= midnight).count() < 2,
        };
        let story = Story::of(&acts, &households);
        let expected: Vec<Vec<Value>> = households.iter().map(|(_, members)| {
            let all: BTreeSet<PersonId> = members.iter().flat_map(|person| story.records(*person)).collect();
            let may = |person: &&PersonId| {
                if per_household { allowed(&story.had(&all)) } else { allowed(&story.had(&story.records(**person))) }
            };
            members.iter().filter(may).map(|person| json!(person)).collect()
        }).collect();
        let (here, _) = node(&rule, basis, &story.facts);
        prop_assert_eq!(due(&here, &households), expected);
        let (there, _) = node(&rule, basis, &shuffled(&story.facts, &keys));
        prop_assert_eq!(everything(&there, &households), everything(&here, &households));
        here.log().rebuild(&mut |_, _| {}).unwrap();
        prop_assert_eq!(everything(&there, &households), everything(&here, &households));
    }
}

#[test]
fn two_records_that_turn_out_to_be_one_person_are_a_question_until_they_are_parted() {
    let node = Node::new();
    let (one, people) = node.household(1, &[(Female, 30)]);
    let (other, others) = node.household(2, &[(Female, 30)]);
    let kit = node.item("KIT", "kit");
    let rule = node.entitlement(&kit, "person", &json!({ "once": true }));
    node.done("receive_stock", &json!({ "from": "Central store", "lines": [{ "item": kit, "quantity": 9 }] }));
    node.pass(60);
    for household in [one, other] {
        let line = json!({ "item": kit, "quantity": 1, "entitlement": rule });
        node.done("hand_out", &json!({ "household": household, "lines": [line] }));
        node.pass(60);
    }
    assert!(node.questions().is_empty());
    let link = LinkId(id(1));
    let asserted = RegistrationFact::LinkAsserted {
        person: people[0],
        link,
        is: LinkKind::SameAs,
        other: others[0],
        basis: LinkBasis::Declared,
    };
    node.append(people[0].into(), &[asserted]);
    assert_eq!(node.questions(), ["again"]);
    let reason = Text::parse("two people of one name").unwrap();
    node.append(people[0].into(), &[RegistrationFact::LinkRetracted { person: people[0], link, reason }]);
    assert!(node.questions().is_empty());
    assert!(node.app.gate.may(&somebody(Role::ReceptionManager), "relief.settle_question"));
}

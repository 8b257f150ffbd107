//! The facts of two nodes about one convoy, in whatever order they arrive: the same lists, counts and items; and every missing person is an
//! open item until explained.

use crate::node::{Node, site};
use access::Query;
use kernel::{
    ConvoyId, FactId, Moment, NodeId, PersonId, Purpose,
    Sex::{Female, Male},
    Zone,
};
use log::{At, FactRef, Header, Recorded, State, clock::Hlc};
use proptest::{prelude::*, sample::SizeRange};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use transfer::{convoy::Convoy, open::Counted};

/// One thing that somebody at one of the two posts records: which, by which node, when, about whom, how many, with which word.
#[derive(Debug, Clone)]
struct Act {
    what: u8,
    node: u128,
    at_s: i64,
    whom: usize,
    count: u16,
    known: bool,
}

fn act() -> impl Strategy<Value = Act> {
    (0u8..10, 1u128..3, 0i64..400, 0usize..4, 2u16..5, any::<bool>())
        .prop_map(|(what, node, at_s, whom, count, known)| Act { what, node, at_s, whom, count, known })
}

fn convoy() -> ConvoyId {
    ConvoyId(uuid::Uuid::from_u128(500))
}

/// The fact of an act as its node recorded it; `seq` is its number there, `after` the seats that it takes the place of.
fn recorded(act: &Act, seq: i64, people: &[PersonId], after: &[FactId]) -> Recorded {
    let (id, whom) = (convoy(), people[act.whom]);
    let (kind, body) = match act.what {
        0 => ("people_listed", json!({ "convoy": id, "people": [whom] })),
        1 => ("person_unlisted", json!({ "convoy": id, "person": whom, "why": "own_wish", "note": null })),
        2 => ("convoy_departed", json!({ "convoy": id, "counted": act.count })),
        3 => ("convoy_arrived", json!({ "convoy": id, "site": site(), "counted": act.count, "people": [whom] })),
        4 | 5 => {
            let why = if act.known { "hospital" } else { "tracing" };
            ("missing_explained", json!({ "convoy": id, "person": whom, "why": why, "note": "seen" }))
        }
        6 => ("convoy_cancelled", json!({ "convoy": id, "why": "road", "note": null })),
        _ => {
            let vehicle = if act.what == 9 { Value::Null } else { json!(["A", "B"][usize::from(act.known)]) };
            ("people_seated", json!({ "convoy": id, "vehicle": vehicle, "people": [whom], "after": after }))
        }
    };
    header(kind, body, act.node, seq, act.at_s)
}

fn header(kind: &str, body: Value, node: u128, seq: i64, at_s: i64) -> Recorded {
    let at = At::example();
    let now = Moment::from_millis(at.now.millis() + at_s * 1000);
    let header = Header {
        position: seq,
        at: FactRef { node: NodeId(uuid::Uuid::from_u128(node)), seq },
        zone: Zone::Humanitarian,
        stream: convoy().into(),
        stream_seq: seq,
        kind: format!("transfer.{kind}"),
        version: 1,
        subject: None,
        actor: at.actor,
        purpose: Purpose::Assistance,
        happened_from: now,
        happened_to: now,
        recorded: Hlc::default().next(now),
        caused_by: None,
    };
    Recorded { header, body: Some(body.to_string().into_bytes()) }
}

/// The convoy, its list in full by name, and the facts of the acts.
fn story(acts: &[Act], people: &[PersonId]) -> Vec<Recorded> {
    let due = Moment::from_millis(At::example().now.millis() + 86_400_000);
    let plan = json!({ "from": "Adré", "to": site(), "is": "road", "due": due, "people": people.len(),
        "vehicles": [{ "name": "A", "seats": 2 }, { "name": "B", "seats": 1 }] });
    let mut facts = vec![
        header("convoy_announced", json!({ "convoy": convoy(), "plan": plan }), 1, 1, -20),
        header("people_listed", json!({ "convoy": convoy(), "people": people }), 1, 2, -10),
    ];
    let mut seats: BTreeMap<(u128, usize), Vec<FactId>> = BTreeMap::new();
    let mut seqs: BTreeMap<u128, i64> = [(1, 2), (2, 0)].into();
    for act in acts {
        let seq = seqs.entry(act.node).or_default();
        *seq += 1;
        // A node knows the seats that it gave itself.
        let known = seats.entry((act.node, act.whom)).or_default();
        let fact = recorded(act, *seq, people, known);
        if fact.header.kind == "transfer.people_seated" {
            *known = vec![fact.header.id()];
        }
        facts.push(fact);
    }
    facts
}

/// A node with the household, and its people.
fn post() -> (Node, Vec<PersonId>) {
    let node = Node::new();
    let people = node.household(1, &[(Female, 30), (Male, 33), (Male, 8), (Female, 4)]).1;
    (node, people)
}

/// What people see at a post where the facts arrive in this order.
fn seen(facts: &[Recorded]) -> Vec<Value> {
    let (node, _) = post();
    let views = transfer::capability().projections;
    node.log()
        .commit(&At::example(), |commit| {
            for fact in facts {
                for view in views.iter().filter(|view| (view.wants)(&fact.header.kind)) {
                    (view.apply)(commit.sql(), fact)?;
                }
            }
            Ok(())
        })
        .unwrap();
    let all = Query { per_page: Query::MOST, ..Query::default() };
    let mut seen: Vec<Value> = ["convoys", "items"].iter().map(|view| Value::from(node.rows(view, &all))).collect();
    seen.push(node.record_of("convoy", "id", &convoy().to_string()));
    seen
}

/// Who has two seats by the definition: the last of each node, where they differ.
fn two_seats(facts: &[Recorded], list: &BTreeSet<PersonId>) -> usize {
    let mut last: BTreeMap<PersonId, BTreeMap<NodeId, Option<String>>> = BTreeMap::new();
    for fact in facts.iter().filter(|fact| fact.header.kind == "transfer.people_seated") {
        let body: Value = serde_json::from_slice(fact.body.as_ref().unwrap()).unwrap();
        let whom: PersonId = body["people"][0].as_str().unwrap().parse().unwrap();
        last.entry(whom).or_default().insert(fact.header.at.node, body["vehicle"].as_str().map(str::to_owned));
    }
    let differ = |of: &BTreeMap<NodeId, Option<String>>| of.values().collect::<BTreeSet<_>>().len() > 1;
    last.iter().filter(|(person, of)| list.contains(person) && differ(of)).count()
}

/// The fold that decisions see, from facts in this order: who travels, who came.
fn folded(facts: &[Recorded]) -> (BTreeSet<PersonId>, BTreeSet<PersonId>, bool, bool) {
    let mut state = Convoy::default();
    for fact in facts {
        state.apply(&fact.fact::<<Convoy as State>::Fact>().unwrap().unwrap(), &fact.header);
    }
    (state.list().collect(), state.came.clone(), state.left.is_some(), state.arrived)
}

/// Who is missing by the definition, from the facts as a set.
fn missing(facts: &[Recorded]) -> BTreeSet<String> {
    let (list, came, _, arrived) = folded(facts);
    let mut why: BTreeMap<String, (kernel::FactId, String)> = BTreeMap::new();
    for fact in facts.iter().filter(|fact| fact.header.kind == "transfer.missing_explained") {
        let body: Value = serde_json::from_slice(fact.body.as_ref().unwrap()).unwrap();
        let (whom, said) = (body["person"].as_str().unwrap().to_owned(), body["why"].as_str().unwrap().to_owned());
        let latest = why.entry(whom).or_insert((fact.header.id(), said.clone()));
        if latest.0 < fact.header.id() {
            *latest = (fact.header.id(), said);
        }
    }
    let open = |person: &String| why.get(person).is_none_or(|(_, why)| why == "tracing");
    let not_there = list.difference(&came).map(ToString::to_string);
    if arrived { not_there.filter(open).collect() } else { BTreeSet::new() }
}

fn shuffled(facts: &[Recorded], by: &[usize]) -> Vec<Recorded> {
    let mut order: Vec<(usize, &Recorded)> = by.iter().copied().chain(0..).zip(facts).collect();
    order.sort_by_key(|(key, fact)| (*key, fact.header.id()));
    order.into_iter().map(|(_, fact)| fact.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]
    #[test]
    fn counts_reconcile_and_every_missing_person_is_open_until_explained_in_any_order(
        acts in proptest::collection::vec(act(), SizeRange::from(0..14)),
        orders in proptest::collection::vec(proptest::collection::vec(0usize..100, 16), 3),
    ) {
        let facts = story(&acts, &post().1);
        let first = seen(&facts);
        for order in &orders {
            let other = shuffled(&facts, order);
            prop_assert_eq!(folded(&other), folded(&facts));
            prop_assert_eq!(&seen(&other), &first);
        }
        let (items, convoy) = (first[1].as_array().unwrap(), &first[2]);
        let open: usize = items.iter().filter(|item| item["transfer_kind"] == "missing").count();
        let not_explained = missing(&facts);
        prop_assert_eq!(open, not_explained.len());
        let (list, ..) = folded(&facts);
        let listed = convoy["travellers"].as_array().unwrap().iter().filter(|one| one["travels"] == true).count();
        prop_assert_eq!(listed, list.len());
        let counted: Counted = serde_json::from_value(convoy["counted"].clone()).unwrap();
        let counts = items.iter().filter(|item| item["transfer_kind"] == "counts").count();
        prop_assert_eq!(counts, usize::from(counted.differ()));
        let twice = items.iter().filter(|item| item["transfer_kind"] == "two_seats").count();
        let to_come = convoy["arrived_at"].is_null() && (convoy["cancelled"].is_null() || convoy["left_at"].is_string());
        prop_assert_eq!(twice, if to_come { two_seats(&facts, &list) } else { 0 });
        // Whoever arrived, is missing or was explained was on the list or came: nobody else, and nobody lost.
        if convoy["arrived_at"].is_string() && counted.arrived.iter().all(|n| *n == counted.came) && counts == 0 {
            let absent = convoy["travellers"].as_array().unwrap().iter().filter(|one| one["travels"] == true && one["came"] == false);
            let left = counted.left.first().copied().unwrap_or(counted.came);
            prop_assert!(usize::from(left) <= usize::from(counted.came) + absent.count());
        }
    }
}

#[test]
fn taking_somebody_off_after_it_left_explains_nobody_away() {
    let act = |what, node, at_s, count| Act { what, node, at_s, whom: 0, count, known: false };
    // One post counts the departure; the other, which has not heard of it, takes the woman off; then the convoy arrives without her.
    let acts = [act(2, 1, 10, 4), act(1, 2, 20, 0), Act { whom: 1, ..act(3, 2, 30, 1) }];
    let facts = story(&acts, &post().1);
    for facts in [facts.clone(), facts.into_iter().rev().collect()] {
        let items = seen(&facts);
        let missing = items[1].as_array().unwrap().iter().filter(|item| item["transfer_kind"] == "missing").count();
        assert_eq!(missing, 3);
    }
}

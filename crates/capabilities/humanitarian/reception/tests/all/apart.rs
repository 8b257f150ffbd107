//! Two posts that work while apart, and families that are kept apart: nothing is lost in silence.

use crate::node::{Node, site};
use access::{Query, Role};
use contracts::stay::Stay;
use kernel::{
    RoomId,
    Sex::{Female, Male},
    StayId, StreamId, SubjectId, UnitId,
};
use log::{At, Facts, Recorded};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// What another post recorded, as it arrives.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
enum Arrived {
    StayPlanned(Stay),
    PlaceGiven { person: kernel::PersonId, stay: StayId, at: Bed, exception: Option<String> },
    BedTaken { at: Bed, stay: StayId },
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Bed {
    unit: UnitId,
    room: RoomId,
    bed: u16,
}

impl Facts for Arrived {
    const SET: &'static str = "reception";
    fn subject(&self) -> Option<SubjectId> {
        match self {
            Arrived::StayPlanned(of) => Some(of.person.into()),
            Arrived::PlaceGiven { person, .. } => Some((*person).into()),
            Arrived::BedTaken { .. } => None,
        }
    }
}

fn place(person: impl ToString, unit: &str, room: &str, bed: u16) -> Value {
    json!({ "person": person.to_string(), "unit": unit, "room": room, "bed": bed })
}

#[test]
fn two_posts_that_fill_the_last_bed_while_apart_have_an_item_until_one_moves() {
    let node = Node::new();
    let (household, here) = node.household(1, &[(Female, 30)]);
    let (other, there) = node.household(2, &[(Female, 40)]);
    let (unit, rooms) = node.unit("A", &json!({}), &[2]);
    node.done("assign_places", &json!({ "places": [place(here[0], &unit, &rooms[0], 1)] }));
    let at = Bed { unit: unit.parse().unwrap(), room: rooms[0].parse().unwrap(), bed: 1 };
    let stay = StayId(uuid::Uuid::from_u128(9));
    let of = Stay { stay, person: there[0], household: other, site: site() };
    let stream = StreamId(uuid::Uuid::from_u128(77));
    let given = Arrived::PlaceGiven { person: there[0], stay, at, exception: None };
    node.append(stream, &[Arrived::StayPlanned(of), given]);
    node.append(at.unit.into(), &[Arrived::BedTaken { at, stay }]);
    assert_eq!(node.items(), ["overbooked"]);
    let row = &node.rows("items", &Query::default())[0];
    assert_eq!((row["reception_place"].clone(), row["reception_people"].clone()), (json!("A-1-1"), json!(2)));

    let key = row["reception_item"].clone();
    node.done("settle_item", &json!({ "item": key, "note": "mother and child, one mat" }));
    assert!(node.items().is_empty());
    assert_eq!(node.rows("items", &Query::by("settled", true)).len(), 1);
    assert_eq!(node.refused("settle_item", &json!({ "item": key, "note": "again" })), "GEN-404");
    node.done("assign_places", &json!({ "places": [place(here[0], &unit, &rooms[0], 2)] }));
    assert!(node.rows("items", &Query::by("settled", true)).is_empty());
    assert_ne!(household, other);
}

#[test]
fn a_split_household_needs_a_reason_and_stands_on_the_list_until_it_is_together() {
    let node = Node::new();
    let (_, people) = node.household(1, &[(Female, 30), (Male, 8)]);
    let (first, first_rooms) = node.unit("A", &json!({}), &[2]);
    let (second, second_rooms) = node.unit("B", &json!({}), &[2]);
    let places = json!([place(people[0], &first, &first_rooms[0], 1), place(people[1], &second, &second_rooms[0], 1)]);
    assert_eq!(node.refused("assign_places", &json!({ "places": places })), "REC-017");
    let apart = json!({ "reason": "health", "note": "measles, until Friday" });
    node.done("assign_places", &json!({ "places": places, "apart": apart }));
    let row = &node.rows("items", &Query::default())[0];
    let seen = (row["reception_kind"].clone(), row["reception_reason"].clone(), row["reception_note"].clone());
    assert_eq!(seen, (json!("split"), json!("health"), json!("measles, until Friday")));
    node.done("assign_places", &json!({ "places": [place(people[1], &first, &first_rooms[0], 2)] }));
    assert!(node.items().is_empty());
}

#[test]
fn who_is_there_without_a_bed_is_an_item() {
    let node = Node::new();
    let (_, people) = node.household(1, &[(Female, 30)]);
    node.done("check_in", &json!({ "people": people }));
    assert_eq!(node.items(), ["no_place"]);
}

#[test]
fn an_item_whose_settling_is_refused_keeps_what_was_typed_and_says_what_is_wrong_there() {
    let node = Node::new();
    for n in [1, 2] {
        let (_, people) = node.household(n, &[(Female, 30)]);
        node.done("check_in", &json!({ "people": people }));
    }
    let items = node.rows("items", &Query::default());
    let keys = [0, 1].map(|n| items[n]["reception_item"].as_str().unwrap().to_owned());
    let settles = |note: &str| {
        let form = trial::form(&[("item", &keys[1]), ("note", note)]);
        node.ask_in("en", Role::ReceptionManager, "POST", "/reception/items", &form)
    };
    let (status, page) = settles("sleeps at the mosque\u{202e}");
    let cards: Vec<&str> = page.split("<article").skip(1).collect();
    assert!(status == 422 && cards.len() == 2, "{status} {page}");
    assert!(page.contains("href=\"#note\"") && !cards[0].contains("sleeps at the mosque"), "{page}");
    for part in ["id=\"note\"", "id=\"note-e\"", "value=\"sleeps at the mosque", "aria-invalid", " open>"] {
        assert!(cards[1].contains(part), "{part}: {}", cards[1]);
    }
    assert_eq!(settles("sleeps at the mosque"), (303, "/reception/items".to_owned()));
    assert_eq!(node.items(), ["no_place"]);
}

/// A fact as it stands in the log, to be recorded at another post.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Sent {
    kind: String,
    body: Value,
}

impl Facts for Sent {
    const SET: &'static str = "reception";
    fn subject(&self) -> Option<SubjectId> {
        None
    }
}

/// The facts of reception that a post recorded after a position.
fn recorded(node: &Node, after: i64) -> Vec<Recorded> {
    let facts = node.log().after(after, 1000).unwrap();
    facts.into_iter().filter(|fact| fact.header.kind.starts_with("reception.")).collect()
}

/// What a third post sees where the facts arrive in this order.
fn seen(facts: &[&Recorded]) -> Vec<Value> {
    let node = Node::new();
    node.household(1, &[(Female, 30)]);
    node.household(2, &[(Female, 40)]);
    let views = reception::capability().projections;
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
    let mut rows = node.rows("items", &Query::default());
    rows.extend(node.rows("units", &Query::default()));
    rows.extend(node.rows("presence", &Query::default()));
    rows
}

#[test]
fn the_last_bed_given_at_two_posts_is_the_same_item_in_whatever_order_their_facts_meet() {
    let (here, there) = (Node::new(), Node::new());
    let (_, first) = here.household(1, &[(Female, 30)]);
    let (_, second) = there.household(2, &[(Female, 40)]);
    let (unit, rooms) = here.unit("A", &json!({}), &[1]);
    let described = recorded(&here, 0);
    for fact in &described {
        let kind = fact.header.kind.trim_start_matches("reception.").to_owned();
        let body = serde_json::from_slice(fact.body.as_ref().unwrap()).unwrap();
        there.append(fact.header.stream, &[Sent { kind, body }]);
    }
    let mark = |node: &Node| node.log().after(0, 1000).unwrap().last().unwrap().header.position;
    let (ours, theirs) = (mark(&here), mark(&there));
    here.done("assign_places", &json!({ "places": [place(first[0], &unit, &rooms[0], 1)] }));
    there.done("assign_places", &json!({ "places": [place(second[0], &unit, &rooms[0], 1)] }));
    assert!(here.items().is_empty() && there.items().is_empty(), "each post by itself sees nothing wrong");
    let (ours, theirs) = (recorded(&here, ours), recorded(&there, theirs));
    let one: Vec<&Recorded> = described.iter().chain(&ours).chain(&theirs).collect();
    let other: Vec<&Recorded> = described.iter().chain(&theirs).chain(&ours).collect();
    let mixed: Vec<&Recorded> = described.iter().chain(ours.iter().zip(&theirs).flat_map(|(a, b)| [b, a])).collect();
    let rows = seen(&one);
    assert_eq!(rows[0]["reception_kind"], "overbooked");
    assert_eq!(rows[0]["reception_people"], json!(2));
    assert_eq!(seen(&other), rows);
    assert_eq!(seen(&mixed), rows);
}

#[test]
fn one_person_with_a_bed_at_each_of_two_posts_is_an_item_until_one_is_freed() {
    let node = Node::new();
    let (household, people) = node.household(1, &[(Female, 30)]);
    let (unit, rooms) = node.unit("A", &json!({}), &[2]);
    let stay = StayId(uuid::Uuid::from_u128(9));
    let at = |bed| Bed { unit: unit.parse().unwrap(), room: rooms[0].parse().unwrap(), bed };
    let of = Stay { stay, person: people[0], household, site: site() };
    let stream = StreamId(uuid::Uuid::from_u128(77));
    node.append(stream, &[Arrived::StayPlanned(of)]);
    for bed in [1, 2] {
        let given = Arrived::PlaceGiven { person: people[0], stay, at: at(bed), exception: None };
        node.append(stream, &[given]);
        node.append(at(bed).unit.into(), &[Arrived::BedTaken { at: at(bed), stay }]);
    }
    assert_eq!(node.items(), ["two_beds"]);
    let free = |bed: u16| json!({ "unit": unit, "room": rooms[0], "bed": bed, "stay": stay });
    assert_eq!(node.refused("free_bed", &free(2)), "REC-007");
    node.done("free_bed", &free(1));
    assert!(node.items().is_empty());
}

//! Families on convoys: together, or with words that stand open until they are together again.

use crate::node::{Node, elsewhere, site};
use access::{Query, Role::ReceptionManager};
use contracts::{
    registration::{LinkBasis, LinkKind, RegistrationFact},
    stay::{Stay, StayEnd, StayFact},
};
use kernel::{
    HouseholdId, LinkId, PersonId,
    Sex::{Female, Male},
    SiteId, StayId,
};
use log::At;
use serde_json::{Value, json};

fn away() -> SiteId {
    At::example().id(10)
}

/// A convoy from the first site to the other.
fn outgoing(node: &Node) -> Value {
    let due = node.app.gate.now().plus_seconds(3600);
    node.done("announce_convoy", &json!({ "is": "road", "from": "here", "to": away(), "due": due }))["convoy"].clone()
}

fn apart() -> Value {
    json!({ "reason": "own_wish", "note": "he follows with the cattle" })
}

fn stay(person: PersonId, household: HouseholdId, site: SiteId, n: u128) -> Stay {
    Stay { stay: StayId(uuid::Uuid::from_u128(n)), person, household, site }
}

#[test]
fn a_family_that_is_split_stands_open_with_its_words_until_the_other_follows() {
    let node = Node::new();
    let (_, people) = node.household(1, &[(Female, 30), (Male, 33)]);
    let first = outgoing(&node);
    let one = json!({ "convoy": first, "people": [people[0]] });
    assert_eq!(node.refused("list_people", &one), "TRF-010");
    node.done("list_people", &json!({ "convoy": first, "people": [people[0]], "apart": apart() }));
    let row = &node.rows("items", &Query::default())[0];
    let seen = (row["transfer_kind"].clone(), row["transfer_concerned"].clone(), row["transfer_note"].clone());
    assert_eq!(seen, (json!("parted"), json!(2), json!("he follows with the cattle")));
    // Over two convoys is parted too, until both have arrived.
    node.pass(60);
    let second = outgoing(&node);
    assert_eq!(node.refused("list_people", &json!({ "convoy": second, "people": [people[1]] })), "TRF-010");
    node.done("list_people", &json!({ "convoy": second, "people": [people[1]], "apart": apart() }));
    let receiver = elsewhere(ReceptionManager);
    let arrive = |convoy: &Value, person| json!({ "convoy": convoy, "counted": 1, "people": [person] });
    node.run(&receiver, "arrive_convoy", &arrive(&first, people[0])).unwrap();
    assert!(node.items().contains(&"parted".to_owned()));
    node.run(&receiver, "arrive_convoy", &arrive(&second, people[1])).unwrap();
    assert!(node.items().is_empty());
}

#[test]
fn who_is_where_the_convoy_goes_or_went_away_is_not_left_behind() {
    let node = Node::new();
    let (household, people) = node.household(1, &[(Female, 30), (Male, 33), (Male, 20)]);
    let there = StayFact::StayBegun(stay(people[1], household, away(), 1));
    let gone = stay(people[2], household, site(), 2);
    let gone = [StayFact::StayBegun(gone), StayFact::StayEnded { of: gone, why: StayEnd::Departed }];
    node.append(people[1].into(), &[there]);
    node.append(people[2].into(), &gone);
    let convoy = outgoing(&node);
    node.done("list_people", &json!({ "convoy": convoy, "people": [people[0]] }));
    assert!(node.items().is_empty());
}

#[test]
fn siblings_by_a_common_caregiver_and_a_child_with_it_are_one_family() {
    let node = Node::new();
    let (_, aunt) = node.household(1, &[(Female, 50)]);
    let (_, first) = node.household(2, &[(Male, 9)]);
    let (_, second) = node.household(3, &[(Female, 6)]);
    for (n, child) in [(1, first[0]), (2, second[0])] {
        let link = RegistrationFact::LinkAsserted {
            link: LinkId(uuid::Uuid::from_u128(n)),
            person: aunt[0],
            is: LinkKind::CaregiverOf,
            other: child,
            basis: LinkBasis::Declared,
        };
        node.append(aunt[0].into(), &[link]);
    }
    let convoy = outgoing(&node);
    let one = json!({ "convoy": convoy, "people": [first[0]] });
    assert_eq!(node.refused("list_people", &one), "TRF-010");
    let children = json!({ "convoy": convoy, "people": [first[0], second[0]] });
    assert_eq!(node.refused("list_people", &children), "TRF-010");
    let all = json!({ "convoy": convoy, "people": [first[0], second[0], aunt[0]] });
    node.done("list_people", &all);
    assert!(node.items().is_empty());
    // Taken off alone, the child is parted again.
    let off = json!({ "convoy": convoy, "people": [second[0]], "why": "health" });
    assert_eq!(node.refused("unlist_person", &off), "TRF-010");
    let off = json!({ "convoy": convoy, "people": [second[0]], "why": "health", "apart": apart() });
    node.done("unlist_person", &off);
    assert!(!node.items().is_empty() && node.items().iter().all(|kind| kind == "parted"));
}

#[test]
fn a_household_is_put_on_the_list_and_taken_off_by_form() {
    let node = Node::new();
    let (household, people) = node.household(1, &[(Female, 30), (Male, 5)]);
    let convoy = outgoing(&node);
    let page = format!("/transfer/convoys/{}", convoy.as_str().unwrap());
    let number = node.number(household).replace(' ', "+");
    let (status, body) = node.ask(ReceptionManager, "POST", &page, &format!("_do=list&q={number}"));
    assert_eq!(status, 303, "{body}");
    let (status, body) = node.ask_in("en", ReceptionManager, "POST", &page, "_do=list&q=NOBODY");
    assert!(status == 422 && body.contains("TRF-013"), "{status} {body}");
    let off = format!("_do=off&people[]={}&off_why=health", people[1]);
    let (status, body) = node.ask_in("en", ReceptionManager, "POST", &page, &off);
    assert!(status == 409 && body.contains("TRF-010"), "{status} {body}");
    let off = format!("{off}&off_apart_reason=health&off_apart_note=until+Friday");
    assert_eq!(node.ask(ReceptionManager, "POST", &page, &off).0, 303);
    let list = node.record_of("manifest", "id", convoy.as_str().unwrap());
    assert_eq!((list["people"].clone(), list["sheets"][0]["households"].as_array().unwrap().len()), (json!(1), 1));
}

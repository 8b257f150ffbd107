//! Who sits in which vehicle, over HTTP: by hand, as proposed, on paper, and counted by vehicle.

use crate::node::Node;
use access::{Query, Role::ReceptionManager};
use kernel::{
    FactId, HouseholdId, PersonId,
    Sex::{Female, Male},
};
use log::At;
use serde_json::{Value, json};

/// A convoy to here in two vehicles, with three and two seats, and two families on its list: of three and of two.
fn listed(node: &Node) -> (String, Vec<(HouseholdId, Vec<PersonId>)>) {
    let families = vec![
        node.household(1, &[(Female, 30), (Male, 8), (Female, 4)]),
        node.household(2, &[(Female, 40), (Male, 41)]),
    ];
    let due = node.app.gate.now().plus_seconds(3600);
    let vehicles = json!([{ "name": "A", "seats": 3 }, { "name": "B", "seats": 2 }]);
    let convoy = json!({ "is": "road", "from": "Adré", "due": due, "vehicles": vehicles });
    let convoy = node.done("announce_convoy", &convoy)["convoy"].as_str().unwrap().to_owned();
    for (_, people) in &families {
        node.done("list_people", &json!({ "convoy": convoy, "people": people }));
    }
    (convoy, families)
}

fn seat(node: &Node, convoy: &str, seats: &[(PersonId, &str)]) {
    let seats: Vec<Value> =
        seats.iter().map(|(person, vehicle)| json!({ "person": person, "vehicle": vehicle })).collect();
    node.done("seat_people", &json!({ "convoy": convoy, "seats": seats }));
}

/// What a fact of another node says, which has not heard of what is recorded here.
fn apart(node: &Node, convoy: &str, vehicle: &str, people: &[PersonId]) {
    #[derive(Clone, serde::Serialize, serde::Deserialize)]
    #[serde(tag = "kind", content = "body", rename_all = "snake_case")]
    enum Fact {
        PeopleSeated { convoy: kernel::ConvoyId, vehicle: String, people: Vec<PersonId>, after: Vec<FactId> },
    }
    impl log::Facts for Fact {
        const SET: &'static str = "transfer";
        fn subject(&self) -> Option<kernel::SubjectId> {
            None
        }
    }
    let id: kernel::ConvoyId = convoy.parse().unwrap();
    let fact = Fact::PeopleSeated { convoy: id, vehicle: vehicle.to_owned(), people: people.to_vec(), after: vec![] };
    let at = At::example();
    node.log().commit(&at, |commit| commit.record(id.into(), &[fact], &at)).unwrap();
}

/// The fields of the form that are sent with what is chosen in them, as a browser would.
fn chosen(page: &str) -> String {
    let mut out = Vec::new();
    for select in page.split("<select").skip(1) {
        let name = select.split("name=\"").nth(1).unwrap().split('"').next().unwrap();
        let options = select.split("</select>").next().unwrap();
        let value = options.split("<option value=\"").skip(1).find(|option| option.contains(" selected>"));
        let value = value.map_or("", |option| option.split('"').next().unwrap());
        if name.starts_with("family.") || name.starts_with("seat.") {
            out.push(format!("{name}={value}"));
        }
    }
    out.join("&")
}

#[test]
fn everybody_is_seated_as_proposed_families_together_and_each_vehicle_has_its_sheet() {
    let node = Node::new();
    let (convoy, _) = listed(&node);
    let page = format!("/transfer/convoys/{convoy}/seats");
    let (status, body) = node.ask_in("en", ReceptionManager, "GET", &format!("{page}?propose=1"), "");
    assert!(status == 200 && body.contains("who have no seat"), "{status} {body}");
    assert_eq!(node.record_of("seats", "id", &convoy)["without"], 5, "nothing is recorded by a proposal");
    let (status, body) = node.ask_in("en", ReceptionManager, "POST", &page, &chosen(&body));
    assert_eq!(status, 303, "{body}");
    assert!(node.items().is_empty());
    let sheets = node.record_of("manifest", "id", &convoy)["sheets"].clone();
    let told: Vec<_> = sheets.as_array().unwrap().iter().map(|sheet| (&sheet["vehicle"], &sheet["people"])).collect();
    assert_eq!(told, [(&json!("A"), &json!(3)), (&json!("B"), &json!(2))]);
    assert!(sheets.as_array().unwrap().iter().all(|sheet| sheet["households"].as_array().unwrap().len() == 1));
}

#[test]
fn a_family_is_split_by_hand_only_with_a_reason_and_stands_open_until_together() {
    let node = Node::new();
    let (convoy, families) = listed(&node);
    let (household, people) = &families[0];
    let page = format!("/transfer/convoys/{convoy}/seats");
    let split = format!("seat.{}=A&seat.{}=A&seat.{}=B", people[0], people[1], people[2]);
    let (status, body) = node.ask_in("en", ReceptionManager, "POST", &page, &split);
    assert!(status == 409 && body.contains("TRF-016"), "{status} {body}");
    let (status, _) = node.ask_in(
        "en",
        ReceptionManager,
        "POST",
        &page,
        &format!("{split}&seat_apart_reason=health&seat_apart_note=with+the+nurse"),
    );
    assert_eq!((status, node.items()), (303, vec!["seated_apart".to_owned()]));
    let row = &node.rows("items", &Query::default())[0];
    assert_eq!((&row["transfer_concerned"], &row["transfer_note"]), (&json!(3), &json!("with the nurse")));
    let (status, _) = node.ask(ReceptionManager, "POST", &page, &format!("family.{household}=A"));
    assert_eq!((status, node.items()), (303, vec![]));
}

#[test]
fn the_last_seat_given_at_two_posts_and_two_seats_for_one_are_items_and_nothing_is_lost() {
    let node = Node::new();
    let (convoy, families) = listed(&node);
    let (three, two) = (&families[0].1, &families[1].1);
    seat(&node, &convoy, &[(three[0], "A"), (three[1], "A"), (three[2], "A")]);
    // Two more in the same vehicle, by a post that had not heard of it.
    apart(&node, &convoy, "A", two);
    assert_eq!(node.items(), ["crowded"]);
    assert_eq!(node.rows("items", &Query::default())[0]["transfer_numbers"], "A: 5 > 3");
    node.pass(60);
    seat(&node, &convoy, &[(two[0], "B"), (two[1], "B")]);
    assert!(node.items().is_empty());
    // One of them elsewhere, by the other post, which had not heard of the second seat: both stand.
    apart(&node, &convoy, "A", &two[..1]);
    let mut items = node.items();
    items.sort();
    assert_eq!(items, ["crowded", "seated_apart", "two_seats"]);
    let (_, sheets) = node.ask_in("en", ReceptionManager, "GET", &format!("/transfer/convoys/{convoy}/manifest"), "");
    assert_eq!(sheets.matches("two seats for one person").count(), 2, "on the sheets of both vehicles");
    // Nothing is chosen by looking at the page and giving the seats; one vehicle chosen for the family is.
    let page = format!("/transfer/convoys/{convoy}/seats");
    let (_, body) = node.ask_in("en", ReceptionManager, "GET", &page, "");
    assert_eq!(node.ask(ReceptionManager, "POST", &page, &chosen(&body)).0, 409);
    assert_eq!(node.ask(ReceptionManager, "POST", &page, &format!("family.{}=B", families[1].0)).0, 303);
    assert!(node.items().is_empty());
}

#[test]
fn a_vehicle_that_is_taken_out_of_the_plan_leaves_its_people_to_be_seated() {
    let node = Node::new();
    let (convoy, families) = listed(&node);
    seat(&node, &convoy, &[(families[1].1[0], "B"), (families[1].1[1], "B")]);
    let due = node.app.gate.now().plus_seconds(3600);
    let vehicles = json!([{ "name": "A", "seats": 9 }]);
    node.done("change_convoy", &json!({ "convoy": convoy, "due": due, "vehicles": vehicles }));
    assert_eq!(node.items(), ["crowded"]);
    let seats = node.record_of("seats", "id", &convoy);
    assert_eq!((&seats["without"], &seats["proposed"]), (&json!(5), &json!(5)));
}

#[test]
fn counts_are_reconciled_by_vehicle_and_who_is_missing_accounts_for_its_own() {
    let node = Node::new();
    let (convoy, families) = listed(&node);
    let (three, two) = (&families[0].1, &families[1].1);
    seat(&node, &convoy, &[(three[0], "A"), (three[1], "A"), (three[2], "A"), (two[0], "B"), (two[1], "B")]);
    let page = format!("/transfer/convoys/{convoy}");
    let left = "_do=depart&left_in[0].name=A&left_in[0].counted:int=3&left_in[1].name=B&left_in[1].counted:int=2";
    assert_eq!(node.ask(ReceptionManager, "POST", &page, left).0, 303);
    assert!(node.items().is_empty());
    // One of B did not come, and was counted as missing from A.
    let ticked: Vec<String> = three.iter().chain(&two[..1]).map(|person| format!("people[]={person}")).collect();
    let arrived = format!(
        "_do=arrive&arrived_in[0].name=A&arrived_in[0].counted:int=2&arrived_in[1].name=B&arrived_in[1].counted:int=2&{}",
        ticked.join("&")
    );
    assert_eq!(node.ask(ReceptionManager, "POST", &page, &arrived).0, 303);
    let record = node.record_of("convoy", "id", &convoy);
    let loads: Vec<_> = record["loads"].as_array().unwrap().iter().map(|load| &load["differ"]).collect();
    assert_eq!((&record["counted"]["arrived"], loads), (&json!([4]), vec![&json!(true); 2]));
    let mut items = node.items();
    items.sort();
    assert_eq!(items, ["counts", "missing"]);
    let where_is = json!({ "convoy": convoy, "person": two[1], "why": "hospital", "note": "Abéché" });
    node.done("explain_missing", &where_is);
    node.done("explain_counts", &json!({ "convoy": convoy, "note": "a boy changed over at the ford" }));
    assert!(node.items().is_empty());
}

#[test]
fn whoever_changes_places_makes_room_and_without_a_seat_nobody_is_apart() {
    let node = Node::new();
    let (convoy, families) = listed(&node);
    let (three, two) = (&families[0].1, &families[1].1);
    let seats = |seats: &[(PersonId, &str)]| {
        let seat = |(person, vehicle): &(PersonId, &str)| json!({ "person": person, "vehicle": vehicle });
        json!({ "convoy": convoy, "seats": seats.iter().map(seat).collect::<Vec<_>>() })
    };
    seat(&node, &convoy, &[(two[0], "A"), (two[1], "A")]);
    let all = seats(&[(three[0], "A"), (three[1], "A"), (three[2], "A")]);
    assert_eq!(node.refused("seat_people", &all), "TRF-017");
    assert_eq!(node.refused("seat_people", &seats(&[(two[1], "B")])), "TRF-016");
    node.done("seat_people", &json!({ "convoy": convoy, "seats": [{ "person": two[1] }] }));
    assert!(node.items().is_empty());
    // In one command both families change places.
    let change = [(two[0], "B"), (two[1], "B"), (three[0], "A"), (three[1], "A"), (three[2], "A")];
    node.done("seat_people", &seats(&change));
    assert_eq!((node.items(), node.refused("seat_people", &seats(&change))), (vec![], "TRF-003".to_owned()));
}

#[test]
fn bad_seats_and_counts_are_refused_and_said_so() {
    let node = Node::new();
    let (convoy, families) = listed(&node);
    let person = families[0].1[0];
    let refused = |seats: Value| node.refused("seat_people", &json!({ "convoy": convoy, "seats": seats }));
    assert_eq!(refused(json!([])), "TRF-001");
    assert_eq!(refused(json!([{ "person": person, "vehicle": "C" }])), "TRF-015");
    assert_eq!(refused(json!([{ "person": person, "vehicle": "A" }, { "person": person }])), "TRF-014");
    assert_eq!(refused(json!([{ "person": kernel::PersonId(uuid::Uuid::from_u128(9)), "vehicle": "A" }])), "TRF-007");
    let page = format!("/transfer/convoys/{convoy}");
    for (form, code) in [("_do=depart", "GEN-001"), ("_do=depart&left_in[0].name=A&left_in[0].counted=many", "GEN-003")]
    {
        let (status, body) = node.ask_in("en", ReceptionManager, "POST", &page, form);
        assert!(status == 422 && body.contains(code), "{form}: {status} {body}");
    }
    let twice = json!([{ "name": "A", "counted": 1 }, { "name": "A", "counted": 1 }]);
    assert_eq!(node.refused("depart_convoy", &json!({ "convoy": convoy, "vehicles": twice })), "TRF-014");
}

#[test]
fn what_was_said_about_seats_goes_with_the_person() {
    let node = Node::new();
    let (convoy, families) = listed(&node);
    let people = &families[0].1;
    let apart = json!({ "reason": "health", "note": "WORDS-APART" });
    let seats = json!([{ "person": people[0], "vehicle": "A" }, { "person": people[1], "vehicle": "B" }]);
    node.done("seat_people", &json!({ "convoy": convoy, "seats": seats, "apart": apart }));
    let all = [&people[..], &families[1].1].concat();
    let seats: Vec<Value> = all.iter().map(|person| json!({ "person": person, "vehicle": "A" })).collect();
    node.done("seat_people", &json!({ "convoy": convoy, "seats": seats, "crowded": "WORDS-LAPS" }));
    let said = || json!(node.rows("items", &Query::default())).to_string();
    assert!(said().contains("WORDS-LAPS"));
    for person in all {
        node.erase(person);
    }
    for _ in 0..2 {
        assert!(!said().contains("WORDS-"), "{}", said());
        node.log().rebuild(&mut |_, _| {}).unwrap();
    }
    assert!(!node.can_read("WORDS-"));
}

//! A convoy over HTTP: announced, planned otherwise, listed, counted, reconciled.

use crate::node::{Node, elsewhere, somebody};
use access::{
    Query,
    Role::{NationalCoordinator, ReceptionManager},
};
use contracts::convoy::{ConvoyFact, ConvoyKind, ConvoyPlan};
use kernel::{
    ConvoyId, Moment,
    Sex::{Female, Male},
    SiteId, Text,
    counts::Counts,
};
use log::At;
use serde_json::{Value, json};

const FORM: &str = "is=road&from=Adre&_day=2026-11-25&_time=10:30&by_age.female.18-59:int=2&vehicles[0].name=TC1&vehicles[0].seats:int=3";

fn announced(node: &Node) -> String {
    let (status, page) = node.ask(ReceptionManager, "POST", "/transfer/announce", FORM);
    assert_eq!(status, 303, "{page}");
    page
}

fn id(page: &str) -> &str {
    page.rsplit('/').next().unwrap()
}

fn sorted(node: &Node) -> Vec<String> {
    let mut items = node.items();
    items.sort();
    items
}

#[test]
fn who_left_and_did_not_arrive_is_an_item_until_explained() {
    let node = Node::new();
    let (_, people) = node.household_at(1, At::example().id(10), &[(Female, 30), (Male, 5)]);
    let (_, ours) = node.household(2, &[(Female, 40)]);
    let page = announced(&node);
    let row = &node.rows("convoys", &Query::default())[0];
    let seen = (row["transfer_expected"].clone(), row["transfer_due"].clone(), row["transfer_seats"].clone());
    assert_eq!(seen, (json!(2), json!("2026-11-25T10:30:00.000Z"), json!(3)));
    // People of another site do not exist for this one.
    assert_eq!(node.refused("list_people", &json!({ "convoy": id(&page), "people": people })), "GEN-404");
    node.done("list_people", &json!({ "convoy": id(&page), "people": ours }));
    assert_eq!(node.ask(ReceptionManager, "POST", &page, "_do=depart&left=3").0, 303);
    assert_eq!(node.ask(ReceptionManager, "POST", &page, "_do=arrive&arrived:int=2").0, 303);
    assert_eq!(sorted(&node), ["counts", "missing"]);
    // That nobody knows explains nothing, and who is missing is not settled away.
    let explain = |why: &str| format!("_do=explain&person={}&why={why}&note=Abeche", ours[0]);
    assert_eq!(node.ask(ReceptionManager, "POST", &page, &explain("tracing")).0, 303);
    assert_eq!(sorted(&node), ["counts", "missing"]);
    for row in node.rows("items", &Query::default()) {
        let settle = json!({ "item": row["transfer_item"], "note": "we looked" });
        assert_eq!(node.refused("settle_item", &settle), "TRF-011");
    }
    assert_eq!(node.ask(ReceptionManager, "POST", &page, &explain("hospital")).0, 303);
    assert_eq!(node.ask(ReceptionManager, "POST", &page, "_do=counts&counts_note=twins").0, 303);
    assert!(node.items().is_empty());
    // Another count of the departure, from the other post, opens the counts again.
    let late = ConvoyFact::ConvoyDeparted { convoy: id(&page).parse().unwrap(), counted: 4 };
    node.append(id(&page).parse::<ConvoyId>().unwrap().into(), &[late]);
    assert_eq!(node.items(), ["counts"]);
}

#[test]
fn a_plan_is_changed_until_the_arrival_and_its_form_shows_what_is_planned() {
    let node = Node::new();
    let page = announced(&node);
    let (status, body) = node.ask_in("en", ReceptionManager, "GET", &format!("{page}/change"), "");
    assert!(status == 200 && body.contains("value=\"10:30\"") && body.contains("value=\"TC1\""), "{body}");
    let change = "_day=2026-11-26&_time=7:15&people:int=9&vehicles[1].name=TC2&vehicles[1].seats:int=4";
    let (status, body) = node.ask(ReceptionManager, "POST", &format!("{page}/change"), change);
    assert_eq!(status, 303, "{body}");
    let convoy = node.record_of("convoy", "id", id(&page));
    let seen = (convoy["due"].clone(), convoy["people"].clone(), convoy["seats"].clone());
    assert_eq!(seen, (json!("2026-11-26T07:15:00.000Z"), json!(9), json!(4)));
    // Nine people, four seats: shown and open, not refused; settled with words.
    assert_eq!(node.items(), ["seats"]);
    let item = node.rows("items", &Query::default())[0]["transfer_item"].clone();
    node.done("settle_item", &json!({ "item": item, "note": "five walk the last mile" }));
    assert!(node.items().is_empty());
    let (status, body) =
        node.ask_in("en", ReceptionManager, "POST", &format!("{page}/change"), "_day=2026-11-26&_time=25:15");
    assert!(status == 422 && body.contains("KRN-006") && body.contains("25:15"), "{status} {body}");
}

#[test]
fn a_convoy_is_called_off_and_counted_if_it_comes_all_the_same() {
    let node = Node::new();
    let page = announced(&node);
    let cancel = "_do=cancel&cancel_why=road&cancel_note=the+ford";
    assert_eq!(node.ask(ReceptionManager, "POST", &page, cancel).0, 303);
    assert_eq!(node.record_of("convoy", "id", id(&page))["standing"], "cancelled");
    let way = |way: &str| node.rows("convoys", &Query::by("way", way)).len();
    assert_eq!((way("in"), way("past")), (0, 1));
    // Another post, not knowing, counted its departure.
    let convoy: ConvoyId = id(&page).parse().unwrap();
    node.append(convoy.into(), &[ConvoyFact::ConvoyDeparted { convoy, counted: 2 }]);
    assert_eq!((node.items(), way("in")), (vec!["left_though_cancelled".to_owned()], 1));
    assert_eq!(node.ask(ReceptionManager, "POST", &page, "_do=arrive&arrived:int=2").0, 303);
    assert!(node.items().is_empty());
}

#[test]
fn one_that_does_not_come_is_overdue() {
    let node = Node::new();
    let due = node.app.gate.now().plus_seconds(3600);
    node.done("announce_convoy", &json!({ "is": "disembarkation", "from": "Zarzis", "due": due, "people": 40 }));
    node.pass(2 * 3600);
    assert!(node.items().is_empty());
    node.pass(2 * 3600);
    assert_eq!(node.items(), ["overdue"]);
}

/// A convoy that another site planned to this one, as its facts arrive.
fn planned_elsewhere(node: &Node, from: SiteId, due: Moment) -> ConvoyId {
    let convoy = ConvoyId(uuid::Uuid::from_u128(5));
    let plan = ConvoyPlan {
        from_site: Some(from),
        from: Text::parse("Farchana").unwrap(),
        to: crate::node::site(),
        is: ConvoyKind::Road,
        due,
        people: 2,
        by_age: Counts::default(),
        vehicles: vec![],
    };
    node.append(convoy.into(), &[ConvoyFact::ConvoyAnnounced { convoy, plan }]);
    convoy
}

#[test]
fn both_sites_see_the_convoy_and_no_other_does() {
    let node = Node::new();
    let there: SiteId = At::example().id(10);
    let convoy = planned_elsewhere(&node, there, node.app.gate.now());
    let sees = |who| node.app.gate.view(&who, "transfer.convoy", &Query::by("id", convoy)).map(|_| ());
    assert_eq!(sees(somebody(ReceptionManager)), Ok(()));
    assert_eq!(sees(elsewhere(ReceptionManager)), Ok(()));
    let mut third = elsewhere(ReceptionManager);
    third.sites = vec![At::example().id(11)];
    third.site = third.sites.first().copied();
    assert_eq!(sees(third.clone()).unwrap_err().code, "GEN-404");
    let count = json!({ "convoy": convoy, "counted": 2 });
    assert_eq!(node.run(&third, "depart_convoy", &count).unwrap_err().code, "GEN-404");
    assert!(node.rows_for(&third, "convoys", &Query::default()).is_empty());
    let national = node.view(&somebody(NationalCoordinator), "convoys", &Query::default());
    assert!(national.is_err(), "a convoy is of the humanitarian zone alone");
}

#[test]
fn a_convoy_that_turned_back_arrives_where_it_left_from() {
    let node = Node::new();
    let there: SiteId = At::example().id(10);
    let convoy = planned_elsewhere(&node, there, node.app.gate.now());
    let sender = elsewhere(ReceptionManager);
    node.run(&sender, "depart_convoy", &json!({ "convoy": convoy, "counted": 2 })).unwrap();
    node.run(&sender, "arrive_convoy", &json!({ "convoy": convoy, "counted": 2 })).unwrap();
    assert_eq!(node.record_of("convoy", "id", &convoy.to_string())["standing"], "turned_back");
}

#[test]
fn other_capabilities_read_convoys_as_the_contract() {
    let node = Node::new();
    let page = announced(&node);
    let (_, ours) = node.household(2, &[(Female, 40)]);
    node.done("list_people", &json!({ "convoy": id(&page), "people": ours }));
    let off = json!({ "convoy": id(&page), "people": ours, "why": "own_wish" });
    node.done("unlist_person", &off);
    let facts = node.log().after(0, 1000).unwrap();
    let facts: Vec<ConvoyFact> = facts.iter().filter_map(|fact| fact.fact().unwrap()).collect();
    let convoy: ConvoyId = id(&page).parse().unwrap();
    assert!(matches!(&facts[0], ConvoyFact::ConvoyAnnounced { plan, .. } if plan.people == 2));
    let listed = ConvoyFact::PeopleListed { convoy, people: ours.clone() };
    assert_eq!(facts[1..], [listed, ConvoyFact::PersonUnlisted { convoy, person: ours[0] }]);
}

#[test]
fn whoever_is_erased_leaves_every_list_and_what_was_said_of_them() {
    let node = Node::new();
    let page = announced(&node);
    let (_, ours) = node.household(2, &[(Female, 40)]);
    node.done("list_people", &json!({ "convoy": id(&page), "people": ours }));
    node.done("arrive_convoy", &json!({ "convoy": id(&page), "counted": 0 }));
    let explain = json!({ "convoy": id(&page), "person": ours[0], "why": "hospital", "note": "SECRETWARD" });
    node.done("explain_missing", &explain);
    node.erase(ours[0]);
    let convoy = node.record_of("convoy", "id", id(&page));
    assert_eq!(convoy["travellers"], Value::Array(vec![]));
    assert!(!node.can_read("SECRETWARD"), "the words about an erased person can still be read");
}

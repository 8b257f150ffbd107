//! A convoy over HTTP: announced, listed, counted, reconciled.

use crate::node::Node;
use access::{Query, Role::ReceptionManager};
use kernel::Sex::{Female, Male};
use log::At;
use serde_json::json;

#[test]
fn who_left_and_did_not_arrive_is_an_item_until_explained() {
    let node = Node::new();
    let (_, people) = node.household_at(1, At::example().id(10), &[(Female, 30), (Male, 5)]);
    let (_, ours) = node.household(2, &[(Female, 40)]);
    let form = "is=road&from=Adre&_day=2026-11-25&_time=10:30&expected.female.18-59:int=2&_vehicle=TC1&_seats=3";
    let (status, page) = node.ask(ReceptionManager, "POST", "/reception/convoys", form);
    assert_eq!(status, 303, "{page}");
    let convoy = page.rsplit('/').next().unwrap().to_owned();
    let row = &node.rows("convoys", &Query::default())[0];
    let seen = (row["reception_expected"].clone(), row["reception_due"].clone());
    assert_eq!(seen, (json!(2), json!("2026-11-25T10:30:00.000Z")));
    // People of another site do not exist for this one before they are on a list that comes here.
    assert_eq!(node.refused("list_people", &json!({ "convoy": convoy, "people": people })), "GEN-404");
    node.done("list_people", &json!({ "convoy": convoy, "people": ours }));
    assert_eq!(node.ask(ReceptionManager, "POST", &page, "_do=depart&counted=3").0, 303);
    assert_eq!(node.ask(ReceptionManager, "POST", &page, "_do=arrive&counted=2").0, 303);
    let mut items = node.items();
    items.sort();
    assert_eq!(items, ["counts", "missing"]);
    let explain = format!("_do=explain&person={}&why=hospital&note=Abeche", ours[0]);
    assert_eq!(node.ask(ReceptionManager, "POST", &page, &explain).0, 303);
    assert_eq!(node.ask(ReceptionManager, "POST", &page, "_do=explain&why=miscounted&note=twins").0, 303);
    assert!(node.items().is_empty());
}

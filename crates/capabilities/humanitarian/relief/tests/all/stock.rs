//! Stock: received, sent, counted; below zero is shown, never refused.

use crate::node::{Node, elsewhere, site};
use access::{Query, Role};
use log::At;
use serde_json::json;
use trial::Trial;

#[test]
fn a_count_is_what_there_is_and_a_difference_says_why() {
    let node = Node::new();
    let kit = node.item("KIT", "kit");
    node.done("receive_stock", &json!({ "from": "Central store", "lines": [{ "item": kit, "quantity": 200 }] }));
    node.pass(60);
    let count = json!({ "item": kit, "counted": 190 });
    assert_eq!(node.refused("count_stock", &count), "RLF-017");
    node.done("count_stock", &json!({ "item": kit, "counted": 190, "why": "damaged" }));
    assert_eq!(node.on_hand("KIT"), 190);
    node.pass(60);
    node.done("count_stock", &count);
    let counts = node.rows("counts", &Query::default());
    assert_eq!(counts[1]["relief_difference"], json!(-10));
    assert_eq!(counts[0]["relief_difference"], json!(0));
}

#[test]
fn what_is_sent_leaves_here_and_counts_there_when_it_is_received() {
    let node = Node::new();
    let kit = node.item("KIT", "kit");
    let there = At::example().id::<kernel::SiteId>(10);
    let lines = json!([{ "item": kit, "quantity": 50 }]);
    let sent = node.done("send_stock", &json!({ "to": there, "lines": lines }));
    assert_eq!(node.on_hand("KIT"), -50);
    assert_eq!(node.refused("send_stock", &json!({ "to": site(), "lines": lines })), "RLF-016");
    let receiver = elsewhere(Role::ReceptionManager);
    let open = Trial::rows(&node, &receiver, "consignments", &Query::by("open", true));
    assert_eq!((open.len(), open[0]["relief_sent"].clone()), (1, json!(50)));
    let counted = json!({ "consignment": sent["consignment"], "lines": [{ "item": kit, "quantity": 48 }] });
    // The sender cannot receive it, and it looks as if it were not there.
    assert_eq!(node.refused("receive_stock", &counted), "GEN-404");
    node.run(&receiver, "receive_stock", &counted).unwrap();
    let stock = Trial::rows(&node, &receiver, "stock", &Query::default());
    assert_eq!(stock[0]["relief_on_hand"], json!(48));
    let all = node.rows("consignments", &Query::default());
    assert_eq!((all[0]["relief_sent"].clone(), all[0]["relief_received"].clone()), (json!(50), json!(48)));
}

#[test]
fn an_items_code_is_given_once() {
    let node = Node::new();
    node.item("KIT", "kit");
    assert_eq!(node.refused("define_item", &json!({ "code": "KIT", "name": "Other", "unit": "kit" })), "RLF-007");
}

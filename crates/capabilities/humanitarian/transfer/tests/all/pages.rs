//! Every page in three languages, and what the list on paper does not say.

use crate::node::Node;
use access::Role::{NationalCoordinator, ReceptionManager};
use kernel::Sex::{Female, Male};
use serde_json::json;

#[test]
fn each_page_is_shown_in_each_language_and_no_key_is_missing() {
    let node = Node::new();
    let (_, people) = node.household(1, &[(Female, 30), (Male, 5)]);
    let convoy = json!({ "is": "road", "from": "Adré", "due": "2026-11-25T10:00:00Z", "people": 9,
        "vehicles": [{ "name": "TC 1", "seats": 3 }] });
    let convoy = node.done("announce_convoy", &convoy)["convoy"].as_str().unwrap().to_owned();
    node.done("list_people", &json!({ "convoy": convoy, "people": people }));
    let pages = [
        "/transfer".to_owned(),
        "/transfer?way=out".into(),
        "/transfer?way=past".into(),
        "/transfer/announce".into(),
        "/transfer/plan".into(),
        "/transfer/items".into(),
        "/transfer/items?settled=true".into(),
        format!("/transfer/convoys/{convoy}"),
        format!("/transfer/convoys/{convoy}/change"),
        format!("/transfer/convoys/{convoy}/manifest"),
        format!("/transfer/convoys/{convoy}/seats"),
        format!("/transfer/convoys/{convoy}/seats?propose=1"),
    ];
    for state in 0..2 {
        if state == 1 {
            node.done("depart_convoy", &json!({ "convoy": convoy, "counted": 3 }));
            node.done("arrive_convoy", &json!({ "convoy": convoy, "counted": 2, "people": [people[0]] }));
        }
        for page in &pages {
            for language in ["ar", "fr", "en"] {
                let (status, body) = node.ask_in(language, ReceptionManager, "GET", page, "");
                assert_eq!(status, 200, "{page} in {language}: {body}");
                for missing in ["⟨", "column-transfer", "error-TRF", ">transfer-"] {
                    assert!(!body.contains(missing), "{page} in {language} shows a key: {missing}");
                }
            }
        }
    }
    assert_eq!(node.ask(NationalCoordinator, "GET", "/transfer", "").0, 403);
    assert_eq!(node.ask(NationalCoordinator, "GET", &pages[7], "").0, 403);
}

#[test]
fn the_list_on_paper_says_names_and_who_is_a_child_and_nothing_else() {
    let node = Node::new();
    let (_, people) = node.household(1, &[(Female, 37), (Male, 5)]);
    let convoy = json!({ "is": "road", "from": "Adré", "due": "2026-11-25T10:00:00Z" });
    let convoy = node.done("announce_convoy", &convoy)["convoy"].as_str().unwrap().to_owned();
    node.done("list_people", &json!({ "convoy": convoy, "people": people }));
    let list = node.record_of("manifest", "id", &convoy);
    let person = &list["sheets"][0]["households"][0]["people"][0];
    let keys: Vec<&str> = person.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!((keys, person["child"].clone()), (vec!["child", "name", "twice"], json!(false)));
    assert_eq!(list["sheets"][0]["households"][0]["people"][1]["child"], json!(true));
    let (_, page) = node.ask_in("en", ReceptionManager, "GET", &format!("/transfer/convoys/{convoy}/manifest"), "");
    assert!(!page.contains(">37") && !page.contains(" 37") && !page.contains(&people[0].to_string()), "{page}");
}

#[test]
fn a_blank_form_is_kept_for_use_without_the_server_and_a_page_about_people_is_not() {
    let node = Node::new();
    let convoy = json!({ "is": "road", "from": "Adré", "due": "2026-11-25T10:00:00Z" });
    let convoy = node.done("announce_convoy", &convoy)["convoy"].as_str().unwrap().to_owned();
    let keeps = |page: &str| node.ask(ReceptionManager, "GET", page, "").1.contains("data-offline=\"keep\"");
    assert!(keeps("/transfer/announce") && keeps("/transfer/plan"));
    assert!(!keeps(&format!("/transfer/convoys/{convoy}")));
}

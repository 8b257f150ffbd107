//! Every page in three languages, and what its forms do.

use crate::node::{Node, site};
use access::Role::{NationalCoordinator, ReceptionManager};
use serde_json::json;

#[test]
fn each_page_is_shown_in_each_language_and_no_key_is_missing() {
    let node = Node::new();
    node.come(0..60);
    node.done("record_measurement", &json!({ "item": "TOILETS", "count": 1, "women": 1, "method": "counted" }));
    let due = node.today();
    node.done("plan_action", &json!({ "norm": "TOILETS", "what": "dig", "who": "Water team", "due": due }));
    node.pass_days(20);
    let own = ["/norms", "/norms/actions", "/norms/record", "/norms/record?item=WATER", "/norms/of/TOILETS-WOMEN"];
    let elsewhere = format!("/norms?site={}", site());
    let of = format!("/norms/of/WATER?site={}", site());
    let all = own.map(|page| (ReceptionManager, page)).into_iter();
    let all = all.chain(["/norms", &elsewhere, &of].map(|page| (NationalCoordinator, page)));
    for (role, page) in all {
        for language in ["ar", "fr", "en"] {
            let (status, body) = node.ask_in(language, role, "GET", page, "");
            assert_eq!(status, 200, "{page} in {language}: {body}");
            for missing in ["⟨", "column-norms", "error-NRM", ">norms-", ">short<", ">litre_day<"] {
                assert!(!body.contains(missing), "{page} in {language} shows a key: {missing}");
            }
        }
    }
    assert_eq!(node.ask_in("en", NationalCoordinator, "GET", "/norms/record", "").0, 403);
    assert_eq!(node.ask_in("en", ReceptionManager, "GET", "/norms/of/GOLD", "").0, 404);
}

#[test]
fn the_board_marks_what_is_stale_what_is_short_and_what_no_source_says() {
    let node = Node::new();
    node.come(0..60);
    node.done("record_measurement", &json!({ "item": "WATER", "count": 300, "method": "counted" }));
    node.pass_days(8);
    let (_, body) = node.ask_in("en", ReceptionManager, "GET", "/norms", "");
    for mark in ["measured long ago", "source not seen", "short", "not measured", "<details class=\"twin\">", "HXL"] {
        assert!(body.contains(mark), "no {mark}");
    }
}

#[test]
fn a_measurement_and_an_action_are_recorded_by_form_and_a_wrong_number_is_shown_again() {
    let node = Node::new();
    node.come(0..60);
    let form = "_key=k1&item=TOILETS&count:int=2&women:int=1&men:int=1&method=counted&by=Water+team";
    assert_eq!(node.ask_in("en", ReceptionManager, "POST", "/norms/record", form).0, 303);
    assert_eq!(node.gap("TOILETS"), json!([2, 2, 0, "minimum", false]));
    let wrong = form.replace("women:int=1", "women:int=7");
    let (status, body) = node.ask_in("en", ReceptionManager, "POST", "/norms/record", &wrong.replace("k1", "k2"));
    assert!(status == 422 && body.contains("NRM-003") && body.contains("value=\"7\""), "{status} {body}");
    let due = node.today();
    let plan = format!("_do=plan&norm=WATER&what=a+well&who=Water+team&due={due}");
    assert_eq!(node.ask_in("en", ReceptionManager, "POST", "/norms/actions", &plan).0, 303);
    let rows = node.rows(ReceptionManager, "actions", &access::Query::default()).unwrap();
    let action = rows.iter().find_map(|row| row["norms_action"].as_str()).unwrap();
    let finish = format!("_do=finish&action={action}&note=");
    assert_eq!(node.ask_in("en", ReceptionManager, "POST", "/norms/actions", &finish).0, 303);
    assert_eq!(node.ask_in("en", ReceptionManager, "POST", "/norms", "phase=stable").0, 303);
    assert_eq!(node.gap("TOILETS")[0], json!(3));
}

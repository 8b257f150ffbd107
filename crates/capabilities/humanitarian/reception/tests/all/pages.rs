//! Every page in three languages, and what its forms do.

use crate::node::Node;
use access::Role::{NationalCoordinator, ReceptionManager};
use kernel::Sex::{Female, Male};
use serde_json::json;

#[test]
fn each_page_is_shown_in_each_language_and_no_key_is_missing() {
    let node = Node::new();
    let (household, people) = node.household(1, &[(Female, 30), (Male, 5)]);
    node.household(2, &[(Male, 50)]);
    let (unit, rooms) = node.unit("A", &json!({}), &[2, 2]);
    node.done(
        "assign_places",
        &json!({ "places": [{ "person": people[0], "unit": unit, "room": rooms[0], "bed": 1 }] }),
    );
    node.done("check_in", &json!({ "people": people }));
    node.done("report_defect", &json!({ "unit": unit, "what": "no light" }));
    node.done("block_bed", &json!({ "unit": unit, "room": rooms[1], "bed": 2, "why": "cleaning" }));
    let pages = [
        "/reception".to_owned(),
        "/reception/door".into(),
        format!("/reception/households/{household}"),
        "/reception/places".into(),
        "/reception/presence".into(),
        "/reception/presence?status=present".into(),
        "/reception/items".into(),
        format!("/reception/units/{unit}"),
        "/reception/define".into(),
    ];
    for page in &pages {
        for language in ["ar", "fr", "en"] {
            let (status, body) = node.ask_in(language, ReceptionManager, "GET", page, "");
            assert_eq!(status, 200, "{page} in {language}: {body}");
            assert!(!body.contains("reception-") || !body.contains("⟨"), "{page}");
            for missing in ["column-reception", "error-REC", ">reception-"] {
                assert!(!body.contains(missing), "{page} in {language} shows a key: {missing}");
            }
        }
    }
    assert_eq!(node.ask(NationalCoordinator, "GET", "/reception", "").0, 403);
    assert_eq!(node.ask(NationalCoordinator, "GET", "/reception/presence", "").0, 403);
}

#[test]
fn a_unit_is_described_and_its_beds_blocked_and_reopened_by_form() {
    let node = Node::new();
    let form = "code=H1&name=Hall&is=hall&_rooms:int=2&_beds:int=3&_accessible:int=4&policy.sex=women";
    let (status, to) = node.ask(ReceptionManager, "POST", "/reception/define", form);
    assert_eq!(status, 303, "{to}");
    let unit = node.record_of("unit", "id", to.rsplit('/').next().unwrap());
    assert_eq!((unit["beds"].clone(), unit["policy"]["sex"].clone()), (json!(6), json!("women")));
    let bed = format!("_do=block&_bed={}+2&why=defect", unit["rooms"][0]["room"].as_str().unwrap());
    let (status, body) = node.ask_in("en", ReceptionManager, "POST", &to, &bed);
    assert_eq!(status, 303, "{body}");
    assert_eq!(node.record_of("board", "-", "-")["blocked"], json!(1));
    let reopen = bed.replace("_do=block", "_do=reopen_bed").replace("&why=defect", "");
    assert_eq!(node.ask(ReceptionManager, "POST", &to, &reopen).0, 303);
    assert_eq!(node.ask(ReceptionManager, "POST", &to, "_do=close&why=rain").0, 303);
    assert_eq!(node.record_of("board", "-", "-")["free"], json!(0));
}

#[test]
fn the_manager_confirms_a_list_and_what_is_refused_stands_there_with_why() {
    let node = Node::new();
    let (household, people) = node.household(1, &[(Female, 30), (Male, 5)]);
    let (other, others) = node.household(2, &[(Male, 50)]);
    node.unit("A", &json!({}), &[4]);
    let form = format!(
        "_key=k1&take[]={household}&bed.{household}.{}=a-1-1&bed.{household}.{}=A-1-2&take[]={other}&number.{other}=X&bed.{other}.{}=A-1-9",
        people[0], people[1], others[0]
    );
    let (status, body) = node.ask_in("en", ReceptionManager, "POST", "/reception/places", &form);
    assert_eq!(status, 200);
    assert!(body.contains("REC-001") && body.contains("banner--ok"), "{body}");
    assert_eq!(node.record_of("board", "-", "-")["held"], json!(2));
    // The same form again gives nothing twice.
    node.ask(ReceptionManager, "POST", "/reception/places", &form);
    assert_eq!(node.record_of("board", "-", "-")["held"], json!(2));
}

#[test]
fn the_team_at_the_door_finds_a_household_by_its_number_and_checks_it_in() {
    let node = Node::new();
    let (household, people) = node.household(1, &[(Female, 30)]);
    let number = node.record_of("household", "id", &household.to_string())["number"].as_str().unwrap().to_owned();
    let asked = format!("q={}", number.replace(' ', "+"));
    let (status, to) = node.ask(ReceptionManager, "POST", "/reception/door", &asked);
    assert_eq!((status, to.clone()), (303, format!("/reception/households/{household}")));
    let (status, _) = node.ask(ReceptionManager, "POST", &to, &format!("_do=check_in&people[]={}", people[0]));
    assert_eq!(status, 303);
    assert_eq!(node.record_of("board", "-", "-")["present"], json!(1));
    let (status, body) =
        node.ask_in("en", ReceptionManager, "POST", &to, &format!("_do=check_in&people[]={}", people[0]));
    assert!(status == 409 && body.contains("REC-020"), "{status} {body}");
}

#[test]
fn a_household_is_checked_in_by_its_card_without_a_look_at_it() {
    let node = Node::new();
    let (household, people) = node.household(1, &[(Female, 30), (Male, 5)]);
    let number = node.record_of("household", "id", &household.to_string())["number"].as_str().unwrap().to_owned();
    let form = format!("_do=check_in&card={}", number.replace(' ', "+"));
    assert_eq!(node.ask(ReceptionManager, "POST", "/reception/door", &form).0, 303);
    assert_eq!(node.record_of("board", "-", "-")["present"], json!(people.len()));
    let (status, body) = node.ask_in("en", ReceptionManager, "POST", "/reception/door", "_do=check_in&card=NOBODY");
    assert!(status == 422 && body.contains("REC-024") && body.contains("NOBODY"), "{status} {body}");
}

#[test]
fn blank_forms_are_kept_on_the_tablet_and_pages_about_people_are_not() {
    let node = Node::new();
    let (household, _) = node.household(1, &[(Female, 30)]);
    let page = |address: &str| node.ask(ReceptionManager, "GET", address, "").1;
    for blank in ["/reception/door", "/reception/define"] {
        assert!(page(blank).contains("data-offline=\"keep\"") && page(blank).contains("data-outbox"), "{blank}");
    }
    let of_people = page(&format!("/reception/households/{household}"));
    assert!(!of_people.contains("data-offline=\"keep\"") && of_people.contains("data-outbox"));
}

#[test]
fn proposals_and_those_without_are_shown_a_page_at_a_time() {
    let node = Node::new();
    for n in 1..=15 {
        node.household(n, &[(Male, 40)]);
    }
    node.unit("A", &json!({}), &[14]);
    let page = |address: &str| node.ask_in("en", ReceptionManager, "GET", address, "").1;
    let shown = |address: &str| page(address).matches("<article").count();
    let seen = (shown("/reception/places"), shown("/reception/places?page=1"), shown("/reception/places?show=without"));
    assert_eq!(seen, (12, 2, 1));
    assert!(page("/reception/presence").contains("href=\"/reception/presence\" aria-current=\"page\""));
}

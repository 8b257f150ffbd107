//! The screens over HTTP.

use crate::node::Node;
use access::{Query, Role::DistributionTeam, Role::NationalCoordinator, Role::ReceptionManager};
use kernel::Sex::{Female, Male};
use serde_json::json;

#[test]
fn every_page_speaks_three_languages() {
    let node = Node::new();
    let (household, _) = node.household(1, &[(Female, 30), (Male, 5)]);
    let (kit, meal) = (node.item("KIT", "kit"), node.item("MEAL", "meal"));
    node.entitlement(&kit, "household", &json!({ "once": true, "excluded_by": [meal], "min_interval_hours": 36 }));
    node.entitlement(&meal, "person", &json!({ "max_per_day": 1, "residents_only": true, "presence_required": true }));
    node.done("receive_stock", &json!({ "from": "Central store", "lines": [{ "item": kit, "quantity": 20 }] }));
    node.pass(60);
    node.done("count_stock", &json!({ "item": kit, "counted": 19, "why": "lost", "note": "one is missing" }));
    let lines = json!([{ "item": kit, "quantity": 1 }]);
    let done = node.done("hand_out", &json!({ "household": household, "lines": lines, "reason": "fire" }));
    let handout = done["handout"].as_str().unwrap();
    let back = node.done("hand_out", &json!({ "household": household, "lines": lines }));
    node.done("take_back", &json!({ "handout": back["handout"], "why": "returned" }));
    let rate = json!({ "item": meal, "basis": "day", "quantity": 3, "people": 1, "source": "ration of the site" });
    node.done("state_rate", &rate);
    node.done("hand_out", &json!({ "people": 2, "lines": [{ "item": meal, "quantity": 2 }], "reason": "a bus" }));
    let pages = [
        "/relief".to_owned(),
        format!("/relief?done={handout}"),
        format!("/relief/households/{household}"),
        "/relief/hand-out".into(),
        "/relief/handouts".into(),
        "/relief/handouts?which=reason".into(),
        format!("/relief/handouts/{handout}"),
        format!("/relief/handouts/{}", back["handout"].as_str().unwrap()),
        "/relief/stock".into(),
        "/relief/stock/receive".into(),
        "/relief/stock/count".into(),
        "/relief/stock/send".into(),
        "/relief/rules".into(),
        "/relief/list".into(),
        "/relief/list?all=true".into(),
        "/relief/questions".into(),
        "/relief/questions?settled=true".into(),
        "/relief/forecast".into(),
        "/relief/statistics".into(),
    ];
    for page in &pages {
        for language in ["ar", "fr", "en"] {
            let (status, body) = node.ask_in(language, ReceptionManager, "GET", page, "");
            assert_eq!(status, 200, "{page} in {language}: {body}");
            for missing in ["column-relief", "error-RLF", ">relief-", "⟨"] {
                assert!(!body.contains(missing), "{page} in {language} shows a key: {missing}");
            }
        }
    }
    assert_eq!(node.ask(NationalCoordinator, "GET", "/relief", "").0, 403);
    assert_eq!(node.ask(DistributionTeam, "GET", "/relief/stock/count", "").0, 403);
}

#[test]
fn a_number_leads_to_what_is_due_and_one_press_hands_it_out() {
    let node = Node::new();
    let (household, _) = node.household(1, &[(Female, 30), (Male, 5)]);
    let meal = node.item("MEAL", "meal");
    let entitlement = node.entitlement(&meal, "person", &json!({ "max_per_day": 1 }));
    let number = node.record_of("household", "id", &household.to_string())["number"].as_str().unwrap().to_owned();
    let (status, to) = node.ask(DistributionTeam, "POST", "/relief", &format!("q={}", number.replace(' ', "+")));
    assert_eq!((status, to.clone()), (303, format!("/relief/households/{}", number.replace(['-', ' '], ""))));
    let form = format!("_key=k1&_q.{entitlement}=2");
    let (status, next) = node.ask(DistributionTeam, "POST", &to, &form);
    assert!(status == 303 && next.starts_with("/relief?done="), "{status} {next}");
    assert_eq!(node.on_hand("MEAL"), -2);
    // The same press again hands nothing out twice; another asks why.
    node.ask(DistributionTeam, "POST", &to, &form);
    let (status, body) = node.ask_in("en", DistributionTeam, "POST", &to, &form.replace("k1", "k2"));
    assert!(status == 422 && body.contains("RLF-015"), "{status} {body}");
    assert_eq!(node.on_hand("MEAL"), -2);
    let (status, _) = node.ask(DistributionTeam, "POST", &to, &format!("{}&reason=guests", form.replace("k1", "k3")));
    assert_eq!((status, node.rows("handouts", &Query::by("which", "reason")).len()), (303, 1));
}

#[test]
fn what_somebody_emptied_stays_empty_when_the_form_comes_back() {
    let node = Node::new();
    let (household, _) = node.household(1, &[(Female, 30), (Male, 5)]);
    let (meal, kit) = (node.item("MEAL", "meal"), node.item("KIT", "kit"));
    let entitlement = node.entitlement(&meal, "person", &json!({ "max_per_day": 1 }));
    let page = format!("/relief/households/{household}");
    let input = |body: &str| {
        let from = body.split_once(&format!("name=\"_q.{entitlement}\" value=\"")).unwrap().1;
        from.split_once('"').unwrap().0.to_owned()
    };
    assert_eq!(input(&node.ask_in("en", DistributionTeam, "GET", &page, "").1), "2");
    let form = format!("_q.{entitlement}=&_item={kit}&_quantity=1");
    let (status, body) = node.ask_in("en", DistributionTeam, "POST", &page, &form);
    assert!(status == 422 && body.contains("RLF-015"), "{status} {body}");
    assert_eq!(input(&body), "");
}

#[test]
fn counts_that_do_not_fit_on_a_page_stand_on_the_next() {
    let node = Node::new();
    let kit = node.item("KIT", "kit");
    for n in 0..=Query::default().limit() {
        node.done(
            "count_stock",
            &json!({ "item": kit, "counted": n, "why": "miscounted", "note": format!("count {n}") }),
        );
        node.pass(60);
    }
    let shows = |page: &str| node.ask_in("en", ReceptionManager, "GET", page, "").1.contains("count 0<");
    assert_eq!((shows("/relief/stock"), shows("/relief/stock?page=1")), (false, true));
}

#[test]
fn the_form_for_the_tablet_takes_a_number_or_people_without_a_record() {
    let node = Node::new();
    let (household, _) = node.household(1, &[(Female, 30)]);
    let kit = node.item("KIT", "kit");
    let number = node.record_of("household", "id", &household.to_string())["number"].as_str().unwrap().to_owned();
    let form = format!("code={}&_q.{kit}=1", number.replace(' ', "+"));
    assert_eq!(node.ask(DistributionTeam, "POST", "/relief/hand-out", &form).0, 303);
    let strangers = format!("people:int=4&_q.{kit}=4&reason=bus");
    assert_eq!(node.ask(DistributionTeam, "POST", "/relief/hand-out", &strangers).0, 303);
    let wrong = format!("people:int=4&_q.{kit}=four");
    let (status, body) = node.ask_in("en", DistributionTeam, "POST", "/relief/hand-out", &wrong);
    assert!(status == 422 && body.contains("GEN-003") && body.contains("four"), "{body}");
    assert_eq!(node.on_hand("KIT"), -5);
}

#[test]
fn rules_are_stated_and_ended_by_form() {
    let node = Node::new();
    let item = "_do=item&code=BLK&name=Blanket&unit=piece";
    assert_eq!(node.ask(ReceptionManager, "POST", "/relief/rules", item).0, 303);
    let blanket = node.rows("items", &Query::default())[0]["relief_item"].as_str().unwrap().to_owned();
    let rule =
        format!("_do=entitlement&item={blanket}&quantity:int=2&basis=person&_days=30&rule.residents_only:bool=true");
    assert_eq!(node.ask(ReceptionManager, "POST", "/relief/rules", &rule).0, 303);
    let rows = node.rows("entitlements", &Query::default());
    assert_eq!((rows[0]["relief_interval_hours"].clone(), rows[0]["relief_quantity"].clone()), (json!(720), json!(2)));
    let end = format!("_do=end&entitlement={}&why=used", rows[0]["relief_entitlement"].as_str().unwrap());
    assert_eq!(node.ask(ReceptionManager, "POST", "/relief/rules", &end).0, 303);
    assert!(node.rows("entitlements", &Query::default()).is_empty());
}

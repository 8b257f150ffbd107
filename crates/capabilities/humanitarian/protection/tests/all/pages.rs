//! Pages in three languages, and their forms.

use crate::node::{Node, actor, form};
use access::Query;
use serde_json::json;

#[test]
fn every_page_opens_in_three_languages_with_all_its_words() {
    let node = Node::new();
    let person = node.person(1, "Hawa");
    let case = node.case(person, "child");
    node.done("ali", "plan_action", &json!({ "case": case, "what": "visit", "due": "2026-12-01" }));
    node.done("ali", "write_note", &json!({ "case": case, "text": "n", "readers": "case" }));
    node.done("ali", "propose_decision", &json!({ "case": case, "text": "d" }));
    node.done("ali", "offer_handover", &json!({ "case": case, "to": actor("bea"), "reason": "r" }));
    let screening = node.screened(person, &[("carer", "nobody"), ("fighters", "yes")]);
    let screening = screening.as_str().unwrap();
    node.done("ali", "raise_need", &json!({ "person": person, "code": "WR-PY" }));
    for (who, path) in [
        ("ali", "/protection".to_owned()),
        ("bea", "/protection?whose=site".into()),
        ("ali", "/protection/flags".into()),
        ("ali", "/protection/find".into()),
        ("sup", "/protection/roster".into()),
        ("sup", "/protection/statistics".into()),
        ("ali", "/protection/needs".into()),
        ("ali", format!("/protection/people/{person}")),
        ("ali", format!("/protection/people/{person}/screen?sheet=child&version=1")),
        ("ali", format!("/protection/people/{person}/screen?sheet=arrival&version=1&read=fr")),
        ("ali", format!("/protection/people/{person}/screen?sheet=wg_short_set&version=1")),
        ("ali", format!("/protection/screenings/{screening}")),
        ("ali", format!("/protection/people/{person}/case?screening={screening}&rule=unaccompanied")),
        ("ali", format!("/protection/cases/{case}")),
        ("sup", format!("/protection/cases/{case}")),
        ("bea", format!("/protection/cases/{case}")),
        ("national", "/protection/statistics".into()),
    ] {
        for (language, direction) in [("ar", "rtl"), ("fr", "ltr"), ("en", "ltr")] {
            let (status, page) = node.ask_in(language, who, "GET", &path, "");
            assert_eq!(status, 200, "{path}: {page}");
            assert!(page.contains(&format!("<html lang=\"{language}\" dir=\"{direction}\"")), "{path}");
            assert!(!page.contains("[protection-") && !page.contains("[column-"), "{path}: words are missing");
            assert_eq!(page.matches("<h1").count(), 1, "{path} in {language}");
            let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|part| part.split('"').next()).collect();
            let distinct: std::collections::BTreeSet<_> = ids.iter().collect();
            assert_eq!(distinct.len(), ids.len(), "{path}: an id stands twice: {ids:?}");
        }
    }
}

#[test]
fn a_child_is_screened_with_the_form_and_the_flag_leads_to_a_case() {
    let node = Node::new();
    let person = node.person(1, "Hawa");
    let address = format!("/protection/people/{person}/screen?sheet=child&version=1");
    let (_, page) = node.ask("ali", "GET", &address, "");
    assert!(page.contains("من يرعاك هنا؟") && !page.contains(" checked"), "read in Arabic, nothing ticked beforehand");
    assert!(page.contains("data-show-when=\"answers.carer.one=other\""));
    let supervisor = actor("sup").to_string();
    let mut sent = vec![
        ("_key", "k1"),
        ("sheet", "child"),
        ("version:int", "1"),
        ("language", "ar"),
        ("supervisor", supervisor.as_str()),
        ("answers.age.number:int", "١١"),
        ("answers.carer.one", "nobody"),
        ("answers.married.one", "declined"),
    ];
    let (status, to) = node.ask("ali", "POST", &address, &form(&sent));
    assert_eq!((status, to.as_str()), (303, format!("/protection/people/{person}#flags").as_str()));
    let (_, page) = node.ask("ali", "GET", &format!("/protection/people/{person}"), "");
    assert!(page.contains("طفل غير مصحوب") && page.contains("لا أحد"), "the flag with the answer behind it");
    let screening = node.record("ali", "file", person).unwrap()["flags"][0]["screening"].as_str().unwrap().to_owned();
    let open = format!("/protection/people/{person}/case");
    let case = form(&[
        ("_key", "k2"),
        ("about", "child"),
        ("reason", "alone"),
        ("flag.screening", &screening),
        ("flag.rule", "unaccompanied"),
    ]);
    let (status, to) = node.ask("ali", "POST", &open, &case);
    assert!(status == 303 && to.starts_with("/protection/cases/"), "{to}");
    assert_eq!(node.record("ali", "file", person).unwrap()["flags"][0]["state"], "taken");

    sent[0] = ("_key", "k3");
    sent[6] = ("answers.carer.one", "parent");
    sent.push(("answers.parents.one", "lost"));
    let (status, page) = node.ask("ali", "POST", &address, &form(&sent));
    assert!(status == 422 && page.contains("id=\"answers-parents-e\"") && page.contains("SCR-022"), "{page}");
    assert!(page.contains("value=\"١١\""), "nothing typed is lost");
}

#[test]
fn the_work_on_a_case_is_done_with_its_page() {
    let node = Node::new();
    let case = node.case(node.person(1, "Hawa"), "child");
    let address = format!("/protection/cases/{case}");
    let send = |who: &str, pairs: &[(&str, &str)]| {
        let (status, to) = node.ask(who, "POST", &address, &form(pairs));
        assert_eq!(status, 303, "{pairs:?}: {to}");
    };
    send("ali", &[("_do", "plan"), ("what", "visit"), ("due", "2026-12-01")]);
    let action = node.record("ali", "case", &case).unwrap()["actions"][0]["action"].as_str().unwrap().to_owned();
    send("ali", &[("_do", "done"), ("action", &action), ("note", "well")]);
    send("ali", &[("_do", "note"), ("text", "n"), ("readers", "circle")]);
    send("ali", &[("_do", "decide"), ("decided", "moves to her aunt")]);
    let decision = node.record("sup", "case", &case).unwrap()["decisions"][0]["decision"].as_str().unwrap().to_owned();
    send("sup", &[("_do", "agree"), ("decision", &decision)]);
    send("sup", &[("_do", "assign"), ("officer", &actor("bea").to_string())]);
    send("bea", &[("_do", "offer"), ("to", &actor("ali").to_string()), ("reason", "back")]);
    let (status, to) =
        node.ask("ali", "POST", "/protection", &form(&[("_do", "accept"), ("case", &case), ("_key", "a")]));
    assert_eq!((status, to), (303, address.clone()));
    send("ali", &[("_do", "close"), ("outcome", "reached"), ("summary", "s")]);
    send("sup", &[("_do", "agree-close")]);
    send("ali", &[("_do", "reopen"), ("reason", "again")]);
    assert_eq!(node.record("ali", "case", &case).unwrap()["state"], "open");
    let (status, page) =
        node.ask("ali", "POST", &address, &form(&[("_do", "plan"), ("what", "x"), ("due", "2020-01-01")]));
    assert!(status == 422 && page.contains("PRO-007") && page.contains("id=\"due-e\""), "{page}");
}

#[test]
fn a_name_is_searched_without_standing_in_an_address() {
    let node = Node::new();
    let case = node.case(node.person(1, "محمد"), "child");
    let (status, page) = node.ask("ali", "POST", "/protection", &form(&[("q", "Mohamed")]));
    assert!(status == 200 && page.contains(&format!("/protection/cases/{case}")));
    assert!(!page.contains("q=Mohamed"), "no link carries the name");
    let (status, page) = node.ask("bea", "POST", "/protection/find", &form(&[("q", "Mohamed")]));
    assert!(status == 200 && page.contains("/protection/people/"));
}

#[test]
fn the_next_page_of_a_search_is_of_the_same_name_and_of_the_same_state() {
    let node = Node::new();
    for n in 0..101 {
        node.case(node.person(n, "Mohamed"), "child");
    }
    node.case(node.person(200, "Hawa"), "child");
    let search = |page: &str, address: &str| {
        let (status, page) = node.ask("ali", "POST", address, &form(&[("q", "Mohamed"), ("page", page)]));
        assert_eq!(status, 200);
        assert!(!page.contains("rel=\"next\"") && !page.contains("q=Mohamed"), "no address carries the name: {page}");
        (page.matches("href=\"/protection/cases/").count(), page)
    };
    let (found, first) = search("0", "/protection");
    assert!(
        found == 100 && first.contains("name=\"q\" value=\"Mohamed\"") && first.contains("name=\"page\" value=\"1\"")
    );
    let (found, second) = search("1", "/protection");
    assert!(
        found == 1 && second.contains("name=\"page\" value=\"0\"") && !second.contains("name=\"page\" value=\"2\"")
    );
    let (found, closed) = search("0", "/protection?whose=mine&state=closed");
    assert!(found == 0 && closed.contains("action=\"/protection?state=closed&amp;whose=mine\""), "{closed}");
}

#[test]
fn pages_open_to_those_with_a_row_only() {
    let node = Node::new();
    let person = node.person(1, "Hawa");
    let case = node.case(person, "child");
    for who in ["clerk", "supervisor", "dpo", "lane"] {
        for path in
            ["/protection".to_owned(), format!("/protection/people/{person}"), format!("/protection/cases/{case}")]
        {
            let there = node.ask(who, "GET", &path, "");
            let nowhere = node.ask(who, "GET", &path.replace(&case, "00000000-0000-7000-8000-000000000000"), "");
            assert_eq!(there.0, 403, "{who} {path}");
            assert_eq!(there.0, nowhere.0, "a record that exists looks like one that does not");
        }
    }
    assert_eq!(node.numbers("ali", &Query::default()).len(), 1);
}

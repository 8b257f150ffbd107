//! The screens over HTTP: every page in three languages, and the journeys of those who work with them.

use crate::node::{Node, details};
use access::Role::{self, DataProtectionOfficer, NationalCoordinator, RegistrationClerk, RegistrationSupervisor};
use serde_json::json;
use shell::form::encoded;

/// A form as a browser sends it.
fn form(pairs: &[(&str, &str)]) -> String {
    pairs.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect::<Vec<_>>().join("&")
}

const HEAD: [(&str, &str); 7] = [
    ("head.name.original", "زينب إدريس"),
    ("head.name.family", "إدريس"),
    ("head.sex", "female"),
    ("head.birth", "١٩٩٢"),
    ("head.nationality", "SDN"),
    ("head.languages", "ar, ma"),
    ("head.origin", "SD04"),
];

#[test]
fn every_page_speaks_three_languages_and_the_reader_s_direction() {
    let node = Node::new();
    let done = node.household(&["Hawa Barka", "Issa"]);
    node.done("issue_card", &json!({ "household": done["household"] }));
    let mut details = details("Hawa Barma");
    details["contacts"] = json!([{ "by": "phone", "value": "+235 66" }]);
    let (household, person) = (done["household"].as_str().unwrap(), done["people"][0].as_str().unwrap());
    node.done("correct_person", &json!({ "person": person, "details": details, "reason": "misheard" }));
    let link = json!({ "person": person, "is": "parent_of", "other": done["people"][1], "basis": "declared" });
    node.done("assert_link", &link);
    for about in ["assistance", "photo"] {
        let answer = json!({ "person": person, "about": about, "agreed": true, "by": "oneself", "language": "ar" });
        node.done("answer_consent", &answer);
    }
    for (role, path) in [
        (RegistrationClerk, "/registration".to_owned()),
        (RegistrationClerk, "/registration/register".into()),
        (RegistrationClerk, "/registration/households".into()),
        (RegistrationClerk, format!("/registration/households/{household}")),
        (RegistrationClerk, format!("/registration/households/{household}/add")),
        (RegistrationSupervisor, format!("/registration/households/{household}/change")),
        (RegistrationSupervisor, format!("/registration/households/{household}/card")),
        (RegistrationClerk, "/registration/find".into()),
        (RegistrationClerk, format!("/registration/people/{person}")),
        (RegistrationClerk, format!("/registration/people/{person}/correct")),
        (RegistrationClerk, format!("/registration/people/{person}/consent")),
        (RegistrationSupervisor, format!("/registration/people/{person}/links")),
        (RegistrationClerk, format!("/registration/people/{person}/receipt")),
        (DataProtectionOfficer, format!("/registration/people/{person}/erase")),
        (NationalCoordinator, "/registration/statistics".into()),
    ] {
        for (language, direction) in [("ar", "rtl"), ("fr", "ltr"), ("en", "ltr")] {
            let (status, page) = node.ask_in(language, role, "GET", &path, "");
            assert_eq!(status, 200, "{path}: {page}");
            assert!(page.contains(&format!("<html lang=\"{language}\" dir=\"{direction}\"")), "{path}");
            assert!(!page.contains("[registration-") && !page.contains("[column-"), "{path}: words are missing");
            assert_eq!(page.matches("<h1").count(), 1, "{path} in {language}");
        }
    }
}

#[test]
fn a_family_is_registered_with_the_form_and_members_take_from_the_head_what_they_did_not_say() {
    let node = Node::new();
    let members = [
        ("members[0].details.name.original", ""),
        ("members[1].details.name.original", "عيسى"),
        ("members[1].details.sex", "male"),
        ("members[1].details.birth", "7"),
        ("members[1].relationship", "child"),
        ("_consent-tracing", "false"),
        ("_rows", "2"),
        ("_key", "k1"),
    ];
    let sent = form(&[&HEAD[..], &members].concat());
    let (status, to) = node.ask(RegistrationClerk, "POST", "/registration/register", &sent);
    assert_eq!(status, 303, "{to}");
    let record = node.record("household", "id", &json!(to.rsplit('/').next().unwrap()));
    let child = &record["members"][1];
    assert_eq!(
        (&child["name"], &child["nationality"], &child["origin"]),
        (&json!("عيسى إدريس"), &json!("SDN"), &json!("SD04"))
    );
    assert_eq!(child["languages"], json!(["ar", "ma"]));
    assert_eq!(child["age"], json!([7, 7]));
    let again = node.ask(RegistrationClerk, "POST", "/registration/register", &sent);
    assert_eq!(again, (303, to), "sent twice, registered once");
}

#[test]
fn a_mistake_is_said_at_its_box_and_nothing_typed_is_lost() {
    let node = Node::new();
    let wrong = [
        ("members[1].details.name.original", "عيسى"),
        ("members[1].details.birth", "soon"),
        ("members[1].details.sex", "male"),
        ("_rows", "2"),
        ("_key", "k1"),
    ];
    let (status, page) =
        node.ask(RegistrationClerk, "POST", "/registration/register", &form(&[&HEAD[..], &wrong].concat()));
    assert_eq!(status, 422);
    assert!(page.contains("id=\"members-1--details-birth-e\"") && page.contains("PER-004"), "{page}");
    assert!(page.contains("value=\"soon\"") && page.contains("زينب إدريس"));
    assert!(page.contains("members-1--relationship-e"));

    let mut head = HEAD;
    head[5] = ("head.languages", "arabic");
    let (status, page) = node.ask(RegistrationClerk, "POST", "/registration/register", &form(&head));
    assert!(status == 422 && page.contains("id=\"head-languages-e\"") && page.contains("KRN-005"), "{page}");
    assert_eq!(node.facts(), 0);
}

#[test]
fn more_members_are_asked_for_without_the_script() {
    let node = Node::new();
    let sent = form(&[&HEAD[..], &[("_rows", "2"), ("_more", "1")]].concat());
    let (status, page) = node.ask(RegistrationClerk, "POST", "/registration/register", &sent);
    assert!(status == 200 && page.contains("members[3].details.name.original") && page.contains("زينب إدريس"));
    assert_eq!(node.facts(), 0);
}

#[test]
fn a_scanned_token_leads_to_the_form_and_the_form_to_the_card() {
    let node = Node::new();
    let (status, page) = node.ask(RegistrationClerk, "POST", "/registration/find", &form(&[("q", "MN1:7F3K-22QD")]));
    assert!(status == 200 && page.contains("MN1:7F3K-22QD") && page.contains("action=\"/registration\""));
    let (status, to) =
        node.ask(RegistrationClerk, "POST", "/registration", &form(&[("token", "MN1:7F3K-22QD"), ("_key", "a")]));
    assert!(status == 303 && to.starts_with("/registration/register?household="), "{to}");
    let household = to.rsplit('=').next().unwrap().to_owned();
    assert_eq!(node.ask(RegistrationClerk, "GET", &to, "").0, 200);
    let sent = form(&[&HEAD[..], &[("household", &household), ("_key", "b")]].concat());
    assert_eq!(node.ask(RegistrationClerk, "POST", "/registration/register", &sent).0, 303);
    let here = format!("/registration/households/{household}");
    let (status, to) = node.ask(RegistrationClerk, "POST", &here, &form(&[("_do", "issue"), ("_key", "c")]));
    assert_eq!((status, to.as_str()), (303, format!("{here}/card").as_str()));
    let (_, card) = node.ask(RegistrationClerk, "GET", &to, "");
    assert!(card.contains("<svg class=\"qr\"") && card.contains("ليست وثيقة هوية ولا وثيقة سفر"));
    assert!(card.contains("N’est ni un document d’identité ni un document de voyage"));
    let face = card.split("<article class=\"id-card\">").nth(1).unwrap().split("</article>").next().unwrap();
    assert!(!face.contains("زينب") && !face.contains("SD04") && !face.contains("1992"), "nothing sensitive: {face}");
}

#[test]
fn a_person_is_corrected_by_what_was_changed_in_the_form_only() {
    let node = Node::new();
    let mut details = details("Hawa Barka");
    details["name"]["renderings"] = json!(["حواء", "Hawwa"]);
    let done = node.done("register_household", &json!({ "head": details }));
    let id = done["people"][0].as_str().unwrap();
    let address = format!("/registration/people/{id}/correct");
    let (_, page) = node.ask(RegistrationClerk, "GET", &address, "");
    assert!(page.contains("value=\"Hawa Barka\"") && page.contains("value=\"1992\""));
    let sent = form(&[
        ("details.name.original", "Hawa Barka"),
        ("details.name.rendering", "حواء"),
        ("details.sex", "female"),
        ("details.birth", "1991"),
        ("details.nationality", "SDN"),
        ("details.languages", "ar"),
        ("details.origin", "SD04"),
        ("reason", "her card says so"),
        ("_key", "k"),
    ]);
    assert_eq!(node.ask(RegistrationClerk, "POST", &address, &sent).0, 303);
    let record = node.record("person", "id", &done["people"][0]);
    let fields: Vec<_> = record["corrections"][0]["changes"].as_array().unwrap().iter().map(|c| &c["field"]).collect();
    assert_eq!(fields, ["birth"]);
    assert_eq!(record["details"]["name"]["renderings"], json!(["حواء", "Hawwa"]));
}

#[test]
fn households_are_split_and_joined_by_number() {
    let node = Node::new();
    let first = node.household(&["Hawa", "Issa", "Ali"]);
    let second = node.household(&["Mariam"]);
    let address = format!("/registration/households/{}/change", first["household"].as_str().unwrap());
    let number = second["number"].as_str().unwrap();
    let (status, to) =
        node.ask(RegistrationSupervisor, "POST", &address, &form(&[("_do", "join"), ("from", number), ("_key", "j")]));
    assert_eq!(status, 303, "{to}");
    assert_eq!(node.record("household", "id", &first["household"])["size"], 4);
    let leaving = first["people"][1].as_str().unwrap();
    let other = first["people"][2].as_str().unwrap();
    let split = form(&[("_do", "split"), ("head", leaving), ("others[]", other), ("_key", "s")]);
    let (status, to) = node.ask(RegistrationSupervisor, "POST", &address, &split);
    assert_eq!(status, 303, "{to}");
    assert_eq!(node.record("household", "id", &json!(to.rsplit('/').next().unwrap()))["size"], 2);
    let wrong = form(&[("_do", "join"), ("from", "0000-0000-0000"), ("_key", "w")]);
    let (status, page) = node.ask(RegistrationSupervisor, "POST", &address, &wrong);
    assert!(status == 422 && page.contains("SEA-001"));
}

#[test]
fn consents_are_answered_one_by_one_and_taken_back() {
    let node = Node::new();
    let done = node.household(&["Hawa"]);
    let address = format!("/registration/people/{}/consent", done["people"][0].as_str().unwrap());
    let (_, page) = node.ask(RegistrationClerk, "GET", &format!("{address}?read=fr"), "");
    assert!(page.contains("lang=\"fr\" dir=\"ltr\"") && !page.contains(" checked"), "nothing is ticked beforehand");
    let sent = form(&[
        ("_consent-photo", "true"),
        ("_consent-contact", "false"),
        ("_by", "oneself"),
        ("_read", "fr"),
        ("_key", "k"),
    ]);
    assert_eq!(node.ask(RegistrationClerk, "POST", &address, &sent).0, 303);
    let consents = node.record("person", "id", &done["people"][0])["consents"].clone();
    assert_eq!(consents.as_array().unwrap().len(), 2);
    assert_eq!(node.ask(RegistrationClerk, "POST", &address, &form(&[("_withdraw", "photo"), ("_key", "w")])).0, 303);
    let consents = node.record("person", "id", &done["people"][0])["consents"].clone();
    assert!(consents.as_array().unwrap().iter().all(|consent| consent["agreed"] == false));
}

#[test]
fn pages_open_to_those_with_a_row_only() {
    let node = Node::new();
    for (role, path, status) in [
        (Role::LaneOfficer, "/registration", 403),
        (Role::LaneOfficer, "/registration/find", 403),
        (Role::PostCommander, "/registration/statistics", 403),
        (Role::NationalCoordinator, "/registration/households", 403),
        (Role::Administrator, "/registration", 403),
        (Role::ProtectionOfficer, "/registration/find", 200),
    ] {
        assert_eq!(node.ask(role, "GET", path, "").0, status, "{role} {path}");
    }
}

//! Sites over HTTP.

use crate::node::{Node, between};

const SITE: &str =
    "description.name=Adr%C3%A9&description.kind=post&description.place=TCD07&description.utc_offset_minutes:int=60";

#[test]
fn a_site_is_opened_described_anew_and_closed() {
    let node = Node::new();
    let browser = node.administrator();
    assert_eq!(browser.post("/administration/sites", SITE).go(), "/administration/sites");
    let site = format!(
        "/administration/sites/{}",
        between(&browser.get("/administration/sites").body, "/administration/sites/", "\"")
    );
    let page = browser.get(&site).body;
    assert!(page.contains("value=\"Adré\"") && page.contains("value=\"60\""), "{page}");
    let changed = SITE.replace("Adr%C3%A9", "Tin%C3%A9").replace(":int=60", ":int=٦٠");
    assert_eq!(browser.post(&site, &changed).go(), site);
    assert!(browser.get(&site).body.contains("value=\"Tiné\""));
    assert_eq!(browser.post(&site, "_do=close").go(), "/administration/sites");
    let refused = browser.post(&site, &changed);
    assert!(refused.status == 409 && refused.body.contains("ADM-003"), "{}", refused.body);
}

#[test]
fn what_is_wrong_is_said_at_its_field_and_what_was_typed_stays() {
    let node = Node::new();
    let browser = node.administrator();
    browser.get("/session/language?to=ar");
    let page = browser.post("/administration/sites", &SITE.replace(":int=60", ":int=6000"));
    assert!(
        page.status == 422 && page.body.contains("ADM-001") && page.body.contains("value=\"6000\""),
        "{}",
        page.body
    );
    assert!(page.body.contains("لا توجد ساعة بهذا البعد"), "{}", page.body);
    let half = format!("{SITE}&description.latitude_deg:num=13.4");
    assert!(browser.post("/administration/sites", &half).body.contains("ADM-002"));
}

#[test]
fn every_page_has_its_words_in_three_languages() {
    let node = Node::new();
    let browser = node.administrator();
    browser.post("/administration/sites", SITE);
    let (_, account) = node.somebody(&browser, "zeinab");
    let site = format!(
        "/administration/sites/{}",
        between(&browser.get("/administration/sites").body, "/administration/sites/", "\"")
    );
    for language in ["ar", "fr", "en"] {
        browser.get(&format!("/session/language?to={language}"));
        for page in [
            "/administration",
            &format!("/administration/accounts/{account}"),
            "/administration/sites",
            &site,
            "/administration/permissions",
            "/administration/attempts",
        ] {
            let got = browser.get(page);
            assert_eq!(got.status, 200, "{page}: {}", got.body);
            let main = between(&got.body, "<main", "</main>");
            assert!(!main.contains(">[") && !main.contains("[error"), "{page} in {language} lacks words: {main}");
        }
    }
}

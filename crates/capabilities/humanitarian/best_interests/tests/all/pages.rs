//! Pages in three languages, and their forms.

use crate::node::{Node, actor, child};
use access::coverage;
use trial::form;

#[test]
fn every_command_and_view_has_a_row_and_every_row_has_its_command_or_view() {
    assert_eq!(coverage::holes(&Node::new().trial.app.gate), Vec::<String>::new());
}

#[test]
fn every_page_opens_in_three_languages_with_all_its_words() {
    let node = Node::new().with_panel();
    for (who, path) in [
        ("officer", "/best-interests".to_owned()),
        ("officer", "/best-interests?closed=true".into()),
        ("officer", "/best-interests/find".into()),
        ("officer", format!("/best-interests/children/{}", child())),
        ("officer", format!("/best-interests/{}", node.procedure)),
        ("doctor", format!("/best-interests/{}", node.procedure)),
        ("boss", format!("/best-interests/{}", node.procedure)),
    ] {
        for (language, direction) in [("ar", "rtl"), ("fr", "ltr"), ("en", "ltr")] {
            let (status, page) = node.trial.request(&format!("who={who}; language={language}"), "GET", &path, "");
            assert_eq!(status, 200, "{path}: {page}");
            assert!(page.contains(&format!("<html lang=\"{language}\" dir=\"{direction}\"")), "{path}");
            assert!(!page.contains("[best-interests-") && !page.contains("[column-"), "{path}: words are missing");
            assert_eq!(page.matches("<h1").count(), 1, "{path} in {language}");
            let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|part| part.split('"').next()).collect();
            let distinct: std::collections::BTreeSet<_> = ids.iter().collect();
            assert_eq!(distinct.len(), ids.len(), "{path}: an id stands twice: {ids:?}");
        }
    }
}

#[test]
fn a_procedure_is_worked_on_with_its_page() {
    let node = Node::new();
    let address = format!("/best-interests/{}", node.procedure);
    let send = |who: &str, pairs: &[(&str, &str)]| {
        let (status, to) = node.trial.request(&format!("who={who}"), "POST", &address, &form(pairs));
        assert_eq!((status, to.as_str()), (303, address.as_str()), "{pairs:?}: {to}");
    };
    let written = ["child", "family", "safety", "options", "recommendation"].map(|part| format!("assessment.{part}"));
    let mut sent = vec![("_do", "assess"), ("_key", "k"), ("assessment.panel:bool", "true")];
    sent.extend(written.iter().map(|name| (name.as_str(), "text")));
    send("officer", &sent);
    send("boss", &[("_do", "agree"), ("step", "assessment")]);
    let (doctor, boss) = (actor("doctor").to_string(), actor("boss").to_string());
    send("officer", &[("_do", "panel"), ("members", &doctor), ("members", &boss), ("day", "2099-01-01")]);
    send("doctor", &[("_do", "opinion"), ("opinion", "agrees")]);
    send("boss", &[("_do", "opinion"), ("opinion", "stands_aside"), ("text", "knows the aunt")]);
    send("boss", &[("_do", "decide"), ("text", "with her aunt"), ("review_by", "2099-02-01")]);
    send("officer", &[("_do", "tell"), ("how", "in_person"), ("language", "ar")]);
    let check = [("check.name", "Khadija"), ("check.relation", "aunt"), ("check.proof", "none"), ("check.wish", "yes")];
    let check = [&[("_do", "check"), ("check.found", "verified")], check.as_slice()].concat();
    let (status, page) = node.trial.request("who=officer", "POST", &address, &form(&check));
    assert!(status == 422 && page.contains("BES-007") && page.contains("value=\"Khadija\""), "{page}");
}

//! Pages in three languages, and their forms without the script.

use crate::node::{Node, child, second};
use screening::Digest;
use serde_json::{Value, json};
use shell::{Raw, server::serve};
use trial::form;

fn address(sheet: &Value) -> String {
    format!(
        "/instruments/{}/{}/{}",
        sheet["code"].as_str().unwrap(),
        sheet["version"],
        sheet["digest"].as_str().unwrap()
    )
}

#[test]
fn every_page_opens_in_three_languages_with_all_its_words() {
    let node = Node::new();
    let proposed = address(&node.proposed(&second()));
    let shipped = format!("/instruments/child/1/{}", Digest::of(child()));
    for (who, path) in [
        ("sup", "/instruments"),
        ("sup", "/instruments/new"),
        ("worker", &proposed),
        ("sup", &proposed),
        ("first", &proposed),
        ("first", &shipped),
    ] {
        for (language, direction) in [("ar", "rtl"), ("fr", "ltr"), ("en", "ltr")] {
            let (status, page) = node.ask(language, who, "GET", path, "");
            assert_eq!(status, 200, "{path}: {page}");
            assert!(page.contains(&format!("<html lang=\"{language}\" dir=\"{direction}\"")), "{path}");
            assert!(!page.contains("[instruments-") && !page.contains("[column-"), "{path}: words are missing");
            assert_eq!(page.matches("<h1").count(), 1, "{path} in {language}");
            let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|part| part.split('"').next()).collect();
            let distinct: std::collections::BTreeSet<_> = ids.iter().collect();
            assert_eq!(distinct.len(), ids.len(), "{path}: an id stands twice: {ids:?}");
        }
    }
}

#[test]
fn a_sheet_is_read_in_three_languages_with_its_rules_in_words_before_it_is_proposed() {
    let node = Node::new();
    let (text, facts) = (second(), node.facts());
    let (status, page) = node.ask("en", "sup", "POST", "/instruments/new", &form(&[("text", &text)]));
    assert_eq!(status, 200);
    for words in ["من يرعاك هنا؟", "Qui s’occupe de toi ici ?", "Who takes care of you here?", "Nobody", "SC-UC"]
    {
        assert!(page.contains(words), "{words}");
    }
    let rules = page.split("id=\"rules\"").nth(1).unwrap().replace(['\u{2068}', '\u{2069}'], "");
    assert!(rules.contains("“Who takes care of you here?” is “Nobody”") && !rules.contains("carer ="), "{rules}");
    assert_eq!(node.facts(), facts, "nothing is recorded yet");
    let (status, to) =
        node.ask("en", "sup", "POST", "/instruments/new", &form(&[("_do", "propose"), ("_key", "k"), ("text", &text)]));
    assert_eq!((status, to.as_str()), (303, format!("/instruments/child/2/{}", Digest::of(&text)).as_str()));
    let (status, page) = node.ask("en", "sup", "POST", "/instruments/new", &form(&[("_do", "edit"), ("text", &text)]));
    assert!(status == 200 && page.contains("version = 2"));
}

#[test]
fn a_file_is_taken_without_the_script_and_its_faults_are_shown_at_their_lines() {
    let node = Node::new();
    let send = |file: &str| {
        let body = format!(
            "--b1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.toml\"\r\nContent-Type: application/octet-stream\r\n\r\n{file}\r\n\
             --b1\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n\r\n--b1--\r\n"
        );
        let raw = Raw {
            method: "POST".into(),
            path: "/instruments/new".into(),
            headers: vec![
                ("cookie".into(), "who=sup; language=fr".into()),
                ("content-type".into(), "multipart/form-data; boundary=b1".into()),
            ],
            body: body.into_bytes(),
            ..Raw::default()
        };
        let reply = serve(&node.app, &raw);
        (reply.status, String::from_utf8(reply.body).unwrap())
    };
    let (status, page) = send(&second().replace('\n', "\r\n"));
    assert!(status == 200 && page.contains("Qui s’occupe de toi ici ?"), "{page}");
    let bad = second().replacen("when = \"carer = other\"", "when = \"carer == other\"", 1);
    let line = bad.lines().position(|line| line == "id = \"known_before\"").unwrap() + 1;
    let (status, page) = send(&bad);
    assert_eq!(status, 422);
    assert!(
        page.contains("SCR-104") && page.contains(&format!(">{line}</bdi>")) && page.contains("known_before"),
        "{page}"
    );
    assert!(page.contains("le nom d’une réponse"), "what was expected is said in the reader's language");
    assert!(page.contains("carer == other"), "nothing typed is lost");
}

#[test]
fn a_second_person_publishes_on_the_page_and_withdraws_there_and_the_file_comes_as_it_was_sent() {
    let node = Node::new();
    let path = address(&node.proposed(&second()));
    let send = |who: &str, pairs: &[(&str, &str)]| node.ask("en", who, "POST", &path, &form(pairs));
    let (status, page) = send("first", &[("_do", "refuse"), ("_key", "a")]);
    assert!(status == 422 && page.contains("INS-005") && page.contains("id=\"reason-e\""), "{page}");
    assert_eq!(send("worker", &[("_do", "publish"), ("_key", "b")]).0, 403);
    assert_eq!(send("first", &[("_do", "publish"), ("_key", "c")]), (303, path.clone()));
    assert_eq!(send("worker", &[("_do", "download")]), (200, second()));
    let (status, page) = send("first", &[("_do", "withdraw"), ("_key", "d"), ("from", "2020-01-01"), ("reason", "no")]);
    assert!(status == 422 && page.contains("INS-006") && page.contains("id=\"from-e\""), "{page}");
    let today = node.app.gate.now().date_at(0).to_string();
    assert_eq!(send("first", &[("_do", "withdraw"), ("_key", "e"), ("from", &today), ("reason", "no")]).0, 303);
    assert_eq!(node.list("child")[0], json!([2, "withdrawn", false, false]));
}

#[test]
fn whoever_has_no_row_learns_nothing() {
    let node = Node::new();
    let path = address(&node.proposed(&second()));
    for who in ["admin", "national", "clerk", "lane"] {
        for path in ["/instruments", "/instruments/new", path.as_str(), "/instruments/child/9/00"] {
            assert_eq!(node.ask("fr", who, "GET", path, "").0, 403, "{who} {path}");
        }
    }
    for path in ["/instruments", "/instruments/new"] {
        assert_eq!(node.ask("fr", "worker", "GET", path, "").0, 403);
    }
    assert_eq!(node.ask("fr", "worker", "GET", "/instruments/child/9/00", "").0, 404);
}

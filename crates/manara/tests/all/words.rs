//! Every code that a decision or a parser can answer has its words in three languages.

use crate::node_of_test::TestNode;
use shell::{Language, Words};

/// Fails when a code has no words; gives them back otherwise.
pub fn said(node: &TestNode, code: &str) -> [String; 3] {
    Language::ALL.map(|language| {
        let words = Words::new(node.node.catalogue.clone(), language);
        assert!(words.has(&format!("error-{code}")), "error-{code} is missing in {}", language.tag());
        words.t(&format!("error-{code}"))
    })
}

#[test]
fn the_kernels_and_the_stores_codes_have_words() {
    let node = TestNode::new();
    for code in [
        "KRN-001", "KRN-002", "KRN-003", "KRN-004", "TXT-001", "TXT-002", "TXT-003", "TXT-004", "PER-001", "PER-002",
        "PER-003", "GEN-001", "GEN-404", "STO-001", "STO-002", "STO-003", "STO-004", "STO-005", "ACC-001",
    ] {
        let [ar, fr, en] = said(&node, code);
        assert!(ar != en && fr != en, "{code} is not translated");
    }
}

/// The table of permissions and the requests that wait for a second person name actions in words, never by their code.
#[test]
fn every_action_has_a_name_in_three_languages() {
    let node = TestNode::new();
    let gate = node.gate();
    let actions = gate.commands().map(|(name, ..)| name).chain(gate.views().map(|(name, ..)| name));
    let keys: Vec<String> = actions.map(|name| format!("action-{}", name.replace(['.', '_'], "-"))).collect();
    let missing = |language: Language| {
        let words = Words::new(node.node.catalogue.clone(), language);
        keys.iter().filter(|key| !words.has(key)).map(|key| format!("{}: {key}", language.tag())).collect::<Vec<_>>()
    };
    assert_eq!(Language::ALL.map(missing).concat(), Vec::<String>::new());
    assert!(keys.len() > 100, "actions are mounted: {}", keys.len());
}

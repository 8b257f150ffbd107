//! Whatever text arrives: it is a sheet that every post can read again, or it is refused with a code; and a page tells each fault.

use crate::node::{Node, second};
use proptest::prelude::*;
use serde_json::json;
use trial::form;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn a_spoiled_sheet_is_kept_whole_or_refused_with_its_faults(
        at in 0_usize..8_000,
        cut in 0_usize..60,
        put in "[\\[\\]=\"{}a-z0-9\\n \u{202e}\u{200b}]{0,8}",
    ) {
        let node = Node::new();
        let good = second();
        let edge = |n: usize| (0..=n.min(good.len())).rev().find(|n| good.is_char_boundary(*n)).unwrap();
        let (from, to) = (edge(at), edge(at + cut));
        let text = format!("{}{put}{}", good.split_at(from).0, good.split_at(to).1);
        match node.run("sup", "propose_sheet", &json!({ "text": text })) {
            Ok(answer) => {
                let read = node.sheet(&answer["sheet"]);
                // A cut may make it a shipped sheet again.
                prop_assert!(read.is_ok_and(|read| read["text"] == text.replace("\r\n", "\n")));
            }
            Err(problem) => {
                prop_assert!(matches!(problem.code.as_ref(), "INS-001" | "INS-002" | "GEN-422"), "{}", problem);
                let (status, page) = node.ask("ar", "sup", "POST", "/instruments/new", &form(&[("text", text.as_str())]));
                prop_assert!(!page.contains("[instruments-") && !page.contains("[error-"), "{}", page);
                let told = problem.fields.iter().all(|field| page.contains(field.code.as_ref()));
                match problem.code.as_ref() {
                    "INS-001" => prop_assert!(status == 422 && told, "{}", page),
                    // What cannot be seen is told at its line.
                    "GEN-422" => prop_assert!(status == 422 && page.contains("SCR-1"), "{}", page),
                    _ => prop_assert!(status == 200, "{}", page),
                }
            }
        }
    }
}

//! Each way in which a sheet can be wrong has its code and its place.

use screening::{FaultKind, NeedList, Sheet};

const HEAD: &str = r#"
    code = "s"
    version = 1
    valid_from = "2026-01-01"
    review_days = 30
    source = "test"
    verified = true
    title = { ar = "ع", fr = "f", en = "e" }
"#;
const WORDS: &str = r#"text = { ar = "ع", fr = "f", en = "e" }"#;

fn question(id: &str, more: &str) -> String {
    format!("[[question]]\nid = \"{id}\"\n{WORDS}\n{more}\n")
}

fn rule(id: &str, when: &str) -> String {
    format!("[[rule]]\nid = \"{id}\"\nwhen = \"{when}\"\nurgency = \"hours_24\"\n{WORDS}\n")
}

fn faults(parts: &[String]) -> Vec<(&'static str, String)> {
    let sheet = Sheet::parse(&format!("{HEAD}{}", parts.concat()));
    sheet.err().unwrap_or_default().into_iter().map(|fault| (fault.kind.code(), fault.place.to_string())).collect()
}

#[test]
fn each_fault_is_named_with_its_place() {
    let yes_no = |id| question(id, "kind = \"yes_no\"");
    let one = |code: &'static str, place: &str| vec![(code, place.to_owned())];
    for (parts, expected) in [
        (vec![yes_no("a"), rule("r", "a = yes")], vec![]),
        (vec!["x = [".into()], one("SCR-101", "sheet")),
        (vec![yes_no("a"), yes_no("a")], one("SCR-102", "question a")),
        (
            vec![question("a", "kind = \"yes_no\"\nhint = { ar = \"ع\", fr = \" \", en = \"e\" }")],
            one("SCR-103", "hint a"),
        ),
        (vec![yes_no("a"), rule("r", "a ==")], one("SCR-104", "rule r")),
        (vec![yes_no("a"), rule("r", "b = yes")], one("SCR-105", "rule r")),
        (vec![yes_no("a"), rule("r", "a = maybe")], one("SCR-106", "rule r")),
        (vec![yes_no("a"), rule("r", "a < 3")], one("SCR-106", "rule r")),
        (vec![question("a", "kind = \"yes_no\"\nwhen = \"b = yes\""), yes_no("b")], one("SCR-107", "question a")),
        (vec![question("a", "kind = \"yes_no\"\nwhen = \"a = yes\"")], one("SCR-107", "question a")),
        (
            vec![yes_no("a"), question("b", "kind = \"yes_no\"\nwhen = \"a = yes and a = no\"")],
            one("SCR-108", "question b"),
        ),
        (vec![yes_no("a"), rule("r", "a = yes and a = no")], one("SCR-109", "rule r")),
        (vec![yes_no("a"), rule("r", "a = yes or a = no")], one("SCR-110", "rule r")),
        (vec![question("a", "kind = \"one_of\"")], one("SCR-111", "question a")),
        (vec![question("a", "kind = \"number\"\nleast = 5\nmost = 4")], one("SCR-113", "question a")),
        (vec![], one("SCR-113", "sheet")),
        (
            vec![question("a", "kind = \"one_of\"\nchoices = [{ code = \"x\", text = { ar = \"ع\", en = \"e\" } }]")],
            one("SCR-103", "answer x of a"),
        ),
        (
            vec![question(
                "a",
                &format!("kind = \"yes_no\"\nhint = {{ ar = \"ع\", fr = \"f\", en = \"{}\" }}", "e".repeat(301)),
            )],
            one("SCR-117", "hint a"),
        ),
        (
            vec![question("a", "kind = \"yes_no\"\nhint = { ar = \"ع\", fr = \"f\", en = \"pay\\u202Eees\" }")],
            one("SCR-118", "hint a"),
        ),
        (
            vec![question("a", "kind = \"yes_no\"\nhint = { ar = \"ع\", fr = \"f\", en = \"a\\u0007b\" }")],
            one("SCR-118", "hint a"),
        ),
    ] {
        assert_eq!(faults(&parts), expected, "{}", parts.concat());
    }
}

#[test]
fn what_hangs_on_a_question_that_is_never_asked_with_that_answer_is_found() {
    let parts = [
        question("age", "kind = \"number\"\nmost = 120"),
        question("school", "kind = \"yes_no\"\nwhen = \"age < 18\""),
        rule("r", "school = yes and age > 40"),
    ];
    assert_eq!(faults(&parts), [("SCR-109", "rule r".to_owned())]);
}

#[test]
fn a_condition_on_too_many_questions_is_refused_and_not_tried_for_ever() {
    let names: Vec<String> = (0..40).map(|n| format!("q{n}")).collect();
    let questions: Vec<String> = names.iter().map(|name| question(name, "kind = \"yes_no\"")).collect();
    let when = names.iter().map(|name| format!("{name} = yes")).collect::<Vec<_>>().join(" and ");
    assert_eq!(faults(&[questions.concat(), rule("r", &when)]), [("SCR-115", "rule r".to_owned())]);
}

#[test]
fn a_list_of_needs_is_checked_and_a_sheet_against_it() {
    let need =
        |code: &str, more: &str| format!("[[need]]\ncode = \"{code}\"\n{WORDS}\nvalid_from = \"2026-01-01\"\n{more}\n");
    let list = |needs: &[String]| NeedList::parse(&format!("edition = \"1\"\n{}", needs.concat()));
    let codes = |needs: &[String]| list(needs).unwrap_err().iter().map(|f| f.kind).collect::<Vec<_>>();
    assert_eq!(codes(&[need("A-B", ""), need("A-B", "")]), [FaultKind::Twice]);
    assert_eq!(codes(&[need("A-B", "valid_to = \"2025-01-01\"")]), [FaultKind::Days]);
    assert_eq!(codes(&[need("ab", "")]), [FaultKind::Limit]);

    let sheet = format!(
        "{HEAD}{}{}",
        question("a", "kind = \"yes_no\""),
        rule("r", "a = yes").replace("urgency", "needs = [\"X-Y\", \"A-B\"]\nurgency")
    );
    let against = |needs: &[String]| -> Vec<_> {
        let faults = Sheet::publishable(&sheet, &list(needs).unwrap()).unwrap_err();
        faults.iter().map(|fault| (fault.kind.code(), fault.what.clone(), fault.line)).collect()
    };
    let line = sheet.lines().position(|line| line == "id = \"r\"").map(|at| at + 1);
    assert_eq!(against(&[need("A-B", "")]), [("SCR-112", "X-Y".to_owned(), line)]);
    assert_eq!(against(&[need("A-B", "restricted = true"), need("X-Y", "")]), [("SCR-116", "A-B".to_owned(), line)]);
}

#[test]
fn each_fault_names_its_line() {
    let yes_no = |id| question(id, "kind = \"yes_no\"");
    let text = format!("{HEAD}{}{}{}", yes_no("a"), rule("r", "a ="), rule("s", "b = yes"));
    let lines: Vec<_> =
        Sheet::parse(&text).unwrap_err().into_iter().map(|fault| (fault.place.name, fault.line)).collect();
    let line_of = |id: &str| text.lines().position(|line| line == format!("id = \"{id}\"")).map(|at| at + 1);
    assert_eq!(lines, [("r".to_owned(), line_of("r")), ("s".to_owned(), line_of("s"))]);
    let broken = format!("{HEAD}{}\nnonsense", yes_no("a"));
    assert_eq!(Sheet::parse(&broken).unwrap_err()[0].line, Some(broken.lines().count()));
    let hidden = format!("# a comment{}\n{HEAD}{}{}", '\u{2066}', yes_no("a"), rule("r", "a = yes"));
    let faults = Sheet::publishable(&hidden, screening::shipped_needs()).unwrap_err();
    assert_eq!((faults.len(), faults[0].kind, faults[0].line), (1, FaultKind::Invisible, Some(1)));
}

proptest::proptest! {
    #[test]
    fn any_text_is_a_sheet_or_refused(text in "(?s).{0,200}") {
        proptest::prop_assert!(Sheet::parse(&text).is_err());
    }

    #[test]
    fn a_spoiled_sheet_is_refused_or_whole(at in 0_usize..6_000, put in "[\\[\\]=\"{}a-z0-9\\n ]{0,6}") {
        let good = include_str!("../../../../../data/screening/child.toml");
        let cut = (0..=at.min(good.len())).rev().find(|n| good.is_char_boundary(*n)).unwrap();
        let (before, after) = good.split_at(cut);
        for text in [&format!("{before}{put}{after}"), before] {
            match Sheet::publishable(text, screening::shipped_needs()) {
                // What may be published can be read again by every post.
                Ok(sheet) => proptest::prop_assert_eq!(Sheet::kept(text), Some(sheet)),
                Err(faults) => {
                    let lines = text.lines().count() + 1;
                    proptest::prop_assert!(!faults.is_empty() && faults.iter().all(|f| f.line.is_none_or(|line| line <= lines)));
                }
            }
        }
    }
}

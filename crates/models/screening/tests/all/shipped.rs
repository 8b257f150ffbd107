//! The sheets and the list that the product ships.

use screening::{Answers, Digest, Said, Sheet, evaluate, refused, shipped, shipped_needs};

const SOURCE: &str = include_str!("../../../../../data/screening/SOURCE.md");

fn sheet(code: &str) -> Sheet {
    shipped().iter().map(|one| one.edition.sheet.clone()).find(|sheet| sheet.code.as_str() == code).unwrap()
}

fn answers(said: &[(&str, &str)]) -> Answers {
    let said = said.iter().map(|(question, said)| {
        let said = said.parse().map_or_else(|_| Said::one(said).unwrap(), Said::number);
        (question.parse().unwrap(), said)
    });
    said.collect()
}

fn raised(code: &str, said: &[(&str, &str)]) -> Vec<String> {
    let (sheet, answers) = (sheet(code), answers(said));
    assert_eq!(refused(&sheet, &answers), []);
    evaluate(&sheet, &answers).raised.iter().map(|flag| flag.rule.to_string()).collect()
}

#[test]
fn every_shipped_sheet_could_be_published_and_the_list_of_needs_is_whole() {
    assert!(!shipped_needs().needs.is_empty());
    assert_eq!(shipped().len(), 3);
    for one in shipped() {
        Sheet::publishable(one.text, shipped_needs()).unwrap_or_else(|faults| panic!("{faults:?}"));
    }
}

/// A shipped edition never changes: screenings were taken with it. A changed sheet is a new file with a new version.
#[test]
fn the_digest_of_each_shipped_sheet_stands_in_its_source_note() {
    for one in shipped() {
        assert_eq!(one.edition.digest, Digest::of(one.text));
        assert!(SOURCE.contains(one.edition.digest.as_str()), "{}", one.edition.sheet.code);
    }
}

/// The Washington Group's recommended cut-off: at least one domain coded "a lot of difficulty" or "cannot do at all".
#[test]
fn a_disability_is_a_lot_of_difficulty_in_at_least_one_domain() {
    let domains = ["seeing", "hearing", "walking", "remembering", "self_care", "communicating"];
    for domain in domains {
        for (level, is) in [("none", false), ("some", false), ("a_lot", true), ("cannot", true)] {
            let said: Vec<_> = domains.iter().map(|d| (*d, if *d == domain { level } else { "some" })).collect();
            assert_eq!(raised("wg_short_set", &said), if is { vec!["disability"] } else { vec![] }, "{domain} {level}");
        }
    }
    let part = evaluate(&sheet("wg_short_set"), &answers(&[("seeing", "none"), ("walking", "declined")]));
    assert_eq!(part.raised, []);
    let missing: Vec<_> = part.open[0].missing.iter().map(ToString::to_string).collect();
    assert_eq!(missing, ["hearing", "walking", "remembering", "self_care", "communicating"]);
}

#[test]
fn a_child_with_nobody_or_with_a_stranger_is_unaccompanied_and_one_with_relatives_separated() {
    assert_eq!(raised("child", &[("age", "9"), ("carer", "nobody")]), ["unaccompanied"]);
    assert_eq!(raised("child", &[("carer", "other"), ("known_before", "no")]), ["unaccompanied"]);
    assert_eq!(raised("child", &[("carer", "other"), ("known_before", "yes")]), ["separated"]);
    assert_eq!(raised("child", &[("carer", "relative"), ("parents", "lost")]), ["separated", "tracing"]);
    assert_eq!(raised("child", &[("carer", "parent"), ("feels_safe", "yes")]), Vec::<String>::new());
}

#[test]
fn a_question_that_is_not_asked_takes_no_answer() {
    let (sheet, said) = (
        sheet("child"),
        answers(&[("carer", "parent"), ("parents", "lost"), ("age", "40"), ("work", "yes"), ("x", "no")]),
    );
    let codes: Vec<_> = refused(&sheet, &said).into_iter().map(|bad| (bad.question.to_string(), bad.code)).collect();
    let expected = [("age", "SCR-023"), ("parents", "SCR-022"), ("work", "SCR-021"), ("x", "SCR-020")];
    assert_eq!(codes, expected.map(|(question, code)| (question.to_owned(), code)));
}

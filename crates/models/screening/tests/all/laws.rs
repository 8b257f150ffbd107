//! Laws that hold for every sheet and all answers.

use proptest::{collection::vec, prelude::*};
use screening::{
    Answers, Choice, Code, Expression, Kind, Order, Phrase, Question, Rule, Said, Sheet, Truth, Urgency, evaluate,
    is_asked, refused,
};
use std::collections::BTreeSet;

/// Questions of the sheets tried: yes-no, one of three, any of three, number, yes-no.
const KINDS: [Kind; 5] = [Kind::YesNo, Kind::OneOf, Kind::AnyOf, Kind::Number, Kind::YesNo];

fn code(text: &str) -> Code {
    text.parse().unwrap()
}

fn name(n: usize) -> Code {
    code(&format!("q{n}"))
}

fn phrase() -> Phrase {
    Phrase { ar: "ع".into(), fr: "f".into(), en: "e".into() }
}

/// A comparison with one of the first `questions` questions.
fn comparison(questions: usize) -> impl Strategy<Value = Expression> {
    (0..questions, vec(0_usize..3, 1..3), 0_u16..20, 0_usize..5).prop_map(|(q, picks, number, order)| {
        let words = if KINDS[q] == Kind::YesNo { ["yes", "no", "no"] } else { ["x", "y", "z"] };
        let wanted = picks.iter().map(|pick| code(words[*pick])).collect();
        let orders = [Order::Equal, Order::Less, Order::AtMost, Order::More, Order::AtLeast];
        match KINDS[q] {
            Kind::Number => Expression::Number(name(q), orders[order], number),
            Kind::AnyOf => Expression::Has(name(q), wanted),
            Kind::YesNo | Kind::OneOf => Expression::Is(name(q), wanted),
        }
    })
}

fn condition(questions: usize) -> impl Strategy<Value = Expression> {
    comparison(questions).prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|one| Expression::Not(Box::new(one))),
            vec(inner.clone(), 2..4).prop_map(Expression::All),
            vec(inner, 2..4).prop_map(Expression::Any),
        ]
    })
}

/// A sheet of the five questions, some of which are asked on a condition, and three rules. Not all would pass the check: the laws hold
/// without it.
fn sheet() -> impl Strategy<Value = Sheet> {
    let asked =
        (proptest::option::of(condition(1)), proptest::option::of(condition(2)), proptest::option::of(condition(3)));
    (asked, proptest::option::of(condition(4)), vec(condition(5), 3)).prop_map(|((a, b, c), d, rules)| {
        let choice = |text: &str| Choice { code: code(text), text: phrase() };
        let questions = KINDS.into_iter().zip([None, a, b, c, d]).enumerate().map(|(n, (kind, when))| {
            let choices =
                if matches!(kind, Kind::OneOf | Kind::AnyOf) { ["x", "y", "z"].map(choice).to_vec() } else { vec![] };
            Question { id: name(n), kind, text: phrase(), hint: None, when, choices, least: 0, most: 30 }
        });
        let rules = rules.into_iter().enumerate().map(|(n, when)| Rule {
            id: code(&format!("r{n}")),
            when,
            urgency: Urgency::Day,
            needs: vec![],
            review_days: None,
            restricted: false,
            text: phrase(),
        });
        Sheet {
            code: code("s"),
            version: 1,
            valid_from: "2026-01-01".parse().unwrap(),
            valid_to: None,
            review_days: 30,
            source: "test".into(),
            verified: true,
            from_age: None,
            to_age: None,
            title: phrase(),
            intro: None,
            questions: questions.collect(),
            rules: rules.collect(),
        }
    })
}

/// Something said to each question, or nothing.
fn said() -> impl Strategy<Value = Vec<Option<(u8, u16)>>> {
    vec(proptest::option::weighted(0.8, (0_u8..9, 0_u16..30)), 5)
}

/// Valid answers: what was said to questions that are asked.
fn answers(sheet: &Sheet, said: &[Option<(u8, u16)>]) -> Answers {
    let mut answers = Answers::new();
    for ((question, kind), said) in sheet.questions.iter().zip(KINDS).zip(said) {
        let Some((word, number)) = said else { continue };
        let one = |word: &str| Said::one(word).unwrap();
        let said = match (kind, word) {
            (_, 8) => one("declined"),
            (Kind::YesNo, n) => one(if n % 2 == 0 { "yes" } else { "no" }),
            (Kind::OneOf, n) => one(["x", "y", "z"][usize::from(n % 3)]),
            (Kind::AnyOf, n) => Said::many(
                ["x", "y", "z"]
                    .iter()
                    .enumerate()
                    .filter(|(i, _)| (n % 7 + 1) & (1 << i) != 0)
                    .map(|(_, c)| code(c))
                    .collect(),
            ),
            (Kind::Number, _) => Said::number(*number),
        };
        if is_asked(sheet, question, &answers) != Truth::No {
            answers.insert(question.id.clone(), said);
        }
    }
    answers
}

fn raised(sheet: &Sheet, answers: &Answers) -> BTreeSet<Code> {
    evaluate(sheet, answers).raised.into_iter().map(|flag| flag.rule).collect()
}

fn undecided(sheet: &Sheet, answers: &Answers) -> BTreeSet<Code> {
    evaluate(sheet, answers).open.into_iter().map(|open| open.rule).collect()
}

proptest! {
    #[test]
    fn more_answers_never_overturn_what_was_decided(sheet in sheet(), said in said(), keep in vec(any::<bool>(), 5)) {
        let more = answers(&sheet, &said);
        let fewer: Answers = more.clone().into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(entry, _)| entry).collect();
        prop_assert_eq!(refused(&sheet, &more), vec![]);
        prop_assert_eq!(refused(&sheet, &fewer), vec![]);
        let (open_before, open_after) = (undecided(&sheet, &fewer), undecided(&sheet, &more));
        prop_assert!(open_after.is_subset(&open_before));
        for rule in sheet.rules.iter().map(|rule| &rule.id).filter(|rule| !open_before.contains(*rule)) {
            prop_assert_eq!(raised(&sheet, &fewer).contains(rule), raised(&sheet, &more).contains(rule));
        }
    }

    #[test]
    fn the_answers_that_a_flag_names_are_enough_to_raise_it(sheet in sheet(), said in said()) {
        let all = answers(&sheet, &said);
        for flag in evaluate(&sheet, &all).raised {
            let named: Answers = all.clone().into_iter().filter(|(name, _)| flag.because.contains(name)).collect();
            prop_assert!(raised(&sheet, &named).contains(&flag.rule));
        }
    }

    #[test]
    fn nothing_said_decides_nothing(sheet in sheet()) {
        prop_assert_eq!(raised(&sheet, &Answers::new()), BTreeSet::new());
        prop_assert_eq!(undecided(&sheet, &Answers::new()).len(), sheet.rules.len());
    }

    #[test]
    fn a_withheld_answer_counts_as_none(sheet in sheet(), said in said(), which in 0_usize..5) {
        let mut answers = answers(&sheet, &said);
        answers.remove(&name(which));
        let without = evaluate(&sheet, &answers);
        if is_asked(&sheet, &sheet.questions[which], &answers) != Truth::No {
            answers.insert(name(which), Said::one("not_known").unwrap());
            prop_assert_eq!(evaluate(&sheet, &answers), without);
        }
    }
}

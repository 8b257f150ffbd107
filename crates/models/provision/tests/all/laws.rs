//! Laws that hold for every norm and whatever was measured, and for whatever text is read as a list.

#![allow(clippy::string_slice)] // why: a test stops where it fails

use proptest::prelude::*;
use provision::{Basis, Measured, Norm, NormList, Population, State, gap};

const LIST: &str = include_str!("../../../../../data/norms/norms.toml");

fn norms() -> Vec<Norm> {
    NormList::parse(LIST).unwrap().norms
}

fn measured() -> impl Strategy<Value = Option<Measured>> {
    proptest::option::of((0_u64..2_000_000, proptest::option::of(0_u64..500)).prop_map(|(total, women)| Measured {
        total,
        women,
        men: None,
    }))
}

proptest! {
    #[test]
    fn a_gap_closes_exactly_when_what_is_missing_is_brought(
        norm in proptest::sample::select(norms()), people in 1_u64..60_000, of in 1_u64..9, there in measured()
    ) {
        let population = Population { people, households: people.div_ceil(of) };
        let found = gap(&norm, population, there);
        prop_assert_eq!(found.share == Some(100), found.state.is_met());
        prop_assert_eq!(found.has.is_none(), found.state == State::NotMeasured);
        prop_assert_eq!(found.state == State::Short, found.has.is_some() && found.missing > 0);
        if let Some(has) = found.has {
            let brought = if norm.basis.is_limit() { has - found.missing } else { has + found.missing };
            let with = |total| Some(Measured { total, women: Some(total), men: Some(total) });
            prop_assert!(gap(&norm, population, with(brought)).state.is_met());
            if found.missing > 0 {
                let less = if norm.basis.is_limit() { brought + 1 } else { brought - 1 };
                prop_assert_eq!(gap(&norm, population, with(less)).state, State::Short);
            }
        }
    }

    #[test]
    fn more_people_never_need_less(
        norm in proptest::sample::select(norms()), people in 1_u64..60_000, more in 0_u64..1_000
    ) {
        let of = |people| gap(&norm, Population { people, households: people.div_ceil(5) }, None);
        prop_assert!(of(people).needed <= of(people + more).needed);
        let least = if norm.basis.is_limit() { of(people).aimed } else { of(people).needed };
        let most = if norm.basis.is_limit() { of(people).needed } else { of(people).aimed };
        prop_assert!(least <= most);
    }

    #[test]
    fn where_nobody_stays_nothing_is_missing(norm in proptest::sample::select(norms()), there in measured()) {
        let found = gap(&norm, Population::default(), there);
        prop_assert_eq!((found.missing, found.state), (0, State::Target));
        prop_assert!(norm.basis == Basis::Distance || norm.basis == Basis::Queue || found.needed == 0);
    }

    /// Whatever is read, the reader answers with a list or with faults.
    #[test]
    fn no_text_breaks_the_reader(at in 0_usize..20_000, len in 0_usize..40, put in "[ -~\u{621}-\u{64a}\n]{0,12}") {
        let edge = |at: usize| (at.min(LIST.len())..=LIST.len()).find(|at| LIST.is_char_boundary(*at)).unwrap();
        let (from, to) = (edge(at % LIST.len()), edge(at % LIST.len() + len));
        let changed = format!("{}{put}{}", &LIST[..from], &LIST[to..]);
        if let Err(faults) = NormList::parse(&changed) {
            prop_assert!(!faults.is_empty() && faults.iter().all(|fault| !fault.place.is_empty()));
        }
    }
}

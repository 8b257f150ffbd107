//! The conditions of a rule, one by one, and that the order in which hand-outs become known does not matter.

use super::*;
use proptest::prelude::*;

const HOUR: i64 = 3600;
const KIT: u128 = 1;
const VOUCHER: u128 = 2;

fn item(n: u128) -> ItemId {
    ItemId(uuid::Uuid::from_u128(n))
}

fn had(n: u128, of: u128, hour: i64) -> Had {
    let handout = HandOutId(uuid::Uuid::from_u128(n));
    Had { at: at(hour), handout, site: SiteId(uuid::Uuid::from_u128(9)), item: item(of) }
}

fn at(hour: i64) -> Moment {
    Moment::from_millis(1_790_000_000_000).date_at(0).start(0).plus_seconds(hour * HOUR)
}

fn asking(hour: i64) -> Asking {
    Asking { at: at(hour), before: None, resident: true, present: true, utc_offset_minutes: 0 }
}

fn whys(rule: &Rule, history: &[Had], asking: &Asking) -> Vec<Why> {
    bars(rule, item(KIT), history, asking).into_iter().map(|bar| bar.why).collect()
}

#[test]
fn without_a_condition_it_is_due_whenever_somebody_asks() {
    assert_eq!(whys(&Rule::default(), &[had(1, KIT, 0)], &asking(0)), []);
}

#[test]
fn between_two_lies_the_interval_and_the_earlier_one_explains_it() {
    let rule = Rule { min_interval_hours: Some(48), ..Rule::default() };
    let earlier = had(1, KIT, 0);
    let bar = Bar { why: Why::Interval, earlier: Some(earlier), until: Some(at(48)) };
    assert_eq!(bars(&rule, item(KIT), &[earlier, had(2, VOUCHER, 40)], &asking(47)), [bar]);
    assert_eq!(whys(&rule, &[earlier], &asking(48)), []);
}

#[test]
fn a_day_is_the_sites_day() {
    let rule = Rule { max_per_day: Some(2), ..Rule::default() };
    let history = [had(1, KIT, 1), had(2, KIT, 22)];
    assert_eq!(whys(&rule, &history, &asking(23)), [Why::PerDay]);
    assert_eq!(whys(&rule, &history, &asking(24)), []);
    // In Adré, an hour ahead, the second falls on the same day and the third on the next.
    let there = Asking { utc_offset_minutes: 60, ..asking(23) };
    assert_eq!(whys(&rule, &history, &there), []);
}

#[test]
fn what_was_had_instead_excludes_within_the_interval_or_ever() {
    let ever = Rule { excluded_by: [item(VOUCHER)].into(), ..Rule::default() };
    assert_eq!(whys(&ever, &[had(1, VOUCHER, 0)], &asking(9_000)), [Why::Excluded]);
    let within = Rule { min_interval_hours: Some(24), ..ever };
    assert_eq!(whys(&within, &[had(1, VOUCHER, 0)], &asking(24)), []);
}

#[test]
fn who_does_not_stay_or_is_away_is_told_so() {
    let rule = Rule { residents_only: true, presence_required: true, ..Rule::default() };
    let stranger = Asking { resident: false, present: false, ..asking(0) };
    assert_eq!(whys(&rule, &[], &stranger), [Why::NotResident, Why::NotPresent]);
    assert_eq!(whys(&rule, &[], &Asking { present: false, ..asking(0) }), [Why::NotPresent]);
}

#[test]
fn a_hand_out_that_was_made_is_measured_by_what_came_before_it() {
    let rule = Rule { once: true, ..Rule::default() };
    let (first, second) = (had(1, KIT, 0), had(2, KIT, 0));
    let of = |own: Had| Asking { before: Some(own.handout), ..asking(0) };
    assert_eq!(whys(&rule, &[first, second], &of(first)), []);
    assert_eq!(whys(&rule, &[first, second], &of(second)), [Why::Once]);
}

proptest! {
    #[test]
    fn the_order_in_which_hand_outs_become_known_does_not_matter(
        hours in proptest::collection::vec((0i64..200, 1u128..4), 0..12),
        seed in any::<u64>(),
        once in any::<bool>(),
        interval in proptest::option::of(1u32..100),
        times in proptest::option::of(1u16..4),
    ) {
        let rule = Rule {
            once, min_interval_hours: interval, max_per_day: times, excluded_by: [item(VOUCHER)].into(), ..Rule::default()
        };
        let history: Vec<Had> = (1..).zip(&hours).map(|(n, (hour, of))| had(n, *of, *hour)).collect();
        let mut other = history.clone();
        other.sort_by_key(|had| had.handout.0.as_u128().wrapping_mul(u128::from(seed) | 1) % 97);
        prop_assert_eq!(bars(&rule, item(KIT), &history, &asking(100)), bars(&rule, item(KIT), &other, &asking(100)));
    }

    #[test]
    fn whoever_takes_only_what_is_due_never_breaks_the_rule(
        asks in proptest::collection::vec(0i64..300, 1..40), interval in 1u32..72, times in 1u16..4,
    ) {
        let rule = Rule { min_interval_hours: Some(interval), max_per_day: Some(times), ..Rule::default() };
        let mut asks = asks;
        asks.sort_unstable();
        let mut history: Vec<Had> = vec![];
        for (n, hour) in (1..).zip(asks) {
            if bars(&rule, item(KIT), &history, &asking(hour)).is_empty() {
                history.push(had(n, KIT, hour));
            }
        }
        for pair in history.windows(2) {
            prop_assert!(pair[0].at.plus_seconds(i64::from(interval) * HOUR) <= pair[1].at);
        }
        for one in &history {
            let day = one.at.date_at(0);
            prop_assert!(history.iter().filter(|had| had.at.date_at(0) == day).count() <= usize::from(times));
        }
    }
}

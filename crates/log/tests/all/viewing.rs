use super::sample::{Fact, Node, Point, VISITORS, at, noted, person, point, record, visitors};
use log::{State, View};
use proptest::prelude::*;

#[test]
fn a_new_or_changed_view_is_built_when_the_log_opens() {
    let node = Node::new();
    let log = node.log_with(vec![]);
    record(&log, point(1), &[noted(1, "Hawa"), noted(1, "Hawa A."), noted(2, "Issa")]);
    drop(log);
    let expected = vec![(person(1), "Hawa A.".to_owned(), 2), (person(2), "Issa".to_owned(), 1)];
    assert_eq!(visitors(&node.log()), expected);
    let shouting = View {
        version: 2,
        tables: "CREATE TABLE visitors (visitor BLOB PRIMARY KEY, name TEXT NOT NULL, times BIGINT NOT NULL, more TEXT)",
        ..VISITORS
    };
    let log = node.log_with(vec![shouting]);
    assert_eq!(visitors(&log), expected);
    log.read(|sql| Ok(sql.rows("SELECT more FROM visitors", &[])?)).unwrap();
}

#[test]
fn an_unchanged_view_is_not_built_again() {
    let node = Node::new();
    record(&node.log(), point(1), &[noted(1, "Hawa")]);
    node.sqlite_write("UPDATE visitors SET name = 'only a rebuild would change this'");
    assert_eq!(visitors(&node.log())[0].1, "only a rebuild would change this");
    let log = node.log();
    log.rebuild(&mut |_, _| {}).unwrap();
    assert_eq!(visitors(&log)[0].1, "Hawa");
}

#[test]
fn a_program_that_lacks_a_view_or_has_another_version_cannot_leave_it_with_gaps() {
    let node = Node::new();
    let whole = node.log();
    record(&whole, point(1), &[noted(1, "Hawa")]);
    record(&node.log_with(vec![]), point(1), &[noted(2, "Issa")]);
    record(&whole, point(1), &[noted(3, "Zara")]);
    drop(whole);
    assert_eq!(visitors(&node.log()).len(), 3);
}

#[test]
fn a_view_that_a_crash_left_half_built_is_built_again() {
    let node = Node::new();
    record(&node.log(), point(1), &[noted(1, "Hawa"), noted(2, "Issa")]);
    node.sqlite_write("DELETE FROM visitors; UPDATE view_state SET version = -1, position = 1");
    assert_eq!(visitors(&node.log()).len(), 2);
}

#[test]
fn a_build_that_was_broken_off_goes_on_and_one_of_other_tables_begins_again() {
    let node = Node::new();
    let log = node.log();
    for _ in 0..5 {
        record(&log, point(1), &(0..1_000).map(|n| noted(n as u8 % 50, "Hawa")).collect::<Vec<_>>());
    }
    let expected = visitors(&log);
    let broken_off = || {
        let power_fails = |done, _| assert!(done < 4_000, "the power fails");
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| log.rebuild(&mut { power_fails }))).unwrap_err();
    };
    let told = |views: Vec<View>| {
        let mut told = vec![];
        let log = node.log_telling(views, &mut |done, _| told.push(done));
        (visitors(&log), told)
    };
    broken_off();
    record(&node.log_with(vec![]), point(1), &[noted(0, "Hawa")]);
    let (seen, chunks) = told(vec![VISITORS]);
    assert_eq!((seen.len(), seen[0].2, chunks), (50, expected[0].2 + 1, vec![5_001]));
    broken_off();
    let (seen, chunks) = told(vec![View { version: 2, ..VISITORS }]);
    assert_eq!((seen.len(), chunks), (50, vec![2_000, 4_000, 5_001]));
}

#[test]
fn a_rebuild_while_others_append_loses_and_doubles_nothing() {
    let node = Node::new();
    let log = node.log();
    for chunk in 0..6 {
        let many: Vec<_> = (0..1_000).map(|n| noted(u8::try_from(n % 50).unwrap(), &format!("{chunk}"))).collect();
        record(&log, point(chunk), &many);
    }
    std::thread::scope(|scope| {
        scope.spawn(|| (0..3).for_each(|_| log.rebuild(&mut |_, _| {}).unwrap()));
        scope.spawn(|| node.log().rebuild(&mut |_, _| {}).unwrap());
        scope.spawn(|| (0..200).for_each(|_| record(&log, point(9), &[noted(60, "Zara")])));
    });
    let mut times: Vec<_> = visitors(&log).iter().map(|(_, _, times)| *times).collect();
    times.sort();
    assert_eq!(times, [vec![120; 50], vec![200]].concat());
}

#[test]
fn a_failing_view_refuses_the_fact() {
    let node = Node::new();
    let broken = View { name: "broken", apply: |_, _| Err(kernel::Problem::refused("GEN-400").into()), ..VISITORS };
    let log = node.log_with(vec![View { tables: "", indexes: "", drop: &[], ..broken }]);
    assert!(log.execute::<Point>(&[point(1)], &at(), |_| Ok(vec![noted(1, "Hawa")])).is_err());
    assert!(log.after(0, 10).unwrap().is_empty());
}

#[test]
fn a_snapshot_is_taken_used_and_equal_to_the_fold() {
    let node = Node::new();
    let log = node.log();
    record(&log, point(1), &[Fact::PointOpened { litres: 1_000 }]);
    for n in 0..45 {
        let visits = (0..10).map(|m| noted(m % 7, &format!("{n} {m}")));
        let all: Vec<_> = visits.chain((0..10).map(|_| Fact::WaterFetched { litres: 1 })).collect();
        record(&log, point(1), &all);
    }
    let taken = log.read(|sql| Ok(sql.rows("SELECT stream_seq FROM snapshot", &[])?)).unwrap();
    assert!(taken[0].int(0) > 700 && taken[0].int(0) <= 901, "{taken:?}");
    let state = log.state::<Point>(point(1)).unwrap();
    let mut fold = Point::default();
    log.stream(point(1)).unwrap().iter().for_each(|f| fold.apply(&f.fact().unwrap().unwrap(), &f.header));
    assert_eq!((state.seq, &state.state), (901, &fold));
    // It is used: without the facts before it, the state is the same.
    drop(log);
    node.sqlite_write("DELETE FROM fact WHERE stream_seq <= 700");
    assert_eq!(node.log().state::<Point>(point(1)).unwrap().state, fold);
}

#[derive(Debug, Clone)]
enum Step {
    Note(u8, String),
    Forget(u8),
    Erase(u8),
    Rebuild,
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => (0u8..6, "[a-zé]{0,8}").prop_map(|(n, name)| Step::Note(n, name)),
        3 => (0u8..6).prop_map(Step::Forget),
        1 => (0u8..6).prop_map(Step::Erase),
        1 => Just(Step::Rebuild),
        1 => Just(Step::Reopen),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_rebuilt_view_equals_the_one_that_grew_fact_by_fact(steps in proptest::collection::vec(step(), 1..40)) {
        let node = Node::new();
        let mut log = node.log();
        for step in steps {
            let forget = |n| Fact::VisitorForgotten { visitor: person(n) };
            // A refusal (the person is erased) is as good a step as another.
            let _ = match step {
                Step::Note(n, name) => log.execute::<Point>(&[point(n % 2)], &at(), |_| Ok(vec![noted(n, &name)])).map(drop),
                Step::Forget(n) => log.execute::<Point>(&[point(0)], &at(), |_| Ok(vec![forget(n)])).map(drop),
                Step::Erase(n) => log.commit(&at(), |commit| {
                    commit.record(point(0), &[forget(n)], &at())?;
                    commit.erase(person(n).into(), &at())
                }),
                Step::Rebuild => log.rebuild(&mut |_, _| {}),
                Step::Reopen => {
                    drop(log);
                    log = node.log();
                    Ok(())
                }
            };
        }
        let grown = visitors(&log);
        log.rebuild(&mut |_, _| {}).unwrap();
        prop_assert_eq!(grown, visitors(&log));
    }
}

use super::sample::{Fact, Node, Point, at, at_with, code, noted, person, point, record, visitors};
use kernel::{Moment, Problem};
use log::{At, LogError, NewFact, RequestKey, StoreError};

#[test]
fn facts_are_numbered_without_gaps_in_the_chain_and_in_their_stream() {
    let node = Node::new();
    let log = node.log();
    record(&log, point(1), &[Fact::PointOpened { litres: 10 }, noted(1, "Hawa")]);
    record(&log, point(2), &[Fact::PointOpened { litres: 5 }]);
    record(&log, point(1), &[Fact::WaterFetched { litres: 3 }]);
    let numbers: Vec<_> = log.after(0, 100).unwrap().iter().map(|f| (f.header.at.seq, f.header.stream_seq)).collect();
    assert_eq!(numbers, [(1, 1), (2, 2), (3, 1), (4, 3)]);
    assert_eq!(log.state::<Point>(point(1)).unwrap().state.litres, 7);
}

#[test]
fn ids_are_version_7_differ_and_stay_the_same() {
    let node = Node::new();
    let log = node.log();
    record(&log, point(1), &[Fact::PointOpened { litres: 10 }, noted(1, "Hawa"), noted(2, "Issa")]);
    let ids = |log: &log::Log| log.stream(point(1)).unwrap().iter().map(|f| f.header.id()).collect::<Vec<_>>();
    let first = ids(&log);
    assert!(first.iter().all(|id| id.0.get_version_num() == 7));
    assert!(first.windows(2).all(|pair| pair[0] < pair[1]), "they sort by their recording");
    drop(log);
    assert_eq!(ids(&node.log()), first);
}

#[test]
fn a_refused_decision_leaves_nothing() {
    let node = Node::new();
    let log = node.log();
    record(&log, point(1), &[Fact::PointOpened { litres: 10 }]);
    let refused = log.commit(&at(), |commit| {
        commit.execute::<Point>(&[point(1)], &at(), |_| Ok(vec![noted(1, "Hawa")]))?;
        commit.execute::<Point>(&[point(1)], &at(), |past| {
            assert_eq!(past.main().visitors.len(), 1, "a decision sees what the commit has appended");
            Err(Problem::refused("GEN-422"))
        })
    });
    assert_eq!(code(refused.unwrap_err()), "GEN-422");
    assert_eq!(log.after(0, 100).unwrap().len(), 1);
    assert_eq!(visitors(&log), []);
}

#[test]
fn a_commit_with_a_failed_fact_is_not_kept_even_when_the_failure_is_ignored() {
    let node = Node::new();
    let log = node.log();
    record(&log, point(1), &[noted(1, "Hawa")]);
    log.commit(&at(), |commit| commit.erase(person(1).into(), &at())).unwrap();
    let kept = log.commit(&at(), |commit| {
        let both = [Fact::PointOpened { litres: 1 }, noted(1, "Hawa")];
        assert_eq!(code(commit.record(point(2), &both, &at()).unwrap_err()), "GEN-410");
        Ok(())
    });
    assert!(matches!(kept, Err(LogError::Store(StoreError::Statement(_)))));
    assert!(log.stream(point(2)).unwrap().is_empty());
}

#[test]
fn facts_decided_on_no_stream_are_a_fault_of_the_program_and_told() {
    let node = Node::new();
    let decided = node.log().execute::<Point>(&[], &at(), |_| Ok(vec![noted(1, "Hawa")]));
    assert_eq!(code(decided.unwrap_err()), "STO-005");
}

#[test]
fn a_request_is_carried_out_once() {
    let node = Node::new();
    let log = node.log();
    let request = at_with(|at| at.request = Some(RequestKey("form 17".into())));
    let fetch = |at: &At, digest: u8| {
        log.commit_once(at, [digest; 32], |commit| {
            commit.record(point(1), &[Fact::PointOpened { litres: 1 }], at)?;
            Ok(format!("answer {}", commit.appended()))
        })
    };
    assert_eq!(fetch(&request, 1).unwrap(), ("answer 1".into(), false));
    assert_eq!(fetch(&request, 1).unwrap(), ("answer 1".into(), true));
    assert_eq!(code(fetch(&request, 2).unwrap_err()), "GEN-409");
    assert_eq!(fetch(&at(), 1).unwrap(), ("answer 1".into(), false), "without a key nothing is remembered");
    let mut somebody_else = request.clone();
    somebody_else.actor = kernel::ActorId::new(Moment::from_millis(5), [9; 10]);
    assert!(!fetch(&somebody_else, 1).unwrap().1);
    assert_eq!(log.after(0, 100).unwrap().len(), 3);
    log.forget_requests(request.now).unwrap();
    assert!(fetch(&request, 1).unwrap().1);
    log.forget_requests(request.now.plus_seconds(1)).unwrap();
    assert!(!fetch(&request, 1).unwrap().1);
}

#[test]
fn a_refused_request_can_be_made_again() {
    let node = Node::new();
    let log = node.log();
    let request = at_with(|at| at.request = Some(RequestKey("form 18".into())));
    let refused = log.commit_once(&request, [1; 32], |_| Err(Problem::refused("GEN-422").into()));
    assert_eq!(code(refused.unwrap_err()), "GEN-422");
    assert_eq!(log.commit_once(&request, [1; 32], |_| Ok("done".into())).unwrap(), ("done".into(), false));
}

#[test]
fn the_cause_and_the_circumstances_of_a_fact_are_kept() {
    let node = Node::new();
    let log = node.log();
    let happened = (Moment::from_millis(5), Moment::from_millis(9));
    let offline = at_with(|at| at.happened = Some(happened));
    let cause = log.commit(&at(), |c| c.append(&NewFact::of(point(1), &noted(1, "Hawa"))?, &at())).unwrap().header.at;
    let effect = NewFact::of(point(1), &Fact::WaterFetched { litres: 1 }).unwrap().caused_by(cause);
    let recorded = log.commit(&offline, |c| c.append(&effect, &offline)).unwrap();
    let read = log.stream(point(1)).unwrap().pop().unwrap();
    assert_eq!((read.header.clone(), read.body), (recorded.header, recorded.body));
    assert_eq!((read.header.happened_from, read.header.happened_to), happened);
    assert_eq!(read.header.caused_by, Some(cause));
    assert_eq!(read.header.actor, at().actor);
}

#[test]
fn a_clock_set_back_does_not_reorder_facts() {
    let node = Node::new();
    let log = node.log();
    for now in [2_000, 1_000, 1_500] {
        let at = at_with(|at| at.now = Moment::from_millis(now));
        log.execute::<Point>(&[point(1)], &at, |_| Ok(vec![Fact::PointOpened { litres: 1 }])).unwrap();
    }
    let recorded: Vec<_> = log.after(0, 10).unwrap().iter().map(|f| f.header.recorded).collect();
    assert!(recorded.windows(2).all(|pair| pair[0] < pair[1]));
}

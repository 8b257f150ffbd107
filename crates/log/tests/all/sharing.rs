use super::sample::{Fact, Node, Point, at, noted, point, record, visitors};
use std::thread;

#[test]
fn eight_threads_on_one_stream_lose_and_double_nothing() {
    let node = Node::new();
    let log = node.log();
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..40 {
                    let decided = log.execute::<Point>(&[point(1)], &at(), |past| {
                        // The decision depends on the past: it only holds when nobody comes between.
                        Ok(vec![Fact::PointOpened { litres: past.main().litres % 7 + 1 }])
                    });
                    decided.unwrap();
                    log.state::<Point>(point(1)).unwrap();
                }
            });
        }
    });
    let facts = log.stream(point(1)).unwrap();
    let numbers: Vec<_> = facts.iter().map(|f| f.header.stream_seq).collect();
    assert_eq!(numbers, (1..=320).collect::<Vec<_>>());
    assert_eq!(log.after(0, 1_000).unwrap().iter().map(|f| f.header.at.seq).collect::<Vec<_>>(), numbers);
    let mut sum = 0;
    for fact in &facts {
        assert_eq!(fact.fact().unwrap(), Some(Fact::PointOpened { litres: sum % 7 + 1 }));
        sum += sum % 7 + 1;
    }
}

#[test]
fn a_reader_sees_a_whole_commit_or_none_of_it() {
    let node = Node::new();
    let log = node.log();
    thread::scope(|scope| {
        let writer = scope.spawn(|| (0..60).for_each(|_| record(&log, point(1), &[noted(1, "a"), noted(2, "b")])));
        while !writer.is_finished() {
            let seen = visitors(&log);
            assert!(seen.is_empty() || seen[0].2 == seen[1].2, "{seen:?}");
        }
    });
}

#[test]
fn a_panic_in_a_decision_leaves_nothing_and_the_log_goes_on() {
    let node = Node::new();
    let log = node.log();
    let panicked = thread::scope(|scope| {
        let decide = || {
            log.commit(&at(), |commit| {
                commit.record(point(1), &[noted(1, "a")], &at())?;
                if commit.appended() == 1 {
                    panic!("a fault in a capability");
                }
                Ok(())
            })
        };
        scope.spawn(decide).join().is_err()
    });
    assert!(panicked);
    assert!(log.stream(point(1)).unwrap().is_empty());
    record(&log, point(1), &[noted(1, "a")]);
    assert_eq!(log.after(0, 10).unwrap().len(), 1);
}

#[test]
fn a_view_cannot_write_while_it_is_read() {
    let node = Node::new();
    let log = node.log();
    let written = log.read(|sql| Ok(sql.execute("DELETE FROM visitors", &[])?));
    assert!(written.is_err());
}

/// Set in a process that this test starts: the process opens many stores at once, as its first act.
const OPENS: &str = "MANARA_TEST_OPENS_MANY";

#[test]
fn the_first_stores_of_a_process_are_opened_at_once() {
    if std::env::var_os(OPENS).is_some() {
        let nodes: Vec<Node> = (0..16).map(|_| Node::new()).collect();
        let together = std::sync::Barrier::new(nodes.len());
        let opens = |node: &Node| {
            together.wait();
            node.sqlite();
        };
        return thread::scope(|scope| nodes.iter().for_each(|node| _ = scope.spawn(|| opens(node))));
    }
    // Two processes in a hundred failed when SQLCipher was made ready by whichever thread came first.
    let name = "all::sharing::the_first_stores_of_a_process_are_opened_at_once";
    for _ in 0..100 {
        let mut again = std::process::Command::new(std::env::current_exe().unwrap());
        let done = again.args(["--exact", name]).env(OPENS, "1").output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stdout));
    }
}

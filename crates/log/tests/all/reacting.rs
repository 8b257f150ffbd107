use super::sample::{Fact, Node, at, noted, person, point, record};
use kernel::Problem;
use log::{React, Reaction, Recorded};
use std::sync::Mutex;

/// What the reaction has done, and the visitor at whom it fails so many times.
struct Desk {
    seen: Mutex<Vec<String>>,
    failing: Mutex<(&'static str, u32)>,
}

const GREET: Reaction<Desk> =
    Reaction { name: "greet", wants: |kind| kind == "sample.visitor_noted", run: |desk, fact| desk.greet(fact) };

impl Desk {
    fn new(failing: &'static str, times: u32) -> Self {
        Self { seen: Mutex::default(), failing: Mutex::new((failing, times)) }
    }

    fn greet(&self, fact: &Recorded) -> Result<(), Problem> {
        let Ok(Some(Fact::VisitorNoted { name, .. })) = fact.fact() else { return Ok(()) };
        let mut failing = self.failing.lock().unwrap();
        if name == failing.0 && failing.1 > 0 {
            failing.1 -= 1;
            return Err(Problem::refused("GEN-403"));
        }
        self.seen.lock().unwrap().push(name);
        Ok(())
    }

    fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }
}

#[test]
fn a_reaction_goes_on_where_it_was() {
    let node = Node::new();
    let desk = Desk::new("", 0);
    let log = node.log();
    record(&log, point(1), &[noted(1, "a"), Fact::PointOpened { litres: 1 }, noted(2, "b"), noted(3, "c")]);
    assert_eq!(log.react(&GREET, &desk, at().now, 3).unwrap(), React { done: 2, waiting: false });
    drop(log);
    let log = node.log();
    assert_eq!(log.react(&GREET, &desk, at().now, 100).unwrap(), React { done: 1, waiting: false });
    assert_eq!(log.react(&GREET, &desk, at().now, 100).unwrap(), React::default());
    assert_eq!(desk.seen(), ["a", "b", "c"]);
}

#[test]
fn after_five_tries_a_fact_is_passed_over_and_stays_visible() {
    let node = Node::new();
    let desk = Desk::new("b", u32::MAX);
    let log = node.log();
    record(&log, point(1), &[noted(1, "a"), noted(2, "b"), noted(3, "c")]);
    for tries in 1..5 {
        let expected = React { done: usize::from(tries == 1), waiting: true };
        assert_eq!(log.react(&GREET, &desk, at().now, 100).unwrap(), expected);
        let failures = log.failures().unwrap();
        assert_eq!((failures[0].tries, failures[0].passed_over), (tries, false));
    }
    assert_eq!(log.react(&GREET, &desk, at().now, 100).unwrap(), React { done: 1, waiting: false });
    assert_eq!(desk.seen(), ["a", "c"]);
    let failures = log.failures().unwrap();
    assert_eq!(failures.len(), 1);
    assert_eq!((failures[0].fact.seq, failures[0].tries, failures[0].passed_over), (2, 5, true));
    assert_eq!((failures[0].reaction.as_str(), failures[0].code.as_str()), ("greet", "GEN-403"));
}

#[test]
fn a_failure_that_a_later_try_made_good_is_no_item_any_more() {
    let node = Node::new();
    let desk = Desk::new("a", 2);
    let log = node.log();
    record(&log, point(1), &[noted(1, "a")]);
    assert!(log.react(&GREET, &desk, at().now, 100).unwrap().waiting);
    assert!(log.react(&GREET, &desk, at().now, 100).unwrap().waiting);
    assert_eq!(log.failures().unwrap().len(), 1);
    assert_eq!(log.react(&GREET, &desk, at().now, 100).unwrap(), React { done: 1, waiting: false });
    assert_eq!(log.failures().unwrap(), []);
}

#[test]
fn what_was_passed_over_is_tried_once_more_when_somebody_asks() {
    let node = Node::new();
    let desk = Desk::new("b", 6);
    let log = node.log();
    record(&log, point(1), &[noted(1, "a"), noted(2, "b"), noted(3, "c")]);
    for _ in 0..5 {
        log.react(&GREET, &desk, at().now, 100).unwrap();
    }
    let fact = log.failures().unwrap()[0].fact;
    assert!(!log.try_again("another", fact).unwrap());
    // The sixth try fails too: the item stays, and nothing runs by itself.
    assert!(log.try_again("greet", fact).unwrap());
    assert_eq!(log.react(&GREET, &desk, at().now, 100).unwrap(), React::default());
    assert_eq!(log.react(&GREET, &desk, at().now, 100).unwrap(), React::default());
    assert_eq!((log.failures().unwrap()[0].tries, desk.seen().len()), (6, 2));
    assert!(log.try_again("greet", fact).unwrap());
    assert_eq!(log.react(&GREET, &desk, at().now, 100).unwrap(), React { done: 1, waiting: false });
    assert_eq!((log.failures().unwrap(), desk.seen()), (vec![], ["a", "c", "b"].map(str::to_owned).to_vec()));
}

#[test]
fn a_reaction_is_not_asked_about_an_erased_person() {
    let node = Node::new();
    let desk = Desk::new("", 0);
    let log = node.log();
    record(&log, point(1), &[noted(1, "a"), noted(2, "b")]);
    log.commit(&at(), |commit| commit.erase(person(1).into(), &at())).unwrap();
    log.react(&GREET, &desk, at().now, 100).unwrap();
    assert_eq!(desk.seen(), ["b"]);
}

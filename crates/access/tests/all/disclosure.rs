//! The only way between zones.

use crate::{node::Node, toy};
use access::{
    Gate, Who,
    disclosure::{DIRECTIONS, Disclosure, DisclosureFact},
    gate::derived_stream,
};
use contracts::{handover::HandoverFact, site::SiteFact};
use kernel::{ActorId, PersonId, Problem, Purpose, Text, Zone};
use log::Recorded;
use toy::ToyFact;

const ZONES: [Zone; 3] = [Zone::Shared, Zone::Border, Zone::Humanitarian];

/// A fact of an officer in a zone, which makes a disclosure necessary.
fn cause(gate: &Gate, zone: Zone) -> Recorded {
    let officer = ActorId(uuid::Uuid::from_u128(7));
    let at = gate.at(&Who::system(officer), Purpose::BorderControl).unwrap();
    let person: PersonId = at.id(0);
    let fact = ToyFact::EntryRefused { person, name: Text::parse("Zeinab").unwrap(), approved: false };
    let log = gate.log(zone).unwrap();
    log.commit(&at, |commit| commit.record(person.into(), &[fact], &at)).unwrap();
    log.stream(person.into()).unwrap().remove(0)
}

fn all(gate: &Gate, zone: Zone) -> Vec<Recorded> {
    gate.log(zone).unwrap().after(0, 100).unwrap()
}

fn code<T>(result: Result<T, Problem>) -> String {
    result.map(|_| "ok".to_owned()).unwrap_or_else(|p| p.code.to_string())
}

#[test]
fn a_hand_over_brings_the_token_and_the_flag_and_nothing_else() {
    let node = Node::new();
    let gate = node.start("", &ZONES);
    let cause = cause(&gate, Zone::Border);
    let receipt = gate.hand_over(&cause, "7F3K9QWD", true).unwrap();
    let arrived = all(&gate, Zone::Humanitarian);
    assert_eq!(arrived.len(), 1);
    let fact = &arrived[0];
    assert_eq!(fact.body.as_deref(), Some(br#"{"token":"7F3K9QWD","urgent":true}"#.as_slice()));
    assert_eq!((fact.header.id(), fact.header.stream), (receipt, derived_stream("handover", b"7F3K9QWD")));
    // Not even the envelope tells who sent it or where it came from.
    let header = format!("{:?}", fact.header);
    assert_ne!(fact.header.actor, cause.header.actor);
    assert_eq!((fact.header.caused_by, fact.header.subject), (None, None));
    assert!(!header.contains(&cause.header.stream.to_string()) && !header.contains(&cause.header.actor.to_string()));
}

#[test]
fn the_giving_zone_knows_what_was_given_why_and_that_it_arrived() {
    let node = Node::new();
    let gate = node.start("", &ZONES);
    let cause = cause(&gate, Zone::Border);
    let receipt = gate.hand_over(&cause, "7F3K9QWD", false).unwrap();
    let facts: Vec<_> = all(&gate, Zone::Border).iter().filter_map(|f| f.fact::<DisclosureFact>().unwrap()).collect();
    assert_eq!(
        facts,
        [
            DisclosureFact::Disclosed {
                to: Zone::Humanitarian,
                fact: "handover.handed_over".into(),
                fields: vec!["token".into(), "urgent".into()],
                basis: "referral of persons in need of protection or assistance".into(),
                purpose: Purpose::Registration,
                requested_by: cause.header.actor,
                approved_by: None,
            },
            DisclosureFact::ReceiptGiven { receipt },
        ]
    );
}

#[test]
fn the_same_cause_gives_one_fact_however_often_it_runs() {
    let node = Node::new();
    let gate = node.start("", &ZONES);
    let first = cause(&gate, Zone::Border);
    let receipt = gate.hand_over(&first, "7F3K9QWD", true).unwrap();
    assert_eq!(gate.hand_over(&first, "7F3K9QWD", true).unwrap(), receipt);
    drop(gate);
    let gate = node.start("", &ZONES);
    assert_eq!(gate.hand_over(&first, "7F3K9QWD", true).unwrap(), receipt);
    assert_eq!((all(&gate, Zone::Humanitarian).len(), all(&gate, Zone::Border).len()), (1, 3));
    let second = cause(&gate, Zone::Border);
    assert_ne!(gate.hand_over(&second, "OTHER", false).unwrap(), receipt);
}

#[test]
fn nothing_crosses_in_another_direction_or_with_another_fact() {
    let node = Node::new();
    let gate = node.start("", &ZONES);
    let handover = HandoverFact::HandedOver { token: "T".into(), urgent: false };
    let stream = derived_stream("handover", b"T");
    let mut allowed = 0;
    for from in ZONES {
        let cause = cause(&gate, from);
        for to in Zone::ALL {
            let give = |fact| gate.disclose(&Disclosure { cause: &cause, to, stream, fact, approved_by: None });
            match code(give(handover.clone())).as_str() {
                "ok" => {
                    allowed += 1;
                    assert_eq!((from, to), (Zone::Border, Zone::Humanitarian));
                }
                refused => assert_eq!(refused, "ACC-060"),
            }
            let site = Disclosure { cause: &cause, to, stream, fact: SiteFact::SiteClosed {}, approved_by: None };
            assert_eq!(code(gate.disclose(&site)), "ACC-060");
        }
    }
    assert_eq!((allowed, DIRECTIONS.len()), (1, 1));
}

#[test]
fn a_node_without_the_other_zone_gives_nothing() {
    let node = Node::new();
    let gate = node.start("", &[Zone::Border]);
    let cause = cause(&gate, Zone::Border);
    assert_eq!(code(gate.hand_over(&cause, "T", false)), "ACC-062");
    assert_eq!(all(&gate, Zone::Border).len(), 1);
}

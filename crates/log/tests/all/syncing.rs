//! Facts that travel from node to node.

use super::sample::{Fact, Node, Point, VISITORS, at, at_with, noted, person, point, record, visitors};
use ed25519_dalek::{Signer, SigningKey};
use kernel::{Moment, NodeId};
use log::{
    Log, LogFact,
    sync::{Carried, Frame, SyncError},
};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A node and its log.
struct Post {
    node: Node,
    log: Log,
}

impl Post {
    fn new() -> Self {
        let node = Node::new();
        let log = node.log_with(vec![VISITORS]);
        Self { node, log }
    }

    fn id(&self) -> NodeId {
        self.node.keyring.node
    }

    /// Facts recorded when this post's clock showed so many milliseconds.
    fn record_at(&self, millis: i64, stream: u8, facts: &[Fact]) {
        let at = at_with(|at| at.now = Moment::from_millis(millis));
        self.log.execute::<Point>(&[point(stream)], &at, |_| Ok(facts.to_vec())).unwrap();
    }

    /// Takes what another has and this one lacks, by frames of at most `most` facts.
    fn pull(&self, from: &Post, posts: &[&Post], most: usize) -> i64 {
        let keys: BTreeMap<NodeId, [u8; 32]> = posts.iter().map(|post| (post.id(), post.log.verifying_key())).collect();
        let have = self.log.heads().unwrap();
        let mut taken = 0;
        for node in from.log.heads().unwrap().into_keys().filter(|node| *node != self.id()) {
            let mut after = have.get(&node).copied().unwrap_or(0);
            while let Some(frame) = from.log.frame(node, after, most).unwrap() {
                let frame = Frame::decode(&frame.encode()).unwrap();
                let done = self.log.take(&frame, &keys[&node], &at()).unwrap();
                (after, taken) = (done.last, taken + done.facts);
            }
        }
        taken
    }

    fn states(&self) -> Vec<String> {
        (0..4).map(|n| format!("{:?}", self.log.state::<Point>(point(n)).unwrap().state)).collect()
    }

    fn well(&self) {
        assert_eq!(self.log.verify(&mut |_, _| {}).unwrap().first_bad, None);
    }
}

#[test]
fn a_chain_arrives_whole_and_again_is_nothing_new() {
    let (a, b) = (Post::new(), Post::new());
    a.record_at(1_000, 1, &[Fact::PointOpened { litres: 9 }, noted(1, "Hawa"), noted(2, "Idriss")]);
    a.record_at(2_000, 2, &[noted(1, "Hawa Barka")]);
    assert_eq!(b.pull(&a, &[&a, &b], 100), 4);
    assert_eq!(b.pull(&a, &[&a, &b], 100), 0);
    assert_eq!((visitors(&b.log), b.states()), (visitors(&a.log), a.states()));
    let (there, here) = (a.log.after(0, 10).unwrap(), b.log.after(0, 10).unwrap());
    assert_eq!(
        there.iter().map(|f| (f.header.id(), &f.body)).collect::<Vec<_>>(),
        here.iter().map(|f| (f.header.id(), &f.body)).collect::<Vec<_>>()
    );
    b.well();
    b.log.rebuild(&mut |_, _| {}).unwrap();
    assert_eq!(visitors(&b.log), visitors(&a.log));
    let frame = a.log.frame(a.id(), 0, 100).unwrap().unwrap();
    assert_eq!(b.log.take(&frame, &a.log.verifying_key(), &at()).unwrap().facts, 0);
}

#[test]
fn what_is_recorded_after_a_fact_from_elsewhere_comes_after_it_even_where_that_clock_is_ahead() {
    let (a, b) = (Post::new(), Post::new());
    a.record_at(2 * 86_400_000, 1, &[noted(1, "two days ahead")]);
    let frame = a.log.frame(a.id(), 0, 10).unwrap().unwrap();
    let now = at_with(|at| at.now = Moment::from_millis(1_000));
    let taken = b.log.take(&frame, &a.log.verifying_key(), &now).unwrap();
    assert_eq!(taken.ahead, 2 * 86_400_000 - 1_000);
    b.record_at(1_000, 1, &[noted(1, "corrected")]);
    let facts = b.log.stream(point(1)).unwrap();
    assert!(facts[0].header.recorded < facts[1].header.recorded);
    assert_eq!(facts.iter().map(|fact| fact.header.stream_seq).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn an_erased_person_is_forgotten_at_every_node_and_each_says_so() {
    let posts = [Post::new(), Post::new(), Post::new()];
    let [a, b, c] = &posts;
    let all = [a, b, c];
    a.record_at(1_000, 1, &[noted(1, "PLAINTEXT-HAWA"), noted(2, "Idriss")]);
    b.pull(a, &all, 100);
    b.record_at(2_000, 1, &[noted(1, "PLAINTEXT-AGAIN")]);
    a.log
        .commit(&at(), |commit| {
            commit.record(point(1), &[Fact::VisitorForgotten { visitor: person(1) }], &at())?;
            commit.erase(person(1).into(), &at())
        })
        .unwrap();
    b.pull(a, &all, 2);
    // The third gets it from the second: it never had the key.
    c.pull(b, &all, 1);
    a.pull(b, &all, 100);
    for post in all {
        assert_eq!(visitors(&post.log).len(), 1);
        let facts = post.log.after(0, 100).unwrap();
        assert!(
            !facts
                .iter()
                .any(|f| f.body.as_ref().is_some_and(|body| String::from_utf8_lossy(body).contains("PLAINTEXT")))
        );
        post.well();
        post.log.rebuild(&mut |_, _| {}).unwrap();
        assert_eq!(visitors(&post.log).len(), 1);
    }
    let receipts = |post: &Post| {
        let facts = post.log.after(0, 100).unwrap();
        let done = facts.iter().filter(|fact| matches!(fact.fact(), Ok(Some(LogFact::KeyDestroyedHere { .. }))));
        done.map(|fact| fact.header.at.node).collect::<Vec<_>>()
    };
    // What the second recorded while apart came sealed to the first and is gone there too.
    assert_eq!(receipts(a), [b.id()]);
    for file in [&a.node, &b.node, &c.node].map(Node::store) {
        let bytes = std::fs::read(file).unwrap();
        assert!(!bytes.windows(9).any(|window| window == b"PLAINTEXT"));
    }
}

/// The frame with one thing changed that its signature covers.
fn altered(frame: &Frame, change: impl FnOnce(&mut Vec<Carried>)) -> Frame {
    let mut other = frame.clone();
    change(&mut other.facts);
    other
}

#[test]
fn what_was_altered_torn_or_signed_by_another_is_refused_and_named() {
    let (a, b) = (Post::new(), Post::new());
    a.record_at(1_000, 1, &[noted(1, "Hawa"), noted(2, "Idriss"), noted(3, "Zara")]);
    let (frame, key) = (a.log.frame(a.id(), 0, 10).unwrap().unwrap(), a.log.verifying_key());
    let refused = |frame: &Frame, key: &[u8; 32]| match b.log.take(frame, key, &at()) {
        Err(SyncError::Unsigned { seq, .. }) => seq,
        other => panic!("{other:?}"),
    };
    refused(&altered(&frame, |facts| facts[1].body.as_mut().unwrap()[20] ^= 1), &key);
    refused(&altered(&frame, |facts| facts[0].header.happened_from = Moment::from_millis(7)), &key);
    refused(&altered(&frame, |facts| facts[2].header.subject = None), &key);
    assert_eq!(refused(&altered(&frame, |facts| facts.swap(0, 1)), &key), 1);
    assert_eq!(refused(&altered(&frame, |facts| _ = facts.remove(1)), &key), 2);
    refused(&altered(&frame, |facts| _ = facts.pop()), &key);
    refused(&Frame { signatures: vec![], ..frame.clone() }, &key);
    // One byte less of the body's hash, when the sender pretends that the person was erased.
    refused(&altered(&frame, |facts| facts[0].body = Err([7; 32])), &key);
    assert_eq!(refused(&frame, &b.log.verifying_key()), 3);
    assert_eq!(b.log.heads().unwrap(), BTreeMap::new());
    let whole = frame.encode();
    for end in 0..whole.len() {
        assert!(!matches!(Frame::decode(&whole[..end]), Ok(read) if read == frame), "{end}");
    }
    let mut later = whole.clone();
    later[4] = 9;
    assert!(matches!(Frame::decode(&later), Err(SyncError::Later(9))));
    b.log.take(&frame, &key, &at()).unwrap();
}

/// The same frame signed by whoever holds the key: what an enrolled node can make.
fn signed_anew(by: &Post, frame: &Frame, change: impl FnOnce(&mut Vec<Carried>)) -> Frame {
    let mut frame = altered(frame, change);
    let mut hash = [0; 32];
    for fact in &frame.facts {
        let body = fact.body.as_ref().map_or_else(|hash| *hash, |plain| log::fact::body_hash(plain));
        hash = fact.header.chain(&hash, &body);
    }
    let message = [b"manara commit v1".as_slice(), &0_i64.to_le_bytes(), &frame.last().to_le_bytes(), &hash].concat();
    frame.signatures = vec![log::sync::Signed {
        after: 0,
        last: frame.last(),
        signature: by.node.keyring.signer.sign(&message).to_bytes(),
    }];
    frame
}

#[test]
fn an_enrolled_node_cannot_set_a_clock_or_a_number_that_nothing_can_follow() {
    let (a, b) = (Post::new(), Post::new());
    a.record_at(1_790_000_000_000, 1, &[noted(1, "Hawa"), noted(2, "Idriss")]);
    let (frame, key) = (a.log.frame(a.id(), 0, 10).unwrap().unwrap(), a.log.verifying_key());
    let take = |frame: &Frame| b.log.take(frame, &key, &at());
    let with = |change: &dyn Fn(&mut log::Header)| signed_anew(&a, &frame, |facts| change(&mut facts[1].header));
    assert_eq!(take(&signed_anew(&a, &frame, |facts| _ = facts.pop())).unwrap().facts, 1);
    let year = log::clock::Hlc::at(Moment::from_millis(1_830_000_000_000), 0);
    assert!(matches!(take(&with(&|header| header.recorded = year)), Err(SyncError::Clock { .. })));
    let changes: [&dyn Fn(&mut log::Header); 6] = [
        &|header| header.recorded = log::clock::Hlc::from_i64(i64::MAX.wrapping_add(1)),
        &|header| header.recorded = log::clock::Hlc::default(),
        &|header| header.stream_seq = i64::MAX,
        &|header| header.stream_seq = 0,
        &|header| header.happened_to = Moment::from_millis(i64::MIN),
        &|header| header.caused_by = Some(log::FactRef { node: a.id(), seq: -1 }),
    ];
    for (n, change) in changes.into_iter().enumerate() {
        assert!(matches!(take(&with(change)), Err(SyncError::Unsigned { seq: 2, .. })), "{n}");
    }
    assert_eq!(take(&frame).unwrap().facts, 1);
}

#[test]
fn a_body_that_somebody_withholds_is_asked_for_again_and_nobody_is_taken_for_erased() {
    let (a, b) = (Post::new(), Post::new());
    a.record_at(1_000, 1, &[Fact::PointOpened { litres: 5 }, noted(1, "Hawa"), noted(2, "Idriss")]);
    let (frame, key) = (a.log.frame(a.id(), 0, 10).unwrap().unwrap(), a.log.verifying_key());
    let without =
        |n: usize| altered(&frame, |facts| facts[n].body = Err(log::fact::body_hash(facts[n].body.as_ref().unwrap())));
    assert!(matches!(b.log.take(&without(0), &key, &at()), Err(SyncError::Unsigned { seq: 1, .. })));
    assert_eq!(b.log.take(&without(1), &key, &at()).unwrap().facts, 3);
    assert_eq!(b.log.heads().unwrap()[&a.id()], 1, "from there on it asks again");
    assert_eq!(visitors(&b.log).len(), 1);
    assert_eq!(b.log.state::<Point>(point(1)).unwrap().state.erased, 0);
    b.well();
    b.log.rebuild(&mut |_, _| {}).unwrap();
    assert_eq!(visitors(&b.log).len(), 1);
    assert_eq!(b.pull(&a, &[&a, &b], 10), 0);
    assert_eq!((visitors(&b.log), b.states()), (visitors(&a.log), a.states()));
    assert_eq!(b.log.heads().unwrap()[&a.id()], 3);
    b.well();
}

#[test]
fn a_fact_that_a_view_cannot_take_is_kept_and_stops_nobody() {
    let (a, b) = (Post::new(), Post::new());
    a.record_at(1_000, 1, &[noted(1, "Hawa")]);
    let later = signed_anew(&a, &a.log.frame(a.id(), 0, 10).unwrap().unwrap(), |facts| {
        // As a later program writes it.
        facts[0].body = Ok([&[7; 16], br#"{"visitor":7}"#.as_slice()].concat());
    });
    let taken = b.log.take(&later, &a.log.verifying_key(), &at()).unwrap();
    assert_eq!((taken.facts, taken.passed_over), (1, 1));
    b.log.rebuild(&mut |_, _| {}).unwrap();
    record(&b.log, point(2), &[noted(2, "goes on")]);
    assert_eq!(visitors(&b.log).len(), 1);
    b.well();
}

#[test]
fn facts_in_between_are_asked_for_first() {
    let (a, b) = (Post::new(), Post::new());
    (1..=4).for_each(|n| a.record_at(n * 1_000, 1, &[noted(1, "Hawa")]));
    let later = a.log.frame(a.id(), 2, 10).unwrap().unwrap();
    assert!(matches!(b.log.take(&later, &a.log.verifying_key(), &at()), Err(SyncError::Gap { have: 0, .. })));
    let first = a.log.frame(a.id(), 0, 3).unwrap().unwrap();
    b.log.take(&first, &a.log.verifying_key(), &at()).unwrap();
    assert_eq!(b.log.take(&later, &a.log.verifying_key(), &at()).unwrap().facts, 1);
    b.well();
}

#[test]
fn two_histories_of_one_node_are_kept_as_proof_and_end_its_chain() {
    let (a, b) = (Post::new(), Post::new());
    a.record_at(1_000, 1, &[noted(1, "Hawa")]);
    // The store is copied, and both copies go on.
    let twin = Post { node: Node::twin(&a.node), log: Node::twin(&a.node).log_with(vec![VISITORS]) };
    twin.record_at(1_000, 1, &[noted(1, "Hawa")]);
    a.record_at(2_000, 1, &[noted(2, "one")]);
    twin.record_at(2_000, 1, &[noted(2, "other")]);
    let key = a.log.verifying_key();
    assert_eq!(key, twin.log.verifying_key());
    let frame = |post: &Post| post.log.frame(a.id(), 0, 10).unwrap().unwrap();
    b.log.take(&frame(&a), &key, &at()).unwrap();
    assert!(matches!(b.log.take(&frame(&twin), &key, &at()), Err(SyncError::Forked { seq: 1, .. })));
    a.record_at(3_000, 1, &[noted(3, "more")]);
    assert!(matches!(b.log.take(&frame(&a), &key, &at()), Err(SyncError::Forked { .. })));
    b.well();
}

#[test]
fn a_node_that_was_put_back_learns_it_from_others() {
    let (a, b) = (Post::new(), Post::new());
    a.record_at(1_000, 1, &[noted(1, "Hawa")]);
    a.record_at(2_000, 1, &[noted(2, "Idriss")]);
    b.pull(&a, &[&a, &b], 10);
    let old = Post { node: Node::twin(&a.node), log: Node::twin(&a.node).log_with(vec![VISITORS]) };
    let back = b.log.frame(a.id(), 0, 10).unwrap().unwrap();
    assert!(matches!(
        old.log.take(&back, &a.log.verifying_key(), &at()),
        Err(SyncError::PutBack { have: 0, there: 2 })
    ));
    assert_eq!(a.log.take(&back, &a.log.verifying_key(), &at()).unwrap().facts, 0);
}

#[test]
fn a_signature_by_somebody_who_is_not_the_node_accuses_nobody() {
    let (a, b) = (Post::new(), Post::new());
    a.record_at(1_000, 1, &[noted(1, "Hawa")]);
    let key = a.log.verifying_key();
    let frame = a.log.frame(a.id(), 0, 10).unwrap().unwrap();
    b.log.take(&frame, &key, &at()).unwrap();
    let mut forged = altered(&frame, |facts| facts[0].header.happened_from = Moment::from_millis(7));
    forged.signatures[0].signature = SigningKey::from_bytes(&[5; 32]).sign(b"x").to_bytes();
    assert!(matches!(b.log.take(&forged, &key, &at()), Err(SyncError::Unsigned { .. })));
    record(&a.log, point(1), &[noted(2, "goes on")]);
    assert_eq!(b.pull(&a, &[&a, &b], 10), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Three posts record and pull in any order, with frames of any size and clocks that differ by days: at the end all hold the same.
    #[test]
    fn posts_that_exchange_hold_the_same(
        steps in prop::collection::vec((0usize..3, 0usize..3, 1usize..4, 0u8..4, -172_800_000i64..172_800_000), 1..30),
    ) {
        let posts = [Post::new(), Post::new(), Post::new()];
        let all = posts.iter().collect::<Vec<_>>();
        for (n, (who, from, most, stream, clock)) in steps.into_iter().enumerate() {
            let now = 1_790_000_000_000 + clock + i64::try_from(n).unwrap();
            if who == from {
                let name = format!("{n}");
                posts[who].record_at(now, stream, &[noted(stream, &name), Fact::PointOpened { litres: 1 }]);
            } else {
                posts[who].pull(&posts[from], &all, most);
            }
        }
        for _ in 0..2 {
            for (who, from) in [(0, 1), (1, 2), (2, 0), (0, 2), (1, 0), (2, 1)] {
                posts[who].pull(&posts[from], &all, 3);
            }
        }
        for post in &posts {
            prop_assert_eq!(post.log.heads().unwrap(), posts[0].log.heads().unwrap());
            prop_assert_eq!(post.states(), posts[0].states());
            post.well();
        }
    }

    #[test]
    fn any_bytes_are_no_frame(bytes in prop::collection::vec(any::<u8>(), 0..200), count in 0u8..4) {
        prop_assert!(Frame::decode(&bytes).is_err());
        let mut head = b"MNRF\x01\x01".to_vec();
        head.extend([7; 16]);
        head.extend([0, count]);
        head.extend(bytes);
        let _ = Frame::decode(&head);
    }

    /// Columns of anything, packed as columns are.
    #[test]
    fn any_columns_are_read_or_refused(columns in prop::collection::vec(prop::collection::vec(0u8..9, 0..12), 0..24), count in 0u8..5) {
        let mut plain = vec![u8::try_from(columns.len()).unwrap()];
        for column in &columns {
            plain.push(u8::try_from(column.len()).unwrap());
            plain.extend(column);
        }
        let mut head = b"MNRF\x01\x01".to_vec();
        head.extend([7; 16]);
        head.extend([0, count]);
        let mut packed = brotli::CompressorWriter::new(head, 4096, 1, 16);
        std::io::Write::write_all(&mut packed, &plain).unwrap();
        if let Ok(frame) = Frame::decode(&packed.into_inner()) {
            prop_assert_eq!(Frame::decode(&frame.encode()).unwrap(), frame);
        }
    }
}

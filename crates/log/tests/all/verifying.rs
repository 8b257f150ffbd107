//! Every alteration that we could think of, and the fault that tells it.

use super::sample::{Fact, Folder, Node, VISITORS, at, noted, person, point, record};
use kernel::{Moment, Zone};
use log::{
    Log, Store, StoreError,
    anchor::Anchor,
    keyring::Keyring,
    sqlite::Sqlite,
    verify::{Fault, Verdict, verify_file},
};
use std::{fs, path::PathBuf};

const FACTS: i64 = 63;

/// A store with people, one of them erased, and its files in two states: as a kill leaves them, and closed in good order.
struct Sample {
    node: Node,
    killed: Folder,
    closed: Folder,
}

fn sample() -> Sample {
    let node = Node::new();
    let (killed, closed) = (Folder::new(), Folder::new());
    let log = node.log();
    record(&log, point(1), &[Fact::PointOpened { litres: 1_000 }, noted(9, "Zara")]);
    log.commit(&at(), |commit| {
        commit.record(point(1), &[Fact::VisitorForgotten { visitor: person(9) }], &at())?;
        commit.erase(person(9).into(), &at())
    })
    .unwrap();
    for n in 0..20 {
        let visit = noted(n % 5, &format!("visitor {n}"));
        record(&log, point(n % 3), &[visit, Fact::WaterFetched { litres: 2 }]);
        if n < 19 {
            record(&log, point(1), &[Fact::WaterFetched { litres: 1 }]);
        }
    }
    copy(&node, &killed);
    drop(log);
    copy(&node, &closed);
    Sample { node, killed, closed }
}

fn copy(node: &Node, to: &Folder) {
    for entry in fs::read_dir(node.path()).unwrap().map(Result::unwrap) {
        if !entry.file_name().to_string_lossy().ends_with("-shm") {
            fs::copy(entry.path(), to.0.join(entry.file_name())).unwrap();
        }
    }
}

impl Sample {
    /// The verdict on a copy of `files` after `alter`.
    fn verdict(&self, files: &Folder, alter: impl FnOnce(&Folder)) -> Verdict {
        let altered = Folder::new();
        for entry in fs::read_dir(&files.0).unwrap().map(Result::unwrap) {
            fs::copy(entry.path(), altered.0.join(entry.file_name())).unwrap();
        }
        alter(&altered);
        verify(&altered, &self.node.keyring)
    }

    /// The fault after `script` was run by somebody who has the key.
    fn after_sql(&self, script: &str) -> Option<(Fault, Option<i64>)> {
        let verdict = self.verdict(&self.closed, |files| sqlite(files, &self.node.keyring, script));
        verdict.first_bad.map(|bad| (bad.what, bad.seq))
    }
}

fn verify(files: &Folder, keyring: &Keyring) -> Verdict {
    let anchor = files.0.join("humanitarian.head");
    verify_file(&store(files), Some(&anchor), Zone::Humanitarian, keyring, &mut |_, _| {}).unwrap()
}

fn store(files: &Folder) -> PathBuf {
    files.0.join("humanitarian.db")
}

fn sqlite(files: &Folder, keyring: &Keyring, script: &str) {
    let store = Sqlite::open(&store(files), keyring.zone(Zone::Humanitarian).unwrap().file_key()).unwrap();
    store.write(&mut |sql| sql.script(script)).unwrap();
}

fn flip(file: PathBuf, at: usize) {
    let mut bytes = fs::read(&file).unwrap();
    bytes[at] ^= 0x10;
    fs::write(file, bytes).unwrap();
}

fn cut(file: PathBuf, length: u64) {
    fs::OpenOptions::new().write(true).open(file).unwrap().set_len(length).unwrap();
}

fn length(files: &Folder, name: &str) -> usize {
    usize::try_from(fs::metadata(files.0.join(name)).unwrap().len()).unwrap()
}

#[test]
fn an_unaltered_store_verifies_closed_killed_and_while_it_is_open() {
    let sample = sample();
    let expected = Verdict { facts: FACTS, commits: 41, erased: 1, first_bad: None };
    assert_eq!(sample.verdict(&sample.killed, |_| {}), expected);
    assert_eq!(sample.verdict(&sample.closed, |_| {}), expected);
    let mut told = Vec::new();
    assert_eq!(sample.node.log().verify(&mut |done, all| told.push((done, all))).unwrap(), expected);
    assert_eq!(told.last(), Some(&(FACTS, FACTS)));
}

#[test]
fn a_store_verifies_while_others_append() {
    let node = Node::new();
    let log = node.log();
    record(&log, point(1), &vec![Fact::WaterFetched { litres: 1 }; 2_500]);
    std::thread::scope(|scope| {
        let writer =
            scope.spawn(|| (0..60).for_each(|_| record(&log, point(2), &[noted(1, "Hawa"), noted(2, "Issa")])));
        while !writer.is_finished() {
            let verdict = log.verify(&mut |_, _| {}).unwrap();
            assert_eq!(verdict.first_bad, None);
            assert!(verdict.facts >= 2_500);
        }
    });
}

#[test]
fn a_changed_byte_is_found_in_each_page_of_the_file() {
    let sample = sample();
    let pages = length(&sample.closed, "humanitarian.db") / 4096;
    assert!(pages > 20);
    for page in 0..pages {
        for offset in [0, 17 + (page * 997) % 4_000, 4_020, 4_095] {
            let verdict = sample.verdict(&sample.closed, |files| flip(store(files), page * 4096 + offset));
            let what = verdict.first_bad.map(|bad| bad.what);
            assert!(matches!(what, Some(Fault::Closed(_) | Fault::Page(_))), "page {page}, byte {offset}: {what:?}");
        }
    }
}

#[test]
fn a_changed_byte_is_found_in_each_frame_of_the_write_ahead_log() {
    let sample = sample();
    let size = length(&sample.killed, "humanitarian.db-wal");
    let header = [0, 5, 9, 13, 17, 21, 25, 29];
    let frames =
        (0..(size - 32) / 4120).map(|frame| 32 + frame * 4120 + [9, 3, 20, 24 + frame * 131 % 4_096][frame % 4]);
    for at in header.into_iter().chain(frames) {
        let verdict = sample.verdict(&sample.killed, |files| flip(files.0.join("humanitarian.db-wal"), at));
        assert!(verdict.first_bad.is_some(), "byte {at} of {size}");
    }
}

#[test]
fn a_file_cut_anywhere_is_found() {
    let sample = sample();
    let size = length(&sample.closed, "humanitarian.db");
    let cuts = (0..24).map(|n| (size - 1) * n / 23).chain([1, 15, 16, 100, 4_095, 4_096, 4_097, size - 4_096]);
    for at in cuts {
        let verdict = sample.verdict(&sample.closed, |files| cut(store(files), at as u64));
        assert!(verdict.first_bad.is_some(), "the file cut at {at} of {size}");
    }
    let size = length(&sample.killed, "humanitarian.db-wal");
    for at in (0..24).map(|n| (size - 1) * n / 23).chain([1, 31, 32, 33, 56, 4_151, 4_152, size - 4_120]) {
        let verdict = sample.verdict(&sample.killed, |files| cut(files.0.join("humanitarian.db-wal"), at as u64));
        let what = verdict.first_bad.map(|bad| bad.what);
        assert!(matches!(what, Some(Fault::CutOff { .. })), "the write-ahead log cut at {at} of {size}: {what:?}");
    }
}

#[test]
fn a_missing_file_is_found() {
    let sample = sample();
    let without = |files: &Folder, name: &str| {
        let verdict = sample.verdict(files, |altered| fs::remove_file(altered.0.join(name)).unwrap());
        verdict.first_bad.unwrap().what
    };
    assert!(matches!(without(&sample.killed, "humanitarian.db-wal"), Fault::CutOff { acknowledged: FACTS, .. }));
    assert_eq!(without(&sample.closed, "humanitarian.db"), Fault::Missing);
    assert_eq!(without(&sample.closed, "humanitarian.head"), Fault::AnchorUnreadable);
}

#[test]
fn a_store_put_back_to_an_older_state_is_found() {
    let sample = sample();
    let older = Folder::new();
    fs::copy(store(&sample.closed), store(&older)).unwrap();
    record(&sample.node.log(), point(1), &[Fact::WaterFetched { litres: 1 }]);
    fs::copy(sample.node.anchor(), older.0.join("humanitarian.head")).unwrap();
    let what = verify(&older, &sample.node.keyring).first_bad.unwrap().what;
    assert_eq!(what, Fault::CutOff { last: FACTS, acknowledged: FACTS + 1 });
}

#[test]
fn whoever_has_the_key_and_changes_a_fact_is_found_and_the_fact_is_named() {
    let sample = sample();
    let swap = "UPDATE fact SET node_seq = -1 WHERE node_seq = 8; UPDATE fact SET node_seq = 8 WHERE node_seq = 9; \
                UPDATE fact SET node_seq = 9 WHERE node_seq = -1";
    let swap_arrival = "UPDATE fact SET position = -1 WHERE position = 8; UPDATE fact SET position = 8 WHERE position = 9; \
                        UPDATE fact SET position = 9 WHERE position = -1";
    let swap_bodies = "UPDATE fact SET body = (SELECT body FROM fact WHERE node_seq = 11), \
                       body_hash = (SELECT body_hash FROM fact WHERE node_seq = 11) WHERE node_seq = 8";
    for (script, fault, seq) in [
        (swap, Fault::Chain, 8),
        (swap_arrival, Fault::Order, 9),
        (swap_bodies, Fault::Body, 8),
        ("UPDATE fact SET body = CAST(body || ' ' AS BLOB) WHERE node_seq = 1", Fault::Body, 1),
        ("UPDATE fact SET body = zeroblob(3) WHERE node_seq = 1", Fault::Body, 1),
        ("UPDATE fact SET body = randomblob(length(body)) WHERE node_seq = 5", Fault::Body, 5),
        ("UPDATE fact SET subject = NULL WHERE node_seq = 5", Fault::Body, 5),
        ("UPDATE fact SET kind = 'sample.water_fetched' WHERE node_seq = 1", Fault::Chain, 1),
        ("UPDATE fact SET actor = randomblob(16) WHERE node_seq = 20", Fault::Chain, 20),
        ("UPDATE fact SET purpose = 'oversight' WHERE node_seq = 20", Fault::Chain, 20),
        ("UPDATE fact SET recorded = recorded + 1 WHERE node_seq = 20", Fault::Chain, 20),
        ("UPDATE fact SET happened_from = 0 WHERE node_seq = 20", Fault::Chain, 20),
        ("UPDATE fact SET version = 9 WHERE node_seq = 20", Fault::Chain, 20),
        ("UPDATE fact SET stream = randomblob(16) WHERE node_seq = 20", Fault::Chain, 20),
        ("UPDATE fact SET stream_seq = 900 WHERE node_seq = 20", Fault::Chain, 20),
        ("UPDATE fact SET hash = randomblob(32) WHERE node_seq = 20", Fault::Chain, 20),
        ("UPDATE fact SET body_hash = randomblob(32) WHERE node_seq = 2", Fault::Chain, 2), // its person was erased
        ("DELETE FROM fact WHERE node_seq = 20", Fault::Gap, 20),
        ("DELETE FROM fact WHERE node_seq = 1", Fault::Gap, 1),
    ] {
        assert_eq!(sample.after_sql(script), Some((fault, Some(seq))), "{script}");
    }
}

#[test]
fn whoever_has_the_key_and_changes_signatures_keys_or_the_end_is_found() {
    let sample = sample();
    let cut_off = Fault::CutOff { last: FACTS - 2, acknowledged: FACTS };
    let stray = "INSERT INTO fact SELECT 999, 77, 1, randomblob(16), 1, kind, version, subject, actor, purpose, 0, 0, 0, \
                 NULL, NULL, body_hash, hash, body FROM fact WHERE position = 1";
    for (script, fault, seq) in [
        ("DELETE FROM fact WHERE node_seq > 61; DELETE FROM signature WHERE node_seq > 61", cut_off.clone(), Some(61)),
        ("DELETE FROM fact WHERE node_seq > 61", cut_off, Some(61)),
        ("DELETE FROM signature WHERE node_seq = 7", Fault::Signature, Some(9)),
        ("DELETE FROM signature WHERE node_seq = 63", Fault::Unsigned, Some(62)),
        ("DELETE FROM signature", Fault::Unsigned, Some(1)),
        ("UPDATE signature SET signature = randomblob(64) WHERE node_seq = 7", Fault::Signature, Some(7)),
        ("UPDATE signature SET signature = zeroblob(3) WHERE node_seq = 7", Fault::Signature, Some(7)),
        (
            "INSERT INTO signature SELECT origin, 5, signature FROM signature WHERE node_seq = 7",
            Fault::Signature,
            Some(5),
        ),
        ("INSERT INTO signature SELECT origin, 70, signature FROM signature WHERE node_seq = 63", Fault::Gap, Some(70)),
        ("UPDATE subject_key SET sealed = randomblob(length(sealed))", Fault::Key, Some(5)),
        ("UPDATE subject_key SET sealed = (SELECT max(sealed) FROM subject_key)", Fault::Key, Some(5)),
        ("DELETE FROM subject_key", Fault::KeyMissing, Some(5)),
        ("DELETE FROM erased", Fault::KeyMissing, Some(2)),
        ("INSERT INTO erased SELECT subject, 1 FROM subject_key LIMIT 1", Fault::KeyPutBack, None),
        ("UPDATE origin SET verifying_key = randomblob(32)", Fault::NodeKey, None),
        ("UPDATE origin SET node = randomblob(16)", Fault::CutOff { last: 0, acknowledged: FACTS }, Some(0)),
        ("DELETE FROM origin", Fault::UnknownNode, None),
        (stray, Fault::UnknownNode, None),
        ("DROP TABLE fact", Fault::CutOff { last: 0, acknowledged: FACTS }, Some(0)),
    ] {
        let found = sample.after_sql(script);
        let seen = found.clone().map(|(what, at)| (what, at.or(seq)));
        // Which person's key `max` picks is chance: the first fact of another one is named.
        let expected =
            if script.contains("max(sealed)") { seen.clone().map(|(_, at)| (fault, at)) } else { Some((fault, seq)) };
        assert_eq!(seen, expected, "{script}: {found:?}");
    }
}

#[test]
fn a_replaced_anchor_is_found() {
    let sample = sample();
    let anchor = |files: &Folder| files.0.join("humanitarian.head");
    let altered =
        |alter: &dyn Fn(&Folder)| sample.verdict(&sample.closed, alter).first_bad.map(|bad| (bad.what, bad.seq));
    let forged =
        |seq| move |files: &Folder| Anchor::open(&files.0.join("humanitarian.head")).unwrap().keep(seq, &[7; 32]);
    assert_eq!(
        altered(&|files| fs::write(anchor(files), "nonsense").unwrap()),
        Some((Fault::AnchorUnreadable, Some(FACTS)))
    );
    assert_eq!(altered(&|files| flip(anchor(files), 20)), Some((Fault::AnchorUnreadable, Some(FACTS))));
    assert_eq!(altered(&|files| forged(FACTS)(files)), Some((Fault::AnchorDiffers, Some(FACTS))));
    assert_eq!(altered(&|files| forged(5)(files)), Some((Fault::AnchorDiffers, Some(5))));
    let ahead = Fault::CutOff { last: FACTS, acknowledged: 99 };
    assert_eq!(altered(&|files| forged(99)(files)), Some((ahead, Some(FACTS))));
}

#[test]
fn a_gap_in_a_stream_is_found_even_where_chain_and_signatures_hold() {
    use ed25519_dalek::Signer;
    let node = Node::new();
    let log = node.log_with(vec![]);
    record(&log, point(1), &[Fact::WaterFetched { litres: 1 }]);
    let mut header = log.stream(point(1)).unwrap()[0].header.clone();
    drop(log);
    header.stream_seq = 2;
    let zone = node.keyring.zone(Zone::Humanitarian).unwrap();
    let store = Sqlite::open(&node.store(), zone.file_key()).unwrap();
    store
        .write(&mut |sql| {
            let row = sql.first("SELECT body_hash FROM fact", &[])?.unwrap();
            let hash = header.chain(&[0; 32], row.blob(0).try_into().unwrap());
            let message = [b"manara commit v1".as_slice(), &0i64.to_le_bytes(), &1i64.to_le_bytes(), &hash].concat();
            let signature = node.keyring.signer.sign(&message).to_bytes();
            sql.execute("UPDATE fact SET stream_seq = 2, hash = $1", log::params![hash])?;
            sql.execute("UPDATE signature SET signature = $1", log::params![signature])?;
            Ok(())
        })
        .unwrap();
    let verdict = verify_file(&node.store(), None, Zone::Humanitarian, &node.keyring, &mut |_, _| {}).unwrap();
    assert_eq!(verdict.first_bad.map(|bad| bad.what), Some(Fault::StreamGap));
}

#[test]
fn a_view_that_is_not_built_to_the_end_is_found() {
    let node = Node::new();
    let log = node.log();
    record(&log, point(1), &[noted(1, "Hawa")]);
    node.sqlite_write("UPDATE view_state SET version = -1");
    assert_eq!(log.verify(&mut |_, _| {}).unwrap().first_bad.unwrap().what, Fault::View("visitors".into()));
    log.rebuild(&mut |_, _| {}).unwrap();
    assert_eq!(log.verify(&mut |_, _| {}).unwrap().first_bad, None);
}

#[test]
fn another_nodes_store_does_not_open() {
    let sample = sample();
    let other = Keyring::create(Moment::from_millis(1), &[Zone::Humanitarian]).unwrap();
    assert!(matches!(verify(&sample.closed, &other).first_bad.unwrap().what, Fault::Closed(_)));
}

#[test]
fn a_damaged_store_is_not_opened_and_the_message_says_what_happened_and_how_to_restore() {
    let sample = sample();
    let open = |files: &Folder| {
        let keyring = &sample.node.keyring;
        let store = Sqlite::open(&store(files), keyring.zone(Zone::Humanitarian).unwrap().file_key())?;
        let anchor = Anchor::open(&files.0.join("humanitarian.head")).unwrap();
        let log = Log::open(Box::new(store), Zone::Humanitarian, keyring, vec![VISITORS], Some(anchor), &mut |_, _| {});
        log.map(drop).map_err(|error| match error {
            log::LogError::Store(error) => error,
            other => panic!("{other}"),
        })
    };
    let wrong_header = Folder::new();
    fs::write(store(&wrong_header), vec![b'x'; 8_192]).unwrap();
    flip(store(&sample.closed), 4_096 * 2 + 50);
    fs::remove_file(sample.killed.0.join("humanitarian.db-wal")).unwrap();
    let errors = [open(&wrong_header).unwrap_err(), open(&sample.killed).unwrap_err()];
    assert!(matches!(errors[0], StoreError::Damaged(_)), "{:?}", errors[0]);
    assert!(matches!(errors[1], StoreError::CutOff { acknowledged: FACTS, .. }), "{:?}", errors[1]);
    for error in errors {
        let text = error.to_string();
        assert!(text.contains("STO-00") && text.contains("manara restore"), "{text}");
    }
    let verdict = verify(&sample.closed, &sample.node.keyring);
    let text = verdict.first_bad.unwrap().to_string();
    assert!(text.starts_with("VER-00") && text.contains("manara restore"), "{text}");
}

#[test]
fn a_damaged_page_met_while_working_is_called_damage_and_not_a_fault_of_the_program() {
    let sample = sample();
    let zone = sample.node.keyring.zone(Zone::Humanitarian).unwrap();
    let mut met = 0;
    for page in 1..length(&sample.closed, "humanitarian.db") / 4_096 {
        let altered = Folder::new();
        fs::copy(store(&sample.closed), store(&altered)).unwrap();
        flip(store(&altered), page * 4_096 + 1_000);
        let worked = Sqlite::open(&store(&altered), zone.file_key()).and_then(|open| {
            let log = Log::open(
                Box::new(open),
                Zone::Humanitarian,
                &sample.node.keyring,
                vec![VISITORS],
                None,
                &mut |_, _| {},
            )?;
            log.after(0, 100)?;
            record_or(&log)?;
            Ok(())
        });
        met += i32::from(worked.is_err());
        assert!(matches!(worked, Ok(()) | Err(StoreError::Damaged(_))), "page {page}: {worked:?}");
    }
    assert!(met > 5, "{met}");
}

fn record_or(log: &Log) -> Result<(), log::LogError> {
    log.execute::<super::sample::Point>(&[point(1)], &at(), |_| Ok(vec![noted(1, "Hawa")])).map(drop)
}

use super::sample::{Fact, Node, Point, VISITORS, at, code, noted, person, point, record, visitors};
use kernel::{SubjectId, Zone};
use log::{ErasedList, Log, Value, cipher};
use std::fs;

const SECRET: &str = "Zenaba Unmistakable-Name 93851";

fn erase(log: &Log, n: u8) {
    log.commit(&at(), |commit| {
        commit.record(point(1), &[Fact::VisitorForgotten { visitor: person(n) }], &at())?;
        commit.erase(person(n).into(), &at())
    })
    .unwrap();
}

#[test]
fn an_erased_body_reads_as_none_and_states_and_views_forget_it() {
    let node = Node::new();
    let log = node.log();
    record(&log, point(1), &[noted(1, SECRET), noted(2, "Issa")]);
    erase(&log, 1);
    let facts = log.stream(point(1)).unwrap();
    assert_eq!(facts.iter().map(|f| f.body.is_some()).collect::<Vec<_>>(), [false, true, true]);
    let state = log.state::<Point>(point(1)).unwrap().state;
    assert_eq!((state.visitors.into_values().collect::<Vec<_>>(), state.erased), (vec!["Issa".to_owned()], 1));
    assert_eq!(visitors(&log), [(person(2), "Issa".into(), 1)]);
    log.rebuild(&mut |_, _| {}).unwrap();
    assert_eq!(visitors(&log), [(person(2), "Issa".into(), 1)]);
}

#[test]
fn nothing_can_be_recorded_about_an_erased_person() {
    let node = Node::new();
    let log = node.log();
    record(&log, point(1), &[noted(1, SECRET)]);
    erase(&log, 1);
    let refused = log.execute::<Point>(&[point(1)], &at(), |_| Ok(vec![noted(1, "again")]));
    assert_eq!(code(refused.unwrap_err()), "GEN-410");
}

#[test]
fn the_files_hold_no_plaintext_before_or_after_an_erasure() {
    let node = Node::new();
    let log = node.log();
    record(&log, point(1), &[noted(1, SECRET)]);
    let files = || {
        log.copy_to(&node.path().join("copy.db")).unwrap();
        let found = fs::read_dir(node.path()).unwrap().filter(|entry| {
            let bytes = fs::read(entry.as_ref().unwrap().path()).unwrap();
            bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes())
        });
        let count = found.count();
        fs::remove_file(node.path().join("copy.db")).unwrap();
        count
    };
    assert_eq!(files(), 0);
    erase(&log, 1);
    assert_eq!(files(), 0);
    assert_eq!(fs::metadata(node.path().join("humanitarian.db-wal")).unwrap().len(), 0, "old pages are gone with it");
}

/// Whoever holds the zone's key and every file still finds neither the name nor a key that opens its facts.
#[test]
fn with_the_zones_key_an_erased_name_is_in_no_table_and_its_bodies_do_not_open() {
    let node = Node::new();
    let log = node.log();
    record(&log, point(1), &[noted(1, SECRET), noted(2, "Issa")]);
    // Long enough for a snapshot, which holds the name too.
    for _ in 0..7 {
        record(&log, point(1), &vec![Fact::WaterFetched { litres: 1 }; 30]);
    }
    let zone = node.keyring.zone(Zone::Humanitarian).unwrap();
    assert!(everything(&log, &zone).iter().any(|cell| holds(cell, SECRET)), "it is there before");
    erase(&log, 1);
    let after = everything(&log, &zone);
    assert!(after.iter().any(|cell| holds(cell, "Issa")), "others are untouched");
    assert!(!after.iter().any(|cell| holds(cell, SECRET)));
    let subject: SubjectId = person(1).into();
    let keys =
        log.read(|sql| Ok(sql.rows("SELECT sealed FROM subject_key WHERE subject = $1", log::params![subject])?));
    assert_eq!(keys.unwrap(), []);
}

fn holds(cell: &[u8], text: &str) -> bool {
    cell.windows(text.len()).any(|window| window == text.as_bytes())
}

/// Every cell of every table as it is, and opened with every key that the zone's key and the store give.
fn everything(log: &Log, zone: &cipher::ZoneCipher) -> Vec<Vec<u8>> {
    log.read(|sql| {
        let mut keys = vec![zone.file_key().clone()];
        for row in sql.rows("SELECT subject, sealed FROM subject_key", &[])? {
            keys.push(zone.unwrap(row.blob(0).try_into().unwrap(), row.blob(1))?);
        }
        let mut contexts = vec![Vec::new()];
        for row in
            sql.rows("SELECT o.node, f.node_seq, f.stream FROM fact f JOIN origin o ON o.origin = f.origin", &[])?
        {
            contexts.push([row.blob(0), &row.int(1).to_le_bytes()].concat());
            contexts.push(row.blob(2).to_vec());
        }
        contexts.sort();
        contexts.dedup();
        let mut cells = Vec::new();
        for table in sql.rows("SELECT name FROM sqlite_master WHERE type = 'table'", &[])? {
            for row in sql.rows(&format!("SELECT * FROM {}", table.text(0)), &[])? {
                for value in row.0 {
                    let bytes = match value {
                        Value::Text(text) => text.into_bytes(),
                        Value::Blob(bytes) => bytes,
                        _ => continue,
                    };
                    if bytes.len() > 40 {
                        let tries = keys.iter().flat_map(|key| contexts.iter().map(move |context| (key, context)));
                        cells.extend(tries.filter_map(|(key, context)| cipher::open(key, &bytes, context).ok()));
                    }
                    cells.push(bytes);
                }
            }
        }
        Ok(cells)
    })
    .unwrap()
}

#[test]
fn an_erasure_is_listed_beside_the_stores_and_a_lost_line_is_added_at_the_next_start() {
    let node = Node::new();
    let list = ErasedList::at(&node.path().join("erased.list"));
    let log = node.log().listing_erasures(list.clone()).unwrap();
    record(&log, point(1), &[noted(1, SECRET), noted(2, "Issa")]);
    erase(&log, 1);
    let first = list.read().unwrap();
    assert_eq!(first.of(Zone::Humanitarian).into_iter().collect::<Vec<_>>(), [(person(1).into(), at().now)]);
    assert!(first.of(Zone::Border).is_empty());
    drop(log);
    fs::write(node.path().join("erased.list"), "humanitarian 0199").unwrap();
    let log = node.log().listing_erasures(list.clone()).unwrap();
    assert_eq!(list.read().unwrap(), first);
    erase(&log, 2);
    assert_eq!(list.read().unwrap().of(Zone::Humanitarian).len(), 2);
}

#[test]
fn an_erasure_while_somebody_reads_is_cleaned_up_later() {
    let node = Node::new();
    let log = node.log_with(vec![VISITORS]);
    record(&log, point(1), &[noted(1, SECRET)]);
    let wal = node.path().join("humanitarian.db-wal");
    log.read(|sql| {
        sql.rows("SELECT count(*) FROM fact", &[])?;
        erase(&log, 1);
        assert!(fs::metadata(&wal).unwrap().len() > 0, "the reader still needs the old pages");
        Ok(())
    })
    .unwrap();
    for _ in 0..64 {
        record(&log, point(1), &[Fact::WaterFetched { litres: 1 }]);
    }
    let frames_since = fs::metadata(&wal).unwrap().len() / 4_000;
    assert!(frames_since < 64 * 12, "{frames_since}");
    drop(log);
    node.log();
    assert_eq!(fs::metadata(&wal).map_or(0, |wal| wal.len()), 0);
}

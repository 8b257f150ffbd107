use super::sample::{Fact, Folder, Node, Point, at, code, noted, person, point, record, visitors};
use kernel::{Moment, Zone};
use log::{
    ErasedList, Log,
    backup::{self, BackupError},
    keyring::Keyring,
    verify::verify_file,
};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

const PASSPHRASE: &str = "seven dry wells under one moon";

fn now() -> Moment {
    at().now
}

fn node() -> Node {
    let node = Node::new();
    node.keyring.save(&node.path().join("keyring.json"), PASSPHRASE).unwrap();
    node
}

fn open(node: &Node) -> Log {
    node.log().listing_erasures(ErasedList::at(&node.path().join("erased.list"))).unwrap()
}

fn back_up(node: &Node, log: &Log, out: &Path) {
    backup::write(out, &[log], node.path(), &node.keyring, now()).unwrap();
}

/// The restored folder as a node.
fn restored(folder: Folder) -> Node {
    let keyring = Keyring::open(&folder.0.join("keyring.json"), PASSPHRASE).unwrap();
    Node { folder, keyring }
}

fn erase(log: &Log, n: u8) {
    log.commit(&at(), |commit| {
        commit.record(point(1), &[Fact::VisitorForgotten { visitor: person(n) }], &at())?;
        commit.erase(person(n).into(), &at())
    })
    .unwrap();
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = entries.collect();
    names.sort();
    names
}

#[test]
fn a_backup_made_under_load_restores_to_a_store_that_verifies_and_goes_on() {
    let node = node();
    let log = open(&node);
    let (out, done) = (Folder::new(), AtomicBool::new(false));
    let file = out.0.join("node.backup");
    record(&log, point(1), &vec![noted(1, "Hawa"); 2_000]);
    let acknowledged = thread::scope(|scope| {
        let writer = scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                record(&log, point(2), &[noted(2, "Issa"), Fact::WaterFetched { litres: 1 }]);
            }
        });
        let before = log.after(0, 100_000).unwrap().len();
        back_up(&node, &log, &file);
        done.store(true, Ordering::Relaxed);
        writer.join().unwrap();
        before
    });
    assert_eq!(names(&out.0), ["node.backup"]);
    let into = Folder::new();
    let told = backup::restore(&file, &into.0, PASSPHRASE, now()).unwrap();
    assert_eq!((told.node, told.zones, told.moved_aside), (node.keyring.node, vec![Zone::Humanitarian], None));
    let other = restored(into);
    let facts = other.log().after(0, 100_000).unwrap().len();
    assert!(facts >= acknowledged && facts <= log.after(0, 100_000).unwrap().len());
    assert_eq!(facts % 2, 0, "whole commits only");
    record(&other.log(), point(2), &[noted(3, "Zara")]);
    let verdict = other.log().verify(&mut |_, _| {}).unwrap();
    assert_eq!((verdict.facts, verdict.first_bad), (i64::try_from(facts).unwrap() + 1, None));
}

#[test]
fn an_erased_person_does_not_come_back_with_an_old_backup() {
    let node = node();
    let log = open(&node);
    let out = Folder::new();
    let file = out.0.join("node.backup");
    record(&log, point(1), &[noted(1, "Hawa"), noted(2, "Issa")]);
    back_up(&node, &log, &file);
    erase(&log, 1);
    drop(log);
    let told = backup::restore(&file, node.path(), PASSPHRASE, now()).unwrap();
    assert_eq!(told.erased_again, 1);
    let log = open(&node);
    assert!(log.stream(point(1)).unwrap()[0].body.is_none());
    assert_eq!(visitors(&log), [(person(2), "Issa".into(), 1)], "views in the backup held the name in clear");
    let refused = log.execute::<Point>(&[point(1)], &at(), |_| Ok(vec![noted(1, "Hawa")]));
    assert_eq!(code(refused.unwrap_err()), "GEN-410");
    assert_eq!(log.verify(&mut |_, _| {}).unwrap().first_bad, None);
    drop(log);
    // Nor when the same backup is restored once more: the list came along.
    assert_eq!(backup::restore(&file, node.path(), PASSPHRASE, now()).unwrap().erased_again, 1);
}

#[test]
fn a_damaged_store_is_moved_aside_and_the_backup_takes_its_place() {
    let node = node();
    let log = open(&node);
    let out = Folder::new();
    let file = out.0.join("node.backup");
    record(&log, point(1), &[noted(1, "Hawa")]);
    back_up(&node, &log, &file);
    record(&log, point(1), &[noted(2, "Issa")]);
    drop(log);
    fs::write(node.store(), "not a store any more").unwrap();
    fs::write(node.path().join("notes.txt"), "the officer's own").unwrap();
    let told = backup::restore(&file, node.path(), PASSPHRASE, now()).unwrap();
    let aside = told.moved_aside.unwrap();
    assert_eq!(fs::read(aside.join("humanitarian.db")).unwrap(), b"not a store any more");
    assert!(node.path().join("notes.txt").exists());
    let verdict = verify_file(&node.store(), Some(&node.anchor()), Zone::Humanitarian, &node.keyring, &mut |_, _| {});
    assert_eq!((verdict.as_ref().unwrap().facts, verdict.unwrap().first_bad), (1, None));
    assert_eq!(visitors(&open(&node)).len(), 1);
}

#[test]
fn a_folder_that_is_not_this_nodes_is_left_alone() {
    let (first, second) = (node(), node());
    let log = open(&first);
    record(&log, point(1), &[noted(1, "Hawa")]);
    let out = Folder::new();
    let file = out.0.join("node.backup");
    back_up(&first, &log, &file);
    let before = names(second.path());
    assert_eq!(backup::restore(&file, second.path(), PASSPHRASE, now()), Err(BackupError::OtherNode));
    assert_eq!(names(second.path()), before);
    let photos = Folder::new();
    fs::write(photos.0.join("photo.jpg"), "").unwrap();
    assert_eq!(backup::restore(&file, &photos.0, PASSPHRASE, now()), Err(BackupError::NotANode));
    assert_eq!(names(&photos.0), ["photo.jpg"]);
    assert_eq!(backup::restore(&file, &Folder::new().0, "wrong", now()), Err(BackupError::Closed));
    let again = backup::write(&file, &[&log], first.path(), &first.keyring, now());
    assert_eq!(again, Err(BackupError::Exists));
}

/// A backup file, and its folder.
fn sample() -> (Folder, PathBuf) {
    let node = node();
    let log = open(&node);
    record(&log, point(1), &[noted(1, "Hawa")]);
    let out = Folder::new();
    let file = out.0.join("node.backup");
    back_up(&node, &log, &file);
    (out, file)
}

#[test]
fn an_altered_backup_is_refused_and_leaves_nothing_behind() {
    let (_out, file) = sample();
    let whole = fs::read(&file).unwrap();
    let mut archive = tar::Archive::new(whole.as_slice());
    let entries = archive.entries().unwrap().map(|entry| {
        let entry = entry.unwrap();
        (entry.raw_header_position(), entry.raw_file_position(), entry.size())
    });
    let places = entries.flat_map(|(header, content, size)| {
        let inside = (size > 0).then(|| [content, content + size / 2, content + size - 1]);
        [header, header + 105, header + 130, header + 150].into_iter().chain(inside.into_iter().flatten())
    });
    let altered = file.with_extension("altered");
    for at in places.collect::<Vec<_>>() {
        let mut bytes = whole.clone();
        bytes[usize::try_from(at).unwrap()] ^= 1;
        fs::write(&altered, bytes).unwrap();
        let into = Folder::new();
        let refused = backup::restore(&altered, &into.0, PASSPHRASE, now());
        use BackupError::{Altered, Closed, Later, NotABackup};
        assert!(matches!(refused, Err(Altered(_) | Closed | NotABackup | Later(_))), "byte {at}: {refused:?}");
        assert_eq!(names(&into.0), Vec::<String>::new());
    }
}

#[test]
fn a_cut_backup_is_refused() {
    let (_out, file) = sample();
    let whole = fs::read(&file).unwrap();
    let altered = file.with_extension("altered");
    for length in (0..12).map(|n| (whole.len() - 2_000) * n / 11) {
        fs::write(&altered, &whole[..length]).unwrap();
        let into = Folder::new();
        let refused = backup::restore(&altered, &into.0, PASSPHRASE, now());
        assert!(matches!(refused, Err(BackupError::NotABackup)), "cut at {length}: {refused:?}");
        assert_eq!(names(&into.0), Vec::<String>::new());
    }
}

#[test]
fn nothing_but_what_the_signed_list_names_is_unpacked() {
    let (_out, file) = sample();
    let altered = file.with_extension("altered");
    let header = |name: &str, kind: tar::EntryType| {
        let mut header = tar::Header::new_gnu();
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_entry_type(kind);
        header.set_size(0);
        header.set_cksum();
        header
    };
    for (name, kind) in [
        ("../outside", tar::EntryType::Regular),
        ("/outside", tar::EntryType::Regular),
        ("security.db", tar::EntryType::Regular),
        ("humanitarian.db", tar::EntryType::Regular),
        ("humanitarian.db-wal", tar::EntryType::Regular),
        ("erased.list", tar::EntryType::Symlink),
        ("folder", tar::EntryType::Directory),
    ] {
        let mut builder = tar::Builder::new(fs::File::create(&altered).unwrap());
        for entry in tar::Archive::new(fs::File::open(&file).unwrap()).entries().unwrap().map(Result::unwrap) {
            builder.append(&entry.header().clone(), entry).unwrap();
        }
        builder.append(&header(name, kind), &[][..]).unwrap();
        builder.finish().unwrap();
        let into = Folder::new();
        let refused = backup::restore(&altered, &into.0, PASSPHRASE, now());
        assert!(matches!(refused, Err(BackupError::Altered(_) | BackupError::NotABackup)), "{name}: {refused:?}");
        assert_eq!(names(&into.0), Vec::<String>::new());
        assert!(!into.0.with_file_name("outside").exists());
    }
}

//! Real processes, killed while they work, and disks that fill up.

use super::sample::Node;
use kernel::Zone;
use log::verify::verify_file;
use std::{
    collections::hash_map::RandomState,
    fs,
    hash::{BuildHasher, Hasher},
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc::{self, Receiver},
    thread,
    time::{Duration, Instant},
};

const PASSPHRASE: &str = "three goats on a red hill";
const PATIENCE: Duration = Duration::from_secs(60);

/// The example `writer`, which cargo builds along with the tests.
fn writer() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let writer = tests.parent().unwrap().with_file_name("examples").join("writer");
    assert!(writer.exists(), "build it first: cargo build -p manara-log --example writer");
    writer
}

/// A writer at work; killed when dropped.
struct Writer {
    process: Child,
    lines: Receiver<String>,
    acknowledged: Vec<i64>,
}

impl Writer {
    fn start(command: &mut Command) -> Self {
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let out = BufReader::new(process.stdout.take().unwrap());
        let (tell, lines) = mpsc::channel();
        thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| tell.send(line)));
        Self { process, lines, acknowledged: Vec::new() }
    }

    fn on(folder: &Path) -> Self {
        Self::start(Command::new(writer()).arg(folder).arg(PASSPHRASE))
    }

    /// Reads until a line is what is wanted; the highest number acknowledged so far, and that line.
    fn until(&mut self, wanted: impl Fn(&str) -> bool) -> (i64, String) {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            let line = self.lines.recv_timeout(PATIENCE).unwrap();
            self.acknowledged.extend(line.parse::<i64>());
            if wanted(&line) {
                return (self.acknowledged.iter().copied().max().unwrap_or(0), line);
            }
        }
        panic!("the writer did not get so far");
    }

    /// SIGKILL; every number it acknowledged.
    fn kill(mut self) -> Vec<i64> {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        self.acknowledged.extend(self.lines.iter().filter_map(|line| line.parse::<i64>().ok()));
        std::mem::take(&mut self.acknowledged)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn node_in(folder: &Path) -> Node {
    let node = Node::new();
    node.keyring.save(&folder.join("keyring.json"), PASSPHRASE).unwrap();
    node
}

/// The store verifies, holds what was acknowledged, and its view has each fact once.
fn check(folder: &Path, node: &Node, acknowledged: i64) -> i64 {
    let (store, anchor) = (folder.join("humanitarian.db"), folder.join("humanitarian.head"));
    let verdict = verify_file(&store, Some(&anchor), Zone::Humanitarian, &node.keyring, &mut |_, _| {}).unwrap();
    assert_eq!(verdict.first_bad, None);
    assert!(verdict.facts >= acknowledged, "{acknowledged} acknowledged, {} found", verdict.facts);
    let key = node.keyring.zone(Zone::Humanitarian).unwrap();
    let store = log::sqlite::Sqlite::open(&store, key.file_key()).unwrap();
    let mut in_view = 0;
    let count = "SELECT count(*) FROM arrivals a JOIN fact f ON f.position = a.position";
    log::Store::read(&store, &mut |sql| {
        in_view = sql.first(count, &[])?.unwrap().int(0);
        Ok(())
    })
    .unwrap();
    assert_eq!(in_view, verdict.facts);
    verdict.facts
}

fn random(below: u64) -> u64 {
    RandomState::new().build_hasher().finish() % below
}

/// `MANARA_KILLS=200 cargo test -p manara-log` does it 200 times.
#[test]
fn no_acknowledged_fact_is_lost_when_the_process_is_killed_at_any_moment() {
    let rounds: u32 = std::env::var("MANARA_KILLS").map_or(25, |rounds| rounds.parse().unwrap());
    let (mut acknowledged, mut found) = (0, 0);
    for first in (0..rounds).step_by(25) {
        let (a, f) = kill_a_writer_again_and_again(25.min(rounds - first));
        (acknowledged, found) = (acknowledged + a, found + f);
        println!("{} kills, {acknowledged} facts acknowledged, {found} found, 0 lost", 25.min(rounds - first) + first);
    }
}

/// On one store; how many facts were acknowledged, and found.
fn kill_a_writer_again_and_again(rounds: u32) -> (i64, i64) {
    let place = super::sample::Folder::new();
    let node = node_in(&place.0);
    let (mut acknowledged, mut found) = (0, 0);
    for round in 0..rounds {
        let mut writer = Writer::on(&place.0);
        // Now and then before the first fact: while keys, store and views are opened.
        let waits = round % 8 != 7;
        if waits {
            acknowledged = acknowledged.max(writer.until(|line| line.parse::<i64>().is_ok()).0);
        }
        thread::sleep(Duration::from_micros(random(120_000)));
        acknowledged = writer.kill().into_iter().fold(acknowledged, i64::max);
        found = check(&place.0, &node, acknowledged);
    }
    (acknowledged, found)
}

#[test]
fn two_processes_on_one_store_lose_and_double_nothing() {
    let place = super::sample::Folder::new();
    let node = node_in(&place.0);
    let mut writers = [Writer::on(&place.0), Writer::on(&place.0)];
    for writer in &mut writers {
        (0..40).for_each(|_| _ = writer.until(|line| line.parse::<i64>().is_ok()));
    }
    let mut acknowledged: Vec<_> = writers.into_iter().flat_map(Writer::kill).collect();
    acknowledged.sort();
    assert!(acknowledged.windows(2).all(|pair| pair[0] < pair[1]), "a number was given twice");
    check(&place.0, &node, *acknowledged.last().unwrap());
}

/// A limit on the size of a file stands for a disk that fails to write; unlike a full disk it needs no privilege.
#[test]
fn a_failing_write_is_told_keeps_what_was_acknowledged_and_work_goes_on_when_it_is_mended() {
    let place = super::sample::Folder::new();
    let node = node_in(&place.0);
    let limited = "trap '' XFSZ; ulimit -S -f 2000; exec \"$0\" \"$1\" \"$2\"";
    let mut writer =
        Writer::start(Command::new("bash").args(["-c", limited]).arg(writer()).arg(&place.0).arg(PASSPHRASE));
    let (acknowledged, told) = writer.until(|line| line.starts_with('!'));
    assert!(acknowledged > 50, "{acknowledged}");
    assert!(told.contains("STO-004") || told.contains("STO-001"), "{told}");
    let pid = writer.process.id().to_string();
    let mended = Command::new("prlimit").args(["--pid", &pid, "--fsize=unlimited:unlimited"]).status().unwrap();
    assert!(mended.success());
    writer.until(|line| line.parse::<i64>().is_ok_and(|seq| seq > acknowledged + 100));
    check(&place.0, &node, writer.kill().into_iter().max().unwrap());
}

/// A small file system of its own, where this process may mount one.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(at: &Path) -> Option<Self> {
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=8m", "tmpfs"]).arg(at).stderr(Stdio::null());
        mount.status().is_ok_and(|status| status.success()).then(|| Self(at.to_owned()))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_is_told_keeps_what_was_acknowledged_and_work_goes_on_when_there_is_room() {
    let place = super::sample::Folder::new();
    let Some(disk) = SmallDisk::mount(&place.0) else {
        println!("not run: this process may not mount a small disk; the test with a limit on files stands in for it");
        return;
    };
    let node = node_in(&disk.0);
    fs::write(disk.0.join("something else"), vec![7; 4 << 20]).unwrap();
    let mut writer = Writer::on(&disk.0);
    let (acknowledged, told) = writer.until(|line| line.starts_with('!'));
    assert!(acknowledged > 50, "{acknowledged}");
    assert!(told.starts_with("! STO-001 the disk is full: free some space"), "{told}");
    fs::remove_file(disk.0.join("something else")).unwrap();
    writer.until(|line| line.parse::<i64>().is_ok_and(|seq| seq > acknowledged + 50));
    check(&disk.0, &node, writer.kill().into_iter().max().unwrap());
}

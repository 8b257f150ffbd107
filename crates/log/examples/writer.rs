//! Appends without end, and prints the number of each fact that was acknowledged: for tests that kill it, fill its disk or
//! take its files away.
//!
//! `writer FOLDER PASSPHRASE` with a `keyring.json` in the folder. A line `17` says that fact 17 was acknowledged, a line
//! `! STO-001 …` that an append failed; it then tries again.

use kernel::{ActorId, Moment, PersonId, Purpose, StreamId, SubjectId, Zone};
use log::{
    At, Facts, Log, LogError, Recorded, Sql, StoreError, View, anchor::Anchor, keyring::Keyring, params, sqlite::Sqlite,
};
use serde::{Deserialize, Serialize};
use std::{
    error::Error,
    io::{self, Write},
    path::Path,
    thread,
    time::Duration,
};

#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
enum Arrival {
    Arrived { person: PersonId, name: String },
}

impl Facts for Arrival {
    const SET: &'static str = "writer";

    fn subject(&self) -> Option<SubjectId> {
        let Arrival::Arrived { person, .. } = self;
        Some((*person).into())
    }
}

const ARRIVALS: View = View {
    name: "arrivals",
    version: 1,
    tables: "CREATE TABLE arrivals (position BIGINT PRIMARY KEY, person BLOB NOT NULL, name TEXT NOT NULL)",
    indexes: "CREATE INDEX arrivals_by_person ON arrivals (person); CREATE INDEX arrivals_by_name ON arrivals (name)",
    drop: &["arrivals"],
    wants: |kind| kind == "writer.arrived",
    apply: arrive,
};

fn arrive(sql: &mut dyn Sql, fact: &Recorded) -> Result<(), LogError> {
    if let Some(Arrival::Arrived { person, name }) = fact.fact()? {
        let row = params![fact.header.position, person, name];
        sql.execute("INSERT INTO arrivals (position, person, name) VALUES ($1, $2, $3)", row)?;
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let (folder, passphrase) = (words.next().ok_or("which folder?")?, words.next().ok_or("which passphrase?")?);
    let folder = Path::new(&folder);
    let keyring = Keyring::open(&folder.join("keyring.json"), &passphrase)?;
    let cipher = keyring.zone(Zone::Humanitarian).ok_or("the keyring lacks the zone")?;
    let store = Sqlite::open(&folder.join("humanitarian.db"), cipher.file_key())?;
    let anchor = Anchor::open(&folder.join("humanitarian.head"))?;
    let log = Log::open(Box::new(store), Zone::Humanitarian, &keyring, vec![ARRIVALS], Some(anchor), &mut |_, _| {})?;
    thread::scope(|scope| {
        for writer in 0..3u8 {
            let log = &log;
            scope.spawn(move || write(log, writer));
        }
    });
    Ok(())
}

/// Commits of one, two and three facts, for ever.
fn write(log: &Log, writer: u8) {
    let stream = StreamId::new(Moment::from_millis(1), [writer; 10]);
    let actor = ActorId::new(Moment::from_millis(1), [9; 10]);
    for n in 0u32.. {
        let at =
            At::new(Moment::from_millis(1_790_000_000_000 + i64::from(n)), actor, Purpose::Registration, [writer; 32]);
        let person = PersonId::new(at.now, [u8::try_from(n % 251).unwrap_or(0); 10]);
        let arrived = Arrival::Arrived { person, name: format!("Traveller {n} of lane {writer}") };
        let facts = vec![arrived; usize::from(writer) + 1];
        let done = log.commit(&at, |commit| {
            commit.record(stream, &facts, &at)?;
            Ok(commit.head_seq())
        });
        match done {
            Ok(seq) => say(&seq.to_string()),
            Err(error) => {
                say(&format!("! {error}"));
                let waits = matches!(error, LogError::Store(StoreError::Full | StoreError::Io(_)));
                thread::sleep(Duration::from_millis(if waits { 100 } else { 1 }));
            }
        }
    }
}

/// A whole line at once: a kill leaves no half one.
fn say(line: &str) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(format!("{line}\n").as_bytes()).and_then(|()| out.flush());
}

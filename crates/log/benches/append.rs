//! How many facts a zone takes in a second: signed, synchronous FULL, with a view that has three indexes.
//!
//! `cargo bench -p manara-log`; the store lies in the folder `MANARA_BENCH`, or else in the system's folder for temporary
//! files. The disk's own speed decides: `sync` measures a bare 4 kB append with fdatasync beside it.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use kernel::{ActorId, Moment, PersonId, Purpose, StreamId, SubjectId, Zone};
use log::{
    At, Facts, Header, Log, LogError, Recorded, Sql, State, View, anchor::Anchor, keyring::Keyring, params,
    sqlite::Sqlite,
};
use serde::{Deserialize, Serialize};
use std::{
    fs::{self, File},
    io::Write,
    path::PathBuf,
    time::Duration,
};

#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
enum Crossing {
    PersonCrossed { person: PersonId, name: String, nationality: String, born: String, lane: u8, direction: String },
}

impl Facts for Crossing {
    const SET: &'static str = "bench";

    fn subject(&self) -> Option<SubjectId> {
        let Crossing::PersonCrossed { person, .. } = self;
        Some((*person).into())
    }
}

#[derive(Default)]
struct Person {
    crossings: u32,
}

impl State for Person {
    type Fact = Crossing;

    fn apply(&mut self, _: &Crossing, _: &Header) {
        self.crossings += 1;
    }
}

const CROSSINGS: View = View {
    name: "crossings",
    version: 1,
    tables: "CREATE TABLE crossings (position BIGINT PRIMARY KEY, person BLOB NOT NULL, name TEXT NOT NULL, lane BIGINT NOT NULL)",
    indexes: "CREATE INDEX crossings_by_person ON crossings (person); CREATE INDEX crossings_by_name ON crossings (name); \
              CREATE INDEX crossings_by_lane ON crossings (lane, position)",
    drop: &["crossings"],
    wants: |kind| kind == "bench.person_crossed",
    apply: cross,
};

fn cross(sql: &mut dyn Sql, fact: &Recorded) -> Result<(), LogError> {
    if let Some(Crossing::PersonCrossed { person, name, lane, .. }) = fact.fact()? {
        let row = params![fact.header.position, person, name, lane];
        sql.execute("INSERT INTO crossings (position, person, name, lane) VALUES ($1, $2, $3, $4)", row)?;
    }
    Ok(())
}

/// A log in a folder of its own.
struct Place {
    folder: PathBuf,
    log: Log,
    next: u64,
}

type Failure = Box<dyn std::error::Error>;

impl Place {
    fn new(name: &str) -> Result<Self, Failure> {
        let root = std::env::var_os("MANARA_BENCH").map_or_else(std::env::temp_dir, PathBuf::from);
        let folder = root.join(format!("manara-bench-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let keyring = Keyring::create(Moment::from_millis(1_790_000_000_000), &[Zone::Border])?;
        let cipher = keyring.zone(Zone::Border).ok_or("no such zone")?;
        let store = Sqlite::open(&folder.join("border.db"), cipher.file_key())?;
        let anchor = Anchor::open(&folder.join("border.head"))?;
        let log = Log::open(Box::new(store), Zone::Border, &keyring, vec![CROSSINGS], Some(anchor), &mut |_, _| {})?;
        Ok(Self { folder, log, next: 0 })
    }

    /// The next person crosses; each crosses five times in all.
    fn crossing(&mut self) -> (At, StreamId, Crossing) {
        self.next += 1;
        let millis = 1_790_000_000_000 + i64::try_from(self.next).unwrap_or(0);
        let random = blake3::hash(&(self.next / 5).to_le_bytes());
        let mut bytes = [0; 10];
        bytes.copy_from_slice(random.as_bytes().split_at(10).0);
        // As in the product: an id sorts by the moment the person was first seen.
        let first_seen = Moment::from_millis(1_790_000_000_000 + i64::try_from(self.next / 5 * 5).unwrap_or(0));
        let person = PersonId::new(first_seen, bytes);
        let actor = ActorId::new(Moment::from_millis(1), [9; 10]);
        let at = At::new(Moment::from_millis(millis), actor, Purpose::BorderControl, *random.as_bytes());
        let crossed = Crossing::PersonCrossed {
            person,
            name: format!("TRAVELLER {}", random.to_hex().split_at(12).0),
            nationality: "TCD".into(),
            born: "1990-05-01".into(),
            lane: 3,
            direction: "entry".into(),
        };
        (at, person.into(), crossed)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn append(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("append");
    group.measurement_time(Duration::from_secs(8)).sample_size(30);
    if let Ok(mut place) = Place::new("one") {
        group.throughput(Throughput::Elements(1)).bench_function("one by one", |bench| {
            bench.iter(|| {
                let (at, stream, crossed) = place.crossing();
                place.log.execute::<Person>(&[stream], &at, |_| Ok(vec![crossed]))
            });
        });
    }
    if let Ok(mut place) = Place::new("batch") {
        group.throughput(Throughput::Elements(100)).bench_function("batches of 100", |bench| {
            bench.iter(|| {
                let batch: Vec<_> = (0..100).map(|_| place.crossing()).collect();
                let Some((at, ..)) = batch.first() else { return Ok(()) };
                place.log.commit(at, |commit| {
                    for (at, stream, crossed) in &batch {
                        commit.record(*stream, std::slice::from_ref(crossed), at)?;
                    }
                    Ok(())
                })
            });
        });
    }
    group.finish();
}

/// What the disk allows at most.
fn sync(criterion: &mut Criterion) {
    let root = std::env::var_os("MANARA_BENCH").map_or_else(std::env::temp_dir, PathBuf::from);
    let path = root.join(format!("manara-bench-sync-{}", std::process::id()));
    let Ok(mut file) = File::create(&path) else { return };
    criterion.bench_function("sync/4 kB and fdatasync", |bench| {
        bench.iter_batched(
            || vec![7; 4_120],
            |page| file.write_all(&page).and_then(|()| file.sync_data()),
            BatchSize::SmallInput,
        );
    });
    let _ = fs::remove_file(path);
}

criterion_group!(benches, append, sync);
criterion_main!(benches);

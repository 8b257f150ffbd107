//! A capability of a few facts, and a node to try it on.

use kernel::{Moment, PersonId, StreamId, SubjectId, Zone};
use log::{
    At, Facts, Header, Log, LogError, Recorded, Sql, State, View, anchor::Anchor, keyring::Keyring, params,
    sqlite::Sqlite,
};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum Fact {
    PointOpened { litres: i64 },
    WaterFetched { litres: i64 },
    VisitorNoted { visitor: PersonId, name: String },
    VisitorForgotten { visitor: PersonId },
}

impl Facts for Fact {
    const SET: &'static str = "sample";

    fn subject(&self) -> Option<SubjectId> {
        match self {
            Fact::VisitorNoted { visitor, .. } => Some((*visitor).into()),
            _ => None,
        }
    }

    fn version(kind: &str) -> u16 {
        if kind == "point_opened" { 3 } else { 1 }
    }

    /// Version 1 counted barrels of 200 l, version 2 jerrycans of 20 l.
    fn upcast(kind: &str, version: u16, mut body: serde_json::Value) -> serde_json::Value {
        match (kind, version) {
            ("point_opened", 1) => serde_json::json!({ "jerrycans": body["barrels"].as_i64().unwrap_or(0) * 10 }),
            ("point_opened", 2) => serde_json::json!({ "litres": body["jerrycans"].take().as_i64().unwrap_or(0) * 20 }),
            _ => body,
        }
    }
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Point {
    pub litres: i64,
    pub visitors: BTreeMap<String, String>,
    pub erased: i64,
}

impl State for Point {
    type Fact = Fact;
    const SNAPSHOT: Option<u16> = Some(1);

    fn apply(&mut self, fact: &Fact, _: &Header) {
        match fact {
            Fact::PointOpened { litres } => self.litres += litres,
            Fact::WaterFetched { litres } => self.litres -= litres,
            Fact::VisitorNoted { visitor, name } => _ = self.visitors.insert(visitor.to_string(), name.clone()),
            Fact::VisitorForgotten { visitor } => _ = self.visitors.remove(&visitor.to_string()),
        }
    }

    fn erased(&mut self, _: &Header) {
        self.erased += 1;
    }

    fn to_snapshot(&self) -> Option<Vec<u8>> {
        serde_json::to_vec(self).ok()
    }

    fn from_snapshot(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }
}

pub const VISITORS: View = View {
    name: "visitors",
    version: 1,
    tables: "CREATE TABLE visitors (visitor BLOB PRIMARY KEY, name TEXT NOT NULL, times BIGINT NOT NULL) WITHOUT ROWID",
    indexes: "CREATE INDEX visitors_by_name ON visitors (name)",
    drop: &["visitors"],
    wants: |kind| matches!(kind, "sample.visitor_noted" | "sample.visitor_forgotten"),
    apply: note_visitor,
};

fn note_visitor(sql: &mut dyn Sql, fact: &Recorded) -> Result<(), LogError> {
    match fact.fact::<Fact>()? {
        Some(Fact::VisitorNoted { visitor, name }) => sql.execute(
            "INSERT INTO visitors (visitor, name, times) VALUES ($1, $2, 1) \
             ON CONFLICT (visitor) DO UPDATE SET name = $2, times = visitors.times + 1",
            params![visitor, name],
        )?,
        Some(Fact::VisitorForgotten { visitor }) => {
            sql.execute("DELETE FROM visitors WHERE visitor = $1", params![visitor])?
        }
        _ => 0,
    };
    Ok(())
}

/// A folder that goes when it is dropped.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("manara-log-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A node that is enrolled for the zone `humanitarian`.
pub struct Node {
    pub folder: Folder,
    pub keyring: Keyring,
}

impl Node {
    pub fn new() -> Self {
        let keyring = Keyring::create(Moment::from_millis(1_790_000_000_000), &[Zone::Humanitarian]).unwrap();
        Self { folder: Folder::new(), keyring }
    }

    /// Another folder with the same keys, and nothing in it yet: what a copied laptop is.
    pub fn twin(other: &Node) -> Self {
        let folder = Folder::new();
        other.keyring.save(&folder.0.join("keyring.json"), "x").unwrap();
        let keyring = Keyring::open(&folder.0.join("keyring.json"), "x").unwrap();
        Self { folder, keyring }
    }

    pub fn path(&self) -> &Path {
        &self.folder.0
    }

    pub fn store(&self) -> PathBuf {
        self.path().join("humanitarian.db")
    }

    pub fn anchor(&self) -> PathBuf {
        self.path().join("humanitarian.head")
    }

    pub fn sqlite(&self) -> Sqlite {
        Sqlite::open(&self.store(), self.keyring.zone(Zone::Humanitarian).unwrap().file_key()).unwrap()
    }

    /// Runs SQL behind the log's back.
    pub fn sqlite_write(&self, script: &str) {
        log::Store::write(&self.sqlite(), &mut |sql| sql.script(script)).unwrap();
    }

    pub fn log(&self) -> Log {
        self.log_with(vec![VISITORS])
    }

    pub fn log_with(&self, views: Vec<View>) -> Log {
        self.log_telling(views, &mut |_, _| {})
    }

    /// The log, and how far the building of its views is.
    pub fn log_telling(&self, views: Vec<View>, progress: &mut dyn FnMut(i64, i64)) -> Log {
        let anchor = Anchor::open(&self.anchor()).unwrap();
        let store = Box::new(self.sqlite());
        Log::open(store, Zone::Humanitarian, &self.keyring, views, Some(anchor), progress).unwrap()
    }
}

pub fn at() -> At {
    At::example()
}

pub fn at_with(change: impl FnOnce(&mut At)) -> At {
    let mut at = at();
    change(&mut at);
    at
}

pub fn point(n: u8) -> StreamId {
    StreamId::new(Moment::from_millis(1_790_000_000_000), [n; 10])
}

pub fn person(n: u8) -> PersonId {
    PersonId::new(Moment::from_millis(1_790_000_000_000), [n; 10])
}

pub fn noted(n: u8, name: &str) -> Fact {
    Fact::VisitorNoted { visitor: person(n), name: name.into() }
}

pub fn record(log: &Log, stream: StreamId, facts: &[Fact]) {
    log.execute::<Point>(&[stream], &at(), |_| Ok(facts.to_vec())).unwrap();
}

/// The rows of the view, for comparison.
pub fn visitors(log: &Log) -> Vec<(PersonId, String, i64)> {
    log.read(|sql| {
        let rows = sql.rows("SELECT visitor, name, times FROM visitors ORDER BY visitor", &[])?;
        Ok(rows.iter().map(|row| (row.id(0).unwrap(), row.text(1).to_owned(), row.int(2))).collect())
    })
    .unwrap()
}

pub fn code(error: LogError) -> String {
    kernel::Problem::from(error).code.into_owned()
}

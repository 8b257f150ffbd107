use kernel::{Moment, Zone};
use log::{At, Log, View, anchor::Anchor, keyring::Keyring, sqlite::Sqlite};
use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU32, Ordering},
    },
};

/// The folder of a node, its keys and its clock. The folder goes when this goes.
pub struct Store {
    folder: PathBuf,
    clock: Arc<AtomicI64>,
    /// The keys of every zone.
    pub keyring: Keyring,
}

impl Store {
    /// A new one, under the system's folder of temporary files; its clock stands at [`At::example`].
    pub fn new(name: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("manara-{name}-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let now = At::example().now;
        let keyring = Keyring::create(now, &Zone::ALL).unwrap();
        Self { folder, clock: Arc::new(AtomicI64::new(now.millis())), keyring }
    }

    /// Where it lies.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A zone's log with these views, opened.
    pub fn log(&self, zone: Zone, views: Vec<View>) -> Log {
        let cipher = self.keyring.zone(zone).unwrap();
        let store = Sqlite::open(&self.folder.join(format!("{zone}.db")), cipher.file_key()).unwrap();
        let anchor = Anchor::open(&self.folder.join(format!("{zone}.head"))).unwrap();
        Log::open(Box::new(store), zone, &self.keyring, views, Some(anchor), &mut |_, _| {}).unwrap()
    }

    /// What tells the time on this node.
    pub fn clock(&self) -> access::gate::Clock {
        let reads = Arc::clone(&self.clock);
        Arc::new(move || Moment::from_millis(reads.load(Ordering::Relaxed)))
    }

    /// Lets the clock go on.
    pub fn pass(&self, seconds: i64) {
        self.clock.fetch_add(seconds * 1_000, Ordering::Relaxed);
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

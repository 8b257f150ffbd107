//! A node for tests: encrypted stores in a folder of its own, and a clock that stands still until it is moved.

use access::{
    ACCESS_SHARED_VIEWS, ACCESS_VIEWS, Gate, Matrix, Role, Who,
    account::{AccountFact, Language, Login},
    signin::{Door, door::From, password::Hasher},
};
use kernel::{ActorId, Moment, Purpose, SiteId, Text, Zone};
use log::{Log, keyring::Keyring, sqlite::Sqlite};
use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU32, Ordering},
    },
};

/// A node.
pub struct Node {
    pub folder: PathBuf,
    pub keyring: Arc<Keyring>,
    clock: Arc<AtomicI64>,
}

pub const FROM: From<'static> = From { address: "192.0.2.7", device: "a tablet" };
pub const PASSWORD: &str = "four plain words here";

impl Node {
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let folder = std::env::temp_dir().join(format!(
            "manara-access-{}-{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        ));
        std::fs::create_dir_all(&folder).unwrap();
        let now = 1_790_000_000_000;
        let keyring = Arc::new(Keyring::create(Moment::from_millis(now), &Zone::ALL).unwrap());
        Self { folder, keyring, clock: Arc::new(AtomicI64::new(now)) }
    }

    /// Moves the clock.
    pub fn wait_s(&self, seconds: i64) {
        self.clock.fetch_add(seconds * 1000, Ordering::Relaxed);
    }

    pub fn log(&self, zone: Zone, more: &[log::View]) -> Log {
        let key = self.keyring.zone(zone).unwrap();
        let store = Sqlite::open(&self.folder.join(format!("{zone}.db")), key.file_key()).unwrap();
        let mut views = ACCESS_VIEWS.to_vec();
        if zone == Zone::Shared {
            views.extend(ACCESS_SHARED_VIEWS);
        }
        views.extend(more);
        Log::open(Box::new(store), zone, &self.keyring, views, None, &mut |_, _| {}).unwrap()
    }

    /// A gate over these zones, as after a start of the program.
    pub fn start(&self, matrix: &str, zones: &[Zone]) -> Gate {
        let mut rows = Matrix::default();
        if !matrix.is_empty() {
            rows.add(matrix).unwrap();
        }
        let clock = Arc::clone(&self.clock);
        let now = Arc::new(move || Moment::from_millis(clock.load(Ordering::Relaxed)));
        let mut gate = Gate::new(self.keyring.node, rows, now, Arc::new(|_| [0; 64]));
        for zone in zones {
            gate = gate.with_log(self.log(*zone, &[]));
        }
        gate
    }

    /// A gate over the shared zone and its door.
    pub fn open(&self) -> (Gate, Door) {
        let gate = self.start("", &[Zone::Shared]);
        let door = Door::new(&gate, Hasher::quick().unwrap(), None).unwrap();
        (gate, door)
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// An account with roles, the password [`PASSWORD`] and the login `login`.
pub fn account(gate: &Gate, door: &Door, login: &str, roles: &[Role], sites: &[SiteId]) -> ActorId {
    let at = gate.at(&gate.system(), Purpose::Administration).unwrap();
    let account: ActorId = at.id(0);
    let facts = [
        AccountFact::AccountOpened {
            account,
            login: Login::parse(login).unwrap(),
            name: Text::parse("Zeinab Mahamat").unwrap(),
            language: Language::Ar,
        },
        AccountFact::PasswordSet { account, phc: door.hasher().hash(PASSWORD, [1; 16]).unwrap() },
        AccountFact::RolesGranted { roles: roles.to_vec(), sites: sites.to_vec() },
    ];
    record(gate, account, &facts);
    account
}

pub fn record(gate: &Gate, account: ActorId, facts: &[AccountFact]) {
    let at = gate.at(&Who::system(account), Purpose::Administration).unwrap();
    gate.log(Zone::Shared).unwrap().commit(&at, |commit| commit.record(account.into(), facts, &at)).unwrap();
}

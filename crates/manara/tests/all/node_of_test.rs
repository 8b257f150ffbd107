//! A node in a temporary folder, removed with its test.

use access::{Gate, Request, Role, Who};
use kernel::{ActorId, Moment, Purpose, SiteId, Zone};
use manara::node::{self, Folder, Node};
use serde_json::Value;
use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU32, Ordering},
    },
};

/// A node with a clock that stands still until it is moved.
pub struct TestNode {
    pub node: Node,
    pub clock: Arc<AtomicI64>,
    dir: PathBuf,
}

static NUMBER: AtomicU32 = AtomicU32::new(0);
pub const PASSPHRASE: &str = "six words that nobody guesses here";

impl TestNode {
    /// A fresh node that holds every zone.
    pub fn new() -> Self {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let dir = std::env::temp_dir().join(format!("manara-node-{}-{number}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        let folder = Folder(dir.clone());
        let clock = Arc::new(AtomicI64::new(1_790_000_000_000));
        let reads = clock.clone();
        let clocks: access::gate::Clock = Arc::new(move || Moment::from_millis(reads.load(Ordering::Relaxed)));
        node::create(&folder, PASSPHRASE, &Zone::ALL, &clocks).unwrap();
        let node = node::open(&folder, PASSPHRASE, clocks, false, &mut |_, _, _| {}).unwrap();
        Self { node, clock, dir }
    }

    pub fn gate(&self) -> &Gate {
        &self.node.gate
    }

    /// Moves the clock on.
    #[allow(dead_code)] // used by the tests that need time to pass
    pub fn pass_seconds(&self, seconds: i64) {
        self.clock.fetch_add(seconds * 1000, Ordering::Relaxed);
    }

    /// Somebody with one role at one site.
    pub fn somebody(&self, role: Role, site: Option<SiteId>) -> Who {
        let now = self.gate().now();
        let mut number = [0; 10];
        number[..2].copy_from_slice(&(NUMBER.fetch_add(1, Ordering::Relaxed) as u16).to_be_bytes());
        Who {
            name: format!("a {role}"),
            roles: vec![role],
            sites: site.into_iter().collect(),
            site,
            purpose: None::<Purpose>,
            ..Who::system(ActorId::new(now, number))
        }
    }

    /// A site id.
    pub fn site(&self) -> SiteId {
        SiteId::new(self.gate().now(), [9; 10])
    }

    /// Carries out a command, which must succeed.
    #[allow(dead_code)]
    pub fn done(&self, who: &Who, action: &str, json: Value) -> Value {
        self.gate()
            .run(who, action, &json, &Request::default())
            .unwrap_or_else(|problem| panic!("{action} {json}: {problem:?}"))
            .answer
    }

    /// How many facts a zone holds.
    pub fn facts(&self, zone: Zone) -> usize {
        self.gate().log(zone).unwrap().after(0, 100_000).unwrap().len()
    }
}

impl Drop for TestNode {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.dir);
    }
}

//! A node on disk: its folder, its keys, its logs, and the gate over them.

use crate::mount;
use access::{Gate, Matrix, gate::Clock};
use kernel::Zone;
use log::{Log, anchor::Anchor, erased::ErasedList, keyring::Keyring, sqlite::Sqlite};
use shell::{Capability, Catalogue};
use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    sync::Arc,
};

/// What went wrong on the command line: words for the person in front of it, with a code.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// A node's folder.
#[derive(Debug, Clone)]
pub struct Folder(pub PathBuf);

impl Folder {
    /// The sealed secrets.
    #[must_use]
    pub fn keyring(&self) -> PathBuf {
        self.0.join("keyring.json")
    }

    /// A zone's store.
    #[must_use]
    pub fn store(&self, zone: Zone) -> PathBuf {
        self.0.join(format!("{zone}.db"))
    }

    /// A zone's anchor.
    #[must_use]
    pub fn anchor(&self, zone: Zone) -> PathBuf {
        self.0.join(format!("{zone}.head"))
    }

    /// The erasures, which a restored backup must carry out again.
    #[must_use]
    pub fn erased(&self) -> PathBuf {
        self.0.join("erased.list")
    }

    /// Certificates for the LAN.
    #[must_use]
    pub fn tls(&self) -> PathBuf {
        self.0.join("tls")
    }

    /// The realm that the node is of.
    #[must_use]
    pub fn realm(&self) -> PathBuf {
        self.0.join("realm.json")
    }

    /// What other nodes have, as far as is known here.
    #[must_use]
    pub fn peers(&self) -> PathBuf {
        self.0.join("peers.json")
    }

    /// Takes the node's lock: shared by servers and commands, alone for what rewrites the store.
    pub fn lock(&self, alone: bool) -> Result<File, Failure> {
        let file = fs::OpenOptions::new().create(true).truncate(false).write(true).open(self.0.join("lock"))?;
        let taken = if alone { file.try_lock() } else { file.try_lock_shared() };
        taken.map_err(|_| "NOD-001 another manara process uses this node: stop it first")?;
        Ok(file)
    }
}

/// A node, open.
pub struct Node {
    /// Its folder.
    pub folder: Folder,
    /// Its secrets.
    pub keyring: Keyring,
    /// The gate.
    pub gate: Arc<Gate>,
    /// What is mounted.
    pub capabilities: Vec<Capability>,
    /// The words.
    pub catalogue: Arc<Catalogue>,
    _lock: File,
}

/// Makes a new node in `folder`: keys for `zones`, sealed by `passphrase`.
pub fn create(folder: &Folder, passphrase: &str, zones: &[Zone], clock: &Clock) -> Result<Keyring, Failure> {
    fs::create_dir_all(&folder.0)?;
    let keyring = Keyring::create(clock(), zones)?;
    keyring.save(&folder.keyring(), passphrase)?;
    Ok(keyring)
}

/// Opens the node in `folder`. Views that changed are built; `progress` is told zone, facts done and in all.
pub fn open(
    folder: &Folder,
    passphrase: &str,
    clock: Clock,
    alone: bool,
    progress: &mut dyn FnMut(Zone, i64, i64),
) -> Result<Node, Failure> {
    let keyring = Keyring::open(&folder.keyring(), passphrase)?;
    let lock = folder.lock(alone)?;
    let capabilities = mount::capabilities();
    let catalogue = Arc::new(catalogue(&capabilities)?);
    let mut gate = Gate::new(keyring.node, matrix(&capabilities)?, clock, keyring.signing());
    for zone in keyring.zones() {
        let log = open_log(folder, &keyring, zone, &capabilities, &mut |done, all| progress(zone, done, all))?;
        gate = gate.with_log(log);
    }
    for capability in &capabilities {
        gate = gate.with(capability.name, capability.zone, &capability.commands, &capability.views);
    }
    Ok(Node { folder: folder.clone(), keyring, gate: Arc::new(gate), capabilities, catalogue, _lock: lock })
}

/// Opens one zone's log with the views of the capabilities of that zone.
pub fn open_log(
    folder: &Folder,
    keyring: &Keyring,
    zone: Zone,
    capabilities: &[Capability],
    progress: &mut dyn FnMut(i64, i64),
) -> Result<Log, Failure> {
    let cipher = keyring.zone(zone).ok_or("NOD-002 this node is not enrolled for that zone")?;
    let store = Sqlite::open(&folder.store(zone), cipher.file_key())?;
    let mut views = access::ACCESS_VIEWS.to_vec();
    if zone == Zone::Shared {
        views.extend(access::ACCESS_SHARED_VIEWS);
    }
    views.extend(capabilities.iter().filter(|c| c.zone == zone).flat_map(|c| c.projections.iter().copied()));
    let anchor = Anchor::open(&folder.anchor(zone))?;
    let log = Log::open(Box::new(store), zone, keyring, views, Some(anchor), progress)?;
    Ok(log.listing_erasures(ErasedList::at(&folder.erased()))?)
}

/// Every permission of every capability.
pub fn matrix(capabilities: &[Capability]) -> Result<Matrix, Failure> {
    let mut matrix = Matrix::default();
    for capability in capabilities {
        matrix.add(capability.permissions).map_err(|e| format!("NOD-003 {}/permissions.toml: {e}", capability.name))?;
    }
    Ok(matrix)
}

/// Every word of every capability.
pub fn catalogue(capabilities: &[Capability]) -> Result<Catalogue, Failure> {
    let own = shell::LOCALES;
    let [ar, fr, en] = log::words::LOCALES;
    let mut sources = vec![(own.ar, own.fr, own.en), access::LOCALES, (ar, fr, en)];
    sources.extend(capabilities.iter().map(|c| (c.locales.ar, c.locales.fr, c.locales.en)));
    Catalogue::new(&sources).map_err(|e| format!("NOD-004 {e}").into())
}

/// The passphrase: from a file, from the environment, or asked for.
pub fn passphrase(file: Option<&Path>) -> Result<String, Failure> {
    if let Some(file) = file {
        return Ok(fs::read_to_string(file)?.trim_end().to_owned());
    }
    if let Ok(from_environment) = std::env::var("MANARA_PASSPHRASE") {
        return Ok(from_environment);
    }
    ask("Passphrase of this node:")
}

/// Asks the person in front of it.
pub fn ask(what: &str) -> Result<String, Failure> {
    crate::out::warn(what);
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    Ok(line.trim_end().to_owned())
}

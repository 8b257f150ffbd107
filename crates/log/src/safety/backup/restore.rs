//! Restores a node from a backup: everything is checked and laid out beside the node first, then moved into place; what
//! was there is moved aside, never deleted.

use super::{
    BackupError, ERASED, KEYRING, MANIFEST, SIGNATURE, anchor_name,
    manifest::{Manifest, Part},
    store_name,
    write::{Work, sync_folder},
};
use crate::{
    Store,
    anchor::Anchor,
    erased::{ErasedList, Erasures},
    keyring::Keyring,
    rebuild::UNBUILT,
    sqlite::Sqlite,
    tables,
};
use kernel::{Moment, NodeId, SubjectId, Zone};
use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

/// What was restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The node.
    pub node: NodeId,
    /// When the backup was made: later facts are not in it.
    pub made: Moment,
    /// Its zones.
    pub zones: Vec<Zone>,
    /// Where the files went that were there before.
    pub moved_aside: Option<PathBuf>,
    /// How many people were erased again, who had been erased after the backup was made.
    pub erased_again: usize,
}

/// The keyring and the manifest are small; more is no backup of ours.
const SMALL: u64 = 1 << 20;
/// Where a restore works until it is sure.
const WORK: &str = ".restoring";

/// Restores the backup in `file` into the folder `into`, which is empty or the node's own. `passphrase` is the one the node
/// had when the backup was made. No other process may use the node.
pub fn restore(file: &Path, into: &Path, passphrase: &str, now: Moment) -> Result<Restored, BackupError> {
    fs::create_dir_all(into)?;
    let found = found_in(into)?;
    let work = Work(into.join(WORK));
    let _ = fs::remove_dir_all(&work.0);
    fs::create_dir_all(&work.0)?;
    let (manifest, keyring) = unpack(File::open(file)?, &work.0, passphrase)?;
    if found.node.is_some_and(|node| node != manifest.node) {
        return Err(BackupError::OtherNode);
    }
    let mut erasures = ErasedList::at(&work.0.join(ERASED)).read()?;
    found.lists.iter().try_for_each(|list| ErasedList::at(list).read().map(|list| erasures.merge(&list)))?;
    write_synced(&work.0.join(ERASED), erasures.to_text().as_bytes())?;
    let zones: Vec<_> = Zone::ALL.into_iter().filter(|zone| manifest.part(&store_name(*zone)).is_some()).collect();
    let mut erased_again = 0;
    for zone in &zones {
        erased_again += settle(&work.0, *zone, &keyring, &erasures)?;
    }
    sync_folder(Some(&work.0))?;
    let moved_aside = move_aside(into, &found.files, now)?;
    for entry in fs::read_dir(&work.0)? {
        let entry = entry?;
        fs::rename(entry.path(), into.join(entry.file_name()))?;
    }
    sync_folder(Some(into))?;
    Ok(Restored { node: manifest.node, made: manifest.made, zones, moved_aside, erased_again })
}

/// What lies in the folder.
struct Found {
    /// Whose it is, where its keyring can be read.
    node: Option<NodeId>,
    /// The node's files, to be moved aside.
    files: Vec<PathBuf>,
    /// Lists of erasures, those of an interrupted restore included.
    lists: Vec<PathBuf>,
}

fn found_in(folder: &Path) -> Result<Found, BackupError> {
    let mut found = Found { node: Keyring::node_of(&folder.join(KEYRING)), files: Vec::new(), lists: Vec::new() };
    let mut strangers = false;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_of_a_node(&name) {
            found.files.push(entry.path());
        }
        if name == ERASED {
            found.lists.push(entry.path());
        } else if name.starts_with("damaged-") {
            found.lists.push(entry.path().join(ERASED));
        } else if !is_of_a_node(&name) && !matches!(name.as_str(), WORK | "lock" | "tls") {
            strangers = true;
        }
    }
    if strangers && found.files.is_empty() { Err(BackupError::NotANode) } else { Ok(found) }
}

fn is_of_a_node(name: &str) -> bool {
    let of = |zone: &Zone| {
        let store = store_name(*zone);
        name == anchor_name(*zone)
            || name.strip_prefix(store.as_str()).is_some_and(|rest| matches!(rest, "" | "-wal" | "-shm"))
    };
    name == KEYRING || name == ERASED || Zone::ALL.iter().any(of)
}

/// Unpacks into `to` what the manifest names, and nothing else.
fn unpack(file: File, to: &Path, passphrase: &str) -> Result<(Manifest, Keyring), BackupError> {
    let mut tar = tar::Archive::new(io::BufReader::with_capacity(256 * 1024, file));
    // Raw: no long names, links or sparse files are followed, each entry is what its header says.
    let mut entries = tar.entries().map_err(|_| BackupError::NotABackup)?.raw(true);
    let mut next = |expected: Option<&str>| -> Result<Option<(String, _)>, BackupError> {
        let Some(entry) = entries.next() else { return Ok(None) };
        let entry = entry.map_err(|_| BackupError::NotABackup)?;
        let name = String::from_utf8(entry.path_bytes().into_owned()).map_err(|_| BackupError::NotABackup)?;
        let regular = entry.header().entry_type() == tar::EntryType::Regular;
        if !regular || expected.is_some_and(|expected| expected != name) {
            return Err(BackupError::NotABackup);
        }
        Ok(Some((name, entry)))
    };
    let mut small = |name: &str| match next(Some(name))? {
        Some((_, entry)) if entry.size() <= SMALL => read_small(entry.size(), entry),
        _ => Err(BackupError::NotABackup),
    };
    let (listed, signature, sealed) = (small(MANIFEST)?, small(SIGNATURE)?, small(KEYRING)?);
    let manifest = Manifest::parse(&listed)?;
    let keyring = Keyring::open_bytes(&sealed, passphrase).map_err(|_| BackupError::Closed)?;
    if !Manifest::is_signed(&listed, &signature, &keyring) || keyring.node != manifest.node {
        return Err(BackupError::Altered(MANIFEST.into()));
    }
    let mut missing: BTreeMap<&str, &Part> = manifest.parts.iter().map(|part| (part.name.as_str(), part)).collect();
    let mut take = |name: &str, part: Part| match missing.remove(name) {
        Some(listed) if *listed == part => Ok(()),
        _ => Err(BackupError::Altered(name.to_owned())),
    };
    take(KEYRING, Part::of(KEYRING.into(), sealed.as_slice())?)?;
    write_synced(&to.join(KEYRING), &sealed)?;
    while let Some((name, entry)) = next(None)? {
        let known = name == ERASED || Zone::ALL.iter().any(|zone| name == store_name(*zone));
        let size = manifest.part(&name).filter(|_| known).map(|part| part.bytes);
        if size != Some(entry.size()) {
            return Err(BackupError::Altered(name));
        }
        let mut out = File::create_new(to.join(&name))?;
        let part = Part::copy(name.clone(), entry, &mut out)?;
        out.sync_all()?;
        if Some(part.bytes) != size {
            return Err(BackupError::NotABackup); // its end is missing
        }
        take(&name, part)?;
    }
    if missing.is_empty() { Ok((manifest, keyring)) } else { Err(BackupError::NotABackup) }
}

fn read_small(size: u64, entry: impl Read) -> Result<Vec<u8>, BackupError> {
    let mut bytes = Vec::new();
    entry.take(size).read_to_end(&mut bytes).map_err(|_| BackupError::NotABackup)?;
    if bytes.len() as u64 == size { Ok(bytes) } else { Err(BackupError::NotABackup) }
}

/// Erases again in a restored store whoever was erased since, and writes its anchor; how many were erased again.
fn settle(folder: &Path, zone: Zone, keyring: &Keyring, erasures: &Erasures) -> Result<usize, BackupError> {
    let cipher = keyring.zone(zone).ok_or(BackupError::Closed)?;
    let store = Sqlite::open(&folder.join(store_name(zone)), cipher.file_key())?;
    let anchor = Anchor::open(&folder.join(anchor_name(zone)))?;
    let mut again: BTreeMap<SubjectId, Moment> = erasures.of(zone);
    store.write(&mut |sql| {
        for (subject, _) in tables::erased(sql)? {
            again.remove(&subject);
        }
        for (subject, at) in &again {
            tables::erase(sql, *subject, *at)?;
        }
        if !again.is_empty() {
            // Views hold names in clear: they are built again without these people when the log opens.
            for (name, _) in tables::view_versions(sql)? {
                tables::keep_view_state(sql, &name, UNBUILT, 0)?;
            }
        }
        let own = tables::origins(sql)?.into_iter().find(|origin| origin.node == keyring.node);
        if let Some(own) = own {
            let head = tables::head(sql, own.origin)?;
            anchor.begin(head.seq, &head.hash);
        }
        Ok(())
    })?;
    store.compact()?;
    Ok(again.len())
}

/// Moves the node's files into a new folder beside them.
fn move_aside(folder: &Path, files: &[PathBuf], now: Moment) -> Result<Option<PathBuf>, BackupError> {
    if files.is_empty() {
        return Ok(None);
    }
    let time = now.to_string().replace(':', "-");
    let names = (1..1_000).map(|n| if n == 1 { format!("damaged-{time}") } else { format!("damaged-{time}-{n}") });
    let free = names.map(|name| folder.join(name)).find(|path| !path.exists());
    let aside = free.ok_or_else(|| BackupError::Io("no free name for the files that are there".into()))?;
    fs::create_dir(&aside)?;
    for file in files {
        if let Some(name) = file.file_name() {
            fs::rename(file, aside.join(name))?;
        }
    }
    sync_folder(Some(&aside))?;
    Ok(Some(aside))
}

fn write_synced(file: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::write(file, bytes)?;
    File::open(file)?.sync_all()
}

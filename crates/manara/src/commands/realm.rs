//! `manara realm`: who belongs together. The root is founded and used by two persons; a node asks, is enrolled, and joins.

use crate::{
    clock,
    node::{Failure, Folder},
    out,
};
use kernel::{Moment, NodeId, Zone};
use log::{
    cipher::keyed_hash,
    keyring::{Keyring, hex},
    realm::{Realm, Request, Root, Said, Statement},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{fs, io::Write, path::Path};

const NOT_SAID: &str = "RLM-008 the file holds what the root of this realm did not say";

/// Founds a realm: a new root in `file`, which two passphrases open together.
pub fn found(file: &Path, name: &str, passphrases: [&str; 2]) -> Result<(), Failure> {
    if passphrases.iter().any(|words| words.chars().count() < 12) || passphrases[0] == passphrases[1] {
        return Err("RLM-001 each of the two persons needs a passphrase of their own, at least 12 characters".into());
    }
    let root = Root::found(name)?;
    root.save(file, passphrases)?;
    let code = Realm::new(name, &root.key()).code();
    out::say(format!("Realm {name}, root {code}. The file {} opens with both passphrases only.", file.display()));
    out::say("Keep it and a copy off every node, in two places. Whoever joins compares the code of the root.");
    Ok(())
}

/// Writes what a node tells of itself.
pub fn request(keyring: &Keyring, file: &Path, name: &str) -> Result<(), Failure> {
    let statement = keyring.request(name, &seal::age::public_key(&keyring.sealing())).signed(&keyring.signer)?;
    replace(file, &statement)?;
    out::say(format!("Node {} asks in {}. Code: {}", keyring.node.short(), file.display(), statement.code()));
    out::say("Tell the code to those who enrol it by another way than the file: by voice, or in person.");
    Ok(())
}

/// What two persons enrol, and how long.
pub struct Enrolment<'a> {
    /// The node's request.
    pub request: &'a Path,
    /// The code that the node's people told.
    pub code: &'a str,
    /// The root.
    pub root: &'a Path,
    /// The realm as it is known, which learns the new node; it is made when there is none.
    pub realm: &'a Path,
    /// The zones that it may hold; those it asks for when none is named.
    pub zones: &'a [Zone],
    /// For how many days.
    pub days: u32,
}

/// Enrols the node of a request. The two persons see what they enrol before they are asked for their passphrases.
pub fn enrol(wanted: &Enrolment<'_>, two: &dyn Fn() -> Result<[String; 2], Failure>) -> Result<(), Failure> {
    let statement: Statement = read(wanted.request)?;
    let mut request = Request::of(&statement).ok_or("RLM-003 nobody signed this request, or it was altered")?;
    let told: String = wanted.code.chars().filter(char::is_ascii_alphanumeric).collect();
    if !statement.code().replace('-', "").eq_ignore_ascii_case(&told) {
        return Err("RLM-004 this is not the request that was told: the code differs".into());
    }
    if !wanted.zones.is_empty() {
        request.zones.retain(|zone| wanted.zones.contains(zone));
    }
    let zones: Vec<&str> = request.zones.iter().map(|zone| zone.name()).collect();
    let at = clock::now();
    let until = Moment::from_millis(at.millis() + i64::from(wanted.days) * 86_400_000);
    out::say(format!("{} ({}), until {until}, for: {}", request.name, request.node.short(), zones.join(", ")));
    let [first, second] = two()?;
    let root = Root::open(wanted.root, [&first, &second])?;
    let mut realm = known(wanted.realm, &root)?;
    if realm.nodes().get(&request.node).is_some_and(|known| known.node.verifying_key != request.verifying_key) {
        return Err("RLM-005 this node is known with another key: it must ask anew, as a new node".into());
    }
    realm.learn(root.say(&Said::Enrolled { node: request, at, until })?);
    replace(wanted.realm, &realm)?;
    out::say(format!(
        "It is of the realm {}. Give it {} and the code of the root: {}",
        realm.name,
        wanted.realm.display(),
        realm.code()
    ));
    Ok(())
}

/// Says that a node is of the realm no more.
pub fn revoke(node: NodeId, root: &Path, realm: &Path, passphrases: [&str; 2]) -> Result<(), Failure> {
    let root = Root::open(root, passphrases)?;
    let mut learnt = known(realm, &root)?;
    if !learnt.nodes().contains_key(&node) {
        return Err("RLM-006 the realm knows no such node".into());
    }
    learnt.learn(root.say(&Said::Revoked { node, at: clock::now() })?);
    replace(realm, &learnt)?;
    out::say(format!("Node {} is revoked. Every node that learns it takes nothing more of it.", node.short()));
    Ok(())
}

/// Takes a node into the realm of `file`, or teaches it what is new in it.
pub fn join(folder: &Folder, keyring: &Keyring, file: &Path, code: Option<&str>) -> Result<(), Failure> {
    let told: Realm = read(file)?;
    let _alone = alone(folder)?;
    let mut realm = match of_node(folder, keyring)? {
        Some(realm) => realm,
        None => {
            let plain = |code: &str| code.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
            if !code.is_some_and(|code| plain(code).eq_ignore_ascii_case(&plain(&told.code()))) {
                return Err("RLM-007 the code of the root differs, or was not given: compare it with those who enrolled this node".into());
            }
            Realm::new(&told.name, &told.root().ok_or("RLM-002 this file is of no realm")?)
        }
    };
    for statement in told.statements() {
        realm.learn(statement.clone()).ok_or(NOT_SAID)?;
    }
    let own = realm.nodes().get(&keyring.node).and_then(|known| known.node.key());
    if own != Some(keyring.signer.verifying_key().to_bytes()) {
        return Err("RLM-009 the file does not name this node with its key".into());
    }
    keep(folder, keyring, &realm)?;
    list(&realm, keyring.node);
    Ok(())
}

/// Shows the realm of a node.
pub fn show(folder: &Folder, keyring: &Keyring) -> Result<(), Failure> {
    list(&realm(folder, keyring)?, keyring.node);
    Ok(())
}

fn list(realm: &Realm, own: NodeId) {
    out::say(format!("Realm {}, root {}", realm.name, realm.code()));
    for (node, known) in realm.nodes() {
        let zones: Vec<&str> = known.node.zones.iter().map(|zone| zone.name()).collect();
        let state = match known.revoked {
            Some(at) => format!("revoked {at}"),
            None => format!("until {}", known.until),
        };
        let here = if *node == own { " (this node)" } else { "" };
        out::say(format!("  {node}  {}{here}: {}; {state}", known.node.name, zones.join(", ")));
    }
}

/// The realm as a node keeps it, with a code that only the node's key makes: somebody with the disk and no passphrase cannot put
/// another root, or other keys, in its place.
#[derive(Serialize, Deserialize)]
struct Kept {
    realm: Realm,
    made_with_key: String,
}

fn made_with_key(keyring: &Keyring, realm: &Realm) -> Result<String, Failure> {
    let key = keyring.derive("manara 2026 realm file v1");
    Ok(hex(&keyed_hash(&key, &serde_json::to_vec(realm)?)))
}

/// The realm of a node.
pub fn realm(folder: &Folder, keyring: &Keyring) -> Result<Realm, Failure> {
    let none = "RLM-010 this node is of no realm yet: `manara realm request`, then `manara realm join`";
    Ok(of_node(folder, keyring)?.ok_or(none)?)
}

/// Keeps what a node has learnt.
pub fn keep(folder: &Folder, keyring: &Keyring, realm: &Realm) -> Result<(), Failure> {
    replace(&folder.realm(), &Kept { realm: realm.clone(), made_with_key: made_with_key(keyring, realm)? })
}

/// Held while what is known of other nodes is read, changed and written.
pub fn alone(folder: &Folder) -> Result<fs::File, Failure> {
    let file =
        fs::OpenOptions::new().create(true).truncate(false).write(true).open(folder.realm().with_extension("lock"))?;
    file.lock()?;
    Ok(file)
}

fn of_node(folder: &Folder, keyring: &Keyring) -> Result<Option<Realm>, Failure> {
    let altered =
        "RLM-011 the node's file of its realm was altered: remove it and join again, with the code of the root";
    match fs::read(folder.realm()) {
        Ok(bytes) => {
            let kept: Kept = serde_json::from_slice(&bytes).map_err(|_| altered)?;
            if made_with_key(keyring, &kept.realm)? != kept.made_with_key {
                return Err(altered.into());
            }
            Ok(Some(kept.realm))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn known(file: &Path, root: &Root) -> Result<Realm, Failure> {
    if !file.exists() {
        return Ok(Realm::new(&root.realm, &root.key()));
    }
    let realm: Realm = read(file)?;
    if realm.root() == Some(root.key()) { Ok(realm) } else { Err(NOT_SAID.into()) }
}

fn read<T: DeserializeOwned>(file: &Path) -> Result<T, Failure> {
    Ok(serde_json::from_slice(&fs::read(file)?).map_err(|_| "RLM-002 this file is of no realm")?)
}

/// Writes JSON to a file, as [`put`] does.
pub(super) fn replace<T: Serialize>(file: &Path, what: &T) -> Result<(), Failure> {
    put(file, &serde_json::to_vec_pretty(what)?)
}

/// Writes beside the file and puts it in its place, so that a crash leaves the old one or the new one.
pub(super) fn put(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let beside = file.with_extension(format!("{}.new", std::process::id()));
    let mut out = fs::File::create(&beside)?;
    out.write_all(bytes)?;
    out.sync_all()?;
    Ok(fs::rename(&beside, file)?)
}

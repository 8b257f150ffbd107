//! `manara bundle`: facts on a stick. What a node lacks is written into one file that only that node opens; it may be carried, copied,
//! lost and read twice.

use super::realm;
use crate::{
    node::{Failure, Folder, Node},
    out,
};
use access::Who;
use ed25519_dalek::{Signature, Signer, VerifyingKey};
use kernel::{ActorId, Moment, NodeId, Purpose, Zone};
use log::{
    Log,
    cipher::fill_random,
    fact::body_hash,
    keyring::hex,
    realm::{Realm, Statement},
    sync::{Frame, SyncError, Taken},
};
use seal::age;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fs, path::Path};

const MAGIC: &[u8; 6] = b"MNRB\x01\n";
/// Facts in a frame: one signature for so many, and so much is taken again where a transfer breaks.
const FRAME: usize = 1_000;
/// What comes first: accounts and revocations, then what somebody may be waiting for.
const ORDER: [Zone; 4] = [Zone::Shared, Zone::Humanitarian, Zone::Security, Zone::Border];

/// A clock that is further ahead of this one's, in milliseconds, is told.
const AHEAD: i64 = 10 * 60_000;

/// What was taken of one chain.
#[derive(Default)]
struct Sum {
    facts: i64,
    passed_over: i64,
    ahead: i64,
}

impl Sum {
    fn add(&mut self, taken: Taken) {
        self.facts += taken.facts;
        self.passed_over += taken.passed_over;
        self.ahead = self.ahead.max(taken.ahead);
    }
}

/// How far each node's chain reaches, by zone.
type Heads = BTreeMap<Zone, BTreeMap<NodeId, i64>>;

/// What a bundle says of itself.
#[derive(Serialize, Deserialize)]
struct Head {
    from: NodeId,
    to: NodeId,
    made: Moment,
    /// What the sender has: the other need not send it.
    heads: Heads,
    /// What the root of the realm said.
    statements: Vec<Statement>,
    /// The hash of the frames that follow, so that nobody puts others after a head that was signed once.
    frames: String,
}

fn hash<'a>(frames: impl Iterator<Item = &'a [u8]>) -> String {
    // Each by its own hash, so that no two lists of frames are the same bytes.
    let each: Vec<u8> = frames.flat_map(body_hash).collect();
    hex(&body_hash(&each))
}

fn message(head: &[u8]) -> Vec<u8> {
    [b"manara bundle v1".as_slice(), head].concat()
}

/// Writes a bundle for a node: what it lacked when it last said what it has.
pub fn write(node: &Node, to: NodeId, file: &Path) -> Result<(), Failure> {
    let own = node.keyring.node;
    let realm = realm::realm(&node.folder, &node.keyring)?;
    let other = realm.node(to, node.gate.now()).ok_or("BND-001 that node is not of this realm, or no more")?;
    let recipient = other.node.recipient().ok_or("BND-001 that node is not of this realm, or no more")?;
    let has = peers(&node.folder)?.remove(&to).unwrap_or_default();
    let mut heads = Heads::new();
    let mut frames = Vec::new();
    let mut facts = 0;
    for log in logs(node, &other.node.zones) {
        let here = log.heads()?;
        let there = has.get(&log.zone());
        let mut of_zone = Vec::new();
        for (origin, last) in here.iter().filter(|(origin, _)| **origin != to) {
            let mut after = there.and_then(|there| there.get(origin)).copied().unwrap_or(0).min(*last);
            while let Some(frame) = log.frame(*origin, after, FRAME)? {
                (after, facts) = (frame.last(), facts + frame.facts.len());
                let begins = frame.facts.first().map(|fact| fact.header.recorded);
                of_zone.push((begins, frame.encode()));
            }
        }
        // Across chains in the order in which it happened, as far as frames allow: causes before what follows from them.
        of_zone.sort_by_key(|(begins, _)| *begins);
        frames.extend(of_zone.into_iter().map(|(_, frame)| frame));
        heads.insert(log.zone(), here);
    }
    let statements = realm.statements().to_vec();
    let hash = hash(frames.iter().map(Vec::as_slice));
    let head = Head { from: own, to, made: node.gate.now(), heads, statements, frames: hash };
    let head = serde_json::to_vec(&head)?;
    let signature = node.keyring.signer.sign(&message(&head)).to_bytes();
    let mut plain = MAGIC.to_vec();
    for part in [head.as_slice(), signature.as_slice()].into_iter().chain(frames.iter().map(Vec::as_slice)) {
        plain.extend_from_slice(&u32::try_from(part.len())?.to_le_bytes());
        plain.extend_from_slice(part);
    }
    let mut random = [0; 64];
    fill_random(&mut random)?;
    let sealed = age::seal(&plain, &recipient, &age::Once::of(random));
    realm::put(file, &sealed)?;
    out::say(format!("{facts} facts in {} bytes for {}: {}", sealed.len(), other.node.name, file.display()));
    Ok(())
}

/// Takes a bundle. Each chain goes as far as it holds; what does not is named, and the others go on.
pub fn read(node: &Node, file: &Path) -> Result<(), Failure> {
    let plain = age::open(&fs::read(file)?, &node.keyring.sealing()).map_err(|error| match error {
        age::Unreadable::NotAge => "BND-002 this is no bundle",
        age::Unreadable::NotForHere => "BND-003 this bundle is for another node",
        age::Unreadable::Altered => "BND-004 a part of this bundle is missing or was altered: nothing was taken",
    })?;
    let mut parts = parts(&plain).ok_or("BND-002 this is no bundle")?.into_iter();
    let (Some(head_bytes), Some(signature)) = (parts.next(), parts.next()) else {
        return Err("BND-002 this is no bundle".into());
    };
    let head: Head = serde_json::from_slice(head_bytes).map_err(|_| "BND-002 this is no bundle")?;
    let _alone = realm::alone(&node.folder)?;
    let mut realm = realm::realm(&node.folder, &node.keyring)?;
    let learnt = head.statements.into_iter().filter(|said| realm.learn(said.clone()) == Some(true)).count();
    let from = realm.node(head.from, node.gate.now());
    let from = from.ok_or("BND-001 the sender is not of this realm, or no more: nothing was taken")?;
    let key = from.node.key().and_then(|key| VerifyingKey::from_bytes(&key).ok());
    let signed = Signature::from_slice(signature).ok();
    let holds = key.zip(signed).is_some_and(|(key, signed)| key.verify_strict(&message(head_bytes), &signed).is_ok());
    let frames: Vec<&[u8]> = parts.collect();
    if !holds || head.to != node.keyring.node || head.frames != hash(frames.iter().copied()) {
        return Err("BND-005 the sender did not sign this bundle, or it is for another node: nothing was taken".into());
    }
    let name = from.node.name.clone();
    realm::keep(&node.folder, &node.keyring, &realm)?;
    not_put_back(node, &head.heads)?;
    let mut peers = peers(&node.folder)?;
    peers.retain(|peer, _| realm.nodes().contains_key(peer));
    peers.insert(head.from, head.heads);
    realm::replace(&node.folder.peers(), &peers)?;
    out::say(format!("From {name}, made {}: {learnt} new statements of the realm.", head.made));
    take(node, &realm, frames.into_iter())
}

/// Whether others hold facts of this node that it has no more.
fn not_put_back(node: &Node, there: &Heads) -> Result<(), Failure> {
    for log in node.gate.logs() {
        let have = log.heads()?.get(&node.keyring.node).copied().unwrap_or(0);
        let there = there.get(&log.zone()).and_then(|heads| heads.get(&node.keyring.node)).copied().unwrap_or(0);
        if there > have {
            return Err(SyncError::PutBack { have, there }.into());
        }
    }
    Ok(())
}

fn take<'a>(node: &Node, realm: &Realm, frames: impl Iterator<Item = &'a [u8]>) -> Result<(), Failure> {
    let mut taken: BTreeMap<(Zone, NodeId), Sum> = BTreeMap::new();
    let mut stopped: BTreeMap<(Zone, NodeId), SyncError> = BTreeMap::new();
    let mut refused = 0;
    let itself = Who::system(ActorId(node.keyring.node.0));
    for bytes in frames {
        let frame = match Frame::decode(bytes) {
            Ok(frame) => frame,
            Err(error) => {
                out::warn(error.to_string());
                refused += 1;
                continue;
            }
        };
        let chain = (frame.zone, frame.node);
        let (Some(key), Some(log)) = (author(realm, &frame), node.gate.log(frame.zone)) else {
            out::warn(format!(
                "BND-006 node {} has no place in this zone of the realm: nothing of it is taken",
                frame.node
            ));
            refused += 1;
            continue;
        };
        if stopped.contains_key(&chain) {
            continue;
        }
        match log.take(&frame, &key, &node.gate.at(&itself, Purpose::System)?) {
            Ok(done) => taken.entry(chain).or_default().add(done),
            Err(error) => _ = stopped.insert(chain, error),
        }
    }
    for ((zone, origin), sum) in &taken {
        let name = realm.nodes().get(origin).map_or_else(|| origin.short(), |known| known.node.name.clone());
        out::say(format!("  {zone:<14} {name:<24} {:>8} new facts", sum.facts));
        if sum.passed_over > 0 {
            out::warn(format!(
                "  {zone}: {} could not be shown here and are kept: is this program up to date?",
                sum.passed_over
            ));
        }
        if sum.ahead > AHEAD {
            out::warn(format!("  the clock of {name} is {} minutes ahead of this one", sum.ahead / 60_000));
        }
    }
    for ((zone, _), error) in &stopped {
        out::warn(format!("  {zone}: {error}"));
    }
    if stopped.is_empty() && refused == 0 {
        return Ok(());
    }
    Err(format!("BND-007 {} of the chains could not be taken to their end", stopped.len() + refused).into())
}

/// The key of who recorded a frame, if it was of the realm and had that zone when it did. What a node recorded before its time ran out
/// stays true after it.
fn author(realm: &Realm, frame: &Frame) -> Option<[u8; 32]> {
    let known = realm.nodes().get(&frame.node).filter(|known| known.revoked.is_none())?;
    let last = frame.facts.last()?.header.recorded.moment();
    if known.node.zones.contains(&frame.zone) && last <= known.until { known.node.key() } else { None }
}

/// The logs of the zones that both nodes hold, what is urgent first.
fn logs<'n>(node: &'n Node, zones: &[Zone]) -> Vec<&'n Log> {
    ORDER.iter().filter(|zone| zones.contains(zone)).filter_map(|zone| node.gate.log(*zone)).collect()
}

/// The parts of an opened bundle; `None` when the last is not whole.
fn parts(plain: &[u8]) -> Option<Vec<&[u8]>> {
    let mut rest = plain.strip_prefix(MAGIC)?;
    let mut out = Vec::new();
    while !rest.is_empty() {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let (part, after) = after.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
        out.push(part);
        rest = after;
    }
    Some(out)
}

/// What other nodes had when they last said so. A node that never did is sent everything.
fn peers(folder: &Folder) -> Result<BTreeMap<NodeId, Heads>, Failure> {
    match fs::read(folder.peers()) {
        Ok(bytes) => Ok(serde_json::from_slice(&bytes).unwrap_or_default()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(BTreeMap::new()),
        Err(error) => Err(error.into()),
    }
}

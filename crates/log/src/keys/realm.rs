//! A realm: the nodes that trust one root key, and what that key says of them.
//!
//! The root's key lies in a file that two persons open together. A statement is signed once and stands for itself: it travels with the
//! facts, and every node checks it against the root that it knows.

use super::{
    cipher::{self, Key},
    keyring::{KeyringError, hex, read_secret, stretch, unhex, write_secret},
};
use crate::StoreError;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use kernel::{Moment, NodeId, Zone};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, path::Path};
use zeroize::Zeroizing;

/// What a node tells the realm of itself when it asks to be enrolled. It signs it, so that nobody enrols another's key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The node.
    pub node: NodeId,
    /// What people call it.
    pub name: String,
    /// Checks what it signs: 32 bytes, hexadecimal.
    pub verifying_key: String,
    /// Seals what is meant for it: X25519, 32 bytes, hexadecimal.
    pub sealing_key: String,
    /// The zones whose keys it has.
    pub zones: Vec<Zone>,
}

/// What the root says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "says", rename_all = "snake_case")]
pub enum Said {
    /// This node is of the realm.
    Enrolled {
        /// Which, and its keys; its zones are those it may hold.
        node: Request,
        /// When that was.
        at: Moment,
        /// Until when it holds.
        until: Moment,
    },
    /// This node is of the realm no more: lost, stolen or taken out of use.
    Revoked {
        /// Which.
        node: NodeId,
        /// When that was.
        at: Moment,
    },
}

/// Something said, and the signature of who said it: the root, or a node that asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    text: String,
    signature: String,
}

impl Statement {
    fn sign<T: Serialize>(what: &T, context: &str, key: &SigningKey) -> Result<Self, StoreError> {
        let text = serde_json::to_string(what).map_err(|e| StoreError::Statement(e.to_string()))?;
        let signature = hex(&key.sign(&message(context, &text)).to_bytes());
        Ok(Self { text, signature })
    }

    fn read<T: for<'de> Deserialize<'de>>(&self, context: &str, key: &[u8; 32]) -> Option<T> {
        let signature = Signature::from_slice(&unhex(&self.signature)?).ok()?;
        VerifyingKey::from_bytes(key).ok()?.verify_strict(&message(context, &self.text), &signature).ok()?;
        serde_json::from_str(&self.text).ok()
    }

    /// Sixteen letters and digits that two people compare by voice: 80 bits of its hash, more than anybody can search through for a
    /// second text of the same code.
    #[must_use]
    pub fn code(&self) -> String {
        code(self.text.as_bytes())
    }
}

/// Letters and digits that nobody takes for one another, in groups of four.
fn code(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let hash = blake3::hash(bytes);
    let mut out = String::with_capacity(19);
    for (n, byte) in hash.as_bytes().iter().take(16).enumerate() {
        if n > 0 && n % 4 == 0 {
            out.push('-');
        }
        out.extend(LETTERS.get(usize::from(byte & 31)).map(|letter| char::from(*letter)));
    }
    out
}

fn message(context: &str, text: &str) -> Vec<u8> {
    format!("{context}\n{text}").into_bytes()
}

const ASKED: &str = "manara request v1";
const SAID: &str = "manara realm v1";

impl Request {
    /// The request, signed by the node's own key.
    ///
    /// # Errors
    /// None but a fault of the program.
    pub fn signed(&self, signer: &SigningKey) -> Result<Statement, StoreError> {
        Statement::sign(self, ASKED, signer)
    }

    /// The request in a statement, if the key that it names has signed it.
    #[must_use]
    pub fn of(statement: &Statement) -> Option<Self> {
        let unchecked: Self = serde_json::from_str(&statement.text).ok()?;
        statement.read(ASKED, &unchecked.key()?)
    }

    /// The key with which it signs.
    #[must_use]
    pub fn key(&self) -> Option<[u8; 32]> {
        unhex(&self.verifying_key)?.try_into().ok()
    }

    /// The key to which files for it are sealed.
    #[must_use]
    pub fn recipient(&self) -> Option<[u8; 32]> {
        unhex(&self.sealing_key)?.try_into().ok()
    }
}

/// The root's key, open. It is used for a statement and closed again; no node holds it.
pub struct Root {
    /// What the realm is called.
    pub realm: String,
    signer: SigningKey,
}

#[derive(Serialize, Deserialize)]
struct SealedRoot {
    format: u32,
    realm: String,
    memory_kib: u32,
    passes: u32,
    salts: [String; 2],
    sealed: String,
}

impl Root {
    /// A new root.
    ///
    /// # Errors
    /// [`StoreError::Io`] where the system gives no random numbers.
    pub fn found(realm: &str) -> Result<Self, StoreError> {
        Ok(Self { realm: realm.to_owned(), signer: SigningKey::from_bytes(&*cipher::random_key()?) })
    }

    /// The public key that all nodes of the realm trust.
    #[must_use]
    pub fn key(&self) -> [u8; 32] {
        self.signer.verifying_key().to_bytes()
    }

    /// Says something.
    ///
    /// # Errors
    /// None but a fault of the program.
    pub fn say(&self, what: &Said) -> Result<Statement, StoreError> {
        Statement::sign(what, SAID, &self.signer)
    }

    /// Writes the root so that two passphrases open it together, and neither alone. Never overwrites.
    ///
    /// # Errors
    /// As [`KeyringError`] says.
    pub fn save(&self, file: &Path, passphrases: [&str; 2]) -> Result<(), KeyringError> {
        let failed = |error: StoreError| KeyringError::Io(error.to_string());
        let (memory_kib, passes) = (64 * 1024, 3);
        let mut salts = [[0; 16]; 2];
        salts.iter_mut().try_for_each(|salt| cipher::fill_random(salt)).map_err(failed)?;
        let key = both(passphrases, &salts, memory_kib, passes).ok_or_else(|| KeyringError::Io("argon2".into()))?;
        let sealed = cipher::seal(&key, self.signer.as_bytes(), self.realm.as_bytes()).map_err(failed)?;
        let salts = salts.map(|salt| hex(&salt));
        let root = SealedRoot { format: 1, realm: self.realm.clone(), memory_kib, passes, salts, sealed: hex(&sealed) };
        let text = serde_json::to_string_pretty(&root).map_err(|e| KeyringError::Io(e.to_string()))?;
        write_secret(file, &text)
    }

    /// Opens a root's file with both passphrases.
    ///
    /// # Errors
    /// As [`KeyringError`] says.
    pub fn open(file: &Path, passphrases: [&str; 2]) -> Result<Self, KeyringError> {
        Self::unseal(&read_secret(file)?, passphrases).ok_or(KeyringError::Closed)
    }

    fn unseal(text: &str, passphrases: [&str; 2]) -> Option<Self> {
        let file: SealedRoot = serde_json::from_str(text).ok()?;
        if file.format != 1 {
            return None;
        }
        let [first, second] = &file.salts;
        let salts = [unhex(first)?.try_into().ok()?, unhex(second)?.try_into().ok()?];
        let key = both(passphrases, &salts, file.memory_kib, file.passes)?;
        let plain = Zeroizing::new(cipher::open(&key, &unhex(&file.sealed)?, file.realm.as_bytes()).ok()?);
        let signer: [u8; 32] = plain.as_slice().try_into().ok()?;
        Some(Self { realm: file.realm, signer: SigningKey::from_bytes(&signer) })
    }
}

/// A key that follows from both passphrases.
fn both([first, second]: [&str; 2], salts: &[[u8; 16]; 2], memory_kib: u32, passes: u32) -> Option<Key> {
    let [a, b] = salts;
    let (a, b) = (stretch(first, a, memory_kib, passes)?, stretch(second, b, memory_kib, passes)?);
    let mut whole = Zeroizing::new([0; 64]);
    let (left, right) = whole.split_at_mut(32);
    left.copy_from_slice(a.as_slice());
    right.copy_from_slice(b.as_slice());
    Some(Zeroizing::new(blake3::derive_key("manara 2026 realm root key v1", whole.as_slice())))
}

/// The realm as a node knows it: whose root, and what that said. Statements that the root did not sign are left out where it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Unchecked")]
pub struct Realm {
    /// What it is called.
    pub name: String,
    root: String,
    statements: Vec<Statement>,
    #[serde(skip_serializing)]
    nodes: BTreeMap<NodeId, Known>,
    /// Revoked, also where the enrolment is not known yet.
    #[serde(skip_serializing)]
    revoked: BTreeMap<NodeId, Moment>,
}

#[derive(Deserialize)]
struct Unchecked {
    name: String,
    root: String,
    statements: Vec<Statement>,
}

impl From<Unchecked> for Realm {
    fn from(read: Unchecked) -> Self {
        let (nodes, revoked) = (BTreeMap::new(), BTreeMap::new());
        let mut realm = Self { name: read.name, root: read.root, statements: vec![], nodes, revoked };
        read.statements.into_iter().for_each(|statement| _ = realm.learn(statement));
        realm
    }
}

/// What the root said of a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its keys and zones.
    pub node: Request,
    /// When that was said.
    pub at: Moment,
    /// Until when it is of the realm.
    pub until: Moment,
    /// When it was revoked.
    pub revoked: Option<Moment>,
}

impl Realm {
    /// The realm of a root, of which nothing is known yet.
    #[must_use]
    pub fn new(name: &str, root: &[u8; 32]) -> Self {
        Self {
            name: name.to_owned(),
            root: hex(root),
            statements: vec![],
            nodes: BTreeMap::new(),
            revoked: BTreeMap::new(),
        }
    }

    /// The root's public key.
    #[must_use]
    pub fn root(&self) -> Option<[u8; 32]> {
        unhex(&self.root)?.try_into().ok()
    }

    /// Sixteen letters and digits by which people compare roots.
    #[must_use]
    pub fn code(&self) -> String {
        code(self.root.as_bytes())
    }

    /// Learns a statement; whether it was new, and `None` when the root did not sign it.
    pub fn learn(&mut self, statement: Statement) -> Option<bool> {
        let said: Said = statement.read(SAID, &self.root()?)?;
        if self.statements.iter().any(|known| known.text == statement.text) {
            return Some(false);
        }
        match said {
            Said::Enrolled { node, at, until } => {
                let revoked = self.revoked.get(&node.node).copied();
                let known = self.nodes.entry(node.node);
                let known = known.or_insert(Known { node: node.clone(), at, until, revoked });
                // A node's key never changes: with another one it is another node, and a revoked one does not come back.
                let same = known.node.verifying_key == node.verifying_key;
                if same && (at, until) > (known.at, known.until) {
                    (known.node, known.at, known.until) = (node, at, until);
                }
            }
            Said::Revoked { node, at } => {
                let first = self.revoked.get(&node).map_or(at, |known| at.min(*known));
                self.revoked.insert(node, first);
                if let Some(known) = self.nodes.get_mut(&node) {
                    known.revoked = Some(first);
                }
            }
        }
        self.statements.push(statement);
        Some(true)
    }

    /// Everything that the root said, in the order in which it can be learnt.
    #[must_use]
    pub fn statements(&self) -> &[Statement] {
        &self.statements
    }

    /// Every node that the root ever named.
    #[must_use]
    pub fn nodes(&self) -> &BTreeMap<NodeId, Known> {
        &self.nodes
    }

    /// A node that is of the realm at `now`.
    #[must_use]
    pub fn node(&self, node: NodeId, now: Moment) -> Option<&Known> {
        self.nodes.get(&node).filter(|known| known.revoked.is_none() && known.until > now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keyring::Keyring;
    use std::fs;

    fn asked(zones: &[Zone]) -> (Request, Statement) {
        let ring = Keyring::create(Moment::from_millis(1), zones).unwrap();
        let request = ring.request("Adré", &[3; 32]);
        let statement = request.signed(&ring.signer).unwrap();
        (request, statement)
    }

    #[test]
    fn two_passphrases_open_a_root_and_one_does_not() {
        let file = std::env::temp_dir().join(format!("manara-root-{}.json", std::process::id()));
        let _ = fs::remove_file(&file);
        let root = Root::found("Chad").unwrap();
        root.save(&file, ["words of the ministry", "words of the guardian"]).unwrap();
        assert_eq!(root.save(&file, ["a", "b"]), Err(KeyringError::Exists));
        let open = |pair| Root::open(&file, pair).map(|root| root.key());
        assert_eq!(open(["words of the ministry", "words of the guardian"]), Ok(root.key()));
        for pair in [["words of the guardian", "words of the ministry"], ["words of the ministry", ""], ["", ""]] {
            assert_eq!(open(pair), Err(KeyringError::Closed));
        }
        fs::remove_file(&file).unwrap();
    }

    #[test]
    fn a_node_is_of_the_realm_from_its_statement_until_it_is_revoked() {
        let root = Root::found("Chad").unwrap();
        let (request, statement) = asked(&[Zone::Border]);
        assert_eq!(Request::of(&statement), Some(request.clone()));
        let at = |millis| Moment::from_millis(millis);
        let enrolled = root.say(&Said::Enrolled { node: request.clone(), at: at(5), until: at(100) }).unwrap();
        let revoked = root.say(&Said::Revoked { node: request.node, at: at(50) }).unwrap();
        let mut realm = Realm::new("Chad", &root.key());
        let mut late = Realm::new("Chad", &root.key());
        assert_eq!((late.learn(revoked.clone()), late.learn(enrolled.clone())), (Some(true), Some(true)));
        assert!(late.node(request.node, at(60)).is_none(), "revoked before it is known");
        assert_eq!((realm.learn(enrolled.clone()), realm.learn(enrolled.clone())), (Some(true), Some(false)));
        assert!(realm.node(request.node, at(99)).is_some() && realm.node(request.node, at(100)).is_none());
        let sooner =
            root.say(&Said::Enrolled { node: Request { zones: vec![], ..request.clone() }, at: at(6), until: at(70) });
        let mut narrowed = realm.clone();
        narrowed.learn(sooner.unwrap());
        assert_eq!(narrowed.nodes()[&request.node].until, at(70), "what was said later holds");
        assert_eq!(realm.learn(revoked), Some(true));
        assert!(realm.node(request.node, at(60)).is_none());
        let again = root.say(&Said::Enrolled { node: request.clone(), at: at(60), until: at(900) }).unwrap();
        realm.learn(again);
        assert!(realm.node(request.node, at(61)).is_none());
        let read: Realm = serde_json::from_slice(&serde_json::to_vec(&realm).unwrap()).unwrap();
        assert_eq!(read, realm);
    }

    #[test]
    fn what_another_root_or_nobody_signed_is_not_learnt() {
        let (root, other) = (Root::found("Chad").unwrap(), Root::found("Chad").unwrap());
        let (request, mut statement) = asked(&[Zone::Border]);
        let until = Moment::from_millis(9);
        let said = Said::Enrolled { node: request, at: until, until };
        let mut realm = Realm::new("Chad", &root.key());
        assert_eq!(realm.learn(other.say(&said).unwrap()), None);
        let mut altered = root.say(&said).unwrap();
        altered.text = altered.text.replace("border", "shared");
        assert_eq!(realm.learn(altered.clone()), None);
        realm.statements.push(altered);
        let read: Realm = serde_json::from_slice(&serde_json::to_vec(&realm).unwrap()).unwrap();
        assert_eq!((read.statements().len(), read.nodes().len()), (0, 0));
        statement.text = statement.text.replace("Adr", "Xdr");
        assert_eq!(Request::of(&statement), None);
    }
}

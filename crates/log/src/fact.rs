//! The fact: what happened, who recorded it, when, why, and the hash that chains it to the one before.

use crate::{At, LogError, clock::Hlc};
use kernel::{ActorId, FactId, Moment, NodeId, Problem, Purpose, StreamId, SubjectId, Zone};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// The facts of one capability, or of one contract: an enum tagged `kind` with content `body`.
///
/// Serialized as `{"kind": "...", "body": {...}}` (serde: `tag = "kind", content = "body", rename_all = "snake_case"`).
/// The stored kind is `SET.kind`: `registration.person_registered`.
pub trait Facts: Serialize + DeserializeOwned + Clone {
    /// First part of every kind: the name of the capability or contract.
    const SET: &'static str;

    /// The person whose key seals the body. `None` only for bodies without personal data.
    fn subject(&self) -> Option<SubjectId>;

    /// The stream it belongs to, when that is not the command's first stream.
    fn stream(&self) -> Option<StreamId> {
        None
    }

    /// The version in which this kind is written today. Raise it when the body changes its meaning, and add an upcaster.
    fn version(_kind: &str) -> u16 {
        1
    }

    /// The body of an older version, as the next one would have written it. Called once per step.
    fn upcast(_kind: &str, _version: u16, body: serde_json::Value) -> serde_json::Value {
        body
    }
}

/// Where a fact was recorded: the node and its gapless number in the zone's chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FactRef {
    /// The node.
    pub node: NodeId,
    /// Its number, from 1.
    pub seq: i64,
}

/// Everything about a fact but its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Order of arrival at this node, local, not part of the chain.
    pub position: i64,
    /// Node and number.
    pub at: FactRef,
    /// Zone.
    pub zone: Zone,
    /// Stream.
    pub stream: StreamId,
    /// Number in the stream, from 1.
    pub stream_seq: i64,
    /// `set.kind`.
    pub kind: String,
    /// Version of the body.
    pub version: u16,
    /// Whose key seals the body.
    pub subject: Option<SubjectId>,
    /// Who.
    pub actor: ActorId,
    /// Why.
    pub purpose: Purpose,
    /// From when it happened.
    pub happened_from: Moment,
    /// Until when it happened.
    pub happened_to: Moment,
    /// When it was recorded.
    pub recorded: Hlc,
    /// The fact that made it happen.
    pub caused_by: Option<FactRef>,
}

impl Header {
    /// The fact's id: UUIDv7 of its recording. Its first 12 random bits are the clock's counter (RFC 9562 §6.2, method 1), so
    /// that ids sort as facts do; the others are derived from node, zone and number. Not stored: it follows from what is.
    #[must_use]
    pub fn id(&self) -> FactId {
        let mut random = [0; 10];
        let (counter, derived) = random.split_at_mut(2);
        counter.copy_from_slice(&(self.recorded.counter() & 0x0fff).to_be_bytes());
        blake3::Hasher::new()
            .update(b"manara fact id")
            .update(&self.at.node.bytes())
            .update(self.zone.name().as_bytes())
            .update(&self.at.seq.to_le_bytes())
            .finalize_xof()
            .fill(derived);
        FactId::new(self.recorded.moment(), random)
    }

    /// The hash that chains this fact to `previous`. `body_hash` is BLAKE3(salt ‖ body).
    #[must_use]
    pub fn chain(&self, previous: &[u8; 32], body_hash: &[u8; 32]) -> [u8; 32] {
        let mut hash = blake3::Hasher::new();
        let mut part = |bytes: &[u8]| {
            hash.update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
        };
        part(b"manara fact v1");
        part(previous);
        part(&self.at.node.bytes());
        part(&self.at.seq.to_le_bytes());
        part(self.zone.name().as_bytes());
        part(&self.stream.bytes());
        part(&self.stream_seq.to_le_bytes());
        part(self.kind.as_bytes());
        part(&self.version.to_le_bytes());
        part(self.subject.map(|s| s.bytes()).as_ref().map_or(&[][..], |s| s.as_slice()));
        part(&self.actor.bytes());
        part(self.purpose.name().as_bytes());
        part(&self.happened_from.millis().to_le_bytes());
        part(&self.happened_to.millis().to_le_bytes());
        part(&self.recorded.as_i64().to_le_bytes());
        part(self.caused_by.map(|c| c.node.bytes()).as_ref().map_or(&[][..], |n| n.as_slice()));
        part(&self.caused_by.map_or(0, |c| c.seq).to_le_bytes());
        part(body_hash);
        *hash.finalize().as_bytes()
    }
}

/// BLAKE3 of salt ‖ body.
#[must_use]
pub fn body_hash(salted: &[u8]) -> [u8; 32] {
    *blake3::hash(salted).as_bytes()
}

/// A fact that a decision made and that is not recorded yet.
#[derive(Debug, Clone)]
pub struct NewFact {
    pub(crate) stream: StreamId,
    pub(crate) kind: String,
    pub(crate) version: u16,
    pub(crate) subject: Option<SubjectId>,
    pub(crate) body: Vec<u8>,
    pub(crate) caused_by: Option<FactRef>,
}

#[derive(Serialize, Deserialize)]
struct Tagged<'a> {
    kind: String,
    #[serde(borrow, default)]
    body: Option<&'a serde_json::value::RawValue>,
}

impl NewFact {
    /// The fact as bytes, for its own stream or else for `main`.
    pub fn of<F: Facts>(main: StreamId, fact: &F) -> Result<Self, LogError> {
        let text = serde_json::to_string(fact).map_err(|e| wrong(&e))?;
        let tagged: Tagged = serde_json::from_str(&text).map_err(|e| wrong(&e))?;
        Ok(Self {
            stream: fact.stream().unwrap_or(main),
            version: F::version(&tagged.kind),
            body: tagged.body.map_or("null", |body| body.get()).as_bytes().to_vec(),
            kind: format!("{}.{}", F::SET, tagged.kind),
            subject: fact.subject(),
            caused_by: None,
        })
    }

    /// `set.kind`.
    #[must_use]
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// Whose key seals it.
    #[must_use]
    pub fn subject(&self) -> Option<SubjectId> {
        self.subject
    }

    /// The names of the body's fields, in order; none when it is no object.
    #[must_use]
    pub fn fields(&self) -> Vec<String> {
        let body: Option<std::collections::BTreeMap<String, serde::de::IgnoredAny>> =
            serde_json::from_slice(&self.body).ok();
        body.map(|body| body.into_keys().collect()).unwrap_or_default()
    }

    /// The same fact, made to happen by another.
    #[must_use]
    pub fn caused_by(mut self, cause: FactRef) -> Self {
        self.caused_by = Some(cause);
        self
    }
}

fn wrong(error: &serde_json::Error) -> LogError {
    LogError::Store(crate::StoreError::Statement(format!("a fact's body: {error}")))
}

/// A recorded fact with its body, unless that was erased.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// Everything but the body.
    pub header: Header,
    /// The body as JSON; `None` when its person was erased.
    pub body: Option<Vec<u8>>,
}

impl Recorded {
    /// The fact as type `F`: `None` when it is of another set, of a kind this program does not know, or erased.
    pub fn fact<F: Facts>(&self) -> Result<Option<F>, LogError> {
        let Some(kind) = self.header.kind.strip_prefix(F::SET).and_then(|rest| rest.strip_prefix('.')) else {
            return Ok(None);
        };
        let Some(body) = &self.body else { return Ok(None) };
        let current = F::version(kind);
        let text = std::str::from_utf8(body).unwrap_or("null");
        let whole = if self.header.version >= current {
            format!("{{\"kind\":\"{kind}\",\"body\":{text}}}")
        } else {
            let mut value: serde_json::Value = serde_json::from_str(text).map_err(|_| unreadable(&self.header))?;
            for version in self.header.version..current {
                value = F::upcast(kind, version, value);
            }
            format!("{{\"kind\":\"{kind}\",\"body\":{value}}}")
        };
        match serde_json::from_str(&whole) {
            Ok(fact) => Ok(Some(fact)),
            // Kept and forwarded as it is, unknown to this program.
            Err(_) if !knows::<F>(kind) => Ok(None),
            Err(_) if self.header.version > current => Err(from_later_program(&self.header).into()),
            Err(_) => Err(unreadable(&self.header).into()),
        }
    }

    /// `set.kind`.
    #[must_use]
    pub fn kind(&self) -> &str {
        &self.header.kind
    }
}

/// Whether `F` has this kind: read without its body, a kind that is known lacks only that.
fn knows<F: Facts>(kind: &str) -> bool {
    match serde_json::from_str::<F>(&format!("{{\"kind\":\"{kind}\"}}")) {
        Ok(_) => true,
        Err(error) => !error.to_string().starts_with("unknown variant"),
    }
}

/// The facts of a decision as new facts, in order.
pub(crate) fn new_facts<F: Facts>(main: StreamId, facts: &[F]) -> Result<Vec<NewFact>, LogError> {
    facts.iter().map(|fact| NewFact::of(main, fact)).collect()
}

/// The header of a new fact that follows `last` in its chain.
pub(crate) fn header(new: &NewFact, zone: Zone, node: NodeId, next: Next, at: &At) -> Header {
    let (happened_from, happened_to) = at.when();
    Header {
        position: 0,
        at: FactRef { node, seq: next.seq },
        zone,
        stream: new.stream,
        stream_seq: next.stream_seq,
        kind: new.kind.clone(),
        version: new.version,
        subject: new.subject,
        actor: at.actor,
        purpose: at.purpose,
        happened_from,
        happened_to,
        recorded: next.recorded,
        caused_by: new.caused_by.or(at.caused_by),
    }
}

/// Where the next fact stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Next {
    pub seq: i64,
    pub stream_seq: i64,
    pub recorded: Hlc,
}

/// The problem of a fact that cannot be read. It tells the number only: a parser's message would quote the body.
#[must_use]
pub fn unreadable(header: &Header) -> Problem {
    Problem::new("STO-002", 500).with("fact", header.at.seq)
}

/// The problem of a fact that a later version of the program wrote in a way this one does not understand. A decision must
/// not be made on a past that is only partly understood.
fn from_later_program(header: &Header) -> Problem {
    Problem::new("STO-006", 409).with("fact", header.at.seq)
}

//! A frame: the next facts of one node's chain with its signatures, as few bytes as we know how.
//!
//! Not sent, because the receiver finds it again: hashes (it computes them, and the signatures prove them), positions, ids of facts.
//! Salts and signatures are sent as they are; nothing makes them shorter.

use super::{
    SyncError, bodies,
    columns::{IdsIn, IdsOut, In, Out, WordsIn, WordsOut},
};
use crate::{FactRef, Header, clock::Hlc};
use kernel::{Moment, NodeId, Zone};
use std::io::{Read, Write};

/// What every frame begins with, and the format after it.
const MAGIC: &[u8; 4] = b"MNRF";
const FORMAT: u8 = 1;
/// Most facts in a frame.
pub(super) const MOST_FACTS: usize = 10_000;
/// Most columns, of which each place of each shape of a body has one.
const MOST_COLUMNS: usize = 1 << 16;
/// Most bytes of a kind.
const MOST_KIND: usize = 64;
/// Most bytes that a frame unpacks to.
const MOST_BYTES: u64 = 64 << 20;
/// Quality and window of the compression (RFC 7932), as measured in docs/decisions/sync.md.
const QUALITY: u32 = 9;
const WINDOW: u32 = 22;

/// A fact under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// Everything but the body; its position is local and 0 here.
    pub header: Header,
    /// Salt ‖ body; or, of somebody who was erased at the sender, the hash alone.
    pub body: Result<Vec<u8>, [u8; 32]>,
}

/// A signature: it covers the facts after `after` up to and including `last`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Number of the fact before the first it covers.
    pub after: i64,
    /// Number of the last it covers.
    pub last: i64,
    /// Ed25519.
    pub signature: [u8; 64],
}

/// The next facts of one node's chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Zone.
    pub zone: Zone,
    /// Whose chain.
    pub node: NodeId,
    /// The number before the first fact's.
    pub after: i64,
    /// Facts, in order, without a gap.
    pub facts: Vec<Carried>,
    /// Signatures, in order; the last stands at the last fact.
    pub signatures: Vec<Signed>,
}

/// The columns, in the order in which they stand; those of bodies follow.
struct Columns {
    kind: Out,
    version: Out,
    purpose: Out,
    actor: Out,
    stream: Out,
    stream_seq: Out,
    subject: Out,
    happened: Out,
    recorded: Out,
    cause: Out,
    gone: Out,
    salt: Out,
    signature: Out,
}

impl Frame {
    /// Number of the last fact.
    #[must_use]
    pub fn last(&self) -> i64 {
        self.facts.last().map_or(self.after, |fact| fact.header.at.seq)
    }

    /// Its bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut head = Out::default();
        head.raw(MAGIC);
        let zone = Zone::ALL.iter().position(|zone| *zone == self.zone).unwrap_or_default();
        head.raw(&[FORMAT, u8::try_from(zone).unwrap_or_default()]);
        head.raw(&self.node.bytes());
        head.signed(self.after);
        head.size(self.facts.len());
        let mut packed = brotli::CompressorWriter::new(head.0, 64 << 10, QUALITY, WINDOW);
        // Writing to memory does not fail.
        let _ = packed.write_all(&self.columns());
        packed.into_inner()
    }

    fn columns(&self) -> Vec<u8> {
        let (mut ids, mut words) = (IdsOut::default(), WordsOut::default());
        let none = Out::default;
        let mut c = Columns {
            kind: none(),
            version: none(),
            purpose: none(),
            actor: none(),
            stream: none(),
            stream_seq: none(),
            subject: none(),
            happened: none(),
            recorded: none(),
            cause: none(),
            gone: none(),
            salt: none(),
            signature: none(),
        };
        let mut before = Before::default();
        let mut texts = Vec::with_capacity(self.facts.len());
        for fact in &self.facts {
            let header = &fact.header;
            let (millis, counter) = before.clock(header.recorded);
            c.recorded.signed(millis);
            c.recorded.signed(counter);
            let now = header.recorded.moment().millis();
            words.write(&mut c.kind, header.kind.as_bytes());
            words.write(&mut c.purpose, header.purpose.name().as_bytes());
            c.version.number(header.version.into());
            ids.write(&mut c.actor, header.actor.bytes(), now);
            ids.write(&mut c.stream, header.stream.bytes(), now);
            c.stream_seq.signed(header.stream_seq.wrapping_sub(before.in_stream(header)));
            match header.subject {
                None => c.subject.size(0),
                Some(subject) if subject.bytes() == header.stream.bytes() => c.subject.size(1),
                Some(subject) => {
                    c.subject.size(2);
                    ids.write(&mut c.subject, subject.bytes(), now);
                }
            }
            c.happened.signed(now.wrapping_sub(header.happened_from.millis()));
            c.happened.signed(header.happened_to.millis().wrapping_sub(header.happened_from.millis()));
            match header.caused_by {
                None => c.cause.size(0),
                Some(cause) if cause.node == self.node => {
                    c.cause.size(1);
                    c.cause.signed(header.at.seq.wrapping_sub(cause.seq));
                }
                Some(cause) => {
                    c.cause.size(2);
                    ids.write(&mut c.cause, cause.node.bytes(), now);
                    c.cause.signed(cause.seq);
                }
            }
            match fact.body.as_ref().map(|plain| plain.split_first_chunk::<16>()) {
                Ok(Some((salt, body))) => {
                    c.gone.size(0);
                    c.salt.raw(salt);
                    texts.push((body, now));
                }
                // A body without salt is none: the receiver refuses its hash.
                Ok(None) => {
                    c.gone.size(1);
                    c.salt.raw(&[0; 32]);
                }
                Err(hash) => {
                    c.gone.size(1);
                    c.salt.raw(hash);
                }
            }
        }
        c.signature.size(self.signatures.len());
        for signed in &self.signatures {
            c.signature.signed(signed.after.wrapping_sub(self.after));
            c.signature.signed(signed.last.wrapping_sub(self.after));
            c.signature.raw(&signed.signature);
        }
        let bodies = bodies::write(&texts, &mut ids);
        let [moments, random] = ids.end();
        let mut out = Out::default();
        let own = [
            words.words,
            moments,
            c.kind,
            c.version,
            c.purpose,
            c.actor,
            c.stream,
            c.stream_seq,
            c.subject,
            c.happened,
            c.recorded,
            c.cause,
            c.gone,
        ];
        // What does not compress stands at the end, so that it does not part what does.
        let columns: Vec<Out> = own.into_iter().chain(bodies).chain([random, c.salt, c.signature]).collect();
        out.size(columns.len());
        columns.iter().for_each(|column| out.bytes(&column.0));
        out.0
    }

    /// The frame in `bytes`. What it says is not checked here: [`crate::Log::take`] does.
    ///
    /// # Errors
    /// [`SyncError::Torn`] when it is none, [`SyncError::Later`] when a later program made it.
    pub fn decode(bytes: &[u8]) -> Result<Self, SyncError> {
        let mut head = In(bytes);
        if bytes.len() as u64 > MOST_BYTES {
            return Err(SyncError::Torn);
        }
        if head.array()? != *MAGIC {
            return Err(SyncError::Torn);
        }
        let [format, zone] = head.array()?;
        if format > FORMAT {
            return Err(SyncError::Later(format));
        }
        let zone = *Zone::ALL.get(usize::from(zone)).ok_or(SyncError::Torn)?;
        let node = id(head.array()?).into();
        let after = head.signed()?;
        let count = head.size()?;
        if after < 0 || count > MOST_FACTS {
            return Err(SyncError::Torn);
        }
        // A large window (an extension of the format) would ask for a gigabyte.
        if head.0.first().is_some_and(|first| first & 0x7f == 0x11) {
            return Err(SyncError::Torn);
        }
        let mut unpacked = Vec::new();
        let read = brotli::Decompressor::new(head.0, 64 << 10).take(MOST_BYTES + 1).read_to_end(&mut unpacked);
        if read.is_err() || unpacked.len() as u64 > MOST_BYTES {
            return Err(SyncError::Torn);
        }
        let mut frame = Frame { zone, node, after, facts: Vec::with_capacity(count), signatures: vec![] };
        frame.read(&unpacked, count)?;
        Ok(frame)
    }

    fn read(&mut self, unpacked: &[u8], count: usize) -> Result<(), SyncError> {
        let mut all = In(unpacked);
        let columns = all.size()?;
        if columns > MOST_COLUMNS {
            return Err(SyncError::Torn);
        }
        let mut list = Vec::new();
        for _ in 0..columns {
            list.push(In(all.bytes()?));
        }
        let mut list = list.into_iter();
        let mut last = || list.next_back().ok_or(SyncError::Torn);
        let (mut signature, mut salt, random) = (last()?, last()?, last()?);
        let mut next = || list.next().ok_or(SyncError::Torn);
        let mut words = WordsIn::new(next()?);
        let mut ids = IdsIn::new(next()?, random);
        let (mut kind, mut version, mut purpose, mut actor) = (next()?, next()?, next()?, next()?);
        let (mut stream, mut stream_seq, mut subject) = (next()?, next()?, next()?);
        let (mut happened, mut recorded, mut cause, mut gone) = (next()?, next()?, next()?, next()?);
        let mut before = Before::default();
        let mut near = Vec::with_capacity(count);
        for seq in (1..=count).filter_map(|n| self.after.checked_add(i64::try_from(n).ok()?)) {
            let recorded = before.read_clock((recorded.signed()?, recorded.signed()?));
            let now = recorded.moment().millis();
            let kind = words.text(&mut kind)?;
            let letters = kind.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'.'));
            if kind.len() > MOST_KIND || !letters {
                return Err(SyncError::Torn);
            }
            let kind = kind.to_owned();
            let purpose = words.text(&mut purpose)?.parse().map_err(|_| SyncError::Torn)?;
            let version = u16::try_from(version.number()?).map_err(|_| SyncError::Torn)?;
            let actor = id(ids.read(&mut actor, now)?).into();
            let stream: kernel::StreamId = id(ids.read(&mut stream, now)?).into();
            let delta = stream_seq.signed()?;
            let subject = match subject.size()? {
                0 => None,
                1 => Some(id(stream.bytes()).into()),
                2 => Some(id(ids.read(&mut subject, now)?).into()),
                _ => return Err(SyncError::Torn),
            };
            let from = now.wrapping_sub(happened.signed()?);
            let to = from.wrapping_add(happened.signed()?);
            let caused_by = match cause.size()? {
                0 => None,
                1 => Some(FactRef { node: self.node, seq: seq.wrapping_sub(cause.signed()?) }),
                2 => Some(FactRef { node: id(ids.read(&mut cause, now)?).into(), seq: cause.signed()? }),
                _ => return Err(SyncError::Torn),
            };
            let mut header = Header {
                position: 0,
                at: FactRef { node: self.node, seq },
                zone: self.zone,
                stream,
                stream_seq: 0,
                kind,
                version,
                subject,
                actor,
                purpose,
                happened_from: Moment::from_millis(from),
                happened_to: Moment::from_millis(to),
                recorded,
                caused_by,
            };
            header.stream_seq = delta.wrapping_add(before.last_in(&header));
            before.in_stream(&header);
            let body = match gone.size()? {
                0 => {
                    near.push(now);
                    Ok(salt.array::<16>()?.to_vec())
                }
                1 => Err(salt.array()?),
                _ => return Err(SyncError::Torn),
            };
            self.facts.push(Carried { header, body });
        }
        let mut texts = bodies::read(&near, &mut list, &mut ids)?.into_iter();
        for plain in self.facts.iter_mut().filter_map(|fact| fact.body.as_mut().ok()) {
            plain.extend_from_slice(&texts.next().ok_or(SyncError::Torn)?);
        }
        let signatures = signature.size()?;
        if signatures > count {
            return Err(SyncError::Torn);
        }
        for _ in 0..signatures {
            let after = self.after.wrapping_add(signature.signed()?);
            let last = self.after.wrapping_add(signature.signed()?);
            self.signatures.push(Signed { after, last, signature: signature.array()? });
        }
        Ok(())
    }
}

fn id(bytes: [u8; 16]) -> uuid::Uuid {
    uuid::Uuid::from_bytes(bytes)
}

/// What the fact before says of the next.
#[derive(Default)]
struct Before {
    recorded: Hlc,
    seqs: std::collections::HashMap<kernel::StreamId, i64>,
}

impl Before {
    /// A clock's reading beside the one before: milliseconds further, and the counter, from where it stood when no time passed.
    fn clock(&mut self, recorded: Hlc) -> (i64, i64) {
        let millis = recorded.moment().millis().wrapping_sub(self.recorded.moment().millis());
        let stood = if millis == 0 { i64::from(self.recorded.counter()) } else { 0 };
        self.recorded = recorded;
        (millis, i64::from(recorded.counter()) - stood)
    }

    fn read_clock(&mut self, (millis, counter): (i64, i64)) -> Hlc {
        let stood = if millis == 0 { i64::from(self.recorded.counter()) } else { 0 };
        let millis = self.recorded.moment().millis().wrapping_add(millis);
        self.recorded = Hlc::at(Moment::from_millis(millis), counter.wrapping_add(stood));
        self.recorded
    }

    /// The number that the stream's next fact most likely has, less one; then remembers this one's.
    fn in_stream(&mut self, header: &Header) -> i64 {
        self.seqs.insert(header.stream, header.stream_seq).unwrap_or(0)
    }

    fn last_in(&self, header: &Header) -> i64 {
        self.seqs.get(&header.stream).copied().unwrap_or(0)
    }
}

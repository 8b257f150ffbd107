//! One node's chain, walked from its first fact.

use super::{Bad, Fault, Stop, Verdict};
use crate::{
    Sql,
    cipher::ZoneCipher,
    commit::signed_message,
    fact::body_hash,
    opener::Opener,
    tables::{self, Origin, Stored},
};
use ed25519_dalek::{Signature, VerifyingKey};
use kernel::NodeId;
use std::collections::BTreeMap;

/// How far a walk has come.
pub(super) struct Chain {
    node: NodeId,
    own: bool,
    key: VerifyingKey,
    anchored: Option<(i64, [u8; 32])>,
    pub seq: i64,
    hash: [u8; 32],
    position: i64,
    /// Number of the last fact that a signature covers.
    signed: i64,
    /// Where signatures begin that do not begin where the one before ends.
    pub spans: BTreeMap<i64, i64>,
}

impl Chain {
    /// The start of a chain. The own node's key is the keyring's, whatever the store says.
    pub fn new(origin: &Origin, own: (NodeId, VerifyingKey), anchored: Option<(i64, [u8; 32])>) -> Result<Self, Bad> {
        let stored = <[u8; 32]>::try_from(origin.verifying_key.as_slice()).ok();
        let stored = stored.and_then(|bytes| VerifyingKey::from_bytes(&bytes).ok());
        let key = if origin.node == own.0 { stored.filter(|key| *key == own.1) } else { stored };
        let unknown = || Bad { node: Some(origin.node), ..Bad::whole(Fault::NodeKey) };
        let key = key.ok_or_else(unknown)?;
        Ok(Self {
            node: origin.node,
            own: origin.node == own.0,
            key,
            anchored,
            seq: 0,
            hash: [0; 32],
            position: 0,
            signed: 0,
            spans: BTreeMap::new(),
        })
    }

    /// Something is wrong at the next number.
    pub fn bad(&self, what: Fault) -> Bad {
        Bad { node: Some(self.node), seq: Some(self.seq + 1), ..Bad::whole(what) }
    }

    /// Takes the next facts, with the signatures among them.
    pub fn walk(
        &mut self,
        sql: &mut dyn Sql,
        cipher: &ZoneCipher,
        facts: Vec<Stored>,
        signatures: &BTreeMap<i64, Vec<u8>>,
        verdict: &mut Verdict,
    ) -> Result<(), Stop> {
        let mut opener = Opener::new(cipher);
        for mut fact in facts {
            fact.header.zone = cipher.zone();
            let seq = fact.header.at.seq;
            if seq != self.seq + 1 {
                return Err(self.bad(Fault::Gap).into());
            }
            let (header, stored_hash, hash) = (fact.header.clone(), fact.hash, fact.body_hash);
            let bad = |what| Bad::at(&header, what);
            let body = body_of(sql, &mut opener, &mut fact, self.own).map_err(|stop| stop.at(&header))?;
            match body {
                Some(computed) if computed != hash => return Err(bad(Fault::Body).into()),
                Some(_) => {}
                None => verdict.erased += 1,
            }
            if header.chain(&self.hash, &hash) != stored_hash {
                return Err(bad(Fault::Chain).into());
            }
            if header.position <= self.position {
                return Err(bad(Fault::Order).into());
            }
            if self.anchored.is_some_and(|(at, expected)| at == seq && expected != stored_hash) {
                return Err(bad(Fault::AnchorDiffers).into());
            }
            if let Some(signature) = signatures.get(&seq) {
                if !self.signs(seq, &stored_hash, signature) {
                    return Err(bad(Fault::Signature).into());
                }
                self.signed = seq;
                verdict.commits += 1;
            }
            (self.seq, self.hash, self.position) = (seq, stored_hash, header.position);
            verdict.facts += 1;
        }
        Ok(())
    }

    fn signs(&self, seq: i64, hash: &[u8; 32], signature: &[u8]) -> bool {
        let after = self.spans.get(&seq).copied().unwrap_or(self.signed);
        let message = signed_message(after, seq, hash);
        after <= self.signed
            && Signature::from_slice(signature)
                .is_ok_and(|signature| self.key.verify_strict(&message, &signature).is_ok())
    }

    /// The last fact is signed, and no signature stands beyond it.
    pub fn end(&self, origin: &Origin) -> Result<(), Bad> {
        if origin.last_signed > origin.last {
            return Err(Bad { seq: Some(origin.last_signed), ..self.bad(Fault::Gap) });
        }
        if self.signed < self.seq {
            return Err(Bad { seq: Some(self.signed + 1), ..self.bad(Fault::Unsigned) });
        }
        Ok(())
    }
}

/// The hash of a fact's body as it is; `None` when its person was erased.
fn body_of(sql: &mut dyn Sql, opener: &mut Opener<'_>, fact: &mut Stored, own: bool) -> Result<Option<[u8; 32]>, Stop> {
    // Of another node a body may be withheld until somebody brings it: its place holds. What this node recorded it had.
    if fact.body.is_empty() && fact.header.subject.is_some() && !own {
        return Ok(None);
    }
    if let Some(subject) = fact.header.subject {
        match opener.key(sql, subject) {
            Ok(Some(_)) => {}
            Ok(None) if tables::is_erased(sql, subject)? => return Ok(None),
            Ok(None) => return Err(Bad::whole(Fault::KeyMissing).into()),
            Err(crate::StoreError::Damaged(_)) => return Err(Bad::whole(Fault::Key).into()),
            Err(error) => return Err(error.into()),
        }
    }
    match opener.plain(sql, fact) {
        Ok(plain) => Ok(plain.as_deref().map(body_hash)),
        Err(crate::StoreError::Damaged(_)) => Err(Bad::whole(Fault::Body).into()),
        Err(error) => Err(error.into()),
    }
}

impl Stop {
    /// The same, said of this fact.
    fn at(self, header: &crate::Header) -> Self {
        match self {
            Stop::Bad(bad) => Bad::at(header, bad.what).into(),
            failed => failed,
        }
    }
}

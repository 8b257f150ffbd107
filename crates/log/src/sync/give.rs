//! What this node gives to others.

use super::{Carried, Frame, Signed, frame::MOST_FACTS};
use crate::{
    Log, LogError, Sql,
    commit::signed_message,
    opener::Opener,
    tables::{self, Origin},
};
use ed25519_dalek::Signer;
use kernel::NodeId;
use std::collections::BTreeMap;

impl Log {
    /// How far each chain reaches here.
    ///
    /// # Errors
    /// As [`Log::read`].
    pub fn heads(&self) -> Result<BTreeMap<NodeId, i64>, LogError> {
        let origins = self.read(|sql| Ok(tables::origins(sql)?))?;
        Ok(origins.into_iter().filter(|origin| origin.last > 0).map(|origin| (origin.node, origin.last)).collect())
    }

    /// The next facts of a node's chain after fact `after`: at most `most`, and more only where one signature of another node covers
    /// more. A chain of another node is given as it was signed, so the frame may begin before `after`. `None` when there are no more.
    ///
    /// # Errors
    /// As [`Log::read`].
    pub fn frame(&self, node: NodeId, after: i64, most: usize) -> Result<Option<Frame>, LogError> {
        let most = i64::try_from(most.clamp(1, MOST_FACTS)).unwrap_or(1);
        self.read(|sql| {
            let origins = tables::origins(sql)?;
            let Some(origin) = origins.iter().find(|origin| origin.node == node && origin.last > after) else {
                return Ok(None);
            };
            if node == self.node {
                self.own(sql, after.max(0), most).map(Some)
            } else {
                self.of_another(sql, origin, after, most)
            }
        })
    }

    /// The own chain, signed once more as one: thousands of signatures of single commits would be more than what they sign.
    fn own(&self, sql: &mut dyn Sql, after: i64, most: i64) -> Result<Frame, LogError> {
        let (facts, hash) = self.carried(sql, self.origin, after, most)?;
        let mut frame = Frame { zone: self.zone, node: self.node, after, facts, signatures: vec![] };
        let last = frame.last();
        let signature = self.signer.sign(&signed_message(after, last, &hash)).to_bytes();
        frame.signatures.push(Signed { after, last, signature });
        Ok(frame)
    }

    fn of_another(&self, sql: &mut dyn Sql, origin: &Origin, after: i64, most: i64) -> Result<Option<Frame>, LogError> {
        let mut signatures = super::tables::signed(sql, origin.origin, after, most)?;
        let Some(begins) = signatures.iter().map(|signed| signed.after).min() else { return Ok(None) };
        let last = signatures.last().map_or(begins, |signed| signed.last);
        // One that begins further back than those before it covers what they did.
        let mut covered = begins;
        signatures.retain(|signed| {
            let joins = signed.after <= covered;
            covered = if joins { signed.last } else { covered };
            joins
        });
        let (facts, _) = self.carried(sql, origin.origin, begins, last - begins)?;
        Ok(Some(Frame { zone: self.zone, node: origin.node, after: begins, facts, signatures }))
    }

    /// Facts of a chain with their bodies opened, and the hash of the last.
    fn carried(
        &self,
        sql: &mut dyn Sql,
        origin: i64,
        after: i64,
        most: i64,
    ) -> Result<(Vec<Carried>, [u8; 32]), LogError> {
        let mut opener = Opener::new(&self.cipher);
        let mut hash = [0; 32];
        let mut facts = Vec::new();
        for mut stored in tables::of_origin(sql, origin, after, most)? {
            hash = stored.hash;
            let body = opener.plain(sql, &mut stored)?.ok_or(stored.body_hash);
            let mut header = stored.header;
            (header.position, header.zone) = (0, self.zone);
            facts.push(Carried { header, body });
        }
        Ok((facts, hash))
    }
}

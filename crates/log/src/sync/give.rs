//! What this node gives to others.

use super::{Carried, Frame, Signed, frame::MOST_FACTS, tables as travel};
use crate::{
    Log, LogError, Sql, StoreError,
    commit::signed_message,
    opener::Opener,
    tables::{self, Origin},
};
use ed25519_dalek::Signer;
use kernel::NodeId;
use std::collections::BTreeMap;

/// Bytes of bodies after which a frame ends: far less than it may unpack to.
const MOST_BODIES: usize = 8 << 20;

impl Log {
    /// How far each chain reaches here, up to the first fact whose body somebody withheld.
    ///
    /// # Errors
    /// As [`Log::read`].
    pub fn heads(&self) -> Result<BTreeMap<NodeId, i64>, LogError> {
        self.read(|sql| {
            let mut heads = BTreeMap::new();
            for origin in tables::origins(sql)?.into_iter().filter(|origin| origin.last > 0) {
                let withheld = travel::first_withheld(sql, origin.origin)?;
                heads.insert(origin.node, withheld.map_or(origin.last, |seq| seq - 1));
            }
            Ok(heads)
        })
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

    /// The own chain, signed once more as one: thousands of signatures of single commits would be more than what they sign. It ends
    /// where a commit ends, unless one commit is more than a frame.
    fn own(&self, sql: &mut dyn Sql, after: i64, most: i64) -> Result<Frame, LogError> {
        let mut facts = self.carried(sql, self.origin, after, most)?;
        let mut size = 0;
        let fits = facts.iter().take_while(|(fact, _)| {
            size += fact.body.as_ref().map_or(0, Vec::len);
            size <= MOST_BODIES
        });
        let fits = fits.count().max(1);
        facts.truncate(fits);
        let last = facts.last().map_or(after, |(fact, _)| fact.header.at.seq);
        let commits = tables::signatures(sql, self.origin, after, last)?;
        if let Some((ends, _)) = commits.last_key_value() {
            facts.retain(|(fact, _)| fact.header.at.seq <= *ends);
        }
        let hash = facts.last().map_or([0; 32], |(_, hash)| *hash);
        let facts = facts.into_iter().map(|(fact, _)| fact).collect();
        let mut frame = Frame { zone: self.zone, node: self.node, after, facts, signatures: vec![] };
        let last = frame.last();
        let signature = self.signer.sign(&signed_message(after, last, &hash)).to_bytes();
        frame.signatures.push(Signed { after, last, signature });
        Ok(frame)
    }

    fn of_another(&self, sql: &mut dyn Sql, origin: &Origin, after: i64, most: i64) -> Result<Option<Frame>, LogError> {
        let mut signatures = travel::signed(sql, origin.origin, after, most)?;
        loop {
            let Some(begins) = signatures.iter().map(|signed| signed.after).min() else { return Ok(None) };
            // One that begins further back than those before it covers what they did.
            let mut covered = begins;
            signatures.retain(|signed| {
                let joins = signed.after <= covered;
                covered = if joins { signed.last } else { covered };
                joins
            });
            let facts = self.carried(sql, origin.origin, begins, covered - begins)?;
            let size: usize = facts.iter().map(|(fact, _)| fact.body.as_ref().map_or(0, Vec::len)).sum();
            if signatures.len() > 1 && (facts.len() > MOST_FACTS || size > 2 * MOST_BODIES) {
                signatures.truncate(signatures.len() / 2);
                continue;
            }
            let facts = facts.into_iter().map(|(fact, _)| fact).collect();
            return Ok(Some(Frame { zone: self.zone, node: origin.node, after: begins, facts, signatures }));
        }
    }

    /// Facts of a chain with their bodies opened, and the hash of each. A body is left out when its person was erased, or when it is
    /// not here; a key that is missing without a reason is damage, and does not travel.
    fn carried(
        &self,
        sql: &mut dyn Sql,
        origin: i64,
        after: i64,
        most: i64,
    ) -> Result<Vec<(Carried, [u8; 32])>, LogError> {
        let mut opener = Opener::new(&self.cipher);
        let mut facts = Vec::new();
        for mut stored in tables::of_origin(sql, origin, after, most)? {
            let here = !stored.body.is_empty();
            let plain = opener.plain(sql, &mut stored)?;
            if let (true, None, Some(subject)) = (here, &plain, stored.header.subject)
                && !tables::is_erased(sql, subject)?
            {
                return Err(StoreError::Damaged("a person's key is missing".into()).into());
            }
            let mut header = stored.header;
            (header.position, header.zone) = (0, self.zone);
            facts.push((Carried { header, body: plain.ok_or(stored.body_hash) }, stored.hash));
        }
        Ok(facts)
    }
}

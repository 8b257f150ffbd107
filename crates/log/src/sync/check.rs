//! Whether a frame holds: its chain, its signatures, and that nothing in it stands where nothing can follow it.

use super::{Carried, Frame, Signed, SyncError, tables as travel};
use crate::{Log, Sql, clock::Hlc, commit::signed_message, fact::body_hash, tables::Head};
use ed25519_dalek::{Signature, VerifyingKey};
use kernel::Moment;
use std::collections::BTreeSet;

/// How far ahead of this node's clock another may be. What is recorded here comes after what came from there, so that a clock years
/// ahead would date everything in that year.
const MOST_AHEAD: i64 = 30 * 86_400_000;
/// Numbers in a stream and of causes: far more than there will be, and far from the end of the type.
const MOST_NUMBER: i64 = 1 << 40;
/// Moments, in milliseconds from 1970 either way: some 285 000 years.
const MOST_MILLIS: i64 = 1 << 53;

/// A fact that holds, with the hash of its body and its own.
pub(super) struct Held<'f> {
    pub fact: &'f Carried,
    pub body_hash: [u8; 32],
    pub hash: [u8; 32],
}

/// A frame whose chain and signatures hold.
pub(super) struct Checked<'f> {
    /// Facts that are new here.
    pub new: Vec<Held<'f>>,
    /// Facts that are here without their body, which somebody withheld: now it comes.
    pub late: Vec<&'f Carried>,
    pub signatures: Vec<&'f Signed>,
}

impl Log {
    /// Walks a frame from a fact that is here.
    pub(super) fn check<'f>(
        &self,
        sql: &mut dyn Sql,
        frame: &'f Frame,
        (origin, head): (i64, Head),
        (key, now): (&VerifyingKey, Moment),
    ) -> Result<Checked<'f>, SyncError> {
        let node = frame.node;
        let before = travel::link_at(sql, origin, frame.after)?;
        let Some((mut hash, mut recorded)) = before.filter(|_| frame.after <= head.seq) else {
            return Err(SyncError::Gap { node, have: head.seq });
        };
        let withheld: BTreeSet<i64> = travel::withheld(sql, origin, frame.after, frame.last())?;
        let mut signatures = frame.signatures.iter().peekable();
        let mut out = Checked { new: vec![], late: vec![], signatures: vec![] };
        let (mut covered, mut forked) = (frame.after, None);
        for (fact, seq) in frame.facts.iter().zip(frame.after.saturating_add(1)..) {
            let header = &fact.header;
            let stands = header.at.node == node && header.at.seq == seq && header.zone == self.zone;
            // What nobody's key seals cannot be gone.
            let gone = fact.body.is_err() && header.subject.is_none();
            if !stands || gone || !bounded(fact) || !follows(recorded, header.recorded) {
                return Err(SyncError::Unsigned { node, seq });
            }
            recorded = header.recorded;
            let of_body = fact.body.as_ref().map_or_else(|hash| *hash, |plain| body_hash(plain));
            hash = header.chain(&hash, &of_body);
            if seq > head.seq {
                out.new.push(Held { fact, body_hash: of_body, hash });
            } else if forked.is_none() && travel::link_at(sql, origin, seq)?.map(|(here, _)| here) != Some(hash) {
                forked = Some(seq);
            } else if fact.body.is_ok() && withheld.contains(&seq) {
                out.late.push(fact);
            }
            if let Some(signed) = signatures.next_if(|signed| signed.last == seq) {
                let signature = Signature::from_bytes(&signed.signature);
                let message = signed_message(signed.after, seq, &hash);
                let joins = signed.after <= covered && signed.after >= frame.after;
                if !joins || key.verify_strict(&message, &signature).is_err() {
                    return Err(SyncError::Unsigned { node, seq });
                }
                covered = seq;
                if seq > head.seq {
                    out.signatures.push(signed);
                }
            }
        }
        if covered != frame.last() || signatures.next().is_some() {
            return Err(SyncError::Unsigned { node, seq: covered.saturating_add(1) });
        }
        // Only what the node has signed accuses it.
        if let Some(seq) = forked {
            return Err(SyncError::Forked { node, seq });
        }
        let ahead = recorded.moment().millis() - now.millis();
        if ahead > MOST_AHEAD && !out.new.is_empty() {
            return Err(SyncError::Clock { node, ahead });
        }
        Ok(out)
    }
}

/// Whether a clock's reading comes after another, and others can come after it.
fn follows(before: Hlc, recorded: Hlc) -> bool {
    recorded > before && recorded.as_i64() >= 0
}

fn bounded(fact: &Carried) -> bool {
    let header = &fact.header;
    let millis = [header.happened_from, header.happened_to].map(|moment| moment.millis().unsigned_abs());
    (1..=MOST_NUMBER).contains(&header.stream_seq)
        && header.caused_by.is_none_or(|cause| (1..=MOST_NUMBER).contains(&cause.seq))
        && millis.iter().all(|millis| *millis <= MOST_MILLIS.unsigned_abs())
}

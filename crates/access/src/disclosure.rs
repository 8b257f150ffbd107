//! The only way between zones. What may cross is data (`disclosure.toml`): from which zone to which, which fact, with which
//! fields, for which purpose and on which basis. What has no row there is refused.
//!
//! The giving zone records the disclosure and, afterwards, the receipt. The receiving zone records the fact in the node's own
//! name and with no cause: it must not learn who sent it, nor where in the other zone it came from. The same cause gives one
//! fact, however often it runs.

use crate::{Gate, gate::derived_stream};
use contracts::handover::HandoverFact;
use kernel::{ActorId, FactId, Problem, Purpose, StreamId, SubjectId, Zone};
use log::{FactRef, Facts, Header, NewFact, Recorded, RequestKey, State};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// One row: what may cross.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Direction {
    /// From this zone.
    pub from: Zone,
    /// To this zone.
    pub to: Zone,
    /// This contract fact.
    pub fact: String,
    /// With these fields and no other.
    pub fields: Vec<String>,
    /// For this purpose.
    pub purpose: Purpose,
    /// On this basis.
    pub basis: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    allow: Vec<Direction>,
}

/// What may cross between zones. A file that cannot be read lets nothing cross; a test reads it.
pub static DIRECTIONS: LazyLock<Vec<Direction>> = LazyLock::new(|| {
    toml::from_str::<File>(include_str!("disclosure.toml")).map_or_else(|_| Vec::new(), |file| file.allow)
});

/// Facts about a disclosure, in the giving zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum DisclosureFact {
    /// A record was given to another zone.
    Disclosed {
        /// To which.
        to: Zone,
        /// Which contract fact.
        fact: String,
        /// Which fields.
        fields: Vec<String>,
        /// On which basis.
        basis: String,
        /// For which purpose.
        purpose: Purpose,
        /// Who made it happen.
        requested_by: ActorId,
        /// Who approved it, where two are needed.
        approved_by: Option<ActorId>,
    },
    /// The other zone has it.
    ReceiptGiven {
        /// The fact there.
        receipt: FactId,
    },
}

impl Facts for DisclosureFact {
    const SET: &'static str = "disclosure";
    fn subject(&self) -> Option<SubjectId> {
        None
    }
}

/// A disclosure's own state.
#[derive(Debug, Clone, Default)]
struct Disclosing {
    begun: bool,
    receipt: Option<FactId>,
}

impl State for Disclosing {
    type Fact = DisclosureFact;
    fn apply(&mut self, fact: &DisclosureFact, _header: &Header) {
        match fact {
            DisclosureFact::Disclosed { .. } => self.begun = true,
            DisclosureFact::ReceiptGiven { receipt } => self.receipt = Some(*receipt),
        }
    }
}

/// A record on its way to another zone.
#[derive(Debug, Clone)]
pub struct Disclosure<'a, F> {
    /// The fact that makes it necessary, in the giving zone.
    pub cause: &'a Recorded,
    /// The receiving zone.
    pub to: Zone,
    /// The stream there.
    pub stream: StreamId,
    /// What is given.
    pub fact: F,
    /// Who approved it, where two are needed.
    pub approved_by: Option<ActorId>,
}

impl Gate {
    /// Gives a record to another zone, once per cause; the id of the fact there.
    ///
    /// # Errors
    /// `ACC-060` when nothing allows this fact from that zone to this one; `ACC-061` when it has another field than agreed;
    /// `ACC-062` when this node does not hold one of the zones; `STO-…` when a store fails: run it again.
    pub fn disclose<F: Facts>(&self, disclosure: &Disclosure<'_, F>) -> Result<FactId, Problem> {
        let cause = &disclosure.cause.header;
        let new = NewFact::of(disclosure.stream, &disclosure.fact)?;
        let direction =
            DIRECTIONS.iter().find(|d| d.from == cause.zone && d.to == disclosure.to && d.fact == new.kind());
        let direction = direction.ok_or(Problem::refused("ACC-060"))?;
        if new.fields() != direction.fields || new.subject().is_some() {
            return Err(Problem::refused("ACC-061"));
        }
        let (Some(giving), Some(receiving)) = (self.log(cause.zone), self.log(disclosure.to)) else {
            return Err(Problem::refused("ACC-062"));
        };
        let stream = own_stream(cause.at, disclosure.to);
        let mut at = self.at(&self.system(), direction.purpose)?;
        at.caused_by = Some(cause.at);
        giving.execute::<Disclosing>(&[stream], &at, |past| {
            let fact = DisclosureFact::Disclosed {
                to: direction.to,
                fact: direction.fact.clone(),
                fields: direction.fields.clone(),
                basis: direction.basis.clone(),
                purpose: direction.purpose,
                requested_by: cause.actor,
                approved_by: disclosure.approved_by,
            };
            Ok(if past.main().begun { vec![] } else { vec![fact] })
        })?;
        if let Some(receipt) = giving.state::<Disclosing>(stream)?.state.receipt {
            return Ok(receipt);
        }
        let receipt = self.receive(receiving, &new, direction.purpose, stream)?;
        giving.execute::<Disclosing>(&[stream], &at, |past| {
            Ok(if past.main().receipt.is_some() { vec![] } else { vec![DisclosureFact::ReceiptGiven { receipt }] })
        })?;
        Ok(receipt)
    }

    /// Records the fact in the receiving zone, once, whatever crash came in between.
    fn receive(&self, log: &log::Log, new: &NewFact, purpose: Purpose, key: StreamId) -> Result<FactId, Problem> {
        let mut at = self.at(&self.system(), purpose)?;
        at.request = Some(RequestKey(format!("disclosure {key}")));
        let (receipt, _) =
            log.commit_once(&at, [0; 32], |commit| Ok(commit.append(new, &at)?.header.id().to_string()))?;
        receipt.parse().map_err(|_| Problem::new("GEN-500", 500))
    }

    /// Hands a person or group over from the border to the humanitarian side: the token on their slip, and whether somebody
    /// needs help at once. Nothing else crosses.
    pub fn hand_over(&self, cause: &Recorded, token: &str, urgent: bool) -> Result<FactId, Problem> {
        let fact = HandoverFact::HandedOver { token: token.to_owned(), urgent };
        let stream = derived_stream("handover", token.as_bytes());
        self.disclose(&Disclosure { cause, to: Zone::Humanitarian, stream, fact, approved_by: None })
    }
}

/// The disclosure's stream in the giving zone: one per cause and receiving zone.
fn own_stream(cause: FactRef, to: Zone) -> StreamId {
    let mut bytes = cause.node.bytes().to_vec();
    bytes.extend(cause.seq.to_le_bytes());
    bytes.extend(to.name().as_bytes());
    derived_stream("disclosure", &bytes)
}

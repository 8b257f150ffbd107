//! The circumstances of a decision: when, who, why, where, and a supply of randomness. All are arguments (invariant 5), so
//! that the same command on the same past always gives the same facts.

use kernel::{ActorId, Moment, Purpose, SiteId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The caller's key for one request: the same key is carried out once, however often it arrives.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RequestKey(pub String);

/// When, who, why, where.
#[derive(Debug, Clone)]
pub struct At {
    /// The node's clock when the command arrived.
    pub now: Moment,
    /// Who acts.
    pub actor: ActorId,
    /// Why.
    pub purpose: Purpose,
    /// The site at which the actor works.
    pub site: Option<SiteId>,
    /// Minutes that the site's wall clock is ahead of UTC.
    pub utc_offset_minutes: i32,
    /// When it really happened, if not now: a form kept offline, a paper record entered later.
    pub happened: Option<(Moment, Moment)>,
    /// Makes the request idempotent.
    pub request: Option<RequestKey>,
    /// Who approved a two-person action.
    pub approved_by: Option<ActorId>,
    /// The fact that made this happen, such as an approval; facts that name no cause of their own get it.
    pub caused_by: Option<crate::FactRef>,
    seed: [u8; 32],
}

impl At {
    /// Circumstances with 32 bytes of randomness to draw ids and keys from.
    #[must_use]
    pub fn new(now: Moment, actor: ActorId, purpose: Purpose, seed: [u8; 32]) -> Self {
        let (site, happened, request, approved_by, caused_by) = (None, None, None, None, None);
        Self { now, actor, purpose, site, utc_offset_minutes: 0, happened, request, approved_by, caused_by, seed }
    }

    /// The `n`th random id of this decision, as UUIDv7 of its moment. The same `n` gives the same id.
    #[must_use]
    pub fn id<I: From<Uuid>>(&self, n: u32) -> I {
        let random: [u8; 10] = self.random(n);
        I::from(kernel::FactId::new(self.now, random).0)
    }

    /// `N` random bytes, the same for the same `n`.
    #[must_use]
    pub fn random<const N: usize>(&self, n: u32) -> [u8; N] {
        let mut out = [0; N];
        blake3::Hasher::new_keyed(&self.seed)
            .update(b"manara at")
            .update(&n.to_le_bytes())
            .finalize_xof()
            .fill(&mut out);
        out
    }

    /// The day at the site's wall clock.
    #[must_use]
    pub fn today(&self) -> kernel::Date {
        self.now.date_at(self.utc_offset_minutes)
    }

    /// The interval in which it happened.
    #[must_use]
    pub fn when(&self) -> (Moment, Moment) {
        self.happened.unwrap_or((self.now, self.now))
    }

    /// Circumstances for tests: a fixed day, a fixed seed.
    #[must_use]
    pub fn example() -> Self {
        let now = Moment::from_millis(1_790_000_000_000);
        Self::new(now, kernel::ActorId::new(now, [1; 10]), Purpose::Registration, [7; 32])
    }
}

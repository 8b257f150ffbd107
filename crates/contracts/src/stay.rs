//! Stays at reception sites: who is expected, there, away for a while, or gone. Zone humanitarian. Each fact names the person, the
//! household and the site, so that a reader needs no other: entitlements that ask for presence, protection, tracing.

use kernel::{HouseholdId, PersonId, SiteId, StayId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whose stay, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Stay {
    /// The stay.
    pub stay: StayId,
    /// Who stays.
    pub person: PersonId,
    /// The household the person belonged to then.
    pub household: HouseholdId,
    /// Where.
    pub site: SiteId,
}

/// How a stay came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StayEnd {
    /// Went on by themselves.
    Departed,
    /// Was brought to another site.
    Transferred,
    /// Returned home of their own will.
    Returned,
    /// Reunited with family elsewhere.
    Reunited,
    /// Died.
    Died,
    /// Has not been seen and nobody knows where they are: a question for tracing.
    Missing,
    /// Was planned and did not come.
    NeverCame,
    /// Was recorded by mistake.
    Mistake,
}

impl StayEnd {
    /// Every way, in the order of forms.
    pub const ALL: [StayEnd; 8] = [
        StayEnd::Departed,
        StayEnd::Transferred,
        StayEnd::Returned,
        StayEnd::Reunited,
        StayEnd::Died,
        StayEnd::Missing,
        StayEnd::NeverCame,
        StayEnd::Mistake,
    ];

    /// Its name in data.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            StayEnd::Departed => "departed",
            StayEnd::Transferred => "transferred",
            StayEnd::Returned => "returned",
            StayEnd::Reunited => "reunited",
            StayEnd::Died => "died",
            StayEnd::Missing => "missing",
            StayEnd::NeverCame => "never_came",
            StayEnd::Mistake => "mistake",
        }
    }
}

/// What other capabilities may know of stays. Written by reception as part of its own facts (set `reception`); its other facts are
/// unknown to this reader and passed over. Sealed under the person's key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum StayFact {
    /// A person is expected.
    StayPlanned(Stay),
    /// The person is there.
    StayBegun(Stay),
    /// The person is away and expected back.
    AbsenceNoted(Stay),
    /// The person is there again.
    ReturnNoted(Stay),
    /// The person does not stay there any more.
    StayEnded {
        /// Whose stay.
        #[serde(flatten)]
        of: Stay,
        /// How it came to its end.
        why: StayEnd,
    },
}

/// That somebody was given a bed; which one stays with reception. A fact of reception like those of stays, and the stay it belongs to
/// tells until when it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum BedFact {
    /// The person was given a bed.
    PlaceGiven {
        /// Who.
        person: PersonId,
        /// For which stay.
        stay: StayId,
    },
}

impl StayFact {
    /// Whose stay, and where.
    #[must_use]
    pub const fn stay(&self) -> &Stay {
        match self {
            StayFact::StayPlanned(of)
            | StayFact::StayBegun(of)
            | StayFact::AbsenceNoted(of)
            | StayFact::ReturnNoted(of)
            | StayFact::StayEnded { of, .. } => of,
        }
    }
}

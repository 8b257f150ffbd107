//! Contract facts as facts of the log. `contracts` lies below this crate, so the two meet here.

use crate::Facts;
use contracts::{
    convoy::ConvoyFact,
    handover::HandoverFact,
    instrument::InstrumentFact,
    registration::RegistrationFact,
    site::SiteFact,
    stay::{BedFact, StayFact},
};
use kernel::{StreamId, SubjectId};

impl Facts for SiteFact {
    const SET: &'static str = "site";
    fn subject(&self) -> Option<SubjectId> {
        None
    }
}

impl Facts for HandoverFact {
    const SET: &'static str = "handover";
    fn subject(&self) -> Option<SubjectId> {
        None
    }
}

/// Stays are part of reception's own facts: the same kinds, so one record is both.
impl Facts for InstrumentFact {
    const SET: &'static str = "instruments";
    fn subject(&self) -> Option<SubjectId> {
        None
    }
}

impl Facts for StayFact {
    const SET: &'static str = "reception";
    fn subject(&self) -> Option<SubjectId> {
        Some(self.stay().person.into())
    }
}

impl Facts for BedFact {
    const SET: &'static str = "reception";
    fn subject(&self) -> Option<SubjectId> {
        let BedFact::PlaceGiven { person, .. } = self;
        Some((*person).into())
    }
}

/// Convoys are part of the facts of transfer: the same kinds, so one record is both. A list holds ids and no word about anybody, and
/// is not sealed; why somebody does not travel is told under that person's key.
impl Facts for ConvoyFact {
    const SET: &'static str = "transfer";
    fn subject(&self) -> Option<SubjectId> {
        match self {
            ConvoyFact::PersonUnlisted { person, .. } => Some((*person).into()),
            _ => None,
        }
    }
    fn stream(&self) -> Option<StreamId> {
        Some(self.convoy().into())
    }
}

impl Facts for RegistrationFact {
    const SET: &'static str = "registration";

    fn subject(&self) -> Option<SubjectId> {
        match self {
            RegistrationFact::PersonErased { .. } => None,
            other => other.person().map(Into::into),
        }
    }

    fn stream(&self) -> Option<StreamId> {
        self.person().map(Into::into).or_else(|| self.household().map(Into::into))
    }
}

//! The facts of registration that others read. A household's facts hold ids only; a person's are sealed under the person's key.

use super::{CardEnd, Change, ConsentGiver, ConsentPurpose, Details, ErasureBasis, LinkBasis, LinkKind, Relationship};
use crate::number::Number;
use kernel::{Date, HouseholdId, LinkId, PersonId, SiteId, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A fact of registration, as others read it. Kinds that are not here are registration's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum RegistrationFact {
    /// A household's record was begun at a site, by a hand-over token or directly.
    HouseholdOpened {
        /// The household.
        household: HouseholdId,
        /// The site that keeps the record.
        site: SiteId,
        /// The token, plain.
        token: Option<String>,
    },
    /// The household was registered under a number, with its head.
    HouseholdRegistered {
        /// The household.
        household: HouseholdId,
        /// Its number.
        number: Number,
        /// Who speaks for it.
        head: PersonId,
        /// The day.
        on: Date,
    },
    /// A person belongs to the household from now on.
    MemberJoined {
        /// The household.
        household: HouseholdId,
        /// Who.
        person: PersonId,
        /// How the member stands to the head.
        relationship: Relationship,
    },
    /// A person no longer belongs to it.
    MemberLeft {
        /// The household.
        household: HouseholdId,
        /// Who.
        person: PersonId,
    },
    /// Another member speaks for the household.
    HeadNamed {
        /// The household.
        household: HouseholdId,
        /// Who.
        head: PersonId,
    },
    /// The members of another household live and decide with this one.
    HouseholdsJoined {
        /// The household that they are with now.
        household: HouseholdId,
        /// The one that they come from.
        from: HouseholdId,
        /// Who came.
        members: Vec<PersonId>,
    },
    /// The record rests while its members are with another household.
    HouseholdRested {
        /// The household that rests.
        household: HouseholdId,
        /// Where its members are.
        with: HouseholdId,
    },
    /// The joining was undone: the members that came from there are there again.
    JoinUndone {
        /// The household that they were with.
        household: HouseholdId,
        /// The one that they came from.
        from: HouseholdId,
    },
    /// The record is in use again, with these members.
    HouseholdResumed {
        /// The household that rested.
        household: HouseholdId,
        /// Who belongs to it.
        members: Vec<PersonId>,
    },
    /// A card was made out.
    CardIssued {
        /// The household.
        household: HouseholdId,
        /// The card's number among the household's cards.
        serial: u16,
        /// The day.
        on: Date,
    },
    /// A card is no longer valid.
    CardEnded {
        /// The household.
        household: HouseholdId,
        /// The card's number among the household's cards.
        serial: u16,
        /// Why.
        why: CardEnd,
    },
    /// A person was registered.
    PersonRegistered {
        /// Who.
        person: PersonId,
        /// Where the person belongs.
        household: HouseholdId,
        /// The site that keeps the record.
        site: SiteId,
        /// The day.
        on: Date,
        /// What the person answered.
        details: Details,
    },
    /// A person's household or site is another one now.
    PersonPlaced {
        /// Who.
        person: PersonId,
        /// Where the person belongs now.
        household: HouseholdId,
        /// The site that keeps the record now.
        site: SiteId,
    },
    /// Answers were corrected; both values stay.
    PersonCorrected {
        /// Who.
        person: PersonId,
        /// The answers that differ.
        changes: Vec<Change>,
        /// What the person said, or what a document shows.
        reason: Text<200>,
    },
    /// The person was asked and answered.
    ConsentAnswered {
        /// Who.
        person: PersonId,
        /// What was asked.
        about: ConsentPurpose,
        /// Yes or no.
        agreed: bool,
        /// Who answered.
        by: ConsentGiver,
        /// The language in which it was asked.
        language: String,
    },
    /// The person took a consent back.
    ConsentWithdrawn {
        /// Who.
        person: PersonId,
        /// What.
        about: ConsentPurpose,
    },
    /// Two persons stand in this relation.
    LinkAsserted {
        /// The first person: the parent, the caregiver.
        person: PersonId,
        /// The link.
        link: LinkId,
        /// Which relation.
        is: LinkKind,
        /// The second person.
        other: PersonId,
        /// On what it rests.
        basis: LinkBasis,
    },
    /// The relation was asserted wrongly, or holds no longer.
    LinkRetracted {
        /// The first person.
        person: PersonId,
        /// The link.
        link: LinkId,
        /// Why.
        reason: Text<200>,
    },
    /// The person's key was destroyed. Has no subject itself: it must stay readable.
    PersonErased {
        /// Who.
        person: PersonId,
        /// Why.
        basis: ErasureBasis,
    },
}

impl RegistrationFact {
    /// The person whose record it is, if it is a person's.
    #[must_use]
    pub const fn person(&self) -> Option<PersonId> {
        match self {
            Self::PersonRegistered { person, .. }
            | Self::PersonPlaced { person, .. }
            | Self::PersonCorrected { person, .. }
            | Self::ConsentAnswered { person, .. }
            | Self::ConsentWithdrawn { person, .. }
            | Self::LinkAsserted { person, .. }
            | Self::LinkRetracted { person, .. }
            | Self::PersonErased { person, .. } => Some(*person),
            _ => None,
        }
    }

    /// The household whose record it is, if it is a household's.
    #[must_use]
    pub const fn household(&self) -> Option<HouseholdId> {
        match self {
            Self::HouseholdOpened { household, .. }
            | Self::HouseholdRegistered { household, .. }
            | Self::MemberJoined { household, .. }
            | Self::MemberLeft { household, .. }
            | Self::HeadNamed { household, .. }
            | Self::HouseholdsJoined { household, .. }
            | Self::HouseholdRested { household, .. }
            | Self::JoinUndone { household, .. }
            | Self::HouseholdResumed { household, .. }
            | Self::CardIssued { household, .. }
            | Self::CardEnded { household, .. } => Some(*household),
            _ => None,
        }
    }
}

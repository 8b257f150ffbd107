//! What registration records. Household facts hold ids only and have no subject; a person's facts are sealed under the
//! person's key, a photo under a key of its own, so that it can be destroyed without the person.

use crate::person::ReceiptForm;
use contracts::handover::plain_token;
use contracts::number::Number;
use contracts::registration::{
    CardEnd, Change, ConsentGiver, ConsentPurpose, Details, ErasureBasis, LinkBasis, LinkKind, Relationship,
};
use kernel::{Date, HouseholdId, LinkId, PersonId, SiteId, StreamId, SubjectId, Text};
use log::Facts;
use serde::{Deserialize, Serialize};

/// A fact of this capability.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum Fact {
    /// A household's record was begun at a site, by a hand-over token or directly.
    HouseholdOpened { household: HouseholdId, site: SiteId, token: Option<String> },
    /// A hand-over token led to a household; stream of the token.
    TokenTaken { token: String, household: HouseholdId },
    /// The household was registered under a number, with its head.
    HouseholdRegistered { household: HouseholdId, number: Number, head: PersonId, on: Date },
    /// A person belongs to the household from now on.
    MemberJoined { household: HouseholdId, person: PersonId, relationship: Relationship },
    /// A person no longer belongs to it.
    MemberLeft { household: HouseholdId, person: PersonId },
    /// Another member speaks for the household.
    HeadNamed { household: HouseholdId, head: PersonId },
    /// The members of another household live and decide with this one.
    HouseholdsJoined { household: HouseholdId, from: HouseholdId, members: Vec<PersonId> },
    /// The record rests while its members are with another household.
    HouseholdRested { household: HouseholdId, with: HouseholdId },
    /// The joining was undone: the members that came from there are there again.
    JoinUndone { household: HouseholdId, from: HouseholdId },
    /// The record is in use again, with these members.
    HouseholdResumed { household: HouseholdId, members: Vec<PersonId> },
    /// A card was made out.
    CardIssued { household: HouseholdId, serial: u16, on: Date },
    /// A card is no longer valid.
    CardEnded { household: HouseholdId, serial: u16, why: CardEnd },

    /// A person was registered.
    PersonRegistered { person: PersonId, household: HouseholdId, site: SiteId, on: Date, details: Details },
    /// A person's household or site is another one now.
    PersonPlaced { person: PersonId, household: HouseholdId, site: SiteId },
    /// Answers were corrected; both values stay.
    PersonCorrected { person: PersonId, changes: Vec<Change>, reason: Text<200> },
    /// A photo, base64 JPEG; sealed under the photo's own key.
    PhotoAttached { person: PersonId, photo: SubjectId, jpeg: String },
    /// The photo's key was destroyed.
    PhotoRemoved { person: PersonId, photo: SubjectId },
    /// The person was asked and answered.
    ConsentAnswered { person: PersonId, about: ConsentPurpose, agreed: bool, by: ConsentGiver, language: String },
    /// The person took a consent back.
    ConsentWithdrawn { person: PersonId, about: ConsentPurpose },
    /// Two persons stand in this relation.
    LinkAsserted { person: PersonId, link: LinkId, is: LinkKind, other: PersonId, basis: LinkBasis },
    /// The relation was asserted wrongly, or holds no longer.
    LinkRetracted { person: PersonId, link: LinkId, reason: Text<200> },
    /// The person received the privacy receipt.
    ReceiptGiven { person: PersonId, form: ReceiptForm, language: String },
    /// The person's key was destroyed. Has no subject itself: it must stay readable.
    PersonErased { person: PersonId, basis: ErasureBasis },
}

impl Fact {
    /// The person whose record it is, if it is a person's.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Fact::PersonRegistered { person, .. }
            | Fact::PersonPlaced { person, .. }
            | Fact::PersonCorrected { person, .. }
            | Fact::PhotoAttached { person, .. }
            | Fact::PhotoRemoved { person, .. }
            | Fact::ConsentAnswered { person, .. }
            | Fact::ConsentWithdrawn { person, .. }
            | Fact::LinkAsserted { person, .. }
            | Fact::LinkRetracted { person, .. }
            | Fact::ReceiptGiven { person, .. }
            | Fact::PersonErased { person, .. } => Some(*person),
            _ => None,
        }
    }

    /// The household whose record it is, if it is a household's.
    #[must_use]
    pub fn household(&self) -> Option<HouseholdId> {
        match self {
            Fact::HouseholdOpened { household, .. }
            | Fact::HouseholdRegistered { household, .. }
            | Fact::MemberJoined { household, .. }
            | Fact::MemberLeft { household, .. }
            | Fact::HeadNamed { household, .. }
            | Fact::HouseholdsJoined { household, .. }
            | Fact::HouseholdRested { household, .. }
            | Fact::JoinUndone { household, .. }
            | Fact::HouseholdResumed { household, .. }
            | Fact::CardIssued { household, .. }
            | Fact::CardEnded { household, .. } => Some(*household),
            _ => None,
        }
    }
}

impl Facts for Fact {
    const SET: &'static str = "registration";

    fn subject(&self) -> Option<SubjectId> {
        match self {
            Fact::PersonErased { .. } => None,
            Fact::PhotoAttached { photo, .. } => Some(*photo),
            other => other.person().map(Into::into),
        }
    }

    fn stream(&self) -> Option<StreamId> {
        match self {
            Fact::TokenTaken { token, .. } => Some(token_stream(token)),
            other => other.person().map(Into::into).or_else(|| other.household().map(Into::into)),
        }
    }
}

/// The stream that remembers which household a token led to.
#[must_use]
pub fn token_stream(token: &str) -> StreamId {
    access::gate::derived_stream("registration token", plain_token(token).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::registration::RegistrationFact;

    /// One fact of every kind, and whether others read it.
    fn each_kind() -> Vec<(Fact, bool)> {
        let (household, other) = (HouseholdId(uuid::Uuid::from_u128(1)), HouseholdId(uuid::Uuid::from_u128(2)));
        let (person, relative) = (PersonId(uuid::Uuid::from_u128(3)), PersonId(uuid::Uuid::from_u128(4)));
        let (link, site) = (LinkId(uuid::Uuid::from_u128(5)), SiteId(uuid::Uuid::from_u128(6)));
        let (photo, on, members) = (SubjectId(uuid::Uuid::from_u128(7)), "2026-11-24".parse().unwrap(), vec![person]);
        let (reason, language) = (Text::parse("an old document").unwrap(), "ar".to_owned());
        let number = Number::draw(|n| [u8::try_from(n).unwrap(); 11], |_| Ok::<_, ()>(false)).unwrap();
        let details = Details::example();
        let changes = details.changes(&Details { origin: None, ..details.clone() });
        let (about, by) = (ConsentPurpose::Tracing, ConsentGiver::Caregiver);
        vec![
            (Fact::HouseholdOpened { household, site, token: Some("7F3K22QD".into()) }, true),
            (Fact::TokenTaken { token: "7F3K22QD".into(), household }, false),
            (Fact::HouseholdRegistered { household, number, head: person, on }, true),
            (Fact::MemberJoined { household, person, relationship: Relationship::NotRelated }, true),
            (Fact::MemberLeft { household, person }, true),
            (Fact::HeadNamed { household, head: person }, true),
            (Fact::HouseholdsJoined { household, from: other, members: members.clone() }, true),
            (Fact::HouseholdRested { household, with: other }, true),
            (Fact::JoinUndone { household, from: other }, true),
            (Fact::HouseholdResumed { household, members }, true),
            (Fact::CardIssued { household, serial: 1, on }, true),
            (Fact::CardEnded { household, serial: 1, why: CardEnd::Lost }, true),
            (Fact::PersonRegistered { person, household, site, on, details }, true),
            (Fact::PersonPlaced { person, household, site }, true),
            (Fact::PersonCorrected { person, changes, reason: reason.clone() }, true),
            (Fact::PhotoAttached { person, photo, jpeg: String::new() }, false),
            (Fact::PhotoRemoved { person, photo }, false),
            (Fact::ConsentAnswered { person, about, agreed: true, by, language: language.clone() }, true),
            (Fact::ConsentWithdrawn { person, about }, true),
            (
                Fact::LinkAsserted {
                    person,
                    link,
                    is: LinkKind::CaregiverOf,
                    other: relative,
                    basis: LinkBasis::Observed,
                },
                true,
            ),
            (Fact::LinkRetracted { person, link, reason }, true),
            (Fact::ReceiptGiven { person, form: ReceiptForm::Printed, language }, false),
            (Fact::PersonErased { person, basis: ErasureBasis::Requested }, true),
        ]
    }

    #[test]
    fn what_others_read_is_what_was_recorded_in_each_of_its_fields() {
        for (fact, public) in each_kind() {
            let stored = serde_json::to_value(&fact).unwrap();
            let read = serde_json::from_value::<RegistrationFact>(stored.clone());
            assert_eq!(read.is_ok(), public, "{stored}");
            let Ok(read) = read else { continue };
            assert_eq!(serde_json::to_value(&read).unwrap(), stored);
            assert_eq!((read.subject(), read.stream()), (fact.subject(), fact.stream()), "{stored}");
            let kind = stored.get("kind").unwrap().as_str().unwrap();
            assert_eq!(RegistrationFact::version(kind), Fact::version(kind), "{kind}");
        }
    }

    #[test]
    fn each_kind_is_tried() {
        // The parser of the facts names every kind that it knows when it meets one that it does not.
        let unknown = serde_json::from_str::<Fact>(r#"{"kind":"none","body":{}}"#).unwrap_err().to_string();
        let known: std::collections::BTreeSet<&str> = unknown.split('`').skip(3).step_by(2).collect();
        let tried: Vec<String> = each_kind()
            .iter()
            .map(|(fact, _)| serde_json::to_value(fact).unwrap()["kind"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(tried.iter().map(String::as_str).collect::<std::collections::BTreeSet<_>>(), known);
    }

    #[test]
    fn a_token_is_the_same_however_it_is_written() {
        assert_eq!(token_stream("MN1:7F3K-22"), token_stream(" 7f3k 22 "));
        assert_ne!(token_stream("7F3K22"), token_stream("7F3K23"));
    }
}

//! A household: the people who live and decide together, their head, their card.

use crate::{card::Card, facts::Fact};
use contracts::{number::Number, registration::Relationship};
use kernel::{HouseholdId, PersonId, SiteId};

/// A member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub person: PersonId,
    /// How the member stands to the head.
    pub relationship: Relationship,
    /// The household with which the member came when two were joined.
    pub came_with: Option<HouseholdId>,
}

/// A household.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Household {
    /// The site that keeps the record; `None` until it is opened.
    pub site: Option<SiteId>,
    /// Its number, once registered.
    pub number: Option<Number>,
    /// Who speaks for it.
    pub head: Option<PersonId>,
    /// Those of its own people who spoke for it, the last one last: who speaks again when a joining is undone.
    pub spoke: Vec<PersonId>,
    /// Members in the order in which they came.
    pub members: Vec<Member>,
    /// The last card made out.
    pub card: Option<Card>,
    /// Whom the record rests with, while its members are with another household.
    pub rests_with: Option<HouseholdId>,
    /// Households whose members were joined to this one.
    pub joined: Vec<HouseholdId>,
}

impl Household {
    /// The member, if the person is one.
    #[must_use]
    pub fn member(&self, person: PersonId) -> Option<&Member> {
        self.members.iter().find(|member| member.person == person)
    }

    /// The members' ids, in order.
    #[must_use]
    pub fn people(&self) -> Vec<PersonId> {
        self.members.iter().map(|member| member.person).collect()
    }

    /// Whether nobody of its own would stay if these went. Who came with another household may go back with it at any time.
    #[must_use]
    pub fn is_left_empty(&self, leaving: &[PersonId]) -> bool {
        let has_own = self.members.iter().any(|member| member.came_with.is_none());
        let stays = |member: &Member| !leaving.contains(&member.person) && (member.came_with.is_none() || !has_own);
        !self.members.iter().any(stays)
    }

    pub(crate) fn apply(&mut self, fact: &Fact) {
        match fact {
            Fact::HouseholdOpened { site, .. } => self.site = Some(*site),
            Fact::HouseholdRegistered { number, head, .. } => {
                self.number = Some(number.clone());
                (self.head, self.spoke) = (Some(*head), vec![*head]);
            }
            Fact::MemberJoined { person, relationship, .. } => self.add(*person, *relationship, None),
            Fact::MemberLeft { person, .. } => {
                self.members.retain(|member| member.person != *person);
                self.spoke.retain(|spoke| spoke != person);
                self.head = self.head.filter(|head| head != person);
            }
            Fact::HeadNamed { head, .. } => self.name_head(*head),
            Fact::HouseholdsJoined { from, members, .. } => {
                for person in members {
                    self.add(*person, Relationship::OtherRelative, Some(*from));
                }
                self.joined.push(*from);
            }
            Fact::HouseholdRested { with, .. } => self.rests_with = Some(*with),
            Fact::JoinUndone { from, .. } => {
                self.members.retain(|member| member.came_with != Some(*from));
                self.joined.retain(|other| other != from);
            }
            Fact::HouseholdResumed { members, .. } => {
                self.members.retain(|member| members.contains(&member.person));
                self.head = self.head.filter(|head| members.contains(head)).or(members.first().copied());
                self.rests_with = None;
            }
            Fact::CardIssued { serial, on, .. } => {
                self.card = Some(Card { serial: *serial, issued: *on, ended: None });
            }
            Fact::CardEnded { serial, why, .. } => {
                if let Some(card) = self.card.as_mut().filter(|card| card.serial == *serial) {
                    card.ended = Some(*why);
                }
            }
            _ => {}
        }
    }

    fn add(&mut self, person: PersonId, relationship: Relationship, came_with: Option<HouseholdId>) {
        if self.member(person).is_none() {
            self.members.push(Member { person, relationship, came_with });
        }
    }

    fn name_head(&mut self, head: PersonId) {
        for member in &mut self.members {
            if member.person == head {
                member.relationship = Relationship::Head;
            } else if member.relationship == Relationship::Head {
                member.relationship = Relationship::OtherRelative;
            }
        }
        if self.member(head).is_some_and(|member| member.came_with.is_none()) {
            self.spoke.retain(|spoke| *spoke != head);
            self.spoke.push(head);
        }
        self.head = Some(head);
    }
}

//! A case as its facts tell, and who may work on it.

use crate::{
    facts::{CaseRef, Fact},
    record::Refusal,
    words::{CaseType, EntryId},
};
use kernel::{ActorId, PersonId, SiteId};
use std::collections::{BTreeMap, BTreeSet};

/// A case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Case {
    /// Which, and the person for whom it was opened; `None` when there is no such case, or the person was erased.
    pub on: Option<CaseRef>,
    /// Where it is kept.
    pub site: Option<SiteId>,
    /// What it is about.
    pub about: Option<CaseType>,
    /// Who works on it.
    pub owner: Option<ActorId>,
    /// Who answers for it.
    pub supervisor: Option<ActorId>,
    /// Other people it is about.
    pub others: BTreeSet<PersonId>,
    /// Whether it is open.
    pub state: CaseState,
    /// Actions of the plan that are not ended.
    pub actions: BTreeSet<EntryId>,
    /// Decisions, and what became of them.
    pub decisions: BTreeMap<EntryId, Decision>,
    /// To whom it is offered.
    pub offer: Option<Offer>,
}

/// Whether a case is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CaseState {
    /// Somebody works on it.
    #[default]
    Open,
    /// The owner asked to close it.
    Closing,
    /// It is closed.
    Closed,
}

/// What became of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// The supervisor has not ruled.
    Proposed,
    /// The supervisor has.
    Ruled,
}

/// An offer to hand the case over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// To whom.
    pub to: ActorId,
}

impl Case {
    /// Whether only owner and supervisor may know of it.
    #[must_use]
    pub fn is_restricted(&self) -> bool {
        self.about.is_some_and(CaseType::is_restricted)
    }

    /// The site by which access is decided. Of a restricted case the circle decides, wherever its members work.
    #[must_use]
    pub fn site_of_access(&self) -> Option<SiteId> {
        self.site.filter(|_| !self.is_restricted())
    }

    /// Whether this user is its owner or its named supervisor.
    #[must_use]
    pub fn in_circle(&self, actor: ActorId) -> bool {
        self.owner == Some(actor) || self.supervisor == Some(actor)
    }

    /// The case, if this user may know that there is one.
    pub fn seen_by(&self, actor: ActorId) -> Result<CaseRef, Refusal> {
        let on = self.on.ok_or(Refusal::NotFound)?;
        if self.is_restricted() && !self.in_circle(actor) { Err(Refusal::NotFound) } else { Ok(on) }
    }

    /// The case, if this user works on it and it is not closed.
    pub fn worked_by(&self, actor: ActorId) -> Result<CaseRef, Refusal> {
        let on = self.seen_by(actor)?;
        if !self.in_circle(actor) {
            return Err(Refusal::NotYours);
        }
        if self.state == CaseState::Closed { Err(Refusal::Closed) } else { Ok(on) }
    }

    /// The case, if this user may rule on what its owner asks: the named supervisor; where none is named, any supervisor but the owner.
    pub fn ruled_by(&self, actor: ActorId) -> Result<CaseRef, Refusal> {
        let on = self.seen_by(actor)?;
        match self.supervisor {
            _ if self.owner == Some(actor) => Err(Refusal::Oneself),
            Some(supervisor) if supervisor != actor => Err(Refusal::NotYours),
            _ if self.state == CaseState::Closed => Err(Refusal::Closed),
            _ => Ok(on),
        }
    }

    pub(crate) fn apply(&mut self, fact: &Fact) {
        match fact {
            Fact::CaseOpened { on, site, about, owner, supervisor, .. } => {
                (self.on, self.site, self.about) = (Some(*on), Some(*site), Some(*about));
                (self.owner, self.supervisor) = (Some(*owner), *supervisor);
            }
            Fact::SubjectAdded { person, .. } => _ = self.others.insert(*person),
            Fact::SupervisorNamed { supervisor, .. } => self.supervisor = Some(*supervisor),
            Fact::CaseAssigned { owner, .. } => (self.owner, self.offer) = (Some(*owner), None),
            Fact::ActionPlanned { action, .. } => _ = self.actions.insert(*action),
            Fact::ActionEnded { action, .. } => _ = self.actions.remove(action),
            Fact::DecisionProposed { decision, .. } => _ = self.decisions.insert(*decision, Decision::Proposed),
            Fact::DecisionRuled { decision, .. } => _ = self.decisions.insert(*decision, Decision::Ruled),
            Fact::HandoverOffered { to, .. } => self.offer = Some(Offer { to: *to }),
            Fact::HandoverAnswered { by, accepted, site, .. } => {
                self.offer = None;
                if *accepted {
                    (self.owner, self.site) = (Some(*by), Some(*site));
                }
            }
            Fact::ClosureAsked { .. } => self.state = CaseState::Closing,
            Fact::ClosureRuled { agreed, .. } => {
                self.state = if *agreed { CaseState::Closed } else { CaseState::Open };
            }
            Fact::CaseReopened { .. } => self.state = CaseState::Open,
            _ => {}
        }
    }
}

#[cfg(test)]
pub(crate) mod tests_support {
    use super::*;
    use crate::{
        facts::{Counted, FlagRef},
        record::Record,
        subject::Subject,
    };
    use kernel::{Sex, StreamId, Text};
    use log::{At, Past};
    use uuid::Uuid;

    /// Circumstances at a site.
    pub fn at() -> At {
        let mut at = At::example();
        at.site = Some(SiteId(Uuid::from_u128(5)));
        at
    }

    /// The same, as somebody else.
    pub fn stranger() -> At {
        acting(99)
    }

    /// The same, as the supervisor of [`opened`].
    pub fn boss() -> At {
        acting(7)
    }

    fn acting(actor: u128) -> At {
        let mut at = at();
        at.actor = ActorId(Uuid::from_u128(actor));
        at
    }

    pub fn found() -> Subject {
        let name = contracts::registration::Details::example().name;
        Subject { site: at().site.unwrap(), name, counted: Counted { sex: Sex::Female, child: true } }
    }

    pub fn past(stream: StreamId, facts: &[Fact]) -> Past<Record> {
        Past::given(stream, facts)
    }

    pub fn supervises(worker: ActorId) -> Fact {
        enters(worker, true)
    }

    pub fn enters(worker: ActorId, supervises: bool) -> Fact {
        let text = |text| Text::parse(text).unwrap();
        Fact::WorkerEntered { worker, site: at().site.unwrap(), name: text("N"), organisation: text("O"), supervises }
    }

    pub fn flag(person: PersonId, flag: &FlagRef, restricted: bool) -> Fact {
        Fact::FlagRaised {
            person,
            flag: flag.clone(),
            site: at().site.unwrap(),
            sheet: "child".parse().unwrap(),
            version: 1,
            digest: None,
            urgency: "hours_24".into(),
            because: Default::default(),
            due: at().now,
            review_by: at().today(),
            restricted,
            supervisor: None,
        }
    }

    pub fn need_of(person: PersonId, flag: &FlagRef) -> Fact {
        Fact::NeedRaised {
            person,
            need: Uuid::from_u128(3).into(),
            site: at().site.unwrap(),
            code: "SC-UC".into(),
            flag: Some(flag.clone()),
            review_by: at().today().plus_days(30),
            restricted: false,
            supervisor: None,
            counted: found().counted,
        }
    }

    pub fn on() -> CaseRef {
        CaseRef { case: Uuid::from_u128(20).into(), person: PersonId(Uuid::from_u128(1)) }
    }

    /// A case of the actor of [`at`], with the supervisor of [`boss`] where it is restricted.
    pub fn opened(about: CaseType) -> Fact {
        Fact::CaseOpened {
            on: on(),
            site: at().site.unwrap(),
            about,
            reason: Text::parse("r").unwrap(),
            organisation: Text::parse("O").unwrap(),
            owner: at().actor,
            supervisor: about.is_restricted().then_some(boss().actor),
            name: found().name,
            counted: found().counted,
        }
    }

    /// The past of that case, and then these facts.
    pub fn case(about: CaseType, then: &[Fact]) -> Past<Record> {
        past(on().case.into(), &[&[opened(about)], then].concat())
    }

    #[test]
    fn a_restricted_case_does_not_exist_for_those_outside_its_circle() {
        for about in [CaseType::Gbv, CaseType::Trafficking] {
            let case = &case(about, &[]).main().case.clone();
            assert_eq!(case.seen_by(stranger().actor), Err(Refusal::NotFound));
            assert_eq!(case.worked_by(stranger().actor), Err(Refusal::NotFound));
            assert_eq!(case.ruled_by(stranger().actor), Err(Refusal::NotFound));
            assert!(case.worked_by(at().actor).is_ok() && case.ruled_by(boss().actor).is_ok());
        }
    }

    #[test]
    fn an_ordinary_case_is_known_to_colleagues_and_worked_on_by_its_owner() {
        let case = &case(CaseType::Child, &[]).main().case.clone();
        assert!(case.seen_by(stranger().actor).is_ok());
        assert_eq!(case.worked_by(stranger().actor), Err(Refusal::NotYours));
        assert_eq!(case.ruled_by(at().actor), Err(Refusal::Oneself));
        assert!(case.ruled_by(stranger().actor).is_ok(), "no supervisor is named");
    }
}

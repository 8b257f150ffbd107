//! A procedure as its facts tell, who may work on it, and what is to be done next. The same fold serves decisions and pages.

use super::{Assessment, Document, Step};
use crate::{
    care::{Care, Caregiver},
    facts::{Fact, ProcedureRef},
    panel::Panel,
    record::Refusal,
    words::{Outcome, Stage, Telling, Why},
};
use kernel::{ActorId, Date, Moment, SiteId, StepId};
use log::{Header, State};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A procedure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Procedure {
    /// Which, and for whom; `None` when there is none, or the child was erased.
    pub on: Option<ProcedureRef>,
    /// Where it is kept.
    pub site: Option<SiteId>,
    /// Who works on it.
    pub owner: Option<ActorId>,
    /// Who answers for it.
    pub supervisor: Option<ActorId>,
    /// Why it was opened, as a word and in words.
    pub why: Option<(Why, String)>,
    /// When.
    pub opened: Option<Moment>,
    /// What is known and recommended.
    pub assessment: Option<Heard<Assessment>>,
    /// Those who care or may care for the child.
    pub caregivers: BTreeMap<StepId, Caregiver>,
    /// How the child is and was cared for.
    pub care: BTreeMap<StepId, Care>,
    /// Its documents.
    pub documents: BTreeMap<StepId, Heard<Document>>,
    /// The panel.
    pub panel: Option<Panel>,
    /// What was decided, and when it must be looked at again.
    pub decision: Option<Heard<(String, Date)>>,
    /// How the child was told, and what it said.
    pub told: Option<Heard<(Telling, Option<String>)>>,
    /// What the officer asked for at the end.
    pub closing: Option<Closing>,
}

/// Something that somebody said or wrote, and what the supervisor said to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard<T> {
    /// What.
    pub what: T,
    /// Who.
    pub by: ActorId,
    /// When.
    pub at: Moment,
    /// The ruling.
    pub ruling: Option<Ruling>,
}

/// What the supervisor said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// Yes or no.
    pub agreed: bool,
    /// Why.
    pub reason: Option<String>,
    /// When.
    pub at: Moment,
}

/// The wish to close it.
pub type Closing = Heard<(Outcome, String)>;

impl<T> Heard<T> {
    pub(crate) const fn new(what: T, header: &Header) -> Self {
        Self { what, by: header.actor, at: header.happened_from, ruling: None }
    }

    /// Whether the supervisor agreed.
    #[must_use]
    pub fn is_agreed(&self) -> bool {
        self.ruling.as_ref().is_some_and(|ruling| ruling.agreed)
    }
}

impl Procedure {
    /// What is to be done next.
    #[must_use]
    pub fn stage(&self) -> Stage {
        match &self.closing {
            Some(closing) if closing.is_agreed() => return Stage::Closed,
            Some(closing) if closing.ruling.is_none() => return Stage::Closing,
            _ => {}
        }
        let Some(assessment) = &self.assessment else { return Stage::Assess };
        match &assessment.ruling {
            None => return Stage::Approve,
            Some(ruling) if !ruling.agreed => return Stage::Assess,
            Some(_) => {}
        }
        if assessment.what.panel {
            match &self.panel {
                None => return Stage::CallPanel,
                Some(panel) if self.decision.is_none() && !panel.is_heard() => return Stage::Opinions,
                Some(_) if self.decision.is_none() => return Stage::Decide,
                Some(_) => {}
            }
        }
        if self.told.is_none() { Stage::Tell } else { Stage::FollowUp }
    }

    /// The first day on which a decision or an arrangement of care must be looked at again.
    #[must_use]
    pub fn review_by(&self) -> Option<Date> {
        let care = self.care.values().filter(|care| care.ended.is_none()).map(|care| care.arrangement.what.review_by);
        care.chain(self.decision.iter().map(|decision| decision.what.1)).min()
    }

    /// Whether this user may know of it: who works on it, who answers for it, and the panel.
    #[must_use]
    pub fn is_known_to(&self, actor: ActorId) -> bool {
        self.readers().any(|reader| reader == actor)
    }

    /// Everybody who may know of it.
    pub fn readers(&self) -> impl Iterator<Item = ActorId> {
        let panel = self.panel.iter().flat_map(|panel| panel.members.keys().copied());
        self.owner.into_iter().chain(self.supervisor).chain(panel)
    }

    /// The procedure, if this user works on it and it is open.
    pub(crate) fn worked_by(&self, actor: ActorId) -> Result<ProcedureRef, Refusal> {
        let ours = self.owner == Some(actor) || self.supervisor == Some(actor);
        self.open(ours)
    }

    /// The procedure, if this user rules on it and it is open.
    pub(crate) fn ruled_by(&self, actor: ActorId) -> Result<ProcedureRef, Refusal> {
        self.open(self.supervisor == Some(actor) && self.owner != Some(actor))
    }

    fn open(&self, ours: bool) -> Result<ProcedureRef, Refusal> {
        let on = self.on.filter(|_| ours).ok_or(Refusal::NotFound)?;
        if self.stage() == Stage::Closed { Err(Refusal::Closed) } else { Ok(on) }
    }

    /// Another recommendation: opinions on the one before, and what the child was told of it, do not stand for this one.
    fn written(&mut self, assessment: Heard<Assessment>) {
        self.assessment = Some(assessment);
        self.told = None;
        self.panel.iter_mut().flat_map(|panel| panel.members.values_mut()).for_each(|opinion| *opinion = None);
    }

    fn ruled(&mut self, step: &Step, ruling: Ruling) {
        let place = match step {
            Step::Assessment => self.assessment.as_mut().map(|heard| &mut heard.ruling),
            Step::Closing => self.closing.as_mut().map(|heard| &mut heard.ruling),
            Step::Caregiver(id) => self.caregivers.get_mut(id).map(|caregiver| &mut caregiver.check.ruling),
        };
        if let Some(place) = place {
            *place = Some(ruling);
        }
    }
}

impl State for Procedure {
    type Fact = Fact;

    fn apply(&mut self, fact: &Fact, header: &Header) {
        match fact.clone() {
            Fact::ProcedureOpened { on, site, owner, supervisor, why, reason } => {
                (self.on, self.site, self.owner, self.supervisor) =
                    (Some(on), Some(site), Some(owner), Some(supervisor));
                (self.why, self.opened) = (Some((why, reason.to_string())), Some(header.happened_from));
            }
            Fact::AssessmentWritten { assessment, .. } => self.written(Heard::new(assessment, header)),
            Fact::CaregiverChecked { caregiver, check, .. } => {
                self.caregivers.insert(caregiver, Caregiver { check: Heard::new(check, header) });
            }
            Fact::CareArranged { care, arrangement, .. } => {
                self.care.insert(care, Care { arrangement: Heard::new(arrangement, header), ended: None });
            }
            Fact::CareEnded { care, day, reason, .. } => {
                if let Some(care) = self.care.get_mut(&care) {
                    care.ended = Some((day, reason.to_string()));
                }
            }
            Fact::DocumentListed { document, described, .. } => {
                self.documents.insert(document, Heard::new(described, header));
            }
            Fact::StepRuled { step, agreed, reason, .. } => {
                let reason = reason.map(|reason| reason.to_string());
                self.ruled(&step, Ruling { agreed, reason, at: header.happened_from });
            }
            Fact::PanelCalled { members, day, .. } => {
                let panel = self.panel.take();
                self.panel = Some(Panel::called(members, day, panel));
            }
            Fact::OpinionGiven { member, opinion, text, .. } => {
                let said = (opinion, text.map(|text| text.to_string()));
                if let Some(place) = self.panel.as_mut().and_then(|panel| panel.members.get_mut(&member)) {
                    *place = Some(Heard::new(said, header));
                }
            }
            Fact::DecisionTaken { text, review_by, .. } => {
                self.decision = Some(Heard::new((text.to_string(), review_by), header));
            }
            Fact::ChildTold { how, said, .. } => {
                self.told = Some(Heard::new((how, said.map(|said| said.to_string())), header));
            }
            Fact::ProcedureGiven { owner, .. } => self.owner = Some(owner),
            Fact::ClosingAsked { outcome, summary, .. } => {
                self.closing = Some(Heard::new((outcome, summary.to_string()), header));
            }
        }
    }
}

#[cfg(test)]
pub(crate) mod tests_support {
    use super::*;
    use crate::words::Opinion;
    use kernel::{PersonId, ProcedureId, Text};
    use log::{At, Past};
    use uuid::Uuid;

    pub fn text<const N: usize>(text: &str) -> Text<N> {
        Text::parse(text).unwrap()
    }

    pub fn acting(actor: u128) -> At {
        let mut at = At::example();
        (at.actor, at.site) = (who(actor), Some(SiteId(Uuid::from_u128(5))));
        at
    }

    pub fn who(actor: u128) -> ActorId {
        ActorId(Uuid::from_u128(actor))
    }

    /// The officer of [`opened`].
    pub fn officer() -> At {
        acting(1)
    }

    /// Its supervisor.
    pub fn boss() -> At {
        acting(2)
    }

    pub fn on() -> ProcedureRef {
        ProcedureRef { procedure: ProcedureId(Uuid::from_u128(20)), child: PersonId(Uuid::from_u128(30)) }
    }

    pub fn step(n: u128) -> StepId {
        StepId(Uuid::from_u128(n))
    }

    pub fn opened() -> Fact {
        let (owner, supervisor) = (officer().actor, boss().actor);
        Fact::ProcedureOpened {
            on: on(),
            site: officer().site.unwrap(),
            owner,
            supervisor,
            why: Why::Alone,
            reason: text("r"),
        }
    }

    pub fn assessed(panel: bool) -> [Fact; 2] {
        let assessment = Assessment { panel, ..Assessment::example() };
        let ruled = Fact::StepRuled { on: on(), step: Step::Assessment, agreed: true, reason: None };
        [Fact::AssessmentWritten { on: on(), assessment }, ruled]
    }

    /// The past of that procedure, and then these facts.
    pub fn past(then: &[Fact]) -> Past<Procedure> {
        Past::given(on().procedure.into(), &[&[opened()], then].concat())
    }

    #[test]
    fn what_is_next_follows_from_what_was_done() {
        let stage = |then: &[Fact]| past(then).main().stage();
        let [written, agreed] = assessed(true);
        assert_eq!(stage(&[]), Stage::Assess);
        assert_eq!(stage(std::slice::from_ref(&written)), Stage::Approve);
        assert_eq!(stage(&[written.clone(), agreed.clone()]), Stage::CallPanel);
        let no =
            Fact::StepRuled { on: on(), step: Step::Assessment, agreed: false, reason: Some(text("ask the aunt")) };
        assert_eq!(stage(&[written.clone(), no]), Stage::Assess, "it is written again");
        let called = Fact::PanelCalled { on: on(), members: [who(7), who(8)].into(), day: officer().today() };
        assert_eq!(stage(&[written, agreed, called]), Stage::Opinions);
        assert_eq!(stage(&assessed(false)), Stage::Tell);
    }

    #[test]
    fn another_recommendation_is_judged_and_told_anew() {
        let said = |member| Fact::OpinionGiven { on: on(), member: who(member), opinion: Opinion::Agrees, text: None };
        let called = Fact::PanelCalled { on: on(), members: [who(7), who(8)].into(), day: officer().today() };
        let heard = [assessed(true).to_vec(), vec![called, said(7), said(8)]].concat();
        assert_eq!(past(&heard).main().stage(), Stage::Decide);
        assert_eq!(past(&[heard, assessed(true).to_vec()].concat()).main().stage(), Stage::Opinions);
        let told = Fact::ChildTold { on: on(), how: Telling::InPerson, language: "ar".parse().unwrap(), said: None };
        let again = [assessed(false).to_vec(), vec![told], assessed(false).to_vec()].concat();
        assert_eq!(past(&again).main().stage(), Stage::Tell);
    }
}

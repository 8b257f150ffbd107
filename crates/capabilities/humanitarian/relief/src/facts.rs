//! What relief records. What leaves the stock is one fact that names nobody; what a person got is sealed under the person's key, so
//! that erasing a person leaves the stock as it is.

use crate::{
    entitlement::{Basis, Rule},
    handout::{Given, TakeBackReason},
    item::Unit,
    stock::{CountReason, Line},
    supply::Rate,
};
use kernel::{
    ConsignmentId, CountId, EntitlementId, HandOutId, HouseholdId, ItemId, PersonId, SiteId, StreamId, SubjectId, Text,
};
use log::Facts;
use serde::{Deserialize, Serialize};

/// A fact of this capability.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum Fact {
    /// An item was described.
    ItemDefined { item: ItemId, code: Text<12>, name: Text<60>, unit: Unit },
    /// People at a site are entitled to so much of an item.
    EntitlementDefined {
        entitlement: EntitlementId,
        site: SiteId,
        item: ItemId,
        quantity: u32,
        basis: Basis,
        rule: Rule,
    },
    /// They are entitled to it no more.
    EntitlementEnded { entitlement: EntitlementId, why: Text<200> },

    /// Items left a site for another.
    StockSent { consignment: ConsignmentId, from: SiteId, to: SiteId, lines: Vec<Line> },
    /// Items arrived, with so many counted; `from` in words where they came from outside.
    StockReceived { consignment: ConsignmentId, site: SiteId, from: Option<Text<80>>, lines: Vec<Line> },
    /// So many were found on the shelf; `expected` is what this node thought.
    StockCounted {
        count: CountId,
        site: SiteId,
        item: ItemId,
        counted: u32,
        expected: i64,
        why: Option<CountReason>,
        note: Option<Text<200>>,
    },

    /// Items were handed out to so many people; `note` says to whom, where they have no record yet.
    HandedOut { handout: HandOutId, site: SiteId, people: u16, lines: Vec<Line>, note: Option<Text<200>> },
    /// A person got these, alone or with others; `reason` says why, where the rules did not foresee it.
    ItemsGiven {
        handout: HandOutId,
        site: SiteId,
        person: PersonId,
        household: HouseholdId,
        lines: Vec<Given>,
        reason: Option<Text<200>>,
    },
    /// A hand-out counts no more; `restock` says whether the items are on the shelf again. `note` is of people without a record: what is
    /// said of others is a fact of its own, so that erasing them leaves the stock as it is.
    HandOutTakenBack { handout: HandOutId, why: TakeBackReason, note: Option<Text<200>>, restock: bool },
    /// What is said of a hand-out that was taken back; told under the key of `person`, one of those who had got it.
    TakingBackExplained { handout: HandOutId, person: PersonId, note: Text<200> },

    /// People at a site use so much of an item, by somebody's figure.
    RateStated { site: SiteId, item: ItemId, rate: Rate, source: Text<120> },
    /// Somebody looked at a question and says how it stands; told under the key of `person`, one of those whom it is about.
    QuestionSettled {
        site: SiteId,
        question: Text<80>,
        note: Text<200>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<PersonId>,
    },
}

impl Facts for Fact {
    const SET: &'static str = "relief";

    fn subject(&self) -> Option<SubjectId> {
        match self {
            Fact::ItemsGiven { person, .. } | Fact::TakingBackExplained { person, .. } => Some((*person).into()),
            Fact::QuestionSettled { person, .. } => person.map(Into::into),
            _ => None,
        }
    }

    fn stream(&self) -> Option<StreamId> {
        Some(match self {
            Fact::ItemDefined { item, .. } => (*item).into(),
            Fact::EntitlementDefined { entitlement, .. } | Fact::EntitlementEnded { entitlement, .. } => {
                (*entitlement).into()
            }
            Fact::StockSent { consignment, .. } | Fact::StockReceived { consignment, .. } => (*consignment).into(),
            Fact::StockCounted { count, .. } => (*count).into(),
            Fact::HandedOut { handout, .. }
            | Fact::HandOutTakenBack { handout, .. }
            | Fact::TakingBackExplained { handout, .. } => (*handout).into(),
            Fact::ItemsGiven { person, .. } => person_stream(*person),
            Fact::RateStated { site, item, .. } => rate_stream(*site, *item),
            Fact::QuestionSettled { site, .. } => site_stream(*site),
        })
    }
}

/// The stream of what a person got.
#[must_use]
pub fn person_stream(person: PersonId) -> StreamId {
    access::gate::derived_stream("relief person", &person.bytes())
}

/// The stream of an item's rates at a site.
#[must_use]
pub fn rate_stream(site: SiteId, item: ItemId) -> StreamId {
    access::gate::derived_stream("relief rate", &[site.bytes(), item.bytes()].concat())
}

/// The stream of what was settled at a site.
#[must_use]
pub fn site_stream(site: SiteId) -> StreamId {
    access::gate::derived_stream("relief site", &site.bytes())
}

//! What the erasure of records leaves: ids that lead nowhere, the totals of their days, the numbers of their lanes.

use super::{basis::ErasureBasis, problem::ErasureError};
use crate::facts::CrossingFact;
use kernel::{CrossingId, Date, GroupId, LaneId, Moment, PersonId, SiteId, StreamId, SubjectId};
use log::At;
use serde::{Deserialize, Serialize};

/// A traveller whose key is destroyed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasedTraveller {
    /// Whose key it was.
    pub traveller: PersonId,
    /// The stream of their crossings.
    pub stream: StreamId,
    /// Their crossings.
    pub crossings: Vec<CrossingId>,
}

/// What a day's report keeps of erased records: how many people came and left. Sex, age, nationality, document and hour go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayLeft {
    /// The post.
    pub site: SiteId,
    /// The day.
    pub day: Date,
    /// People who came.
    pub entries: i64,
    /// People who left.
    pub exits: i64,
    /// Groups pre-registered.
    pub groups: i64,
    /// People in them.
    pub group_people: i64,
}

/// The numbers of a lane on the board at the moment of an erasure, which could not be counted again without the records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaneLeft {
    /// The lane.
    pub lane: LaneId,
    /// People waiting, and when they were last counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<(i64, Moment)>,
    /// People recorded, by slot of five minutes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recorded: Vec<(i64, i64)>,
}

/// Records whose keys are destroyed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    /// Travellers with all their crossings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub travellers: Vec<ErasedTraveller>,
    /// Groups.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<GroupId>,
    /// What stays of their days.
    pub days: Vec<DayLeft>,
    /// What stays of their lanes.
    pub lanes: Vec<LaneLeft>,
}

impl Erased {
    /// How many records: travellers and groups.
    #[must_use]
    pub fn records(&self) -> usize {
        self.travellers.len() + self.groups.len()
    }

    /// Crossings and groups, by id.
    pub fn ids(&self) -> impl Iterator<Item = StreamId> + '_ {
        let crossings = self.travellers.iter().flat_map(|erased| &erased.crossings);
        crossings.map(|crossing| StreamId(crossing.0)).chain(self.groups.iter().map(|group| StreamId(group.0)))
    }

    /// Whose keys are destroyed.
    #[must_use]
    pub fn subjects(&self) -> Vec<SubjectId> {
        let travellers = self.travellers.iter().map(|erased| erased.traveller.into());
        travellers.chain(self.groups.iter().map(|group| (*group).into())).collect()
    }

    /// The fact that they were erased, once a second officer has agreed.
    ///
    /// # Errors
    /// [`ErasureError::Alone`]: the gate asks for the second person by the permission; a permission edited by mistake must not
    /// let one act alone.
    pub fn agreed(&self, site: SiteId, basis: ErasureBasis, at: &At) -> Result<Vec<CrossingFact>, ErasureError> {
        let approved_by = at.approved_by.filter(|by| *by != at.actor).ok_or(ErasureError::Alone)?;
        Ok(vec![CrossingFact::RecordsErased { site, basis, erased: Box::new(self.clone()), approved_by }])
    }
}

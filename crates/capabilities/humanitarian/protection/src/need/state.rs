//! A specific need as its facts tell.

use crate::{
    facts::{Fact, FlagRef},
    record::{Record, Refusal},
    words::{NeedId, NeedStatus},
};
use kernel::{ActorId, Date, PersonId, SiteId, Text};
use log::{At, Header, Past};
use std::collections::BTreeMap;

/// A specific need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Where it was raised.
    pub site: SiteId,
    /// Its code.
    pub code: String,
    /// Where it stands.
    pub status: NeedStatus,
    /// The flag that raised it.
    pub flag: Option<FlagRef>,
    /// When it must be looked at again.
    pub review_by: Date,
    /// Whether only who raised it and their supervisor may know.
    pub restricted: bool,
    /// Who raised it.
    pub by: ActorId,
    /// Who answers for that.
    pub supervisor: Option<ActorId>,
}

/// Whether something is still to be done about it.
#[must_use]
pub(crate) const fn is_open(status: NeedStatus) -> bool {
    matches!(status, NeedStatus::Suspected | NeedStatus::Confirmed)
}

pub(crate) fn apply(needs: &mut BTreeMap<NeedId, Need>, fact: &Fact, header: &Header) {
    match fact {
        Fact::NeedRaised { need, site, code, flag, review_by, restricted, supervisor, .. } => {
            let raised = Need {
                site: *site,
                code: code.clone(),
                status: NeedStatus::Suspected,
                flag: flag.clone(),
                review_by: *review_by,
                restricted: *restricted,
                by: header.actor,
                supervisor: *supervisor,
            };
            needs.insert(*need, raised);
        }
        Fact::NeedMoved { need, to, .. } => {
            if let Some(need) = needs.get_mut(need) {
                need.status = *to;
            }
        }
        _ => {}
    }
}

/// The site of a need.
pub(super) fn site_of(past: &Past<Record>, need: NeedId) -> Option<SiteId> {
    past.main().needs.get(&need).map(|need| need.site)
}

/// A need that this user may know of and that is still open.
pub(super) fn open_need<'a>(past: &'a Past<Record>, need: NeedId, at: &At) -> Result<&'a Need, Refusal> {
    let need = past.main().needs.get(&need).ok_or(Refusal::NotFound)?;
    if need.restricted && at.actor != need.by && Some(at.actor) != need.supervisor {
        return Err(Refusal::NotFound);
    }
    if is_open(need.status) { Ok(need) } else { Err(Refusal::Already) }
}

/// The fact that a need stands elsewhere now.
pub(super) fn moved(person: PersonId, need: NeedId, to: NeedStatus, reason: Option<&Text<500>>) -> Vec<Fact> {
    vec![Fact::NeedMoved { person, need, to, reason: reason.cloned() }]
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::{
        case::tests_support::{need_of, past},
        facts::file_stream,
    };

    pub fn flag() -> FlagRef {
        FlagRef { screening: uuid::Uuid::from_u128(2).into(), rule: "unaccompanied".parse().unwrap() }
    }

    /// The past of a person with one suspected need, and then these facts.
    pub fn suspected(person: PersonId, then: &[Fact]) -> (NeedId, Past<Record>) {
        let raised = need_of(person, &flag());
        let Fact::NeedRaised { need, .. } = raised else { panic!() };
        (need, past(file_stream(person), &[&[raised], then].concat()))
    }
}

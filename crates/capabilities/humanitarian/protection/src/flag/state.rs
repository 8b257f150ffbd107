//! A flag: raised by answers, then acted on or overruled. One that nobody looked at in time is shown as expired; no fact says so.

use crate::{
    facts::{Fact, FlagRef},
    record::{Record, Refusal},
};
use kernel::{ActorId, SiteId};
use log::Header;
use std::collections::BTreeMap;

/// A flag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// Where the person was screened.
    pub site: SiteId,
    /// Who screened.
    pub by: ActorId,
    /// Who answers for that.
    pub supervisor: Option<ActorId>,
    /// Whether only these two may know.
    pub restricted: bool,
    /// Where it stands.
    pub state: FlagState,
}

/// Where a flag stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlagState {
    /// Nobody has acted yet.
    Raised,
    /// Somebody acts.
    Taken,
    /// It is not so.
    Overruled,
}

pub(crate) fn apply(flags: &mut BTreeMap<FlagRef, Flag>, fact: &Fact, header: &Header) {
    match fact {
        Fact::FlagRaised { flag, site, restricted, supervisor, .. } => {
            let (site, by, supervisor, restricted) = (*site, header.actor, *supervisor, *restricted);
            flags.insert(flag.clone(), Flag { site, by, supervisor, restricted, state: FlagState::Raised });
        }
        Fact::FlagTaken { flag, .. } => set(flags, flag, FlagState::Taken),
        Fact::FlagOverruled { flag, .. } => set(flags, flag, FlagState::Overruled),
        _ => {}
    }
}

fn set(flags: &mut BTreeMap<FlagRef, Flag>, flag: &FlagRef, state: FlagState) {
    if let Some(flag) = flags.get_mut(flag) {
        flag.state = state;
    }
}

/// A flag that this user may act on and that nobody has acted on yet.
pub(crate) fn open_flag<'a>(file: &'a Record, flag: &FlagRef, actor: ActorId) -> Result<&'a Flag, Refusal> {
    let flag = file.flags.get(flag).ok_or(Refusal::NotFound)?;
    if flag.restricted && actor != flag.by && Some(actor) != flag.supervisor {
        return Err(Refusal::NotFound);
    }
    if flag.state == FlagState::Raised { Ok(flag) } else { Err(Refusal::Already) }
}

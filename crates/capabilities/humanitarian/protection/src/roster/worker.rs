//! Somebody of the staff, as others choose them.

use crate::{
    facts::{Fact, worker_stream},
    record::{Record, Refusal},
};
use kernel::{ActorId, SiteId, Text};
use log::{At, Past};

/// Somebody who works in protection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worker {
    /// Where.
    pub site: SiteId,
    /// For whom.
    pub organisation: Text<120>,
    /// Whether they answer for the work of others.
    pub supervises: bool,
}

/// The fact of an entry.
pub(crate) fn entered(
    name: &Text<120>,
    organisation: &Text<120>,
    supervises: bool,
    past: &Past<Record>,
    at: &At,
) -> Result<Vec<Fact>, Refusal> {
    let site = at.site.ok_or(Refusal::NoSite)?;
    let worker = Worker { site, organisation: organisation.clone(), supervises };
    if past.of(worker_stream(at.actor)).worker.as_ref() == Some(&worker) {
        return Err(Refusal::Already);
    }
    let (name, organisation) = (name.clone(), organisation.clone());
    Ok(vec![Fact::WorkerEntered { worker: at.actor, site, name, organisation, supervises }])
}

/// The named supervisor, who must be one.
pub(crate) fn supervisor(named: Option<ActorId>, past: &Past<Record>) -> Result<(), Refusal> {
    let Some(named) = named else { return Ok(()) };
    let supervises = past.of(worker_stream(named)).worker.as_ref().is_some_and(|worker| worker.supervises);
    if supervises { Ok(()) } else { Err(Refusal::NoSuchColleague("supervisor")) }
}

//! The gate: every command and every read of this node passes here. It asks the matrix, fills in the circumstances, carries
//! out, and leaves the audit fact. There is no other way to the logs for pages, API, command line or reactions.

use crate::{
    Matrix, Relation, Who,
    account::Login,
    action::{Answer, Call, CommandDef, Done, Query, Reading, ViewDef},
    audit::AuditFact,
    two_persons, views,
};
use kernel::{ActorId, Moment, NodeId, Problem, Purpose, StreamId, SubjectId, Zone};
use log::{At, Failure, Log, RequestKey, keyring::Signing};
use serde_json::Value;
use std::{collections::BTreeMap, sync::Arc};

/// Reads the clock. Only the binary knows the real one.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// The gate of a node.
pub struct Gate {
    node: NodeId,
    logs: BTreeMap<Zone, Log>,
    matrix: Matrix,
    commands: BTreeMap<String, (Zone, CommandDef)>,
    views: BTreeMap<String, (Zone, ViewDef)>,
    clock: Clock,
    sign: Signing,
}

/// How a request came: its key, and when it really happened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// The caller's key, if it gave one.
    pub key: Option<String>,
    /// When it really happened, for forms kept offline.
    pub happened: Option<Moment>,
}

impl Gate {
    /// A gate without logs, commands or views; `sign` signs with the node's key.
    #[must_use]
    pub fn new(node: NodeId, matrix: Matrix, clock: Clock, sign: Signing) -> Self {
        let (logs, commands, views) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { node, logs, matrix, commands, views, clock, sign }
    }

    /// The same with a zone's log.
    #[must_use]
    pub fn with_log(mut self, log: Log) -> Self {
        self.logs.insert(log.zone(), log);
        self
    }

    /// The same with a capability's commands and views.
    #[must_use]
    pub fn with(mut self, capability: &str, zone: Zone, commands: &[CommandDef], views: &[ViewDef]) -> Self {
        for command in commands {
            self.commands.insert(format!("{capability}.{}", command.name), (zone, *command));
        }
        for view in views {
            self.views.insert(format!("{capability}.{}", view.name), (zone, *view));
        }
        self
    }

    /// This node.
    #[must_use]
    pub fn node(&self) -> NodeId {
        self.node
    }

    /// The node's clock.
    #[must_use]
    pub fn now(&self) -> Moment {
        (self.clock)()
    }

    /// The node's signature over `bytes`, for cards and slips that other posts verify.
    #[must_use]
    pub fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        (self.sign)(bytes)
    }

    /// The permission matrix.
    #[must_use]
    pub fn matrix(&self) -> &Matrix {
        &self.matrix
    }

    /// Every command: name, zone, declaration.
    pub fn commands(&self) -> impl Iterator<Item = (&str, Zone, &CommandDef)> {
        self.commands.iter().map(|(name, (zone, def))| (name.as_str(), *zone, def))
    }

    /// Every view: name, zone, declaration.
    pub fn views(&self) -> impl Iterator<Item = (&str, Zone, &ViewDef)> {
        self.views.iter().map(|(name, (zone, def))| (name.as_str(), *zone, def))
    }

    /// The zone of a command.
    #[must_use]
    pub fn zone_of(&self, action: &str) -> Option<Zone> {
        self.commands.get(action).map(|(zone, _)| *zone)
    }

    /// A command's zone and declaration.
    pub(crate) fn command_def(&self, action: &str) -> Option<(Zone, &CommandDef)> {
        self.commands.get(action).map(|(zone, def)| (*zone, def))
    }

    /// A view's declaration.
    #[must_use]
    pub fn view_def(&self, action: &str) -> Option<&ViewDef> {
        self.views.get(action).map(|(_, def)| def)
    }

    /// The log of a zone, if this node holds it. For the binary's own operations and reactions only.
    #[must_use]
    pub fn log(&self, zone: Zone) -> Option<&Log> {
        self.logs.get(&zone)
    }

    /// The zones this node holds.
    pub fn logs(&self) -> impl Iterator<Item = &Log> {
        self.logs.values()
    }

    /// Circumstances: now, who, why, where, and fresh randomness.
    pub fn at(&self, who: &Who, purpose: Purpose) -> Result<At, Problem> {
        let mut seed = [0; 32];
        log::cipher::fill_random(&mut seed).map_err(log::StoreError::problem)?;
        let mut at = At::new(self.now(), who.actor, purpose, seed);
        at.site = who.site;
        at.utc_offset_minutes = who.utc_offset_minutes;
        Ok(at)
    }

    /// This node itself: start-up, reactions, the door. Holds no role.
    #[must_use]
    pub fn system(&self) -> Who {
        Who::system(ActorId(self.node.0))
    }

    /// Who works under a login, for naming a colleague in a record: nothing but the account, its holder's name and roles.
    pub fn colleague(&self, login: &str) -> Result<Option<Who>, Problem> {
        let Some(login) = Login::parse(login) else { return Ok(None) };
        let log = self.logs.get(&Zone::Shared).ok_or_else(Problem::not_found)?;
        let row = log.read(|sql| Ok(views::accounts::by_login(sql, &login)?))?;
        Ok(row.filter(|row| !row.suspended).map(|row| row.who()))
    }

    /// The name of an account's holder, to show who did something; `None` where this node does not know it.
    pub fn name_of(&self, actor: ActorId) -> Result<Option<String>, Problem> {
        let Some(log) = self.logs.get(&Zone::Shared) else { return Ok(None) };
        Ok(log.read(|sql| Ok(views::accounts::by_id(sql, actor)?))?.map(|row| row.name))
    }

    /// Whether the matrix allows it at all: for menus and buttons.
    #[must_use]
    pub fn may(&self, who: &Who, action: &str) -> bool {
        self.matrix.allows(who, action).is_some()
    }

    /// Carries out a command.
    ///
    /// # Errors
    /// `GEN-403` without a permission; `ACC-001` where a site must be chosen first; `GEN-404` for a command or record that is
    /// not there for this user; what the command itself refuses; `STO-…` when the store fails.
    pub fn run(&self, who: &Who, action: &str, json: &Value, request: &Request) -> Result<Done, Problem> {
        let allowed = self.matrix.allows(who, action).ok_or(FORBIDDEN)?;
        let (zone, command) = self.commands.get(action).ok_or_else(Problem::not_found)?;
        let log = self.logs.get(zone).ok_or_else(Problem::not_found)?;
        if allowed.relation == Relation::OwnSite && !who.site.is_some_and(|site| who.sites.contains(&site)) {
            return Err(Problem::refused("ACC-001"));
        }
        (command.check)(json)?;
        let mut at = self.at(who, allowed.purpose)?;
        at.request = request.key.clone().map(RequestKey);
        at.happened = request.happened.map(|then| (then, then));
        let digest = digest(action, json);
        let call = Call { json, at: &at, who, allowed, digest, rehearse: false };
        if allowed.two_persons {
            return two_persons::ask(log, action, command, &call);
        }
        (command.run)(log, &call)
    }

    /// Reads a view, and records whose records were read, by whom and why.
    pub fn view(&self, who: &Who, action: &str, query: &Query) -> Result<Answer, Problem> {
        let allowed = self.matrix.allows(who, action).ok_or(FORBIDDEN)?;
        let (zone, view) = self.views.get(action).ok_or_else(Problem::not_found)?;
        let log = self.logs.get(zone).ok_or_else(Problem::not_found)?;
        for param in view.params.iter().filter(|p| p.required) {
            query.get(param.name).ok_or_else(|| Problem::field(param.name, "GEN-001"))?;
        }
        let site = match allowed.relation {
            Relation::OwnSite => Some(who.site.filter(|s| who.sites.contains(s)).ok_or(NO_SITE)?),
            Relation::Anywhere | Relation::Oneself | Relation::OwnCase | Relation::OwnOrganisation => None,
        };
        let at = self.at(who, allowed.purpose)?;
        let (matrix, failures) = (&self.matrix, &|| self.failures());
        let answer = log.read(|sql| {
            let relation = allowed.relation;
            let cipher = log.cipher();
            Ok((view.read)(&mut Reading { sql, cipher, at: &at, who, site, relation, matrix, failures }, query)?)
        })?;
        if !answer.subjects().is_empty() {
            self.note_reading(log, &at, who, answer.subjects().to_vec(), action)?;
        }
        Ok(answer)
    }

    /// What reactions could not do, in every zone of this node.
    fn failures(&self) -> Result<Vec<(Zone, Failure)>, Problem> {
        let mut out = Vec::new();
        for log in self.logs() {
            out.extend(log.failures()?.into_iter().map(|failure| (log.zone(), failure)));
        }
        Ok(out)
    }

    /// Leaves the audit fact of a read.
    pub(crate) fn note_reading(
        &self,
        log: &Log,
        at: &At,
        who: &Who,
        mut subjects: Vec<SubjectId>,
        action: &str,
    ) -> Result<(), Problem> {
        subjects.sort();
        subjects.dedup();
        let roles = self.matrix.roles(who, action, at.purpose);
        let fact = AuditFact::RecordsRead { subjects, action: action.to_owned(), roles };
        Ok(log.commit(at, |commit| commit.record(reader_stream(at.actor), &[fact], at))?)
    }
}

const FORBIDDEN: Problem = Problem::new("GEN-403", 403);
const NO_SITE: Problem = Problem::refused("ACC-001");

/// The audit stream of a reader. Derived, so that it is never the account's own stream.
fn reader_stream(actor: ActorId) -> StreamId {
    derived_stream("audit", &actor.bytes())
}

/// A stream id that follows from a name and some bytes.
#[must_use]
pub fn derived_stream(what: &str, bytes: &[u8]) -> StreamId {
    let mut id = [0; 16];
    blake3::Hasher::new_derive_key("manara 2026 derived stream v1")
        .update(what.as_bytes())
        .update(&[0])
        .update(bytes)
        .finalize_xof()
        .fill(&mut id);
    StreamId(uuid::Builder::from_custom_bytes(id).into_uuid())
}

/// Digest of action and command, for requests that arrive twice.
pub(crate) fn digest(action: &str, json: &Value) -> [u8; 32] {
    *blake3::Hasher::new()
        .update(action.as_bytes())
        .update(&[0])
        .update(json.to_string().as_bytes())
        .finalize()
        .as_bytes()
}

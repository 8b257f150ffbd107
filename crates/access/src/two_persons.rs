//! Two-person actions: one asks, another with the same permission agrees or refuses, and only then it is carried out, in the
//! name of who asked, with the approval as its cause.

use crate::{
    Done, Gate, Relation, Who,
    action::{Call, CommandDef, rehearsed},
    approval::{Approval, ApprovalFact, Asked, Decision, VALID_S},
    gate::digest,
    views::{
        accounts,
        approvals::{self, ApprovalRow},
    },
};
use kernel::{ActorId, Problem, Purpose, StreamId, SubjectId, Zone};
use log::{At, Log, RequestKey};
use serde_json::{Value, json};

/// Keeps a command for a second person, if it would not be refused now. The answer names the approval.
pub(crate) fn ask(log: &Log, action: &str, command: &CommandDef, call: &Call<'_>) -> Result<Done, Problem> {
    // The rehearsal must not find, or leave, an answer under the request's key; and somebody "has" approved.
    let mut alone = call.at.clone();
    (alone.request, alone.approved_by) = (None, Some(ActorId(uuid::Uuid::nil())));
    match (command.run)(log, &Call { at: &alone, rehearse: true, ..*call }) {
        Err(problem) if problem == rehearsed() => {}
        Err(problem) => return Err(problem),
        Ok(_) => return Err(Problem::new("GEN-500", 500)),
    }
    let (at, who) = (call.at, call.who);
    let approval: StreamId = at.id(990);
    let asked = [
        ApprovalFact::ApprovalAsked {
            action: action.to_owned(),
            site: who.site,
            utc_offset_minutes: who.utc_offset_minutes,
            roles: who.roles.clone(),
            sites: who.sites.clone(),
            until: at.now.plus_seconds(VALID_S),
        },
        ApprovalFact::CommandKept {
            approval: SubjectId(approval.0),
            command: call.json.clone(),
            happened: at.happened.map(|(from, _)| from),
        },
    ];
    let (answer, repeated) = log.commit_once(at, call.digest, |commit| {
        commit.record(approval, &asked, at)?;
        Ok(json!({ "approval": approval }).to_string())
    })?;
    Ok(Done { answer: serde_json::from_str(&answer).unwrap_or(Value::Null), repeated })
}

/// How long what was decided stays in the list of those whom it concerns.
const SHOWN_S: i64 = 7 * 24 * 60 * 60;

/// An approval as who asked and a second person see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The zone it lies in.
    pub zone: Zone,
    /// What the list shows.
    pub row: ApprovalRow,
    /// The name of who asked, where the account is known.
    pub asked_by: Option<String>,
    /// The name of who decided, where somebody did and the account is known.
    pub decided_by: Option<String>,
    /// Whether the reader is who asked: then somebody else must decide.
    pub own: bool,
}

impl Gate {
    /// Approvals that this user may decide, or has asked for, in every zone of this node. Those out of time expire first.
    pub fn approvals(&self, who: &Who) -> Result<Vec<Standing>, Problem> {
        let mut out = Vec::new();
        for log in self.logs() {
            for row in log.read(|sql| Ok(approvals::open(sql)?))? {
                if !self.expire(log, &row)? {
                    out.extend(self.standing_of(who, log, row)?);
                }
            }
        }
        Ok(out)
    }

    /// What became of approvals in the last seven days, for who asked for them or might have decided them.
    pub fn decided_approvals(&self, who: &Who) -> Result<Vec<Standing>, Problem> {
        let since = self.now().plus_seconds(-SHOWN_S);
        let mut out = Vec::new();
        for log in self.logs() {
            for row in log.read(|sql| Ok(approvals::over(sql, since)?))? {
                out.extend(self.standing_of(who, log, row)?);
            }
        }
        Ok(out)
    }

    /// How one approval stands, without what was asked. One that nobody decided in time expires now.
    ///
    /// # Errors
    /// `GEN-404` for a user who neither asked for it nor could have asked for the same.
    pub fn standing(&self, who: &Who, zone: Zone, approval: StreamId) -> Result<Standing, Problem> {
        let log = self.log(zone).ok_or_else(Problem::not_found)?;
        let read = || log.read(|sql| Ok(approvals::by_id(sql, approval)?));
        let mut row = read()?.ok_or_else(Problem::not_found)?;
        if self.expire(log, &row)? {
            row = read()?.ok_or_else(Problem::not_found)?;
        }
        self.standing_of(who, log, row)?.ok_or_else(Problem::not_found)
    }

    /// Whether it was out of time and is over now.
    fn expire(&self, log: &Log, row: &ApprovalRow) -> Result<bool, Problem> {
        let late = row.outcome == "waiting" && row.until <= self.now();
        if late {
            self.close(log, row.approval, &ApprovalFact::Expired {})?;
        }
        Ok(late)
    }

    fn standing_of(&self, who: &Who, log: &Log, row: ApprovalRow) -> Result<Option<Standing>, Problem> {
        let own = row.asked_by == who.actor;
        if !own && !self.decides(who, &row.action, row.site) {
            return Ok(None);
        }
        let name = |actor| Ok::<_, Problem>(self.account_of(actor)?.map(|account| account.name));
        let asked_by = name(row.asked_by)?;
        let decided_by = row.decided_by.map(name).transpose()?.flatten();
        Ok(Some(Standing { zone: log.zone(), row, asked_by, decided_by, own }))
    }

    /// The command of an approval, for who decides it. Leaves an audit fact: it may hold somebody's data.
    pub fn approval(&self, who: &Who, zone: Zone, approval: StreamId) -> Result<(String, Value), Problem> {
        let (log, state, asked) = self.open_approval(who, zone, approval)?;
        let at = self.at(who, asked.purpose)?;
        self.note_reading(log, &at, who, vec![SubjectId(approval.0)], &asked.action)?;
        let (command, _) = state.command.ok_or_else(Problem::not_found)?;
        Ok((asked.action, command))
    }

    /// Agrees, and carries the command out.
    ///
    /// # Errors
    /// `GEN-404` for a user who could not have asked for the same; `ACC-050` when it is over already, `ACC-051` for who asked,
    /// `ACC-052` when it is too late, `ACC-053` when who asked may not do it any more; and what the command itself refuses.
    pub fn approve(&self, who: &Who, zone: Zone, approval: StreamId) -> Result<Done, Problem> {
        let (log, state, asked) = self.open_approval(who, zone, approval)?;
        if let Decision::Waiting = state.decision {
            self.decide(log, who, approval, &asked, ApprovalFact::Approved {})?;
        }
        let state = log.state::<Approval>(approval)?.state;
        let (Decision::Approved(by, cause), Some((command, happened))) = (state.decision, state.command) else {
            return Err(OVER);
        };
        let done = self.carry_out(log, &asked, &command, |at| {
            at.request = Some(RequestKey(format!("approval {approval}")));
            (at.approved_by, at.caused_by) = (Some(by), Some(cause));
            at.happened = happened.map(|then| (then, then));
        });
        match &done {
            // The store failed: it can be tried again.
            Err(problem) if problem.status >= 500 => {}
            Err(problem) => {
                self.close(log, approval, &ApprovalFact::CarriedOut { code: Some(problem.code.to_string()) })?
            }
            Ok(_) => self.close(log, approval, &ApprovalFact::CarriedOut { code: None })?,
        }
        done
    }

    /// Refuses. Who asked may take the request back in the same way.
    ///
    /// # Errors
    /// `GEN-404` for a user who could not have asked for the same; `ACC-050` when it is over already.
    pub fn refuse(&self, who: &Who, zone: Zone, approval: StreamId) -> Result<(), Problem> {
        let log = self.log(zone).ok_or_else(Problem::not_found)?;
        let asked = log.state::<Approval>(approval)?.state.asked.ok_or_else(Problem::not_found)?;
        if asked.by.actor != who.actor && !self.decides(who, &asked.action, asked.by.site) {
            return Err(Problem::not_found());
        }
        let at = self.at(who, asked.purpose)?;
        Ok(log.commit(&at, |commit| {
            commit.execute::<Approval>(&[approval], &at, |past| match past.main().decision {
                Decision::Waiting => Ok(vec![ApprovalFact::Refused {}]),
                Decision::Approved(..) | Decision::Over => Err(OVER),
            })?;
            commit.erase(SubjectId(approval.0), &at)
        })?)
    }

    /// The approval, if this user may decide it and did not ask for it.
    fn open_approval(&self, who: &Who, zone: Zone, approval: StreamId) -> Result<(&Log, Approval, Asked), Problem> {
        let log = self.log(zone).ok_or_else(Problem::not_found)?;
        let state = log.state::<Approval>(approval)?.state;
        let asked = state.asked.clone().ok_or_else(Problem::not_found)?;
        if !self.decides(who, &asked.action, asked.by.site) {
            return Err(Problem::not_found());
        }
        if asked.by.actor == who.actor {
            return Err(Problem::refused("ACC-051"));
        }
        if state.decision == Decision::Waiting && asked.until <= self.now() {
            self.close(log, approval, &ApprovalFact::Expired {})?;
            return Err(Problem::conflict("ACC-052"));
        }
        Ok((log, state, asked))
    }

    /// Whether this user could ask for the same, so may decide it.
    fn decides(&self, who: &Who, action: &str, site: Option<kernel::SiteId>) -> bool {
        self.matrix().allows(who, action).is_some_and(|allowed| match allowed.relation {
            // A colleague at the same site agrees to what the keeper of a case asks for.
            Relation::OwnSite | Relation::OwnCase => site.is_some_and(|site| who.sites.contains(&site)),
            Relation::Anywhere | Relation::Oneself => true,
            Relation::OwnOrganisation => false,
        })
    }

    fn decide(
        &self,
        log: &Log,
        who: &Who,
        approval: StreamId,
        asked: &Asked,
        fact: ApprovalFact,
    ) -> Result<(), Problem> {
        let at = self.at(who, asked.purpose)?;
        log.execute::<Approval>(&[approval], &at, |past| match past.main().decision {
            Decision::Waiting => Ok(vec![fact]),
            Decision::Approved(..) | Decision::Over => Err(OVER),
        })?;
        Ok(())
    }

    fn carry_out(&self, log: &Log, asked: &Asked, json: &Value, fill: impl FnOnce(&mut At)) -> Result<Done, Problem> {
        let mut by = asked.by.clone();
        if let Some(account) = self.account_of(by.actor)? {
            if account.suspended {
                return Err(NO_LONGER);
            }
            (by.roles, by.sites, by.name) = (account.roles, account.sites, account.name);
        }
        let allowed = self.matrix().allows(&by, &asked.action).ok_or(NO_LONGER)?;
        let (_, command) = self.command_def(&asked.action).ok_or_else(Problem::not_found)?;
        let mut at = self.at(&by, asked.purpose)?;
        fill(&mut at);
        let digest = digest(&asked.action, json);
        (command.run)(log, &Call { json, at: &at, who: &by, allowed, digest, rehearse: false })
    }

    /// Records how it ended and destroys the command.
    fn close(&self, log: &Log, approval: StreamId, fact: &ApprovalFact) -> Result<(), Problem> {
        let at = self.at(&self.system(), Purpose::System)?;
        Ok(log.commit(&at, |commit| {
            commit.execute::<Approval>(&[approval], &at, |past| match past.main().decision {
                Decision::Over => Ok(vec![]),
                Decision::Waiting | Decision::Approved(..) => Ok(vec![fact.clone()]),
            })?;
            commit.erase(SubjectId(approval.0), &at)
        })?)
    }

    /// The account of an actor, where this node knows it.
    fn account_of(&self, actor: ActorId) -> Result<Option<accounts::AccountRow>, Problem> {
        let Some(log) = self.log(Zone::Shared) else { return Ok(None) };
        Ok(log.read(|sql| Ok(accounts::by_id(sql, actor)?))?)
    }
}

const OVER: Problem = Problem::conflict("ACC-050");
const NO_LONGER: Problem = Problem::refused("ACC-053");

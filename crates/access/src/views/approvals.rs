//! Two-person actions: what waits for a second person, and what became of it. One table per zone, without the command itself.

use crate::approval::ApprovalFact;
use kernel::{ActorId, Moment, SiteId, StreamId};
use log::{LogError, Recorded, Row, Sql, StoreError, View, params};

/// The read table of approvals.
pub const APPROVAL_VIEW: View = View {
    name: "approval",
    version: 2,
    tables: "CREATE TABLE approval (approval BYTEA PRIMARY KEY, action TEXT NOT NULL, asked_by BYTEA NOT NULL, site BYTEA, \
             asked BIGINT NOT NULL, until BIGINT NOT NULL, outcome TEXT NOT NULL, decided_by BYTEA, decided BIGINT, code TEXT);",
    indexes: "CREATE INDEX approval_outcome ON approval (outcome, until); CREATE INDEX approval_decided ON approval (decided);",
    drop: &["approval"],
    wants: |kind| kind.starts_with("approval."),
    apply: take,
};

/// An approval as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalRow {
    /// Its number.
    pub approval: StreamId,
    /// What was asked for.
    pub action: String,
    /// By whom.
    pub asked_by: ActorId,
    /// At which site.
    pub site: Option<SiteId>,
    /// When.
    pub asked: Moment,
    /// Until when it can be decided.
    pub until: Moment,
    /// `waiting`; `approved` and not carried out yet; `done`; `failed`; `refused`; `expired`.
    pub outcome: String,
    /// Who decided; this node itself for what expired.
    pub decided_by: Option<ActorId>,
    /// When it was decided.
    pub decided: Option<Moment>,
    /// Why it could not be carried out any more.
    pub code: Option<String>,
}

impl ApprovalRow {
    /// Whether somebody can still decide it, or have carried out what a crash left undone.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.outcome.as_str(), "waiting" | "approved")
    }
}

const COLUMNS: &str = "approval, action, asked_by, site, asked, until, outcome, decided_by, decided, code";

fn of(row: &Row) -> Option<ApprovalRow> {
    Some(ApprovalRow {
        approval: row.id(0)?,
        action: row.text(1).to_owned(),
        asked_by: row.id(2)?,
        site: row.id(3),
        asked: Moment::from_millis(row.int(4)),
        until: Moment::from_millis(row.int(5)),
        outcome: row.text(6).to_owned(),
        decided_by: row.id(7),
        decided: row.opt_int(8).map(Moment::from_millis),
        code: row.opt_text(9).map(str::to_owned),
    })
}

/// Those that can still be decided, the oldest first.
pub fn open(sql: &mut dyn Sql) -> Result<Vec<ApprovalRow>, StoreError> {
    let query =
        format!("SELECT {COLUMNS} FROM approval WHERE outcome IN ('waiting', 'approved') ORDER BY asked LIMIT 500");
    Ok(sql.rows(&query, &[])?.iter().filter_map(of).collect())
}

/// Those that were over after `since`, the latest first.
pub fn over(sql: &mut dyn Sql, since: Moment) -> Result<Vec<ApprovalRow>, StoreError> {
    let query = format!(
        "SELECT {COLUMNS} FROM approval WHERE decided > $1 AND outcome NOT IN ('waiting', 'approved') \
         ORDER BY decided DESC LIMIT 100"
    );
    Ok(sql.rows(&query, params![since])?.iter().filter_map(of).collect())
}

/// One of them, decided or not.
pub fn by_id(sql: &mut dyn Sql, approval: StreamId) -> Result<Option<ApprovalRow>, StoreError> {
    let query = format!("SELECT {COLUMNS} FROM approval WHERE approval = $1");
    Ok(sql.first(&query, params![approval])?.as_ref().and_then(of))
}

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    let header = &recorded.header;
    let Some(fact) = recorded.fact::<ApprovalFact>()? else { return Ok(()) };
    let outcome = match fact {
        ApprovalFact::ApprovalAsked { action, site, until, .. } => {
            sql.execute(
                "INSERT INTO approval (approval, action, asked_by, site, asked, until, outcome) \
                 VALUES ($1, $2, $3, $4, $5, $6, 'waiting') ON CONFLICT (approval) DO NOTHING",
                params![header.stream, action, header.actor, site, header.happened_from, until],
            )?;
            return Ok(());
        }
        ApprovalFact::Approved {} => "approved",
        ApprovalFact::Refused {} => "refused",
        ApprovalFact::Expired {} => "expired",
        ApprovalFact::CommandKept { .. } => return Ok(()),
        ApprovalFact::CarriedOut { code } => {
            let outcome = if code.is_some() { "failed" } else { "done" };
            sql.execute(
                "UPDATE approval SET outcome = $2, code = $3 WHERE approval = $1",
                params![header.stream, outcome, code],
            )?;
            return Ok(());
        }
    };
    sql.execute(
        "UPDATE approval SET outcome = $2, decided_by = $3, decided = $4 WHERE approval = $1",
        params![header.stream, outcome, header.actor, header.happened_from],
    )?;
    Ok(())
}

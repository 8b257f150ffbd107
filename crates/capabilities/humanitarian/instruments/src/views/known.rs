//! The sheets that this post knows: those that ship with the product, and those of the tables.

use crate::sheet::{Standing, ships};
use kernel::{ActorId, Date, Moment, Problem};
use log::{Sql, StoreError, params};
use screening::{Code, Edition, Sheet, SheetRef, in_use, shipped};
use std::collections::BTreeMap;

/// A sheet with all that was done with it.
pub struct Known {
    /// Which.
    pub name: SheetRef,
    /// The whole file.
    pub text: String,
    /// The sheet; nothing where this program cannot read it.
    pub sheet: Option<Sheet>,
    /// What was done with it, in the order of time.
    pub steps: Vec<Step>,
    /// Where it stands.
    pub standing: Standing,
}

/// One thing that was done with a sheet.
pub struct Step {
    /// `proposed`, `refused`, `published`, `withdrawn`.
    pub what: String,
    /// By whom.
    pub by: ActorId,
    /// When.
    pub at: Moment,
    /// From which day it is no longer asked.
    pub from: Option<Date>,
    /// Why.
    pub reason: Option<String>,
}

impl Known {
    /// The last day on which it is asked.
    pub fn ends(&self) -> Option<Date> {
        let withdrawn = self.standing.withdrawn_from.map(|from| from.plus_days(-1));
        let valid_to = self.sheet.as_ref().and_then(|sheet| sheet.valid_to);
        withdrawn.into_iter().chain(valid_to).min()
    }
}

/// Every sheet, by instrument, the newest version first.
pub fn all(sql: &mut dyn Sql) -> Result<Vec<Known>, Problem> {
    let select = "SELECT code, version, digest, content FROM instruments_sheet";
    let rows = sql.rows(select, params![]).map_err(StoreError::problem)?;
    let mut texts: BTreeMap<SheetRef, String> =
        shipped().iter().map(|one| (one.edition.name(), one.text.to_owned())).collect();
    texts.extend(rows.iter().filter_map(|row| Some((name(row)?, row.text(3).to_owned()))));
    let mut steps = steps(sql)?;
    let known = texts.into_iter().map(|(name, text)| {
        let steps = steps.remove(&name).unwrap_or_default();
        let standing = standing(&name, &steps);
        Known { sheet: Sheet::kept(&text), name, text, steps, standing }
    });
    let mut known: Vec<Known> = known.collect();
    known.sort_by(|a, b| {
        (&a.name.code, b.name.version, &a.name.digest).cmp(&(&b.name.code, a.name.version, &b.name.digest))
    });
    Ok(known)
}

/// The names of those that are asked on a day where nobody names an edition.
pub fn used(known: &[Known], day: Date) -> Vec<SheetRef> {
    let published = known.iter().filter(|one| one.standing.is_published());
    let edition = |one: &Known| {
        let (digest, withdrawn_from) = (one.name.digest.clone(), one.standing.withdrawn_from);
        Some(Edition { digest, withdrawn_from, sheet: one.sheet.clone()? })
    };
    let editions: Vec<Edition> = published.filter_map(edition).collect();
    in_use(&editions, day).into_iter().map(Edition::name).collect()
}

/// Whether another content is published under the same version.
pub fn differs(known: &[Known], name: &SheetRef) -> bool {
    let published = known.iter().filter(|one| one.standing.is_published());
    let contents = published.filter(|one| one.name.code == name.code && one.name.version == name.version);
    contents.filter(|one| one.name.digest != name.digest).count() > 0
}

fn standing(name: &SheetRef, steps: &[Step]) -> Standing {
    let mut standing = Standing::default();
    if ships(name) {
        standing.published();
    }
    for step in steps {
        match (step.what.as_str(), step.from) {
            ("proposed", _) => standing.proposed(step.by),
            ("refused", _) => standing.refused(),
            ("published", _) => standing.published(),
            (_, Some(from)) => standing.withdrawn(from),
            _ => {}
        }
    }
    standing
}

fn name(row: &log::Row) -> Option<SheetRef> {
    let code: Code = row.text(0).parse().ok()?;
    Some(SheetRef { code, version: u16::try_from(row.int(1)).ok()?, digest: row.text(2).parse().ok()? })
}

fn steps(sql: &mut dyn Sql) -> Result<BTreeMap<SheetRef, Vec<Step>>, Problem> {
    let select = "SELECT code, version, digest, what, by_whom, at, from_day, reason FROM instruments_step \
                  ORDER BY at, node, seq";
    let rows = sql.rows(select, params![]).map_err(StoreError::problem)?;
    let mut steps: BTreeMap<SheetRef, Vec<Step>> = BTreeMap::new();
    for row in &rows {
        let (Some(name), Some(by)) = (name(row), row.id(4)) else { continue };
        steps.entry(name).or_default().push(Step {
            what: row.text(3).to_owned(),
            by,
            at: Moment::from_millis(row.int(5)),
            from: row.text(6).parse().ok(),
            reason: row.opt_text(7).map(str::to_owned),
        });
    }
    Ok(steps)
}

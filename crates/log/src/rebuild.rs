//! Builds views from facts: when they are new or changed, and on request.
//!
//! How far a view is built is kept in the store, not in the process: a crash, or a second process that builds the same
//! view, goes on where the last chunk ended. Commits leave a view alone until it is built to the end of the log.

use crate::{Log, LogError, Recorded, Sql, StoreError, View, opener::Opener, tables};
use std::time::Duration;

/// Facts in one transaction.
const CHUNK: i64 = 2_000;
/// The pause between two transactions. Without it the builder takes the store again at once, and a lane that waits for
/// the store (another process asks every 2 ms) seldom finds it free.
const PAUSE: Duration = Duration::from_millis(5);
/// The version of a view that must be built from the first fact.
pub(crate) const UNBUILT: i64 = -1;

/// The version of a view while it is built as `version`. A build that was broken off goes on; one that a program with other
/// tables left does not.
const fn building(version: i64) -> i64 {
    UNBUILT - version
}

impl Log {
    /// Deletes every view and builds it again from the facts; `progress` is told facts done and in all.
    pub fn rebuild(&self, progress: &mut dyn FnMut(i64, i64)) -> Result<(), LogError> {
        self.build(&self.views, &|_| true, progress)
    }

    pub(crate) fn build_stale_views(&self, progress: &mut dyn FnMut(i64, i64)) -> Result<(), LogError> {
        let mut stale = Vec::new();
        self.read(|sql| {
            for view in &self.views {
                if tables::view_state(sql, view.name)?.is_none_or(|(version, _)| version != view.version) {
                    stale.push(*view);
                }
            }
            Ok(())
        })?;
        let begins = |(version, found)| found != version && found != building(version);
        if stale.is_empty() { Ok(()) } else { self.build(&stale, &begins, progress) }
    }

    /// Builds `views` from the first fact; `must` says of (wanted version, found version) whether to begin with the first.
    fn build(
        &self,
        views: &[View],
        must: &dyn Fn((i64, i64)) -> bool,
        progress: &mut dyn FnMut(i64, i64),
    ) -> Result<(), LogError> {
        self.store.write(&mut |sql| {
            for view in views {
                let found = tables::view_state(sql, view.name)?.map_or(UNBUILT, |(version, _)| version);
                if must((view.version, found)) {
                    for table in view.drop {
                        sql.script(&format!("DROP TABLE IF EXISTS {table}"))?;
                    }
                    sql.script(view.tables)?;
                    tables::keep_view_state(sql, view.name, building(view.version), 0)?;
                }
            }
            Ok(())
        })?;
        let mut end = false;
        while !end {
            let mut done = (0, 0);
            self.store.write(&mut |sql| {
                (end, done) = self.build_chunk(sql, views)?;
                Ok(())
            })?;
            progress(done.0, done.1);
            if !end {
                std::thread::sleep(PAUSE);
            }
        }
        Ok(())
    }

    /// Takes the next facts into the views that are not built; whether it reached the end, and how far it is.
    fn build_chunk(&self, sql: &mut dyn Sql, views: &[View]) -> Result<(bool, (i64, i64)), LogError> {
        let mut unbuilt = Vec::new();
        for view in views {
            match tables::view_state(sql, view.name)? {
                Some((version, position)) if version == building(view.version) => unbuilt.push((view, position)),
                _ => {}
            }
        }
        let last = tables::last_position(sql)?;
        let Some(from) = unbuilt.iter().map(|(_, position)| *position).min() else { return Ok((true, (last, last))) };
        let stored = tables::after(sql, from, CHUNK)?;
        let reached = stored.last().map_or(last, |fact| fact.header.position);
        let wanted = stored.into_iter().filter(|s| unbuilt.iter().any(|(v, _)| (v.wants)(&s.header.kind))).collect();
        for fact in Opener::new(&self.cipher).open_here(sql, wanted)? {
            for (view, built) in &unbuilt {
                if fact.header.position <= *built || !(view.wants)(fact.kind()) {
                    continue;
                }
                if fact.header.at.node == self.node {
                    (view.apply)(sql, &fact)?;
                } else {
                    take_or_pass_over(sql, view, &fact)?;
                }
            }
        }
        let end = reached == last;
        for (view, built) in &unbuilt {
            if end {
                sql.script(view.indexes)?;
            }
            let version = if end { view.version } else { building(view.version) };
            tables::keep_view_state(sql, view.name, version, reached.max(*built))?;
        }
        Ok((end, (reached, last)))
    }
}

/// Takes another node's fact into a view, or passes it over where the view cannot take it; whether it was taken. A store that fails is
/// an error as ever.
pub(crate) fn take_or_pass_over(sql: &mut dyn Sql, view: &View, fact: &Recorded) -> Result<bool, LogError> {
    sql.script("SAVEPOINT received")?;
    match (view.apply)(sql, fact) {
        Ok(()) => {
            sql.script("RELEASE SAVEPOINT received")?;
            return Ok(true);
        }
        Err(LogError::Problem(problem)) => passed_over(sql, view, fact, &problem.code)?,
        Err(LogError::Store(StoreError::Statement(_))) => passed_over(sql, view, fact, "STO-005")?,
        Err(LogError::Store(StoreError::Refused(problem))) => passed_over(sql, view, fact, &problem.code)?,
        Err(error) => return Err(error),
    }
    Ok(false)
}

fn passed_over(sql: &mut dyn Sql, view: &View, fact: &Recorded, code: &str) -> Result<(), StoreError> {
    sql.script("ROLLBACK TO SAVEPOINT received")?;
    sql.script("RELEASE SAVEPOINT received")?;
    let (node, seq) = (fact.header.at.node, fact.header.at.seq);
    tracing::warn!(view = view.name, %node, seq, code, "a view passes over a fact of another node");
    Ok(())
}

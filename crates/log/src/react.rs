//! Reactions: what to do after a fact. Each reads the log from a position of its own.

use crate::{Log, LogError, Recorded, StoreError, params};
use kernel::{Moment, Problem};

/// A name, the kinds it wants, and what it does. `run` must be idempotent by the fact's id: after a crash it may run again.
pub struct Reaction<C: ?Sized> {
    /// Unique in the zone; its position is kept under it.
    pub name: &'static str,
    /// Whether it wants facts of this kind.
    pub wants: fn(kind: &str) -> bool,
    /// Does it.
    pub run: fn(&C, &Recorded) -> Result<(), Problem>,
}

/// After so many tries a fact is passed over and stays as a visible item.
pub const MAX_TRIES: i64 = 5;

/// What one round did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct React {
    /// Facts handled.
    pub done: usize,
    /// Whether a fact failed and will be tried again.
    pub waiting: bool,
}

impl Log {
    /// Runs a reaction over the facts that came since its position, at most `limit`.
    pub fn react<C: ?Sized>(
        &self,
        reaction: &Reaction<C>,
        context: &C,
        now: Moment,
        limit: i64,
    ) -> Result<React, LogError> {
        let name = reaction.name;
        let from = self.read(|sql| {
            let row = sql.first("SELECT position FROM reaction_state WHERE name = $1", params![name])?;
            Ok(row.map_or(0, |row| row.int(0)))
        })?;
        let facts = self.after(from, limit)?;
        let (mut out, mut reached) = (React::default(), from);
        for fact in &facts {
            if (reaction.wants)(fact.kind()) && fact.body.is_some() {
                match (reaction.run)(context, fact) {
                    Ok(()) => out.done += 1,
                    Err(problem) if self.failed(name, fact, &problem, now)? < MAX_TRIES => {
                        out.waiting = true;
                        break;
                    }
                    Err(_) => {}
                }
            }
            reached = fact.header.position;
        }
        if reached > from {
            self.store.write(&mut |sql| {
                sql.execute(
                    "INSERT INTO reaction_state (name, position) VALUES ($1, $2) \
                     ON CONFLICT (name) DO UPDATE SET position = $2",
                    params![name, reached],
                )?;
                Ok(())
            })?;
        }
        Ok(out)
    }

    /// Remembers a failure; how many there are of this fact.
    fn failed(&self, name: &str, fact: &Recorded, problem: &Problem, now: Moment) -> Result<i64, LogError> {
        let mut tries = 0;
        self.store.write(&mut |sql| {
            let row = sql.first(
                "INSERT INTO reaction_failure (name, position, tries, code, at) VALUES ($1, $2, 1, $3, $4) \
                 ON CONFLICT (name, position) DO UPDATE SET tries = reaction_failure.tries + 1, code = $3, at = $4 \
                 RETURNING tries",
                params![name, fact.header.position, problem.code.as_ref(), now],
            )?;
            tries = row.map_or(0, |row| row.int(0));
            Ok::<_, StoreError>(())
        })?;
        Ok(tries)
    }
}

//! Reactions: what to do after a fact. Each reads the log from a position of its own.

use crate::{FactRef, Log, LogError, Recorded, Row, StoreError, opener::Opener, params, tables};
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

/// A fact that a reaction could not handle: an item for a person to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The reaction's name.
    pub reaction: String,
    /// The fact.
    pub fact: FactRef,
    /// Its kind.
    pub kind: String,
    /// How often it was tried.
    pub tries: i64,
    /// The code of the last failure.
    pub code: String,
    /// When that was.
    pub at: Moment,
    /// Whether it was given up; otherwise it is tried again.
    pub passed_over: bool,
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
        let mut out = React { done: self.react_again(reaction, context, now)?, waiting: false };
        let (facts, seen) = self.wanted_after(from, limit, reaction.wants)?;
        let mut reached = seen;
        for fact in facts.iter().filter(|fact| fact.body.is_some()) {
            match (reaction.run)(context, fact) {
                Ok(()) => out.done += 1,
                Err(problem) if self.failed(name, fact, &problem, now)? < MAX_TRIES => {
                    out.waiting = true;
                    reached = fact.header.position - 1;
                    break;
                }
                Err(_) => {}
            }
        }
        if reached > from {
            self.reached(name, reached)?;
        }
        Ok(out)
    }

    /// Asks for one more try, at the next round, of a fact that `reaction` has passed over; whether there is such a one.
    pub fn try_again(&self, reaction: &str, fact: FactRef) -> Result<bool, LogError> {
        let mut found = 0;
        self.store.write(&mut |sql| {
            found = sql.execute(
                "INSERT INTO reaction_again (name, position) SELECT r.name, r.position FROM reaction_failure r \
                 JOIN fact f ON f.position = r.position JOIN origin o ON o.origin = f.origin \
                 WHERE r.name = $1 AND r.tries >= $2 AND o.node = $3 AND f.node_seq = $4 \
                 ON CONFLICT (name, position) DO NOTHING",
                params![reaction, MAX_TRIES, fact.node, fact.seq],
            )?;
            Ok::<_, StoreError>(())
        })?;
        Ok(found > 0)
    }

    /// Tries once what was asked for again; how many went well.
    fn react_again<C: ?Sized>(&self, reaction: &Reaction<C>, context: &C, now: Moment) -> Result<usize, LogError> {
        let name = reaction.name;
        let asked = self.read(|sql| {
            let query = "SELECT position FROM reaction_again WHERE name = $1 ORDER BY position LIMIT 100";
            Ok(sql.rows(query, params![name])?.iter().map(|row| row.int(0)).collect::<Vec<_>>())
        })?;
        let mut done = 0;
        for position in asked {
            let (facts, _) = self.wanted_after(position - 1, 1, reaction.wants)?;
            // Of a person who was erased meanwhile there is nothing left to do.
            let left = facts.iter().find(|fact| fact.body.is_some());
            let tried = left.map(|fact| (fact, (reaction.run)(context, fact)));
            if let Some((fact, Err(problem))) = &tried {
                self.failed(name, fact, problem, now)?;
            }
            let well = !matches!(tried, Some((_, Err(_))));
            self.store.write(&mut |sql| {
                let failures = "DELETE FROM reaction_failure WHERE name = $1 AND position = $2";
                if well {
                    sql.execute(failures, params![name, position])?;
                }
                sql.execute("DELETE FROM reaction_again WHERE name = $1 AND position = $2", params![name, position])?;
                Ok::<_, StoreError>(())
            })?;
            done += usize::from(well);
        }
        Ok(done)
    }

    /// The facts that reactions have passed over after [`MAX_TRIES`] tries, and those that they are still trying.
    pub fn failures(&self) -> Result<Vec<Failure>, LogError> {
        let query = "SELECT r.name, o.node, f.node_seq, f.kind, r.tries, r.code, r.at FROM reaction_failure r \
                     JOIN fact f ON f.position = r.position JOIN origin o ON o.origin = f.origin \
                     ORDER BY r.name, r.position";
        let failure = |row: &Row| {
            let fact = FactRef { node: row.id(1)?, seq: row.int(2) };
            let (reaction, kind, code) = (row.text(0).to_owned(), row.text(3).to_owned(), row.text(5).to_owned());
            let (tries, at) = (row.int(4), Moment::from_millis(row.int(6)));
            Some(Failure { reaction, fact, kind, tries, code, at, passed_over: tries >= MAX_TRIES })
        };
        self.read(|sql| Ok(sql.rows(query, &[])?.iter().filter_map(failure).collect()))
    }

    /// The wanted facts among the next `limit`, opened, and the position of the last of the `limit`.
    fn wanted_after(&self, from: i64, limit: i64, wants: fn(&str) -> bool) -> Result<(Vec<Recorded>, i64), LogError> {
        self.read(|sql| {
            let stored = tables::after(sql, from, limit)?;
            let seen = stored.last().map_or(from, |fact| fact.header.position);
            // What follows from a fact is done where it was recorded, once, and travels from there.
            let own = |fact: &tables::Stored| fact.header.at.node == self.node;
            let wanted = stored.into_iter().filter(|fact| own(fact) && wants(&fact.header.kind)).collect();
            Ok((Opener::new(&self.cipher).open_all(sql, wanted)?, seen))
        })
    }

    /// Keeps the position, unless another process is further already, and clears failures that a later try made good.
    fn reached(&self, name: &str, position: i64) -> Result<(), LogError> {
        Ok(self.store.write(&mut |sql| {
            sql.execute(
                "INSERT INTO reaction_state (name, position) VALUES ($1, $2) \
                 ON CONFLICT (name) DO UPDATE SET position = $2 WHERE reaction_state.position < $2",
                params![name, position],
            )?;
            sql.execute(
                "DELETE FROM reaction_failure WHERE name = $1 AND position <= $2 AND tries < $3",
                params![name, position, MAX_TRIES],
            )?;
            Ok(())
        })?)
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

//! Items that somebody got again although the rule did not foresee it, and nobody said why: by two posts that were apart, from a form
//! that a tablet kept, or because two records turned out to be of the same person. Each is measured by what came before it.

use super::list::Question;
use crate::{
    entitlement::{Asking, bars},
    views::{
        handout::Histories,
        item::{Entitled, entitlements},
    },
};
use kernel::{HandOutId, HouseholdId, Moment, PersonId, Problem, SiteId};
use log::{Sql, StoreError, params};
use std::collections::{BTreeMap, BTreeSet};

/// An item of a hand-out, with those it was for.
struct Given {
    at: Moment,
    household: HouseholdId,
    people: BTreeSet<PersonId>,
}

/// The hand-outs of a site that gave something again without a word, the last first.
pub(super) fn given_again(sql: &mut dyn Sql, site: SiteId, utc_offset_minutes: i32) -> Result<Vec<Question>, Problem> {
    let mut out = Vec::new();
    let histories = Histories::of_site(sql, site)?;
    let mut in_force = entitlements(sql, Some(site), false)?;
    // What was handed out by an entitlement that has ended since is measured by it all the same.
    let ended = entitlements(sql, Some(site), true)?;
    let named: BTreeSet<_> = in_force.iter().map(|one| one.item).collect();
    in_force.extend(ended.into_iter().filter(|one| !named.contains(&one.item)));
    let mut seen = BTreeSet::new();
    for entitled in in_force.iter().filter(|one| seen.insert(one.item)) {
        for (handout, given) in candidates(sql, site, entitled)? {
            out.extend(question(sql, &histories, entitled, (handout, &given), utc_offset_minutes)?);
        }
    }
    out.sort_by(|one, other| (other.at, &other.key).cmp(&(one.at, &one.key)));
    Ok(out)
}

/// Hand-outs of the item without a reason to somebody who had it, or what excludes it, before; and to everybody of whom another
/// record is known. The rest follows from the rule.
fn candidates(sql: &mut dyn Sql, site: SiteId, of: &Entitled) -> Result<BTreeMap<HandOutId, Given>, Problem> {
    let (mut out, rule) = (BTreeMap::new(), &of.rule);
    let interval = rule.min_interval_hours.map(|hours| i64::from(hours) * 3_600_000);
    // How far back an earlier one can matter.
    let reach = match (rule.once, interval, rule.max_per_day) {
        (true, ..) => i64::MAX,
        (false, interval, per_day) => interval.unwrap_or(0).max(i64::from(per_day.is_some()) * 86_400_000),
    };
    let instead = interval.filter(|_| !rule.excluded_by.is_empty()).unwrap_or(i64::MAX);
    let others = rule.excluded_by.iter().map(|item| (*item, instead));
    let select = "SELECT g.handout, g.person, g.at, g.household FROM relief_given g WHERE g.site = $1 AND g.item = $2 \
                  AND g.reason IS NULL AND NOT EXISTS (SELECT 1 FROM relief_taken_back t WHERE t.handout = g.handout) \
                  AND (EXISTS (SELECT 1 FROM relief_given o WHERE o.person = g.person AND o.item = $3 AND o.at <= g.at \
                  AND o.at > g.at - $4 AND o.handout <> g.handout) OR EXISTS (SELECT 1 FROM registration_link l \
                  WHERE l.relation = 'same_as' AND (l.person = g.person OR l.other = g.person)))";
    for (earlier, reach) in std::iter::once((of.item, reach)).chain(others).filter(|(_, reach)| *reach > 0) {
        // Far enough for anything, and no overflow when it is taken from a moment.
        let reach = reach.min(1 << 52);
        for row in sql.rows(select, params![site, of.item, earlier, reach]).map_err(StoreError::problem)? {
            let (Some(handout), Some(person), Some(household)) = (row.id(0), row.id(1), row.id(3)) else { continue };
            let at = Moment::from_millis(row.int(2));
            let given = out.entry(handout).or_insert_with(|| Given { at, household, people: BTreeSet::new() });
            given.people.insert(person);
        }
    }
    Ok(out)
}

/// The question of one hand-out, if what counts for somebody of those it was for barred it.
fn question(
    sql: &mut dyn Sql,
    histories: &Histories,
    of: &Entitled,
    (handout, given): (HandOutId, &Given),
    utc_offset_minutes: i32,
) -> Result<Option<Question>, Problem> {
    let asking = Asking { at: given.at, before: Some(handout), resident: true, present: true, utc_offset_minutes };
    for person in &given.people {
        let had = histories.of(sql, *person)?;
        let Some(earlier) = bars(&of.rule, of.item, &had, &asking).into_iter().find_map(|bar| bar.earlier) else {
            continue;
        };
        let key = [handout.bytes(), of.item.bytes(), earlier.handout.bytes()].concat();
        let key = access::gate::derived_stream("relief again", &key);
        return Ok(Some(Question {
            key: format!("again:{}", key.0.simple()),
            kind: "again",
            at: Some(given.at),
            item: Some(of.item),
            earlier: Some(earlier.at),
            handout: Some(handout),
            household: Some(given.household),
            person: Some(*person),
            ..Question::default()
        }));
    }
    Ok(None)
}

//! How what people had stands to a rule: what bars it now, until when, and which earlier hand-out explains it. It tells; whoever
//! hands out decides.

use super::Rule;
use kernel::{HandOutId, ItemId, Moment, SiteId};

/// A hand-out of an item that counts for those who ask: it was for one of them, or for a record that is said to be of the same
/// person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Had {
    /// When.
    pub at: Moment,
    /// Which hand-out.
    pub handout: HandOutId,
    /// Where.
    pub site: SiteId,
    /// Of what.
    pub item: ItemId,
}

/// When it is asked, and how those who ask stand to the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asking {
    /// When.
    pub at: Moment,
    /// For a hand-out that was made: itself, so that only what came before it counts. Between two of the same moment the lesser id
    /// came first, at every node.
    pub before: Option<HandOutId>,
    /// Whether they stay at the site.
    pub resident: bool,
    /// Whether they are there.
    pub present: bool,
    /// Minutes that the site's clock is ahead of UTC: its days.
    pub utc_offset_minutes: i32,
}

/// Which condition of the rule bars it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It is given once.
    Once,
    /// The last is not long enough ago.
    Interval,
    /// As often as it may be on one day.
    PerDay,
    /// They had something else instead.
    Excluded,
    /// They do not stay here.
    NotResident,
    /// They are not there.
    NotPresent,
}

impl Why {
    /// Its name in data; its words are under `relief-bar-<name>`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Why::Once => "once",
            Why::Interval => "interval",
            Why::PerDay => "per_day",
            Why::Excluded => "excluded",
            Why::NotResident => "not_resident",
            Why::NotPresent => "not_present",
        }
    }
}

/// One condition that bars it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    /// Which.
    pub why: Why,
    /// The earlier hand-out that explains it.
    pub earlier: Option<Had>,
    /// From when on it bars no more, where time alone ends it.
    pub until: Option<Moment>,
}

/// What bars an item now; nothing when it is due. The order of `history` does not matter.
#[must_use]
pub fn bars(rule: &Rule, item: ItemId, history: &[Had], asking: &Asking) -> Vec<Bar> {
    let counts = |had: &&Had| asking.before.is_none_or(|own| (had.at, had.handout) < (asking.at, own));
    let latest = |which: &dyn Fn(&Had) -> bool| history.iter().filter(counts).filter(|had| which(had)).max().copied();
    let interval = rule.min_interval_hours.map(|hours| i64::from(hours) * 3600);
    let mut out = Vec::new();
    let last = latest(&|had| had.item == item);
    if let Some(last) = last.filter(|_| rule.once) {
        out.push(Bar { why: Why::Once, earlier: Some(last), until: None });
    }
    if let (Some(last), Some(seconds)) = (last, interval) {
        let until = last.at.plus_seconds(seconds);
        if asking.at < until {
            out.push(Bar { why: Why::Interval, earlier: Some(last), until: Some(until) });
        }
    }
    out.extend(per_day(rule, item, history, asking));
    let instead = latest(&|had| rule.excluded_by.contains(&had.item));
    if let Some(instead) = instead {
        let until = interval.map(|seconds| instead.at.plus_seconds(seconds));
        if until.is_none_or(|until| asking.at < until) {
            out.push(Bar { why: Why::Excluded, earlier: Some(instead), until });
        }
    }
    for (required, is, why) in [
        (rule.residents_only, asking.resident, Why::NotResident),
        (rule.presence_required, asking.present, Why::NotPresent),
    ] {
        if required && !is {
            out.push(Bar { why, earlier: None, until: None });
        }
    }
    out
}

fn per_day(rule: &Rule, item: ItemId, history: &[Had], asking: &Asking) -> Option<Bar> {
    let most = usize::from(rule.max_per_day?);
    let offset = asking.utc_offset_minutes;
    let today = asking.at.date_at(offset);
    let counts = |had: &&Had| {
        had.item == item
            && had.at.date_at(offset) == today
            && asking.before.is_none_or(|own| (had.at, had.handout) < (asking.at, own))
    };
    let times = history.iter().filter(counts).count();
    let earlier = history.iter().filter(counts).max().copied();
    (times >= most).then(|| Bar { why: Why::PerDay, earlier, until: Some(today.plus_days(1).start(offset)) })
}

#[cfg(test)]
#[path = "standing_tests.rs"]
mod tests;

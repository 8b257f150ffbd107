//! Clocks: what an organisation owes, and by when. They are computed from facts and a moment that is given; no clock is kept
//! running anywhere.

use super::Sending;
use crate::words::{Clock, Priority, Stage};
use kernel::{Date, Moment};

/// How a clock stands at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockState {
    /// Nothing is owed: it is over, or was never sent.
    Stopped,
    /// Something is owed by then.
    Running(Clock, Moment),
    /// Something was owed by then.
    Overdue(Clock, Moment),
}

impl ClockState {
    /// Its name in data; words under `referral-clock-state-<name>`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            ClockState::Stopped => "stopped",
            ClockState::Running(..) => "running",
            ClockState::Overdue(..) => "overdue",
        }
    }
}

/// What is owed now, and by when.
#[must_use]
pub fn owed(sending: &Sending) -> Option<(Clock, Moment)> {
    match sending.stage {
        Stage::Sent | Stage::Acknowledged => Some((Clock::Answer, sending.due)),
        Stage::Accepted | Stage::InProgress => Some((Clock::Outcome, sending.outcome_due.unwrap_or(sending.due))),
        Stage::Draft | Stage::Declined | Stage::Done | Stage::Revoked => None,
    }
}

/// How the clock of a sending stands at `now`.
#[must_use]
pub fn state_at(sending: &Sending, now: Moment) -> ClockState {
    match owed(sending) {
        None => ClockState::Stopped,
        Some((clock, due)) if due < now => ClockState::Overdue(clock, due),
        Some((clock, due)) => ClockState::Running(clock, due),
    }
}

/// Until when an answer is owed to what was sent at `sent`.
#[must_use]
pub fn answer_due(priority: Priority, sent: Moment) -> Moment {
    sent.plus_seconds(priority.answer_within_s())
}

/// Until when the outcome is owed: as long after the acceptance as the answer had, or after the day on which help is expected.
/// No standard sets this span; it is ours, so that an accepted referral cannot fall silent.
#[must_use]
pub fn outcome_due(priority: Priority, accepted: Moment, expected: Option<Date>, utc_offset_minutes: i32) -> Moment {
    let from = expected.map_or(accepted, |day| day.plus_days(1).start(utc_offset_minutes).max(accepted));
    answer_due(priority, from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_owed_within_a_day_three_days_or_two_weeks() {
        let sent: Moment = "2026-11-24T10:00:00Z".parse().unwrap();
        let due = |priority| answer_due(priority, sent).to_string();
        assert_eq!(due(Priority::Emergency), "2026-11-25T10:00:00.000Z");
        assert_eq!(due(Priority::Urgent), "2026-11-27T10:00:00.000Z");
        assert_eq!(due(Priority::Normal), "2026-12-08T10:00:00.000Z");
    }

    #[test]
    fn an_outcome_is_owed_after_the_day_on_which_help_is_expected() {
        let accepted: Moment = "2026-11-24T10:00:00Z".parse().unwrap();
        let expected = "2026-11-30".parse().ok();
        let due = |expected| outcome_due(Priority::Emergency, accepted, expected, 60).to_string();
        assert_eq!(due(None), "2026-11-25T10:00:00.000Z");
        assert_eq!(due(expected), "2026-12-01T23:00:00.000Z");
        assert_eq!(due("2020-01-01".parse().ok()), "2026-11-25T10:00:00.000Z");
    }
}

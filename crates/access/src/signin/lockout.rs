//! The brake on guessing: after some wrong tries, each next one has to wait longer, for a login and for an address.
//!
//! A try is counted before it is checked and forgotten when it was right, so that a hundred tries at once are a hundred tries.
//! The wait is the same for logins that do not exist.

use kernel::Moment;

/// What tries are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// By the login that was typed.
    Login,
    /// By the network address it came from: a whole post may sit behind one.
    Address,
}

/// Longest wait between two tries.
const LONGEST_S: i64 = 15 * 60;
/// Tries are forgotten after a day without a further one.
const FORGOTTEN_S: i64 = 24 * 60 * 60;

/// Wrong tries so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tries {
    /// How many.
    pub wrong: u32,
    /// When the last one was.
    pub last: Moment,
}

impl Counted {
    /// Wrong tries before the first wait.
    const fn free(self) -> u32 {
        match self {
            Counted::Login => 5,
            Counted::Address => 25,
        }
    }

    /// Seconds to wait after so many wrong tries: 0, then 5 and twice as long each time, at most 15 minutes.
    #[must_use]
    pub const fn wait_s(self, wrong: u32) -> i64 {
        let over = wrong.saturating_sub(self.free() - 1);
        match over {
            0 => 0,
            1..=8 => {
                let wait = 5 << (over - 1);
                if wait > LONGEST_S { LONGEST_S } else { wait }
            }
            _ => LONGEST_S,
        }
    }
}

impl Tries {
    /// Seconds still to wait at `now`; 0 when a try may be made. A clock that was set back never lengthens a wait.
    #[must_use]
    pub fn remaining_s(self, counted: Counted, now: Moment) -> i64 {
        let wait = counted.wait_s(self.wrong);
        (wait - now.seconds_since(self.last)).clamp(0, wait)
    }

    /// These tries and one more at `now`.
    #[must_use]
    pub fn and_one(self, now: Moment) -> Self {
        let wrong = if now.seconds_since(self.last) > FORGOTTEN_S { 0 } else { self.wrong };
        Self { wrong: wrong.saturating_add(1), last: now }
    }

    /// Whether this number of wrong tries is worth a fact: the fifth, and then each doubling.
    #[must_use]
    pub fn is_reported(self) -> bool {
        self.wrong.is_multiple_of(5) && (self.wrong / 5).is_power_of_two()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(s: i64) -> Moment {
        Moment::from_millis(s * 1000)
    }

    fn after(wrong: u32, s: i64) -> Tries {
        Tries { wrong, last: at(s) }
    }

    #[test]
    fn waits_grow_from_the_fifth_wrong_try_to_a_quarter_of_an_hour() {
        let waits: Vec<i64> = (0..15).map(|n| Counted::Login.wait_s(n)).collect();
        assert_eq!(waits, [0, 0, 0, 0, 0, 5, 10, 20, 40, 80, 160, 320, 640, 900, 900]);
        assert_eq!((Counted::Address.wait_s(24), Counted::Address.wait_s(25)), (0, 5));
        assert_eq!(Counted::Login.wait_s(u32::MAX), 900);
    }

    #[test]
    fn a_try_may_be_made_when_the_wait_is_over_whatever_the_clock_does() {
        assert_eq!(after(4, 100).remaining_s(Counted::Login, at(100)), 0);
        assert_eq!(after(6, 100).remaining_s(Counted::Login, at(104)), 6);
        assert_eq!(after(6, 100).remaining_s(Counted::Login, at(110)), 0);
        assert_eq!(after(6, 100).remaining_s(Counted::Login, at(0)), 10);
    }

    #[test]
    fn tries_are_forgotten_after_a_day() {
        assert_eq!(after(9, 0).and_one(at(60)).wrong, 10);
        assert_eq!(after(9, 0).and_one(at(FORGOTTEN_S + 1)).wrong, 1);
    }

    #[test]
    fn a_thousand_wrong_tries_make_few_facts() {
        let facts: Vec<u32> = (0..=1000).filter(|n| after(*n, 0).is_reported()).collect();
        assert_eq!(facts, [5, 10, 20, 40, 80, 160, 320, 640]);
    }
}

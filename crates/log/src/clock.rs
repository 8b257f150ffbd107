//! The hybrid logical clock (Kulkarni et al. 2014): it follows the wall clock, never goes back, and orders causes before
//! effects even where a post's clock is wrong (invariant 13).

use kernel::Moment;

/// 48 bits of milliseconds and 16 bits of counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Hlc(u64);

impl Hlc {
    /// The next reading after `self` at wall time `now`.
    #[must_use]
    pub const fn next(self, now: Moment) -> Self {
        let wall = (now.millis().cast_unsigned() & 0x0000_7fff_ffff_ffff) << 16;
        if wall > self.0 { Self(wall) } else { Self(self.0.saturating_add(1)) }
    }

    /// The reading of `counter` at `moment`; a counter that is too large runs into the next milliseconds, as [`Hlc::next`] does.
    #[must_use]
    pub const fn at(moment: Moment, counter: i64) -> Self {
        let wall = (moment.millis().cast_unsigned() & 0x0000_7fff_ffff_ffff) << 16;
        Self(wall.wrapping_add(counter.cast_unsigned()))
    }

    /// As stored.
    #[must_use]
    pub const fn as_i64(self) -> i64 {
        self.0.cast_signed()
    }

    /// From the store.
    #[must_use]
    pub const fn from_i64(stored: i64) -> Self {
        Self(stored.cast_unsigned())
    }

    /// The counter of readings within a millisecond.
    #[must_use]
    pub const fn counter(self) -> u16 {
        let [_, _, _, _, _, _, high, low] = self.0.to_be_bytes();
        u16::from_be_bytes([high, low])
    }

    /// The wall-clock part.
    #[must_use]
    pub const fn moment(self) -> Moment {
        Moment::from_millis((self.0 >> 16).cast_signed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_set_back_does_not_reorder_facts() {
        let first = Hlc::default().next(Moment::from_millis(1000));
        let second = first.next(Moment::from_millis(10));
        let third = second.next(Moment::from_millis(2000));
        assert!(first < second && second < third);
        assert_eq!(third.moment(), Moment::from_millis(2000));
        assert_eq!(Hlc::from_i64(second.as_i64()), second);
    }
}

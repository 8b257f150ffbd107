//! Random numbers from a seed: the same seed gives the same story on every machine.
//!
//! SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014, figure 16).
//! It is quick and well mixed; it is no cipher and must never make a key or a token.

/// A stream of random numbers.
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    /// The stream of a seed and a lane: different lanes of one seed are independent streams.
    pub(crate) fn new(seed: u64, lane: u64) -> Self {
        let mut mixed = Self(seed);
        let start = mixed.next_u64() ^ lane.wrapping_mul(0xd134_2543_de82_ef95);
        Self(Self(start).next_u64())
    }

    /// The next 64 bits.
    pub(crate) fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to `bound - 1`; 0 when `bound` is 0. The bias is below `bound` / 2⁶⁴ (multiply and shift).
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        let wide = u128::from(self.next_u64()) * u128::from(bound);
        u64::try_from(wide >> 64).unwrap_or(0)
    }

    /// An index into something of `len` items.
    pub(crate) fn index(&mut self, len: usize) -> usize {
        usize::try_from(self.below(len as u64)).unwrap_or(0)
    }

    /// A number from `from` to `to`, both included.
    pub(crate) fn between(&mut self, from: i64, to: i64) -> i64 {
        let width = u64::try_from(to.saturating_sub(from)).unwrap_or(0).saturating_add(1);
        from.saturating_add(i64::try_from(self.below(width)).unwrap_or(0))
    }

    /// A fraction in [0, 1), 53 bits.
    pub(crate) fn fraction(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// True with probability `share`.
    pub(crate) fn chance(&mut self, share: f64) -> bool {
        self.fraction() < share
    }

    /// One of the items; none when there are none.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let index = self.index(items.len());
        items.get(index)
    }

    /// One of the items, each with a probability in proportion to its weight; none when no weight is above 0.
    pub(crate) fn weighted<'a, T>(&mut self, items: &'a [T], weight: impl Fn(&T) -> f64) -> Option<&'a T> {
        let total: f64 = items.iter().map(&weight).sum();
        let mut left = self.fraction() * total;
        for item in items {
            left -= weight(item);
            if left < 0.0 {
                return Some(item);
            }
        }
        items.iter().rev().find(|item| weight(item) > 0.0)
    }

    /// The items in random order (Fisher and Yates).
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.index(last + 1);
            items.swap(last, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_the_published_one() {
        // The reference implementation's first outputs for the state 1234567.
        let mut random = Random(1_234_567);
        let first: Vec<u64> = (0..5).map(|_| random.next_u64()).collect();
        assert_eq!(
            first,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423,
                4_593_380_528_125_082_431,
                16_408_922_859_458_223_821
            ]
        );
    }

    #[test]
    fn weights_are_followed_and_zero_weight_never_comes() {
        let mut random = Random::new(1, 0);
        let items = [("never", 0.0), ("seldom", 1.0), ("often", 9.0)];
        let mut often = 0;
        for _ in 0..10_000 {
            match random.weighted(&items, |item| item.1).unwrap().0 {
                "often" => often += 1,
                "seldom" => {}
                other => panic!("{other}"),
            }
        }
        // 9 000 expected, standard deviation 30.
        assert!((8_850..=9_150).contains(&often), "{often}");
        assert!(random.weighted(&[("never", 0.0)], |item| item.1).is_none());
    }

    #[test]
    fn bounds_are_kept() {
        let mut random = Random::new(7, 3);
        assert!((0..1000).all(|_| (3..=5).contains(&random.between(3, 5))));
        assert_eq!((random.below(0), random.between(9, 2)), (0, 9));
    }
}

//! Numbers that look drawn by lot and are the same for the same seed on every device.

/// SplitMix64: small, quick, and good enough for trying out places; nothing secret hangs on it.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// All that follows comes from this seed.
    pub fn from_seed(seed: u64) -> Self {
        Self(seed)
    }

    /// 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// A number below `end`; 0 if there is none.
    pub fn below(&mut self, end: usize) -> usize {
        // The upper half of a product: no division, and the bias is far below what matters here.
        ((u128::from(self.bits() >> 32) * end as u128) >> 32) as usize
    }

    /// How far below certain a fair draw is: -log₂ of a number between 0 and 1, in 256ths. In whole
    /// numbers, as the last digit of a logarithm may differ between devices.
    pub fn surprise(&mut self) -> i64 {
        let bits = self.bits() | 1;
        let zeros = bits.leading_zeros();
        let behind = (bits << zeros << 1) >> 56;
        i64::from((zeros + 1) << 8) - behind as i64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same() {
        let draw = |seed| {
            let mut chance = Chance::from_seed(seed);
            [chance.bits(), chance.bits(), chance.bits()]
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
    }

    #[test]
    fn every_number_below_comes_up_about_as_often() {
        let mut chance = Chance::from_seed(1);
        let mut seen = [0; 6];
        for _ in 0..6_000 {
            seen[chance.below(6)] += 1;
        }
        assert!(seen.iter().all(|times| (850..1_150).contains(times)), "{seen:?}");
        assert_eq!(chance.below(0), 0);
    }

    #[test]
    fn a_fair_draw_is_half_as_likely_for_each_further_bit() {
        let mut chance = Chance::from_seed(2);
        let draws: [i64; 4_000] = core::array::from_fn(|_| chance.surprise());
        for (bits, share) in [(1, 2_000), (2, 1_000), (3, 500)] {
            let beyond = draws.iter().filter(|draw| **draw > bits << 8).count();
            assert!(beyond.abs_diff(share) < 150, "{beyond} beyond {bits} bits");
        }
    }
}

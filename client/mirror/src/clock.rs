//! How far the device's clock is from the server's, measured by asking.

use shared::time::Timestamp;

/// The offset of the server's clock, from the quickest answer so far.
///
/// The quicker an answer came, the less its journey can have bent it; half the journey bounds the
/// error. Older measurements lose weight, because device clocks are set and laptops sleep.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offset {
    /// Server minus device, in milliseconds.
    millis: i64,
    /// The journey of the measurement that counts, in milliseconds; `None` before the first.
    journey: Option<u64>,
}

impl Offset {
    /// How much a measurement's journey is taken to grow with every later one.
    const AGING: u64 = 2;

    /// Takes in an answer: asked at `sent` and received at `received` by the device's clock.
    pub fn measure(&mut self, sent: u64, server: Timestamp, received: u64) {
        let Some(journey) = received.checked_sub(sent) else { return };
        let halfway = sent + journey / 2;
        let known = self.journey.map(|journey| journey + Self::AGING);
        if known.is_none_or(|known| journey <= known) {
            self.millis = server.0 as i64 - halfway as i64;
            self.journey = Some(journey);
        } else {
            self.journey = known;
        }
    }

    /// Takes a first guess from a greeting, until something has been measured.
    pub fn guess(&mut self, server: Timestamp, received: u64) {
        if self.journey.is_none() {
            self.millis = server.0 as i64 - received as i64;
        }
    }

    /// Begins anew, as after the device slept or its clock was set.
    pub fn forget(&mut self) {
        self.journey = None;
    }

    /// The server's time at this moment of the device's clock.
    pub fn server_time(&self, device: u64) -> Timestamp {
        Timestamp((device as i64).saturating_add(self.millis).max(0) as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quickest_answer_counts() {
        // given a server 10 s ahead of the device
        let mut offset = Offset::default();
        offset.measure(1_000, Timestamp(11_400), 1_500);
        // when a quicker answer comes
        offset.measure(2_000, Timestamp(12_005), 2_010);
        // then it is off by no more than half its journey
        assert_eq!(offset.server_time(3_000), Timestamp(13_000));
    }

    #[test]
    fn a_slow_answer_does_not_spoil_a_quick_one() {
        let mut offset = Offset::default();
        offset.measure(2_000, Timestamp(12_005), 2_010);
        offset.measure(3_000, Timestamp(13_900), 4_000);
        assert_eq!(offset.server_time(3_000), Timestamp(13_000));
    }

    #[test]
    fn a_clock_that_was_set_is_followed_in_the_end() {
        let mut offset = Offset::default();
        offset.measure(2_000, Timestamp(12_005), 2_010);
        // when the device's clock jumps by an hour and answers take a little longer from then on
        for n in 0..20 {
            let sent = 3_602_000 + n * 1_000;
            offset.measure(sent, Timestamp(12_015 + n * 1_000), sent + 30);
        }
        assert_eq!(offset.server_time(3_622_000), Timestamp(32_000));
    }

    #[test]
    fn an_answer_from_before_the_question_is_ignored() {
        let mut offset = Offset::default();
        offset.measure(5_000, Timestamp(9_000), 4_000);
        assert_eq!(offset, Offset::default());
    }
}

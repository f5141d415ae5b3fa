//! The pace: how long people take, shortened as much as the rehearsal wants.

use std::time::Duration;

use tokio::time::{Instant, sleep, sleep_until};

/// What a hand types between two updates: five a second, as pages send them.
const BIT: Duration = Duration::from_millis(200);
const BIT_CHARS: usize = 6;

/// How many times faster than people the guests are.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    pub speed: f64,
}

impl Pace {
    /// So many minutes of a person's time.
    pub fn minutes(self, minutes: f64) -> Duration {
        Duration::from_secs_f64(minutes * 60.0 / self.speed)
    }

    /// Thinks for a part of the minutes, somewhere between these shares.
    pub async fn think(self, rng: &mut fastrand::Rng, minutes: impl Into<f64>, from: f64, to: f64) {
        let share = from + rng.f64() * (to - from);
        sleep(self.minutes(minutes.into() * share)).await;
    }

    /// Types a text bit by bit, within so many minutes at the most.
    pub async fn type_out(self, text: &str, minutes: f64, mut hand: impl FnMut(&str)) {
        let signs: Vec<char> = text.chars().collect();
        let bits: Vec<String> = signs.chunks(BIT_CHARS).map(|bit| bit.iter().collect()).collect();
        let pause = BIT.min(self.minutes(minutes).div_f64(bits.len().max(1) as f64));
        let mut next = Instant::now();
        for bit in bits {
            hand(&bit);
            next += pause;
            sleep_until(next).await;
        }
    }
}

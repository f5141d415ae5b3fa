//! The clock: the only place in the server that knows what time it is.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use shared::time::{Span, Timestamp};
use tokio::sync::watch;

/// The longest sleep before looking at the clock again: a system clock may be set meanwhile, and a
/// computer may have been asleep.
const LONGEST_NAP: Duration = Duration::from_secs(60);

/// A clock. Its clones show the same time.
#[derive(Clone, Debug)]
pub struct Clock {
    base: Base,
    ahead: Arc<watch::Sender<Span>>,
}

#[derive(Clone, Copy, Debug)]
enum Base {
    System,
    Standing(Timestamp),
}

impl Clock {
    /// The computer's clock.
    pub fn system() -> Self {
        Self::based_on(Base::System)
    }

    /// A clock that stands at `at` until it is put forward.
    pub fn standing(at: Timestamp) -> Self {
        Self::based_on(Base::Standing(at))
    }

    fn based_on(base: Base) -> Self {
        Self { base, ahead: Arc::new(watch::Sender::new(Span::ZERO)) }
    }

    /// What time it is.
    pub fn now(&self) -> Timestamp {
        let base = match self.base {
            Base::Standing(at) => at,
            Base::System => {
                // A computer that believes to live before 1970 begins there.
                let since = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
                Timestamp(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
            }
        };
        base + *self.ahead.borrow()
    }

    /// Puts this clock and all its clones forward. Sleepers whose time has come wake up.
    pub fn put_forward(&self, by: Span) {
        self.ahead.send_modify(|ahead| *ahead = *ahead + by);
    }

    /// Sleeps until this clock shows `at`.
    pub async fn sleep_until(&self, at: Timestamp) {
        let mut moved = self.ahead.subscribe();
        while self.now() < at {
            let nap = Duration::from_millis(at.since(self.now()).0).min(LONGEST_NAP);
            tokio::select! {
                () = tokio::time::sleep(nap) => {}
                // Cannot fail: this clock holds the sending half.
                _ = moved.changed() => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn whoever_sleeps_wakes_when_the_clock_is_put_forward() {
        // given
        let clock = Clock::standing(Timestamp(1_000));
        let sleeper = tokio::spawn({
            let clock = clock.clone();
            async move { clock.sleep_until(Timestamp(1_000) + Span::days(30)).await }
        });
        // when
        clock.put_forward(Span::days(30));
        // then
        sleeper.await.unwrap();
        assert_eq!(clock.now(), Timestamp(1_000) + Span::days(30));
    }
}

//! Quotas: how much of something may come how fast, by seat, by connection and by address.

use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::time::Duration;

use dashmap::DashMap;
use tokio::time::Instant;

/// How much at once, and how much in the long run.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    /// The most at once.
    pub burst: f32,
    /// What comes back each second.
    pub per_second: f32,
}

/// Frames on one connection: far above what a page sends, except after a dead spot. What comes
/// faster is read later.
pub const FRAMES: Rate = Rate { burst: 300.0, per_second: 100.0 };
/// Frames that say nothing, like pings: each is answered, so a flood of them is cut off.
pub const CONTROLS: Rate = Rate { burst: 60.0, per_second: 2.0 };
/// Commands of one seat on all its devices: faster than anybody taps.
pub const COMMANDS: Rate = Rate { burst: 60.0, per_second: 20.0 };
/// Pad updates of one seat, where 4 KiB count as one: typing sends five a second, and whoever
/// comes back from a dead spot sends all that was typed meanwhile.
pub const UPDATES: Rate = Rate { burst: 400.0, per_second: 40.0 };
/// Whispers of one seat: a caret moves often, and one that is lost is followed by another.
pub const WHISPERS: Rate = Rate { burst: 20.0, per_second: 10.0 };
/// New meetings from one address: a house with many groups is one address, and a conference may
/// open twenty at the same minute.
pub const MEETINGS: Rate = Rate { burst: 20.0, per_second: 60.0 / 3_600.0 };
/// New sockets from one address: a whole museum that comes back at once is one address.
pub const SOCKETS: Rate = Rate { burst: 600.0, per_second: 20.0 };
/// Invitations behind spoken words hung up from one address.
pub const INVITATIONS: Rate = Rate { burst: 30.0, per_second: 0.5 };
/// Spoken words tried from one address: a whole museum is one, and all of it types at once.
pub const GUESSES: Rate = Rate { burst: 120.0, per_second: 1.0 };
/// Spoken words tried by everybody together. Of 2^60 codes that is nothing for whoever guesses.
pub const ALL_GUESSES: Rate = Rate { burst: 600.0, per_second: 10.0 };

/// Ballots, and questions for what an urn held, from one address: a hall that votes is one address.
pub const BALLOTS: Rate = Rate { burst: 600.0, per_second: 20.0 };

/// Above so many addresses those that are full again are forgotten.
const ADDRESSES: usize = 10_000;

/// A bucket that fills again with time.
#[derive(Clone, Copy, Debug)]
pub struct Bucket {
    left: f32,
    at: Instant,
}

impl Bucket {
    /// A full one.
    pub fn full(rate: Rate) -> Self {
        Self { left: rate.burst, at: Instant::now() }
    }

    /// Takes so much out of it; `false`, and nothing is taken, where it holds less.
    pub fn take(&mut self, rate: Rate, cost: f32) -> bool {
        self.fill(rate);
        let enough = self.left >= cost;
        if enough {
            self.left -= cost;
        }
        enough
    }

    /// When it will hold so much; `None` where it does already.
    pub fn holds_at(&mut self, rate: Rate, amount: f32) -> Option<Instant> {
        self.fill(rate);
        let missing = amount - self.left;
        let wait = || Duration::from_secs_f32(missing / rate.per_second);
        (missing > 0.0).then(|| self.at + wait())
    }

    fn fill(&mut self, rate: Rate) {
        let now = Instant::now();
        let since: Duration = now - self.at;
        self.left = (self.left + since.as_secs_f32() * rate.per_second).min(rate.burst);
        self.at = now;
    }
}

/// Buckets by network address. An address is kept in memory only, and only as a hash under a key
/// that ends with the process.
pub struct Addresses {
    rate: Rate,
    rehearsals: bool,
    key: RandomState,
    buckets: DashMap<u64, Bucket>,
}

impl Addresses {
    /// With nobody counted yet. Where there may be `rehearsals`, whoever sits at the machine itself
    /// never is; with a proxy on the same machine that would be everybody.
    pub fn new(rate: Rate, rehearsals: bool) -> Self {
        Self { rate, rehearsals, key: RandomState::new(), buckets: DashMap::new() }
    }

    /// Counts one for this address; `false` where it was too much.
    pub fn take(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        if self.rehearsals && address.is_loopback() {
            return true;
        }
        if self.buckets.len() > ADDRESSES {
            self.buckets.retain(|_, bucket| {
                bucket.fill(self.rate);
                bucket.left < self.rate.burst
            });
        }
        let key = match address {
            IpAddr::V4(address) => self.key.hash_one(address),
            // A household or a house has a /64.
            IpAddr::V6(address) => self.key.hash_one(&address.octets()[..8]),
        };
        self.buckets.entry(key).or_insert_with(|| Bucket::full(self.rate)).take(self.rate, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: Rate = Rate { burst: 2.0, per_second: 1.0 };

    #[tokio::test(start_paused = true)]
    async fn a_bucket_gives_its_burst_and_then_what_comes_back() {
        // given
        let mut bucket = Bucket::full(RATE);
        assert!(bucket.take(RATE, 1.0) && bucket.take(RATE, 1.0));
        // when, then
        assert!(!bucket.take(RATE, 1.0));
        tokio::time::advance(Duration::from_secs(1)).await;
        assert!(bucket.take(RATE, 1.0));
        assert!(!bucket.take(RATE, 1.0));
        assert_eq!(bucket.holds_at(RATE, 2.0), Some(Instant::now() + Duration::from_secs(2)));
        // and it never holds more than its burst
        tokio::time::advance(Duration::from_secs(100)).await;
        assert!(!bucket.take(RATE, 3.0));
    }

    #[tokio::test(start_paused = true)]
    async fn addresses_are_counted_each_for_itself() {
        let addresses = Addresses::new(RATE, true);
        let take = |address: &str| addresses.take(address.parse().unwrap());
        assert!(take("192.0.2.1") && take("192.0.2.1"));
        assert!(!take("192.0.2.1"));
        assert!(!take("::ffff:192.0.2.1"));
        assert!(take("192.0.2.2"));
        // A /64 is one address.
        assert!(take("2001:db8::1") && take("2001:db8::2"));
        assert!(!take("2001:db8::3"));
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_sits_at_the_machine_itself_is_counted_unless_they_rehearse() {
        let take = |addresses: &Addresses| addresses.take("127.0.0.1".parse().unwrap());
        let rehearsal = Addresses::new(RATE, true);
        assert!((0..100).all(|_| take(&rehearsal)));
        assert!(rehearsal.take("::1".parse().unwrap()));
        let public = Addresses::new(RATE, false);
        assert!(take(&public) && take(&public) && !take(&public));
    }
}

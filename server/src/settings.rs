//! Settings: how this server behaves, each with its default and its reason.

use std::time::Duration;

/// How a server behaves. Where it listens and keeps its data is not its own business.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The addresses under which people reach this server, as a browser shows them
    /// (`https://reihum.example`). Without any, a page may talk to the host it came from.
    pub public_origins: Vec<String>,
    /// Whether a proxy stands before this server: then the last address in `X-Forwarded-For` is
    /// the caller's. Without a proxy anybody could write anything there.
    pub behind_proxy: bool,
    /// The most TCP connections at the same time; further ones wait in the listener's queue.
    pub connections: usize,
    /// How long a request's head or body, or the silence between requests, may take.
    pub request_patience: Duration,
    /// How long a new socket may take to say who comes.
    pub hello_patience: Duration,
    /// How long a socket may be silent before it is asked whether it is still there.
    pub ping_after: Duration,
    /// How long a socket may be silent before whoever moderates with it alone is held to be gone, so
    /// that the group can go on. It is a quarter of `ping_after` later at most that this is noticed.
    pub quiet_after: Duration,
    /// How long a socket may be silent before it counts as dead.
    pub dead_after: Duration,
    /// How long a moderator's device may be gone before the group is offered the moderation.
    pub moderator_pause: Duration,
    /// How long a room without anybody stays in memory.
    pub unload_after: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            public_origins: Vec::new(),
            behind_proxy: false,
            // A thousand meetings of ten; at 8 KiB each that is 80 MiB.
            connections: 10_000,
            request_patience: Duration::from_secs(10),
            hello_patience: Duration::from_secs(5),
            // A page says something every ten seconds; one that sleeps while its browser is awake
            // answers when asked.
            ping_after: Duration::from_secs(10),
            // With a dead battery or out of reach the moderation is offered within 15 s.
            quiet_after: Duration::from_secs(12),
            dead_after: Duration::from_secs(50),
            // A reload takes a second or two.
            moderator_pause: Duration::from_secs(10),
            // Everybody reloading at once finds the room as it was.
            unload_after: Duration::from_secs(60),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s2_06_a_moderator_who_is_gone_is_noticed_within_fifteen_seconds() {
        let Settings { ping_after, quiet_after, moderator_pause, .. } = Settings::default();
        let noticed = quiet_after.max(ping_after) + ping_after / 4;
        assert!(noticed <= Duration::from_secs(15), "silent: {noticed:?}");
        assert!(moderator_pause <= Duration::from_secs(15), "disconnected: {moderator_pause:?}");
        // Whoever is asked has time to answer.
        assert!(ping_after < quiet_after);
    }
}

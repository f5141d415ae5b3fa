//! The server: keeps meetings, tells who may know what, and cannot open a word.
//!
//! How a request arrives: [`Server::listen`] accepts connections, sets their timers ([`http`]) and
//! hands each request to the routes, which all stand on one screen. `GET /ws` becomes a socket
//! ([`socket`]), whose first frame says which meeting and with which pass. The registry
//! finds or wakes the room of that meeting ([`room`]); from there every frame goes through the
//! room's inbox, is decided by the shared engine, stored by the log ([`log`]), absorbed, and told
//! to everybody who may know it.
//!
//! Deliberately absent: the vault. What people typed passes through here sealed, and this package
//! must never depend on anything that could open it. Nor does it name a clock but [`clock::Clock`],
//! so that tests move time by hand.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::mpsc;

use crate::clock::Clock;
use crate::http::Gate;
use crate::log::Log;
use crate::room::{House, Registry};
use crate::settings::Settings;
use crate::site::Site;

// In reading order.
pub mod clock;
mod foyer;
mod http;
pub mod log;
mod pass;
mod quota;
mod room;
pub mod settings;
pub mod site;
mod socket;

/// How long a stop waits for rooms to finish their appends and for connections to say goodbye.
const STOP_PATIENCE: Duration = Duration::from_secs(5);

/// What a server is made of.
pub struct Options {
    /// How it behaves.
    pub settings: Settings,
    /// Where meetings are kept.
    pub log: Arc<dyn Log>,
    /// What time it is.
    pub clock: Clock,
    /// The pages it hands out.
    pub site: Site,
}

/// A server, ready to listen.
pub struct Server {
    gate: Arc<Gate>,
    // Whatever must end before a stop is complete holds the registry, and that the other half.
    ended: mpsc::Receiver<()>,
}

impl Server {
    /// Puts the parts together. Nothing happens before [`Server::listen`].
    pub fn new(options: Options) -> Self {
        let Options { settings, log, clock, site } = options;
        let (alive, ended) = mpsc::channel(1);
        let house = Arc::new(House::new(log, clock, settings));
        let registry = Registry::new(house.clone(), alive);
        Self { gate: Arc::new(Gate::new(house, registry, site)), ended }
    }

    /// Serves connections from `listener` until `shutdown` resolves, then stops gracefully:
    /// accepts nobody any more, tells everybody to come again, finishes what is being stored and
    /// closes the log. Takes a few seconds at most.
    pub async fn listen(self, listener: TcpListener, shutdown: impl Future<Output = ()>) {
        let Self { gate, mut ended } = self;
        let almanac = tokio::spawn(room::almanac::keep(gate.house.clone(), gate.registry.clone()));
        tokio::select! {
            () = http::accept::forever(&gate, &listener) => {}
            () = shutdown => {}
        }
        drop(listener);
        tracing::info!("stopping");
        gate.registry.stop();
        almanac.abort();
        let log = gate.house.log.clone();
        // From here on only what is still at work holds the registry.
        drop(gate);
        if tokio::time::timeout(STOP_PATIENCE, ended.recv()).await.is_err() {
            tracing::warn!("some connections did not end in time");
        }
        log.close().await;
        tracing::info!("stopped");
    }
}

//! Everything that speaks HTTP: all routes on one screen.

use std::sync::{self, Arc};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::{get, post};
use tokio::sync::Mutex;

use crate::quota::{self, Addresses, Bucket};
use crate::room::{House, Registry};
use crate::site::Site;

pub mod accept;
mod ballots;
mod error;
mod files;
mod headers;
mod health;
mod meetings;
mod origin;
mod upgrade;
mod words;

pub use error::Error;

/// What every request may need.
pub struct Gate {
    pub house: Arc<House>,
    pub registry: Arc<Registry>,
    site: Site,
    /// New meetings by address.
    meetings: Addresses,
    /// New sockets by address.
    sockets: Addresses,
    /// Ballots, by address.
    ballots: Addresses,
    /// Invitations hung up by address.
    invitations: Addresses,
    /// Words tried by address.
    guesses: Addresses,
    /// Words tried by everybody.
    all_guesses: sync::Mutex<Bucket>,
    /// Held while the log is asked for its health.
    pulse: Mutex<()>,
}

impl Gate {
    pub fn new(house: Arc<House>, registry: Arc<Registry>, site: Site) -> Self {
        // A server that people reach by another name, or through a proxy, may find all of them at
        // its own machine's address.
        let settings = &house.settings;
        let rehearsals = settings.public_origins.is_empty() && !settings.behind_proxy;
        let meetings = Addresses::new(quota::MEETINGS, rehearsals);
        let sockets = Addresses::new(quota::SOCKETS, rehearsals);
        let ballots = Addresses::new(quota::BALLOTS, rehearsals);
        let invitations = Addresses::new(quota::INVITATIONS, rehearsals);
        let guesses = Addresses::new(quota::GUESSES, rehearsals);
        Self {
            house,
            registry,
            site,
            meetings,
            sockets,
            ballots,
            invitations,
            guesses,
            all_guesses: sync::Mutex::new(Bucket::full(quota::ALL_GUESSES)),
            pulse: Mutex::default(),
        }
    }
}

/// All routes. Whatever is not here is a file of the site, or nothing.
fn routes(gate: Arc<Gate>) -> Router {
    Router::new()
        .route("/healthz", get(health::healthy))
        .route("/readyz", get(health::ready))
        .route("/api/meetings", post(meetings::open))
        .route("/api/ballots", post(ballots::cast))
        .route("/api/urns", post(ballots::open))
        .route("/api/words", get(words::about).post(words::hang_up))
        .route("/api/words/find", post(words::find))
        .route("/ws", get(upgrade::upgrade))
        .fallback(files::serve)
        .method_not_allowed_fallback(error::method_not_allowed)
        .layer(DefaultBodyLimit::max(meetings::BODY_BYTES))
        .layer(middleware::from_fn_with_state(gate.clone(), headers::add))
        .with_state(gate)
}

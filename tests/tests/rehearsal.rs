//! Whole meetings, played by guests through real sockets against a server in this process.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::sync::Arc;

use guest::rehearsal::{Plan, Report, rehearse};
use server::clock::Clock;
use server::log::Log;
use server::log::memory::Memory;
use server::log::sqlite::Sqlite;
use server::settings::Settings;
use server::site::Site;
use server::{Options, Server};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// Minutes become hundredths of a second: everybody still waits for everybody.
const SPEED: f64 = 6_000.0;

async fn play(log: Arc<dyn Log>, people: usize) -> Report {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let server = Server::new(Options {
        settings: Settings::default(),
        log,
        clock: Clock::system(),
        site: Site::default(),
    });
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = tokio::spawn(server.listen(listener, async { drop(stopped.await) }));
    let servers = vec![address.parse().unwrap()];
    let plan = Plan { servers, meetings: 2, people, speed: SPEED, seed: 7, keep: false };
    let report = rehearse(plan, |_| {}).await;
    stop.send(()).unwrap();
    serving.await.unwrap();
    report
}

#[track_caller]
fn went_well(report: &Report) {
    assert!(report.is_good(), "{report}");
    assert_eq!((report.tally.refused_in_all(), report.tally.damaged), (0, 0), "{report}");
    assert_eq!(report.tally.reconnects, 0, "{report}");
    // Everybody heard everybody: a card, and a stroke in a pad, reaches the others.
    assert!(report.entry_latency.count > 0 && report.update_latency.count > 0, "{report}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn seven_people_play_a_whole_meeting_kept_in_memory() {
    went_well(&play(Arc::new(Memory::default()), 7).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn seven_people_play_a_whole_meeting_kept_in_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    went_well(&play(Arc::new(Sqlite::open(folder.path()).unwrap()), 7).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_fewest_people_a_rehearsal_can_do_with_play_it_as_well() {
    went_well(&play(Arc::new(Memory::default()), Plan::FEWEST).await);
}
